"""Writing a reviewed proposal: numbers, axes, fundings, one step."""

from dataclasses import replace

from sqlalchemy import select

from app.commands.plan import AddAction, AddAxis
from app.commands.plan_import import ImportPlan
from app.db.dossier import Dossier
from app.dto.plan_import import Outcome, Proposal, ProposedAction, ProposedFunding
from app.models import Action, Axis, Commitment
from app.vocabulary import Stage, TaxBasis


def proposed(title: str, **values) -> ProposedAction:
    return ProposedAction("Plan", 2, values.pop("number", ""), title, values.pop("axis_path", ()), None, **values)


def importing(dossier: Dossier, *actions: ProposedAction):
    return dossier.run(ImportPlan(Proposal("plan.xlsx", (), tuple(actions), (), ())))


def numbers(dossier: Dossier) -> dict[str, str]:
    return dossier.ask(lambda s: {a.title: a.number for a in s.scalars(select(Action))})


def test_numbers_of_the_file_are_kept_for_their_own_lines(dossier: Dossier) -> None:
    importing(dossier, proposed("Sans numéro"), proposed("Numérotée", number="1"))
    assert numbers(dossier) == {"Sans numéro": "2", "Numérotée": "1"}


def test_a_matched_action_takes_the_number_and_the_axis_of_the_file(dossier: Dossier) -> None:
    dossier.run(AddAxis("Ancien"))
    key = dossier.run(AddAction("Friche", 1)).created("action")
    matched = replace(proposed("Friche", number="9", axis_path=("Nouveau",)), outcome=Outcome.CHANGE, match=key)
    importing(dossier, matched)
    assert numbers(dossier) == {"Friche": "9"}
    assert dossier.ask(lambda s: s.get(Axis, s.get(Action, key).axis_id).title) == "Nouveau"


def test_stages_of_one_funder_share_a_line_and_equal_stages_do_not(dossier: Dossier) -> None:
    def line(stage: Stage, cents: int) -> ProposedFunding:
        return ProposedFunding("Région", "Contrat", cents, TaxBasis.NET, stage)

    importing(
        dossier,
        proposed("Friche", fundings=(line(Stage.REQUESTED, 500), line(Stage.GRANTED, 400), line(Stage.GRANTED, 70))),
    )
    found = dossier.ask(
        lambda s: [(c.requested_cents, c.granted_cents) for c in s.scalars(select(Commitment).order_by(Commitment.id))]
    )
    assert found == [(500, 400), (None, 70)]


def test_an_import_is_one_step(dossier: Dossier) -> None:
    importing(dossier, *(proposed(f"Action {n}", axis_path=("Axe A", f"Sous-axe {n % 3}")) for n in range(40)))
    assert len(numbers(dossier)) == 40
    dossier.undo()
    assert numbers(dossier) == {}
    assert dossier.ask(lambda s: s.scalars(select(Axis)).all()) == []
    dossier.redo()
    assert len(numbers(dossier)) == 40


def test_conflicts_are_left_alone(dossier: Dossier) -> None:
    change = importing(dossier, replace(proposed("Autre"), outcome=Outcome.CONFLICT))
    assert change.rows == ()
