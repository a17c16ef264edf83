"""Nothing is dropped silently: whatever is typed, each cell ends in a value, in the notes with a doubt, or in a line left out."""

# ruff: noqa: E501 (rows of a table read better on one line)

import re
from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.dto.plan_import import SheetTable, Target
from app.french import euros, fold, short_date
from app.importing.grid import letter, text_of
from app.importing.plan import propose, with_target
from app.importing.recognise import recognise
from app.vocabulary import Term

TODAY = date(2026, 11, 23)
HEADERS = (
    "N°", "Axe", "Sous-axe", "Descriptif", "Contexte", "Objectifs", "Livrables", "Cibles", "Moyens humains", "Gouvernance",
    "Indicateurs", "Participation citoyenne", "Chef de file", "Co-maîtres d’ouvrage", "Service", "Partenaires",
    "Partenaires financiers", "Pilote", "Élu référent", "Industriel référent", "Financements", "Financeur 1", "Montant € HT",
    "Coût total", "Statut", "Phase", "Priorité", "Portée", "Météo", "% d’avancement", "Début", "Début réel", "Fin",
    "Fin révisée", "Fin réelle", "Calendrier", "Amélioration continue", "Étapes", "Documents et liens", "Notes", "Zorglub", None,
)  # fmt: skip
USUAL = st.sampled_from(
    [
        "En cours", "à lancer", "n.c.", "1,2 M€", "150 k€", "10 à 20 k€", "T3 2026", "fin 2026", "2025-2027", "12/14/20", "x", "oui",
        "CC du Modèle, CCI ; ADEME", "Région : 200 000 € ; État (DSIL) : 150 000 €", "Région 30 %, etc.", "Camille ESSAI / Alex TEST",
        "Mme Essai (CCI), 06 00 00 00 00", "a@exemple.fr", "- Étude (mars 2026)\n- Travaux", "soleil", "50 %", "élevée", "Axe 1 – Vélo",
        "En retard", "Autofinancement : 500 €", "Fonds vert", "1.10", "➔ Utilisez exactement la même écriture pour tout", "total", "-", "/",
    ]
)  # fmt: skip
WORDS = st.text(alphabet="abcdeéÀOX 0123456789,;:/+-–.()'€%\n&•", min_size=1, max_size=40)
CELLS = st.one_of(
    st.none(),
    st.none(),
    USUAL,
    WORDS,
    st.integers(-10, 3000),
    st.integers(20_000, 60_000),
    st.floats(-2, 200, allow_nan=False, width=32),
    st.dates(date(1995, 1, 1), date(2090, 1, 1)),
    st.booleans(),
)


@st.composite
def tables(draw):
    headers = draw(st.lists(st.sampled_from(HEADERS), min_size=1, max_size=7))
    position = draw(st.integers(0, len(headers)))
    headers.insert(position, "Intitulé de l’action")
    rows = draw(st.lists(st.lists(CELLS, min_size=len(headers), max_size=len(headers)), min_size=1, max_size=5))
    for index, row in enumerate(rows):
        row[position] = draw(st.sampled_from([f"Atelier {chr(65 + index)}", None, row[position]]))
    headers = [
        header or (None if any(row[index] is not None for row in rows) else "Vide")
        for index, header in enumerate(headers)
    ]
    return SheetTable("Plan", (tuple(headers), *(tuple(row) for row in rows)))


def tokens(text):
    return {word for word in re.findall(r"\w+", fold(text)) if not (word.isdigit() and len(word) <= 2)}


def shown(value):
    """Every way a value of the proposal says what was typed."""
    if isinstance(value, Term):
        return value.label
    if isinstance(value, bool):
        return "VRAI oui x" if value else "FAUX non"
    return short_date(value) if isinstance(value, date) else str(value)


def everything(found):
    """All words that importing keeps, and those of the lines left out."""
    parts = [" ".join(path) for path in found.new_axes]
    parts += [line.text for line in found.left_out]
    for action in found.actions:
        parts += [action.number, action.title, *map(shown, action.values.values())]
        parts += [name for name, _ in (*action.partners, *action.people)]
        parts += [f"{funding.organization} {funding.scheme} {euros(funding.cents)}" for funding in action.fundings]
        parts += [step.title for step in action.milestones] + [action.weather.label if action.weather else ""]
        cents = action.values.get("total_cost_cents")
        parts += [f"{cents // 100}" if isinstance(cents, int) else ""]
    return tokens("\n".join(parts))


