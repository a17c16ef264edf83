"""Dates as typed, lateness (R13), status and dates (R14)."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import french
from app.rules.dates import lateness, parse_date, status_findings
from app.vocabulary import Status


def d(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("T3 2026", "2026-07-01", "2026-09-30"),
        ("3e trimestre 2026", "2026-07-01", "2026-09-30"),
        ("3T2026", "2026-07-01", "2026-09-30"),
        ("T1-26", "2026-01-01", "2026-03-31"),
        ("2026 T4", "2026-10-01", "2026-12-31"),
        ("Q2 2026", "2026-04-01", "2026-06-30"),
        ("deuxième trimestre 2026", "2026-04-01", "2026-06-30"),
        ("S1 2027", "2027-01-01", "2027-06-30"),
        ("1er semestre 2027", "2027-01-01", "2027-06-30"),
        ("2027-S2", "2027-07-01", "2027-12-31"),
        ("été 2026", "2026-06-21", "2026-09-20"),
        ("hiver 2026-2027", "2026-12-21", "2027-03-20"),
        ("rentrée 2026", "2026-09-01", "2026-09-30"),
        ("sept.-26", "2026-09-01", "2026-09-30"),
        ("sept26", "2026-09-01", "2026-09-30"),
        ("mar. 2026", "2026-03-01", "2026-03-31"),
        ("mars '26", "2026-03-01", "2026-03-31"),
        ("sept. 2029", "2029-09-01", "2029-09-30"),
        ("Septembre 2026", "2026-09-01", "2026-09-30"),
        ("févr. 2028", "2028-02-01", "2028-02-29"),
        ("Dec-26", "2026-12-01", "2026-12-31"),
        ("03/2026", "2026-03-01", "2026-03-31"),
        ("2026-03", "2026-03-01", "2026-03-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("année 2026", "2026-01-01", "2026-12-31"),
        ("2024.0", "2024-01-01", "2024-12-31"),
        ("courant 2026", "2026-01-01", "2026-12-31"),
        ("horizon 2030", "2030-01-01", "2030-12-31"),
        (2024, "2024-01-01", "2024-12-31"),
        (2024.0, "2024-01-01", "2024-12-31"),
        # always one side
        ("fin 2026", "2026-12-31", "2026-12-31"),
        ("fin d’année 2026", "2026-12-31", "2026-12-31"),
        ("début 2027", "2027-01-01", "2027-01-01"),
        ("mi-2024", "2024-06-30", "2024-06-30"),
        ("mi-mars 2026", "2026-03-15", "2026-03-15"),
        ("mi T1 2026", "2026-02-14", "2026-02-14"),
        ("fin T3 2026", "2026-09-30", "2026-09-30"),
        ("fin du 1er semestre 2027", "2027-06-30", "2027-06-30"),
        ("à partir de 2024", "2024-01-01", "2024-01-01"),
        ("d’ici à juin 2026", "2026-06-30", "2026-06-30"),
        ("au plus tard le 12/03/2026", "2026-03-12", "2026-03-12"),
    ],
)
def test_a_span_of_days_gives_its_side(typed, start, end):
    at_start, at_end = parse_date(typed, end=False), parse_date(typed, end=True)
    assert (at_start.value, at_end.value) == (d(start), d(end))
    assert at_start.approximate
    assert at_end.approximate
    assert at_start.until is None
    assert at_end.understood
    assert at_end.note


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1er janv 2023", "2023-01-01"),
        ("12 mars 2026", "2026-03-12"),
        ("12-mars-26", "2026-03-12"),
        ("jeudi 12 mars 2026 à 14 h 30", "2026-03-12"),
        ("mar 12/05/2026", "2026-05-12"),
        ("12/03/2026", "2026-03-12"),
        ("12/03/26", "2026-03-12"),
        ("12/03/99", "1999-03-12"),
        ("12.03.2026", "2026-03-12"),
        ("12/03/2026 00:00", "2026-03-12"),
        ("2026-03-12", "2026-03-12"),
        ("2026-03-12T10:00:00", "2026-03-12"),
        ("20260312", "2026-03-12"),
        ("29/02/2028", "2028-02-29"),
        (47727, "2030-09-01"),
        (45078.5, "2023-06-01"),
        (date(2026, 3, 12), "2026-03-12"),
        (datetime(2026, 3, 12, 23, 59), "2026-03-12"),
    ],
)
def test_exact_dates(typed, expected):
    for end in (False, True):
        found = parse_date(typed, end=end)
        assert (found.value, found.until, found.approximate, found.note) == (d(expected), None, False, "")


def test_an_impossible_month_is_swapped_and_said():
    found = parse_date("12/14/20", end=False)
    assert (found.value, found.understood, found.note) == (date(2020, 12, 14), True, "jour et mois inversés")


def test_american_order_can_be_asked_for():
    assert parse_date("03/04/2026", end=False, us_order=True).value == date(2026, 3, 4)
    assert parse_date("13/04/2026", end=False, us_order=True).note == "jour et mois inversés"


def test_a_serial_typed_as_text_is_said():
    found = parse_date("47727", end=False)
    assert (found.value, bool(found.note)) == (date(2030, 9, 1), True)


@pytest.mark.parametrize(
    ("typed", "start", "until", "approximate"),
    [
        ("2025-2027", "2025-01-01", "2027-12-31", True),
        ("2025/2026", "2025-01-01", "2026-12-31", True),
        ("2025-26", "2025-01-01", "2026-12-31", True),
        ("2026 → 2028", "2026-01-01", "2028-12-31", True),
        ("entre 2022 et 2026", "2022-01-01", "2026-12-31", True),
        ("de mars 2025 à juin 2026", "2025-03-01", "2026-06-30", True),
        ("de mars à juin 2026", "2026-03-01", "2026-06-30", True),
        ("mars-juin 2026", "2026-03-01", "2026-06-30", True),
        ("T3-T4 2026", "2026-07-01", "2026-12-31", True),
        ("début 2025 - fin 2026", "2025-01-01", "2026-12-31", True),
        ("du 3 au 5 mai 2026", "2026-05-03", "2026-05-05", False),
        ("du 01/03/2026 au 30/06/2026", "2026-03-01", "2026-06-30", False),
        ("12/03/26-15/04/26", "2026-03-12", "2026-04-15", False),
    ],
)
def test_a_period_gives_two_dates_whatever_the_column(typed, start, until, approximate):
    for end in (False, True):
        found = parse_date(typed, end=end)
        assert (found.value, found.until, found.approximate) == (d(start), d(until), approximate)
        assert found.note == "une période, deux dates"


@pytest.mark.parametrize("typed", ["n.c.", "à définir", "?", "-", "en cours"])
def test_an_unknown_date_is_understood(typed):
    found = parse_date(typed, end=True)
    assert (found.value, found.understood, bool(found.note)) == (None, True, True)


@pytest.mark.parametrize("empty", [None, "", "  "])
def test_an_empty_cell_is_no_remark(empty):
    found = parse_date(empty, end=True)
    assert (found.value, found.understood, found.note) == (None, True, "")


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("29/02/2026", "date"),
        ("32/01/2026", "date"),
        ("31 avril 2026", "date"),
        ("14/14/2026", "date"),
        ("00/2026", "date"),
        ("2 chemins/an", "date"),
        ("avant 2026", "date"),
        ("12 mars", "date"),
        ("fin 12/03/2026", "date"),
        ("202603", "date"),
        ("T5 2026", "date"),
        ("de 2025 à plus tard", "date"),
        ("١٢/٠٣/٢٠٢٦", "date"),
        ("mars 1850", "années"),
        ("2101", "années"),
        ("1875-80", "années"),
        ("2027-2025", "précède"),
        (date(1850, 1, 1), "années"),
        (12, "date"),
        (1e300, "date"),
        (float("nan"), "date"),
    ],
)
def test_what_is_no_date_is_kept_by_the_caller(typed, word):
    found = parse_date(typed, end=True)
    assert (found.value, found.until, found.understood) == (None, None, False)
    assert word in found.note


def test_a_boolean_is_no_date():
    assert not parse_date(True, end=False).understood


DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@given(DAYS, st.booleans())
def test_every_written_form_is_read_back(day, end):
    epoch = date(1899, 12, 30)
    forms = (french.long_date(day), french.short_date(day), day.isoformat(), f"{day:%d.%m.%Y}", (day - epoch).days)
    assert {parse_date(form, end=end).value for form in forms} == {day}


@given(
    st.text(st.sampled_from("0123456789 /-.'tTsS2026mars finàaujuinété:hé"), max_size=25)
    | st.text(max_size=25)
    | st.floats()
    | st.integers()
    | st.dates()
    | st.datetimes(),
    st.booleans(),
)
def test_any_value_is_read_without_raising(value, end):
    found = parse_date(value, end=end)
    assert found.understood or (found.value is None and found.note)
    for day in (found.value, found.until):
        assert day is None or 1990 <= day.year <= 2100
    assert not (found.value and found.until and found.value > found.until)


# --- R13 -------------------------------------------------------------------------------------

TODAY = date(2026, 11, 23)


def test_on_the_day_itself_nothing_is_late():
    found = lateness(TODAY, None, None, Status.RUNNING, TODAY)
    assert (found.state, found.days, found.slippage, found.is_late) == ("on_time", 0, None, False)


def test_the_day_after_it_is():
    found = lateness(TODAY - timedelta(days=1), None, None, Status.RUNNING, TODAY)
    assert (found.state, found.days, found.is_late) == ("late", 1, True)


def test_a_revised_end_counts_and_shows_its_slippage():
    found = lateness(date(2026, 6, 30), date(2026, 12, 31), None, Status.BLOCKED, TODAY)
    assert (found.state, found.slippage) == ("on_time", 184)
    assert lateness(date(2026, 6, 30), date(2026, 6, 1), None, Status.RUNNING, TODAY).slippage == -29


@pytest.mark.parametrize("status", [Status.DONE, Status.ABANDONED])
def test_what_is_over_is_never_late(status):
    assert lateness(date(2020, 1, 1), None, None, status, TODAY).state == "over"


def test_the_actual_end_stops_the_clock():
    found = lateness(date(2026, 6, 30), None, date(2026, 7, 10), Status.DONE, TODAY)
    assert (found.state, found.days) == ("over", 10)
    assert lateness(date(2026, 6, 30), None, date(2026, 6, 1), Status.RUNNING, TODAY).days == 0


def test_without_a_date_it_is_unplanned():
    assert lateness(None, None, None, Status.PLANNED, TODAY).state == "unplanned"
    assert lateness(None, date(2026, 1, 1), None, Status.PLANNED, TODAY).state == "late"


# --- R14 -------------------------------------------------------------------------------------


def test_each_status_asks_for_its_dates():
    def said(status, **known):
        return [f.message for f in status_findings(status, **({"actual_start": None, "actual_end": None} | known))]

    assert "fin réelle" in said(Status.DONE)[0]
    assert said(Status.DONE, actual_end=TODAY) == []
    assert "début réel" in said(Status.RUNNING)[0]
    assert said(Status.RUNNING, actual_start=TODAY) == []
    assert said(Status.PLANNED) == []
    assert "motif" in said(Status.PAUSED)[0]
    assert said(Status.PAUSED, motive="Arbitrage attendu") == []
    assert "décision" in said(Status.ABANDONED, motive="Foncier vendu", is_validated=True)[0]
    assert said(Status.ABANDONED, motive="Foncier vendu", is_validated=True, has_decision=True) == []
    assert "À venir" in said(Status.PLANNED, actual_end=TODAY)[0]
    assert "précède" in said(Status.DONE, actual_start=TODAY, actual_end=TODAY - timedelta(days=1))[0]
