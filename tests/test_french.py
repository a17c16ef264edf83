"""French figures, dates, words, typography and keys."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import french
from app.french import NBSP, NNBSP


def plain(text: str) -> str:
    """Ordinary spaces, to read the expectations."""
    return text.replace(NBSP, " ").replace(NNBSP, " ")


# --- figures ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1234567, 0, "1 234 567"),
        (-1234, 0, "−1 234"),
        (Decimal("1234.5"), 2, "1 234,50"),
        (Decimal("0.05"), 1, "0,1"),
        (Decimal("-0.004"), 2, "0,00"),
        (10**60, 0, "1" + " 000" * 20),
    ],
)
def test_number(value, decimals, expected):
    assert plain(french.number(value, decimals)) == expected


def test_thousands_are_narrow_and_the_euro_does_not_break():
    assert french.euros(123_456_789) == f"1{NNBSP}234{NNBSP}567,89{NBSP}€"


@pytest.mark.parametrize(
    ("cents", "expected"),
    [(0, "0 €"), (None, "inconnu"), (150_000_00, "150 000 €"), (5, "0,05 €"), (-50_000, "−500 €"), (-1, "−0,01 €")],
)
def test_euros(cents, expected):
    assert plain(french.euros(cents)) == expected


def test_unknown_is_never_zero():
    assert french.euros(None, unknown="—") == "—"
    assert french.euros_short(None) == "inconnu"


@pytest.mark.parametrize(
    ("cents", "expected"),
    [
        (120_000_000, "1,2 M€"),
        (15_000_000, "150 k€"),
        (12_345_600, "123,5 k€"),
        (99_999, "999,99 €"),
        (100_000, "1 k€"),
        (99_994_999, "999,9 k€"),
        (99_995_000, "1 M€"),
        (-120_000_000, "−1,2 M€"),
        (123_456_700_000, "1 234,6 M€"),
    ],
)
def test_euros_short(cents, expected):
    assert plain(french.euros_short(cents)) == expected


@pytest.mark.parametrize(
    ("amounts", "unit", "shown"),
    [
        ([120_000_000, 5_000_000_000], "M€", "1,2 M€"),
        ([120_000_000, None], "k€", "1 200,0 k€"),
        ([90_000, -50], "€", "1 200 000 €"),
        ([], "€", "1 200 000 €"),
    ],
)
def test_a_column_has_one_unit(amounts, unit, shown):
    assert french.common_unit(amounts) == unit
    assert plain(french.euros_short(120_000_000, unit=unit)) == shown


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (613, 1000, "61,3 %"),
        (1, 1, "100 %"),
        (1, 3, "33,3 %"),
        (0, 5, "0 %"),
        (1, 0, "—"),
        (None, 5, "—"),
        (1, None, "—"),
    ],
)
def test_percent(part, whole, expected):
    assert plain(french.percent(part, whole)) == expected


def test_percent_value():
    assert plain(french.percent_value(61)) == "61 %"
    assert plain(french.percent_value(Decimal("61.25"))) == "61,3 %"
    assert french.percent_value(None) == "—"


# --- dates -----------------------------------------------------------------------------------

THURSDAY = date(2026, 12, 10)


def test_dates():
    assert french.long_date(THURSDAY) == "jeudi 10 décembre 2026"
    assert french.long_date(date(2026, 3, 1), with_weekday=False) == "1er mars 2026"
    assert french.date_without_weekday(date(2026, 8, 11)) == "11 août 2026"
    assert french.short_date(date(2026, 3, 1)) == "01/03/2026"
    assert french.short_date(None) == ""
    assert plain(french.day_month(THURSDAY)) == "10 déc."
    assert plain(french.day_month(date(2026, 2, 1))) == "1er févr."
    assert french.month_short(THURSDAY) == "DÉC."
    assert french.month_short(date(2026, 8, 1)) == "AOÛT"
    assert french.month_year(THURSDAY) == "décembre 2026"
    assert french.weekday(date(2026, 12, 13)) == "dimanche"


def test_times_and_durations():
    assert plain(french.clock_time(time(14, 30))) == "14 h 30"
    assert plain(french.clock_time(time(14))) == "14 h"
    assert plain(french.clock_time(time(9), with_minutes=True)) == "9 h 00"
    assert plain(french.date_time(datetime(2026, 12, 10, 14, 5))) == "jeudi 10 décembre 2026 à 14 h 05"
    assert [plain(french.duration(m)) for m in (0, 45, 60, 65, 150, -5)] == [
        "0 min",
        "45 min",
        "1 h",
        "1 h 05",
        "2 h 30",
        "−5 min",
    ]


@pytest.mark.parametrize(
    ("days", "relative", "due"),
    [
        (0, "aujourd’hui", "échéance aujourd’hui"),
        (1, "demain", "échéance demain"),
        (17, "dans 17 jours", "échéance dans 17 jours"),
        (-1, "hier", "échu depuis 1 jour"),
        (-12, "il y a 12 jours", "échu depuis 12 jours"),
    ],
)
def test_relative_days(days, relative, due):
    day = date.fromordinal(THURSDAY.toordinal() + days)
    assert plain(french.relative_days(day, THURSDAY)) == relative
    assert plain(french.due_phrase(day, THURSDAY)) == due


def test_no_due_date():
    assert french.due_phrase(None, THURSDAY) == "sans échéance"


# --- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "word", "expected"),
    [
        (0, "action", "0 action"),
        (1, "action", "1 action"),
        (2, "action", "2 actions"),
        (1200, "action", "1 200 actions"),
        (3, "point ouvert", "3 points ouverts"),
        (3, "action en retard", "3 actions en retard"),
        (3, "compte rendu d’avis", "3 comptes rendus d’avis"),
        (2, "tableau", "2 tableaux"),
        (2, "enjeu", "2 enjeux"),
        (2, "journal", "2 journaux"),
        (2, "avis", "2 avis"),
        (2, "étape non faite", "2 étapes non faites"),
        (-2, "jour", "−2 jours"),
    ],
)
def test_plural(count, word, expected):
    assert plain(french.plural(count, word)) == expected


def test_an_irregular_plural_is_given():
    assert plain(french.plural(2, "est réalisée", "sont réalisées")) == "2 sont réalisées"
    assert plain(french.plural(1, "est réalisée", "sont réalisées")) == "1 est réalisée"


@pytest.mark.parametrize(
    ("word", "following", "expected"),
    [
        ("de", "Alès", "d’Alès"),
        ("de", "Hauts-de-France", "de Hauts-de-France"),
        ("la", "Haute-Marne", "la Haute-Marne"),
        ("le", "Hérault", "l’Hérault"),
        ("le", "handicap", "le handicap"),
        ("la", "halle", "la halle"),
        ("le", "hangar", "le hangar"),
        ("la", "hauteur", "la hauteur"),
        ("le", "hôtel", "l’hôtel"),
        ("le", "hydrogène vert", "l’hydrogène vert"),
        ("de", "hangars", "de hangars"),
        ("le", "EPCI", "l’EPCI"),
        ("la", "œuvre", "l’œuvre"),
        ("La", "usine", "L’usine"),
        ("que", "il", "qu’il"),
        ("de", "Yonne", "d’Yonne"),
        ("de", "Yvetot", "d’Yvetot"),
        ("le", "yaourt", "le yaourt"),
        ("de", "onze", "de onze"),
        ("de", "11 actions", "de 11 actions"),
        ("de", "« Usine »", "d’« Usine »"),
        ("de", "Métropole", "de Métropole"),
        ("pour", "Alès", "pour Alès"),
        ("de", "", "de"),
        ("le", "H", "le H"),
    ],
)
def test_elide(word, following, expected):
    assert french.elide(word, following) == expected


def test_lists_names_and_quotes():
    assert french.join_and([]) == ""
    assert french.join_and(["a"]) == "a"
    assert french.join_and(["a", "b"]) == "a et b"
    assert french.join_and(["a", "b", "c"], word="ou") == "a, b ou c"
    assert french.guillemets("Usine") == f"«{NBSP}Usine{NBSP}»"
    assert french.upper_name(" Lefèvre-démo ") == "LEFÈVRE-DÉMO"
    assert french.full_name("Zoé", "d’Exemple") == "Zoé D’EXEMPLE"
    assert french.full_name("", "Exemple") == "EXEMPLE"
    assert french.capitalized("élu ANCT") == "Élu ANCT"
    assert french.capitalized("") == ""


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("L'usine", "L’usine"),
        ("d'« Usine »", "d’«_Usine_»"),
        ("Coût : 12 €", "Coût_: 12_€"),
        ("Coût: 12€, soit 50%", "Coût_: 12_€, soit 50_%"),
        ("Quoi ?!", "Quoi-?!"),
        ("Vraiment?", "Vraiment-?"),
        ("«été»", "«_été_»"),
        ("un;deux ; trois", "un;deux-; trois"),
        ("voir https://exemple.fr/a?b=1;c:d%20e ; et", "voir https://exemple.fr/a?b=1;c:d%20e-; et"),
        ("à 14:30 : début", "à 14:30_: début"),
        ("ecrire@exemple.fr?", "ecrire@exemple.fr-?"),
        ("C:\\dossier", "C:\\dossier"),
        ("(?)", "(?)"),
        ("mailto:l'a@exemple.fr", "mailto:l'a@exemple.fr"),
        ("'mot' 5'10", "'mot' 5'10"),
        ("", ""),
    ],
)
def test_typo(typed, expected):
    assert french.typo(typed) == expected.replace("_", NBSP).replace("-?", f"{NNBSP}?").replace("-;", f"{NNBSP};")


@given(st.text(st.sampled_from(f"ab1é'’«»:;!?%€ \n.,@/w{NBSP}{NNBSP}(h"), max_size=40) | st.text(max_size=30))
def test_typo_is_idempotent_and_changes_only_spaces_and_apostrophes(text):
    once = french.typo(text)
    assert french.typo(once) == once

    def bare(written):
        return "".join(written.split()).replace("’", "'")

    assert bare(once) == bare(text)


# --- keys ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("L’Œuvre  d'Été", "l'oeuvre d'ete"),
        ("ÆGIDE — suite", "aegide - suite"),
        (f"10{NNBSP}000{NBSP}€", "10 000 €"),
        ("  a\n b\t", "a b"),
        ("Bloqu\u0065\u0301", "bloque"),
        ("Straße", "strasse"),
    ],
)
def test_fold(typed, folded):
    assert french.fold(typed) == folded


@given(st.text(max_size=40))
def test_fold_is_idempotent(text):
    assert french.fold(french.fold(text)) == french.fold(text)


def test_french_order_ignores_accents_first():
    words = ["zoo", "Étain", "été", "Eté", "ete", "etc", "Saint Étienne", "Saint-Étienne B", "Œuvre", "Oeil"]
    assert sorted(words, key=french.sort_key) == [
        "Étain", "etc", "ete", "Eté", "été", "Oeil", "Œuvre", "Saint Étienne", "Saint-Étienne B", "zoo",
    ]  # fmt: skip


def test_natural_order():
    numbers = ["A-03", "1.10", "1.2", "10", "2", "1.2.1", "A-3", None, "03"]
    assert sorted(numbers, key=french.natural_key) == [None, "1.2", "1.2.1", "1.10", "2", "03", "10", "A-03", "A-3"]


@given(st.lists(st.text(max_size=12), max_size=8))
def test_natural_order_accepts_any_text(numbers):
    backwards = numbers[::-1]
    assert sorted(numbers, key=french.natural_key) == sorted(backwards, key=french.natural_key)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_natural_order_is_numeric(one, other):
    assert (french.natural_key(f"1.{one}") < french.natural_key(f"1.{other}")) == (one < other)


def test_natural_order_has_no_size_limit():
    assert french.natural_key("9" * 5000) < french.natural_key("1" + "0" * 5000)