SILENT = {
    # Read surely, so shown in another form: the value stands in the field.
    Target.STATUS: "status", Target.LEVEL: "level", Target.MATURITY: "maturity", Target.SCOPE: "scope",
    Target.PROGRESS: "progress_percent", Target.CONTINUOUS: "continuous", Target.COST: "total_cost_cents",
    Target.START: "planned_start", Target.ACTUAL_START: "actual_start", Target.END: "initial_end",
    Target.REVISED_END: "revised_end", Target.ACTUAL_END: "actual_end",
}  # fmt: skip


def losses(table, found):
    """Cells whose words are nowhere in the proposal, though their own field does not hold them."""
    layout = found.layouts[0]
    words, lost = everything(found), []
    # Understood with a doubt: the value stands in its field. Not understood: the words must be in the notes.
    doubted = {doubt.cell for doubt in found.doubts if doubt.typed and doubt.understood not in {"", "inconnu"}}
    left = {line.row for line in found.left_out}
    for column in layout.columns:
        for row in range(layout.first_row, len(table.rows) + 1):
            cell = table.rows[row - 1][column.index]
            ref = f"{letter(column.index)}{row}"
            if column.target is Target.IGNORE or cell is None or ref in doubted or row in left:
                continue
            # A line without title completes the action above.
            action = next((action for action in reversed(found.actions) if action.row <= row), None)
            field = SILENT.get(column.target)
            if action is not None and field in action.values:
                continue
            if column.target is Target.WEATHER and action is not None and action.weather:
                continue
            if column.target in {Target.FUNDER_COLUMN, Target.FUNDER_AMOUNT} and (
                cell == 0 or (action and action.fundings)
            ):
                continue
            if column.target is Target.MILESTONES and action is not None and action.milestones:
                continue
            if not tokens(text_of(cell)) <= words:
                lost.append((ref, column.target, cell))
    return lost


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(table=tables())
@example(SheetTable("Plan", (("Intitulé de l’action", "Partenaires"), ("Atelier", "CCI, etc."))))
@example(SheetTable("Plan", (("Intitulé de l’action", "Partenaires financiers"), ("Atelier", "Région 30 %, ADEME"))))
def test_every_cell_is_found_in_the_proposal(table):
    found = propose([table], recognise([table]), today=TODAY)
    assert losses(table, found) == []


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(table=tables(), data=st.data())
def test_whatever_the_user_makes_of_a_column(table, data):
    layouts = recognise([table])
    free = [column.index for column in layouts[0].columns if column.target is not Target.TITLE]
    for index in data.draw(st.lists(st.sampled_from(free), max_size=4)) if free else []:
        target = data.draw(st.sampled_from([target for target in Target if target is not Target.TITLE]))
        layouts = with_target(layouts, "Plan", index, target)
    found = propose([table], layouts, today=TODAY)
    assert losses(table, found) == []
    for layout in found.layouts:
        for column in layout.columns:
            assert 0 <= column.understood <= column.filled


@settings(max_examples=100, deadline=None)
@given(table=tables())
def test_proposals_are_fit_to_be_written(table):
    found = propose([table], recognise([table]), today=TODAY)
    numbers = [fold(action.number) for action in found.actions if action.number]
    assert len(numbers) == len(set(numbers))
    for index, action in enumerate(found.actions):
        assert action.title.strip()
        assert len(action.title) <= 300
        assert len(action.axis_path) <= 3
        assert action.parent is None or (action.parent < index and found.actions[action.parent].parent is None)
        assert all(cents is None or cents >= 0 for cents in (funding.cents for funding in action.fundings))
        assert all(funding.organization for funding in action.fundings)
        assert 0 <= action.values.get("progress_percent", 0) <= 100
        assert action.values.get("total_cost_cents", 0) >= 0
        assert all(value is not None and value != "" for value in action.values.values())


def test_the_search_for_losses_finds_one():
    table = SheetTable("Plan", (("Intitulé de l’action", "Coût total"), ("Atelier", "10 à 20 k€")))
    found = propose([table], recognise([table]), today=TODAY)
    assert losses(table, found) == []
    without_notes = replace(found, actions=tuple(replace(action, values={}) for action in found.actions))
    assert [loss[0] for loss in losses(table, without_notes)] == ["B2"]
