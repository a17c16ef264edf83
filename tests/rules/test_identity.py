"""Numbers (R20), SIREN and SIRET (R23), duplicates (R24)."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.duplicates import org_key, person_key
from app.rules.numbering import decision_number, is_valid_number, next_number, parse_decision_number
from app.rules.siren import format_siren, format_siret, is_siren, is_siret

GROUPS = Path(__file__).parents[3] / "shared/samples/reference/territoires_industrie_phase2_groupements.csv"


def test_decision_number():
    assert decision_number(2026, 7, 3) == "D-2026-07-03"
    assert parse_decision_number(" D-2026-07-03 ") == (2026, 7, 3)


@given(st.integers(1990, 2100), st.integers(1, 999), st.integers(1, 999))
def test_decision_numbers_are_read_back(year, meeting, rank):
    assert parse_decision_number(decision_number(year, meeting, rank)) == (year, meeting, rank)


@pytest.mark.parametrize("text", ["", "D-26-07-03", "D-2026-7-3", "2026-07-03", "D-2026-07-03\nx", "D-٢٠٢٦-07-03"])
def test_other_texts_are_no_decision_number(text):
    assert parse_decision_number(text) is None


@pytest.mark.parametrize(
    ("prefix", "existing", "highest", "expected"),
    [
        ("1", ["1.2", "1.10"], 3, "1.11"),
        ("1", [], 0, "1.1"),
        ("1", ["1.2"], 7, "1.8"),
        ("", ["3", "1.9"], 0, "4"),
        ("1", ["11.4", "2.9", "1.x", "1.2.9"], 0, "1.1"),
        ("1", ["1.123456789012345"], 2, "1.3"),
    ],
)
def test_next_number(prefix, existing, highest, expected):
    assert next_number(prefix, existing, highest) == expected


@given(st.lists(st.integers(1, 500)), st.integers(0, 500))
def test_a_number_is_never_reused(given_numbers, highest):
    existing = [f"2.{number}" for number in given_numbers]
    found = next_number("2", existing, highest)
    assert found not in existing
    assert int(found.split(".")[1]) > highest
    assert is_valid_number(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, True) for text in ("1.2", "A-03", "2026/4", "É1", "x" * 20)),
        *((text, False) for text in ("", "1.", "1..2", " 1", "1\n", "x" * 21, "a_b")),
    ],
)
def test_valid_numbers(text, expected):
    assert is_valid_number(text) is expected


def test_siren_and_siret():
    assert is_siren("200018653")
    assert is_siren("200 018 653")
    assert not is_siren("200018654")
    assert not is_siren("20001865")
    assert not is_siren("000000000")
    assert not is_siren("20001865A")
    assert not is_siren("２００018653")
    assert is_siret("73282932000074")
    assert not is_siret("73282932000075")
    assert not is_siret("7328293200007")


def test_siret_of_la_poste_add_up_to_a_multiple_of_five():
    assert is_siret("35600000000048")  # head office: the ordinary key
    assert is_siret("35600000049837")  # an office: the sum of its digits
    assert not is_siret("35600000049838")


@given(st.integers(0, 10**8 - 1), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_seen(body, place, shift):
    sirens = [f"{body:08}{key}" for key in range(10) if is_siren(f"{body:08}{key}")]
    for siren in sirens:
        wrong = siren[:place] + str((int(siren[place]) + shift) % 10) + siren[place + 1 :]
        assert not is_siren(wrong)


def test_formats():
    assert format_siren("200018653") == "200\u202f018\u202f653"
    assert format_siret("20001865300012") == "200\u202f018\u202f653\u202f00012"
    assert format_siren("inconnu") == "inconnu"
    assert format_siret("200018653") == "200018653"


@pytest.mark.skipif(not GROUPS.exists(), reason="the reference file of the groupements is absent")
def test_every_groupement_of_the_programme_has_a_right_siren():
    with GROUPS.open(encoding="utf-8", newline="") as file:
        sirens = [row["siren_groupement"] for row in csv.DictReader(file)]
    assert len(sirens) > 600
    assert [siren for siren in sirens if not is_siren(siren)] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SARL Atelier d’Exemple", "atelier d'exemple"),
        ("Métallerie  Démo (S.A.S.)", "METALLERIE DEMO"),
        ("Communauté d’agglomération de Démo-Ville", "communaute d'agglomeration de demo ville"),
    ],
)
def test_the_same_structure(one, other):
    assert org_key(one) == org_key(other)


def test_cc_and_ca_are_two_structures():
    assert org_key("CC de Démo") != org_key("CA de Démo")


def test_a_name_made_only_of_a_legal_form_keeps_a_key():
    assert org_key("SAS") == "sas"
    assert org_key("???") == "???"


def test_the_same_person():
    assert person_key("Zoé", "Lefèvre-Démo") == person_key("LEFEVRE DEMO", "zoe")
    assert person_key("Zoé", "Démo") != person_key("Léo", "Démo")
    assert person_key("", "…") == "..."
