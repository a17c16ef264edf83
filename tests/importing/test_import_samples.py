"""The real files of ../shared/samples/plans, compared with what a person reads in them."""

from datetime import date
from pathlib import Path

import pytest

from app.dto.plan_import import Outcome, ProposedFunding
from app.importing.plan import propose
from app.importing.recognise import recognise
from app.importing.workbook import read_tables
from app.vocabulary import Level, PartnerRole, PersonRole, Status, TaxBasis
from tests.importing.test_import_matching import as_dossier

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples" / "plans"
TODAY = date(2026, 11, 23)
HT = TaxBasis.NET


def proposal_of(name):
    path = SAMPLES / name
    if not path.exists():
        pytest.skip("the real files are not beside this repository")
    tables = read_tables(path)
    return propose(tables, recognise(tables), today=TODAY, source=name)


def test_an_older_export_without_action_gives_nothing_and_no_error():
    found = proposal_of("export-ancien-vide.xlsx")
    assert (found.actions, found.doubts, found.left_out) == ((), (), ())
    assert len(found.layouts[0].columns) == 35


def test_the_national_template_itself_holds_no_action():
    found = proposal_of("modele-import-national.xlsx")
    assert found.actions == ()
    assert [(line.row, line.reason) for line in found.left_out] == [
        (3, "types de champs du modèle"),
        (4, "consignes du modèle"),
        (5, "exemple du modèle"),
        (0, "feuille sans tableau d’actions"),
    ]


def test_a_plan_without_axes():
    found = proposal_of("plan-sans-axes.xlsx")
    actions = {action.number: action for action in found.actions}
    assert len(actions) == 46
    assert found.new_axes == ()
    assert actions["12"].title == "Projet Alimentaire Territorial"
    assert sum(action.values.get("total_cost_cents", 0) for action in found.actions) == 6_831_900
    assert sum("total_cost_cents" in action.values for action in found.actions) == 9
    assert [name for name, _ in actions["8"].partners] == ["FDE80", "les communes", "Regroupement d'agriculteurs"]
    assert (actions["28"].values["planned_start"], actions["28"].values["initial_end"]) == (
        date(2023, 1, 1),
        date(2024, 12, 31),
    )
    assert actions["9"].values["notes"] == "Calendrier\u00a0: 2 chemins/an"
    assert actions["21"].people == (("Dominique PETIT", PersonRole.PILOT),)
    assert "Secrétariat" in actions["21"].values["notes"]
    assert actions["30"].values == {}


def test_sub_actions_hang_from_their_action():
    found = proposal_of("plan-sous-actions.xlsx")
    assert [(action.title, action.parent) for action in found.actions] == [
        ("Action normale", None),
        ("Action 1", None),
        ("Sous-action 1.1", 1),
        ("Sous-action 1.2", 1),
        ("Action 2", None),
        ("Action 3", None),
        ("Sous-action 3.1", 5),
    ]
    assert found.doubts == ()
    assert found.new_axes == (("Axe 1",), ("Axe 2",), ("Axe 2", "Sous-axe 2.1"))
    assert found.actions[6].values["status"] is Status.PAUSED
    assert found.actions[6].values["initial_end"] == date(2027, 3, 31)


def test_one_fiche_with_every_column():
    found = proposal_of("plan-une-fiche.xlsx")
    (action,) = found.actions
    assert (action.number, action.title) == ("1", "Création d'un comité de suivi d'élus autour du CLS")
    assert len(action.axis_path) == 3
    assert action.fundings == (
        ProposedFunding("John Doe", "", 100_000, HT),
        ProposedFunding("Bernard", "", 2_500_000, HT),
        ProposedFunding("François", "", 66_600, HT),
    )
    assert action.values["total_cost_cents"] == 500_000_000
    assert (action.values["status"], action.values["level"]) == (Status.PLANNED, Level.HIGH)
    assert action.people == (
        ("Camille BERNARD", PersonRole.PILOT),
        ("Claude ROBERT", PersonRole.ELECTED),
        ("Alex BIS", PersonRole.ELECTED),
    )
    assert found.doubts == ()


def test_a_plan_with_american_dates_loose_axes_and_leftover_instructions():
    found = proposal_of("plan-valide.xlsx")
    assert len(found.actions) == 7
    lane = found.actions[0]
    assert (lane.values["planned_start"], lane.values["initial_end"]) == (date(2020, 12, 14), date(2028, 12, 14))
    assert lane.values["continuous"] is True
    assert not any(role is PartnerRole.LEAD for _, role in lane.partners)
    assert "Utilisez exactement" in lane.values["notes"]
    assert ("4. Développer une culture vélo", "4.2. Déployer des plans de mobilité scolaires") in found.new_axes
    assert len(found.new_axes) == 8
    assert sum(funding.cents or 0 for action in found.actions for funding in action.fundings) == 4_249_800


@pytest.mark.parametrize(
    "name", ["plan-sans-axes.xlsx", "plan-sous-actions.xlsx", "plan-une-fiche.xlsx", "plan-valide.xlsx"]
)
def test_importing_a_real_file_twice_changes_nothing(name):
    first = proposal_of(name)
    tables = read_tables(SAMPLES / name)
    again = propose(
        tables, recognise(tables), as_dossier(first), first.new_organizations, first.new_people, today=TODAY
    )
    assert {action.outcome for action in again.actions} == {Outcome.SAME}
    assert (again.new_axes, again.new_organizations, again.new_people) == ((), (), ())
