"""The file against the dossier: importing twice changes nothing, a blank erases nothing, a doubt is a conflict."""

from datetime import date

import pytest

from app.dto.plan_import import ExistingAction, Outcome, ProposedFunding, SheetTable
from app.importing.plan import propose
from app.importing.recognise import recognise
from app.importing.workbook import read_tables
from app.vocabulary import PartnerRole, Stage, Status, TaxBasis
from tests.importing.make_plans import by_hand, funder_columns, one_sheet_per_axis, repeated_pairs

TODAY = date(2026, 11, 23)
HEADER = ("N°", "Axe", "Intitulé", "Chef de file", "Coût (€ HT)", "Statut", "Notes")


def read(*rows, existing=()):
    table = SheetTable("Plan", (HEADER, *((*row, *[None] * (len(HEADER) - len(row))) for row in rows)))
    return propose([table], recognise([table]), existing, today=TODAY)


def action(key, title, number="", axis=(), **more):
    return ExistingAction(key, number, title, axis, more.pop("parent", None), more.pop("values", {}), **more)


def as_dossier(found):
    """The actions a dossier would hold once the proposal is written."""
    return [
        ExistingAction(
            key=100 + index,
            number=proposed.number,
            title=proposed.title,
            axis_path=proposed.axis_path,
            parent=None if proposed.parent is None else 100 + proposed.parent,
            values={"status": Status.PLANNED, "continuous": False, "notes": "", **proposed.values},
            partners=proposed.partners,
            people=proposed.people,
            fundings=proposed.fundings,
            milestones=tuple(step.title for step in proposed.milestones),
            weather=proposed.weather,
        )
        for index, proposed in enumerate(found.actions)
    ]


@pytest.mark.parametrize("shape", [by_hand, funder_columns, one_sheet_per_axis, repeated_pairs])
def test_importing_the_same_file_again_changes_nothing(tmp_path, shape):
    tables = read_tables(shape(tmp_path / "plan.xlsx"))
    first = propose(tables, recognise(tables), today=TODAY)
    again = propose(
        tables, recognise(tables), as_dossier(first), first.new_organizations, first.new_people, today=TODAY
    )
    assert [(one.outcome, one.changes, one.why) for one in again.actions] == [(Outcome.SAME, (), "")] * len(
        first.actions
    )
    assert (again.new_axes, again.new_organizations, again.new_people) == ((), (), ())
    assert [one.match for one in again.actions] == [100 + index for index in range(len(first.actions))]


def test_a_new_action_is_created_and_a_changed_one_says_what_changes():
    known = action(1, "Créer une école", "1.1", ("Axe 1",), values={"status": Status.PLANNED, "total_cost_cents": None})
    found = read(
        ("1.1", "Axe 1", "créer une École ", "CCI", "12 000", "Réalisé"),
        ("1.2", "Axe 1", "Ouvrir un atelier"),
        existing=[known],
    )
    school, workshop = found.actions
    assert (school.outcome, school.match) == (Outcome.CHANGE, 1)
    assert {(change.label, change.before, change.after) for change in school.changes} >= {
        ("Statut", "À venir", "Réalisé"),
        ("Coût total", "vide", "12\u202f000\u00a0€"),
        ("Chef de file", "", "ajout de «\u00a0CCI\u00a0»"),
    }
    assert (workshop.outcome, workshop.match) == (Outcome.CREATE, None)
    assert found.count(Outcome.CREATE) == 1


def test_a_blank_cell_never_erases():
    known = action(1, "Créer une école", values={"status": Status.DONE, "total_cost_cents": 5, "description": "Texte"})
    (school,) = read((None, None, "Créer une école"), existing=[known]).actions
    assert (school.outcome, dict(school.values)) == (Outcome.SAME, {})


def test_notes_of_the_dossier_are_kept_and_completed():
    known = action(1, "École", values={"notes": "Vu avec le préfet."})
    (school,) = read((None, None, "École", None, None, None, "À relancer"), existing=[known]).actions
    assert school.values["notes"] == "Vu avec le préfet.\nÀ relancer"
    after = action(1, "École", values={"notes": school.values["notes"]})
    (again,) = read((None, None, "École", None, None, None, "À relancer"), existing=[after]).actions
    assert again.outcome is Outcome.SAME


