"""The rows of the tableau de suivi."""

from datetime import date

from sqlalchemy import event
from sqlalchemy.engine import Engine

from app.commands.fields import SetField
from app.commands.finance import AddCommitment, AddPayment
from app.commands.meetings import AddMeeting
from app.commands.plan import AddAction, AddAxis, AddMilestone, AddProgress
from app.commands.session import AddDecision, AddTask
from app.models import Meeting
from app.queries.follow_up import follow_up
from app.vocabulary import CommitmentKind, FollowUp, Weather

TODAY = date(2026, 11, 23)


def table(dossier):
    return dossier.ask(follow_up, TODAY)


def test_actions_in_natural_order_sub_actions_under_their_parent(dossier):
    axis = dossier.run(AddAxis("Foncier", number="1")).created("axis")
    for number in ("1.10", "1.2"):
        dossier.run(AddAction(f"Action {number}", axis, number=number))
    parent = dossier.run(AddAction("Action 1.9", axis, number="1.9")).created("action")
    dossier.run(AddAction("Sous-action", axis, parent=parent, number="1.9.1"))
    rows = table(dossier).actions
    assert [(row.number, row.is_sub_action) for row in rows] == [
        ("1.2", False),
        ("1.9", False),
        ("1.9.1", True),
        ("1.10", False),
    ]
    assert rows[0].axis == "1 Foncier"


def test_stages_stay_apart_and_paid_is_the_sum_of_payments(dossier):
    action = dossier.run(AddAction("Friche", number="1")).created("action")
    promise = dossier.run(AddCommitment("Région démo", action, announced_cents=100)).created("commitment")
    dossier.run(SetField("commitment", promise, "granted_cents", 80))
    assert table(dossier).fundings[0].paid_cents is None
    dossier.run(AddPayment(promise, 30))
    dossier.run(AddPayment(promise, 20))
    line = table(dossier).fundings[0]
    assert (line.announced_cents, line.requested_cents, line.granted_cents, line.contracted_cents, line.paid_cents) == (
        100,
        None,
        80,
        None,
        50,
    )
    assert table(dossier).actions[0].granted_cents == 80


def test_lateness_and_next_step(dossier):
    action = dossier.run(AddAction("Friche", number="1")).created("action")
    dossier.run(SetField("action", action, "initial_end", date(2026, 11, 13)))
    dossier.run(AddMilestone(action, "Plus tard", date(2027, 5, 1)))
    dossier.run(AddMilestone(action, "D’abord", date(2027, 1, 1)))
    dossier.run(AddProgress(action, Weather.STORM, highlights="Offres reçues"))
    row = table(dossier).actions[0]
    assert (row.is_late, row.late_days, row.next_step, row.next_due) == (True, 10, "D’abord", date(2027, 1, 1))
    assert (row.weather, row.highlights, row.updated_on) == (Weather.STORM, "Offres reçues", TODAY)


def test_commitments_in_kind_have_a_quantity_and_no_amount(dossier):
    key = dossier.run(AddCommitment("Agence démo", kind=CommitmentKind.ENGINEERING)).created("commitment")
    for field, value in (("quantity_hundredths", 20), ("unit", "ETP"), ("due", date(2026, 11, 22))):
        dossier.run(SetField("commitment", key, field, value))
    row = table(dossier).commitments[0]
    assert (row.quantity, row.amount_cents, row.is_overdue, row.action_number) == (
        "0,2\N{NO-BREAK SPACE}ETP",
        None,
        True,
        "",
    )
    assert table(dossier).fundings == ()


def test_decisions_then_tasks_with_their_follow_up(dossier):
    meeting = dossier.run(AddMeeting(1, date(2026, 9, 16))).created("meeting")
    item = dossier.ask(lambda s: s.get(Meeting, meeting).items[0].id)
    dossier.run(AddTask("Relancer", due=date(2026, 11, 22)))
    decision = dossier.run(AddDecision(item, "Valider", due=date(2026, 10, 1))).created("decision")
    dossier.run(SetField("decision", decision, "follow_up", FollowUp.DONE))
    rows = table(dossier).decisions
    assert [(row.number, row.is_overdue) for row in rows] == [("D-2026-01-01", False), ("Tâche", True)]
    assert rows[1].meeting == ""


def test_the_number_of_queries_does_not_grow_with_the_plan(dossier):
    def count():
        seen = []

        def listen(*args):
            seen.append(args)

        event.listen(Engine, "before_cursor_execute", listen)
        table(dossier)
        event.remove(Engine, "before_cursor_execute", listen)
        return len(seen)

    def grow(n):
        for i in range(n):
            key = dossier.run(AddAction(f"Action {i}")).created("action")
            dossier.run(AddCommitment(f"Structure {n} {i}", key, announced_cents=1))
            dossier.run(AddProgress(key, Weather.SUN))

    grow(2)
    few = count()
    grow(8)
    assert count() == few
