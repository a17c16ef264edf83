"""Totals, conversion and amounts as typed (R2)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import french
from app.rules.money import Amount, parse_amount, to_basis, total
from app.vocabulary import TaxBasis

HT, TTC, FREE = TaxBasis.NET, TaxBasis.GROSS, TaxBasis.EXEMPT


def test_total_counts_the_unknown_apart():
    found = total([Amount(100, HT), Amount(None), Amount(250, HT), Amount(None, HT)])
    assert (found.cents, found.unknown, found.basis, found.mixed) == (350, 2, HT, False)


def test_ht_is_never_added_to_ttc():
    found = total([Amount(100, HT), Amount(120, TTC), Amount(20, TTC)])
    assert found.mixed
    assert found.cents is None
    assert found.by_basis == {HT: 100, TTC: 140}
    assert found.basis is None


def test_an_amount_free_of_vat_joins_either_basis():
    assert total([Amount(100, HT), Amount(50, FREE)]).cents == 150
    assert total([Amount(100, TTC), Amount(50, FREE)]).basis is TTC
    assert total([Amount(50, FREE)]).basis is FREE


def test_a_basis_nobody_gave_makes_the_whole_unsure():
    found = total([Amount(100, HT), Amount(50)])
    assert (found.cents, found.basis, found.mixed) == (150, None, False)


def test_zero_is_zero_in_any_basis():
    found = total([Amount(100, HT), Amount(0, TTC)])
    assert (found.cents, found.basis, found.mixed) == (100, HT, False)
    assert total([]).cents == 0
    assert hash(found) == hash(total([Amount(100, HT)]))


@given(st.lists(st.builds(Amount, st.none() | st.integers(-(10**12), 10**12), st.none() | st.sampled_from(TaxBasis))))
def test_nothing_is_lost_in_a_total(amounts):
    found = total(amounts)
    assert sum(found.by_basis.values()) == sum(amount.cents or 0 for amount in amounts)
    assert found.unknown == sum(amount.cents is None for amount in amounts)
    assert (found.cents is None) == found.mixed


@pytest.mark.parametrize(
    ("cents", "basis", "target", "rate", "expected"),
    [
        (100_00, HT, TTC, 200, 120_00),
        (120_00, TTC, HT, 200, 100_00),
        (100_00, HT, TTC, 55, 105_50),
        (100, HT, TTC, 21, 102),
        (5, HT, TTC, 100, 6),  # 5,5 cents: half up
        (-5, HT, TTC, 100, -6),
        (100, TTC, HT, 200, 83),
        (100, FREE, HT, 200, 100),
        (100, HT, HT, 200, 100),
        (None, HT, TTC, 200, None),
        (None, None, TTC, 200, None),
    ],
)
def test_conversion(cents, basis, target, rate, expected):
    assert to_basis(Amount(cents, basis), target, rate) == Amount(expected, target)


@pytest.mark.parametrize(
    ("amount", "target", "rate"), [(Amount(1), HT, 200), (Amount(1, HT), FREE, 200), (Amount(1, HT), TTC, -1)]
)
def test_conversion_refuses_to_guess(amount, target, rate):
    with pytest.raises(ValueError, match=r"basis|convert"):
        to_basis(amount, target, rate)


@given(st.integers(-(10**13), 10**13), st.sampled_from([200, 100, 55, 21]))
def test_a_net_amount_survives_the_round_trip(cents, rate):
    assert to_basis(to_basis(Amount(cents, HT), TTC, rate), HT, rate) == Amount(cents, HT)


@pytest.mark.parametrize(
    ("typed", "cents", "basis"),
    [
        ("1,2 M€", 120_000_000, None),
        ("1.2 M", 120_000_000, None),
        ("1.234 M€", 123_400_000, None),
        ("150 k€", 15_000_000, None),
        ("150K€", 15_000_000, None),
        ("150 K€ HT", 15_000_000, HT),
        ("150 ke", 15_000_000, None),
        ("780 000 € HT", 78_000_000, HT),
        ("780\u202f000\u00a0€HT", 78_000_000, HT),
        ("500 € (TTC)", 50_000, TTC),
        ("12 500 € H.T.", 1_250_000, HT),
        ("40 000 hors taxes", 4_000_000, HT),
        ("40 000 € non assujetti", 4_000_000, FREE),
        ("1 234 567,89", 123_456_789, None),
        ("1.234.567,89", 123_456_789, None),
        ("1.234.567", 123_456_700, None),
        ("1,234,567.89", 123_456_789, None),
        ("1,234,567", 123_456_700, None),
        ("1'234'567.50", 123_456_750, None),
        ("12 500.50", 1_250_050, None),
        ("12500,5 €", 1_250_050, None),
        ("€ 500", 50_000, None),
        ("3 millions d’euros", 300_000_000, None),
        ("1 million €", 100_000_000, None),
        ("2 Mds €", 200_000_000_000, None),
        ("150 mille euros", 15_000_000, None),
        ("250 000 euros TTC", 25_000_000, TTC),
        ("0", 0, None),
        ("0,500", 50, None),
        ("− 500", -50_000, None),
        ("-500 €", -50_000, None),
        ("(500)", -50_000, None),
        ("+500", 50_000, None),
        ("1,2E+06", 120_000_000, None),
        ("10 000 €.", 1_000_000, None),
    ],
)
def test_amounts_as_typed(typed, cents, basis):
    found = parse_amount(typed)
    assert (found.cents, found.basis, found.understood, found.note) == (cents, basis, True, "")


@pytest.mark.parametrize(
    "typed", ["n.c.", "NC", "n/a", "à définir", "-", "–", "?", "en cours de chiffrage", "Non communiqué", "? HT"]
)
def test_unknown_is_understood_and_is_not_zero(typed):
    found = parse_amount(typed)
    assert (found.cents, found.understood) == (None, True)
    assert found.note


@pytest.mark.parametrize("empty", [None, "", " \u00a0"])
def test_an_empty_cell_is_unknown_without_a_remark(empty):
    found = parse_amount(empty)
    assert (found.cents, found.understood, found.note) == (None, True, "")


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("100 à 150 k€", "fourchette"),
        ("100 000 - 150 000", "fourchette"),
        ("100 000 HT / 120 000 TTC", "plusieurs"),
        ("12 34", "plusieurs"),
        ("1,234", "ambigu"),
        ("1.500 k€", "ambigu"),
        ("1.2.3", "montant"),
        ("500 m", "montant"),
        ("500²", "montant"),
        ("500 €/an", "montant"),
        ("50 %", "montant"),
        ("HT", "montant"),
        ("Région", "montant"),
        ("9" * 50, "grand"),
        ("99999999999999", "grand"),
        ("1e60", "grand"),
        (10**20, "grand"),
        (True, "montant"),
        (float("nan"), "montant"),
        (float("inf"), "montant"),
        (Decimal("NaN"), "montant"),
    ],
)
def test_what_is_not_sure_is_not_read(typed, word):
    found = parse_amount(typed)
    assert (found.cents, found.understood) == (None, False)
    assert word in found.note


def test_doubts_are_said():
    assert parse_amount("env. 50 000 €") == parse_amount("environ 50 000 €")
    assert (parse_amount("~ 50 k€").cents, parse_amount("~ 50 k€").note) == (5_000_000, "montant approximatif")
    assert (parse_amount("1.234").cents, "milliers" in parse_amount("1.234").note) == (123_400, True)
    assert (parse_amount(12.3456).cents, parse_amount(12.3456).note) == (1235, "arrondi au centime")


@pytest.mark.parametrize(
    ("value", "cents"),
    [(0.1 + 0.2, 30), (1234.56, 123_456), (50000.0, 5_000_000), (12, 1200), (Decimal("0.5"), 50), (-1.005, -101)],
)
def test_excel_numbers_are_euros(value, cents):
    assert parse_amount(value).cents == cents


def test_excel_noise_is_not_a_doubt():
    assert parse_amount(0.1 + 0.2).note == ""


@given(st.integers(-(10**15), 10**15))
def test_reading_is_the_inverse_of_writing(cents):
    found = parse_amount(french.euros(cents))
    assert (found.cents, found.understood, found.note) == (cents, True, "")


@given(st.integers(-(10**9), 10**9))
def test_excel_floats_come_back_to_the_cent(cents):
    assert parse_amount(cents / 100).cents == cents


@given(
    st.text(st.sampled_from("0123456789 .,'-+()kKmM€eEHTTC/à?n"), max_size=25)
    | st.text(max_size=25)
    | st.floats()
    | st.decimals()
    | st.integers()
)
def test_any_value_is_read_without_raising(value):
    found = parse_amount(value)
    assert found.understood or (found.cents is None and found.note)