def test_a_number_alone_with_another_title_is_a_conflict():
    known = action(1, "Créer une école", "1.1")
    (conflict,) = read(("1.1", None, "Dépolluer la friche"), existing=[known]).actions
    assert (conflict.outcome, conflict.match) == (Outcome.CONFLICT, 1)
    assert conflict.why == "le n° 1.1 est déjà celui de «\u00a0Créer une école\u00a0»"


def test_renumbering_is_not_a_conflict_when_titles_tell():
    known = [action(1, "École", "1.1"), action(2, "Friche", "1.2")]
    found = read(("1.2", None, "École"), ("1.1", None, "Friche"), existing=known)
    assert [(one.outcome, one.match) for one in found.actions] == [(Outcome.CHANGE, 1), (Outcome.CHANGE, 2)]
    assert found.actions[0].changes[0].label == "Numéro"


def test_homonyms_are_told_apart_by_number_then_axis_or_are_a_conflict():
    known = [action(1, "Étude", "1.1", ("Axe 1",)), action(2, "Étude", "2.1", ("Axe 2",))]
    assert read(("2.1", None, "Étude"), existing=known).actions[0].match == 2
    assert read((None, "Axe 1", "Étude"), existing=known).actions[0].match == 1
    (unsure,) = read((None, None, "Étude"), existing=known).actions
    assert (unsure.outcome, unsure.match) == (Outcome.CONFLICT, None)
    assert unsure.why == "2 actions du dossier portent cet intitulé"


def test_two_lines_for_one_action_of_the_dossier_are_a_conflict():
    found = read(("1", None, "Étude", None, 100), ("2", None, "Étude", None, 200), existing=[action(1, "Étude", "")])
    assert [one.outcome for one in found.actions] == [Outcome.CHANGE, Outcome.CONFLICT]


def test_sub_actions_are_matched_within_their_parent():
    table = SheetTable(
        "Plan",
        (
            ("Intitulé", "Sous-action", "Statut"),
            ("École", None, None),
            ("École", "Étude", "En cours"),
            ("Friche", None, None),
            ("Friche", "Étude", "En cours"),
        ),
    )
    known = [
        action(1, "École"),
        action(2, "Étude", parent=1, values={"status": Status.RUNNING}),
        action(3, "Étude", values={"status": Status.DONE}),
    ]
    found = propose([table], recognise([table]), known, today=TODAY)
    assert [(one.title, one.outcome, one.match) for one in found.actions] == [
        ("École", Outcome.SAME, 1),
        ("Étude", Outcome.SAME, 2),
        ("Friche", Outcome.CREATE, None),
        ("Étude", Outcome.CREATE, None),
    ]


def test_a_funding_of_another_amount_is_a_change_at_the_same_stage_only():
    table = SheetTable("Plan", (("Intitulé", "Financeur", "Montant demandé (€ HT)"), ("École", "ADEME", 300)))
    requested = ProposedFunding("Ademe", "", 20_000, TaxBasis.NET, Stage.REQUESTED)
    found = propose([table], recognise([table]), [action(1, "École", fundings=(requested,))], today=TODAY)
    (change,) = found.actions[0].changes
    assert (change.before, change.after) == ("200\u00a0€ HT (demandé)", "300\u00a0€ HT (demandé)")


def test_another_axis_is_a_change_and_another_spelling_is_not():
    known = [action(1, "École", "", ("AXE 1 : Attirer",), partners=(("CCI", PartnerRole.LEAD),))]
    assert read((None, "1. Attirer", "École", "C.C.I."), existing=known).actions[0].outcome is Outcome.SAME
    (moved,) = read((None, "Axe 2 : Innover", "École"), existing=known).actions
    assert [(change.label, change.after) for change in moved.changes] == [("Axe", "Axe 2 : Innover")]
