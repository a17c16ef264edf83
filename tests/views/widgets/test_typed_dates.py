"""Dates as people type them in a field."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.french import short_date
from app.views.widgets.typed_dates import read_date

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12/03/2026", date(2026, 3, 12)),
        ("12/3/27", date(2027, 3, 12)),
        ("12.3.2027", date(2027, 3, 12)),
        ("2027-03-12", date(2027, 3, 12)),
        ("12032027", date(2027, 3, 12)),
        ("12/3", date(2027, 3, 12)),
        ("15/10", date(2026, 10, 15)),  # a few weeks ago: meant in the past
        ("1/6", date(2027, 6, 1)),
        ("29/2", date(2028, 2, 29)),
        ("12 mars", date(2027, 3, 12)),
        ("1er décembre 2026", date(2026, 12, 1)),
        ("4 sept. 2027", date(2027, 9, 4)),
        ("10 déc", date(2026, 12, 10)),
        ("fin janvier", date(2027, 1, 31)),
        ("Fin de février 2028", date(2028, 2, 29)),
        ("mi-avril", date(2027, 4, 15)),
        ("début juin 2027", date(2027, 6, 1)),
        ("mars 2027", date(2027, 3, 31)),
        ("juil. 2027", date(2027, 7, 31)),
        ("fin 2027", date(2027, 12, 31)),
        ("T2 2027", date(2027, 6, 30)),
        ("T1", date(2027, 3, 31)),
        ("+3 sem.", date(2026, 12, 14)),
        ("+10 j", date(2026, 12, 3)),
        ("dans 2 mois", date(2027, 1, 23)),
        ("+1 an", date(2027, 11, 23)),
        ("demain", date(2026, 11, 24)),
        ("aujourd’hui", TODAY),
        ("lundi", date(2026, 11, 30)),
        ("jeudi", date(2026, 11, 26)),
    ],
)
def test_what_is_typed_is_understood(typed: str, meant: date) -> None:
    assert read_date(typed, TODAY) == meant


@pytest.mark.parametrize("typed", ["", "   ", "\u00a0"])
def test_nothing_is_no_date(typed: str) -> None:
    assert read_date(typed, TODAY) is None


@pytest.mark.parametrize("typed", ["bientôt", "12/3/2026/4", "ju", "12 brumaire", "+ sem", "12"])
def test_what_is_not_a_date_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(ValueError, match="fin janvier"):
        read_date(typed, TODAY)


@pytest.mark.parametrize("typed", ["31/02/2027", "32/1", "31 avril 2027", "12/13/2026"])
def test_a_day_that_does_not_exist_is_said(typed: str) -> None:
    with pytest.raises(ValueError, match="n’existe pas"):
        read_date(typed, TODAY)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_date_written_by_the_program_reads_back(day: date) -> None:
    assert read_date(short_date(day), TODAY) == day


@given(st.dates(date(2001, 1, 1), date(2090, 12, 31)), st.integers(1, 28), st.integers(1, 12))
def test_a_day_without_a_year_is_near(today: date, day: int, month: int) -> None:
    found = read_date(f"{day}/{month}", today)
    assert found is not None
    assert today - timedelta(days=60) <= found <= today + timedelta(days=366 - 59)


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    with suppress(ValueError):
        assert read_date(text, TODAY) is None or text.strip()
