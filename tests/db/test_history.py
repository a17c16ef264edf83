"""Undo and redo: whatever was done leads back to exactly what was there, also across restarts."""

import shutil
import tempfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import select

from app.clock import Clock
from app.commands.fields import Delete, SetField
from app.commands.finance import AddCommitment, AddPayment
from app.commands.meetings import AddItem, AddMeeting, MoveItem
from app.commands.plan import AddAction, AddAxis, AddMilestone, AddProgress, SetPartners
from app.commands.session import AddDecision, CloseMeeting, GoToItem, OpenMeeting
from app.commands.territory import SetUpDossier
from app.db.codec import ENTITIES
from app.db.dossier import Dossier
from app.db.lifecycle import Office, create, open_
from app.errors import AppError, CannotUndo
from app.models import Action, AgendaItem, Change, Commitment, Meeting, Step
from app.vocabulary import PartnerRole, Status, Weather

NOW = datetime(2026, 11, 23, 14, 2)


def dump(dossier: Dossier) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every recorded table, edit counters apart."""

    def read(session):
        return {
            table: sorted(
                tuple(row)
                for row in session.execute(select(*(c for c in entity.__table__.columns if c.name != "version")))
            )
            for table, entity in ENTITIES.items()
        }

    return dossier.ask(lambda session: {t: sorted(map(repr, rows)) for t, rows in read(session).items()})


def keys(dossier: Dossier, entity) -> list[int]:
    return dossier.ask(lambda session: list(session.scalars(select(entity.id).order_by(entity.id))))


texts = st.sampled_from(["Friche", "l’É’ & <b>", "École n° 2", "x" * 300, "=1+1", "日本"])


class Histories(RuleBasedStateMachine):
    """Random acts, undone and redone, compared with what was remembered."""

    template: Path | None = None

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.office = Office("test", Clock.fixed(NOW), self.folder / "s")
        if Histories.template is None:
            made = create(Path(tempfile.mkdtemp()) / "modele.binome", self.office)
            made.run(SetUpDossier("Vallée"))
            made.close()
            Histories.template = made.path
        path = Path(shutil.copy(Histories.template, self.folder / "d.binome"))
        self.dossier = open_(path, self.office)
        self.dossier.undo()
        self.dossier.redo()
        self.states = [dump(self.dossier)]
        self.at = 0

    def teardown(self) -> None:
        self.dossier.close()
        shutil.rmtree(self.folder)

    def act(self, command) -> None:
        try:
            change = self.dossier.run(command)
        except AppError:
            return
        if change.rows:
            self.states[self.at + 1 :] = [dump(self.dossier)]
            self.at += 1

    def some(self, entity, pick: int) -> int:
        found = keys(self.dossier, entity)
        return found[pick % len(found)] if found else 0

    @rule(title=texts, axis=st.booleans())
    def add_action(self, title: str, axis: bool) -> None:
        key = None
        if axis:
            self.act(AddAxis("Axe"))
        self.act(AddAction(title, key))

    @rule(pick=st.integers(0, 9), status=st.sampled_from(Status), text=texts)
    def change_action(self, pick: int, status: Status, text: str) -> None:
        self.act(SetField("action", self.some(Action, pick), "status", status))
        self.act(SetField("action", self.some(Action, pick), "description", text))

    @rule(pick=st.integers(0, 9), text=texts)
    def add_children(self, pick: int, text: str) -> None:
        action = self.some(Action, pick)
        self.act(AddMilestone(action, text, date(2026, 2, 28)))
        self.act(AddProgress(action, Weather.STORM, percent=12, obstacles=text))
        self.act(SetPartners(action, PartnerRole.LEAD, (text,)))
        self.act(AddCommitment("Région", action, announced_cents=100))
        self.act(AddPayment(self.some(Commitment, pick), 50))
        self.act(AddAction("sous-action", parent=action))

    @rule(pick=st.integers(0, 9))
    def delete_action(self, pick: int) -> None:
        self.act(Delete("action", self.some(Action, pick)))

    @rule(pick=st.integers(0, 9), action=st.integers(0, 9))
    def hold_a_meeting(self, pick: int, action: int) -> None:
        self.act(AddMeeting(1, date(2026, 12, 10)))
        meeting = self.some(Meeting, -1)
        about = keys(self.dossier, Action)[:1]
        self.act(AddItem(meeting, "Point", actions=tuple(about)))
        self.act(OpenMeeting(meeting))
        item = self.some(AgendaItem, pick)
        self.act(GoToItem(item))
        self.act(AddDecision(item, "Le comité décide."))
        self.act(MoveItem(item, 0))
        self.act(CloseMeeting(meeting))

    @precondition(lambda self: self.at > 0)
    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(min(times, self.at)):
            self.dossier.undo()
            self.at -= 1

    @precondition(lambda self: self.at < len(self.states) - 1)
    @rule()
    def redo(self) -> None:
        self.dossier.redo()
        self.at += 1

    @rule()
    def restart(self) -> None:
        self.dossier.close()
        self.dossier = open_(self.dossier.path, self.office)

    @invariant()
    def same_as_remembered(self) -> None:
        assert dump(self.dossier) == self.states[self.at]


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=12,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def test_a_deleted_action_comes_back_whole_after_a_restart(dossier: Dossier, office: Office) -> None:
    action = dossier.run(AddAction("Friche")).created("action")
    dossier.run(AddMilestone(action, "Étude"))
    before = dump(dossier)
    dossier.run(Delete("action", action))
    assert dump(dossier) != before
    dossier.close()

    again = open_(dossier.path, office)
    assert again.history.undo_label == "Suppression\u00a0: Action"
    again.undo()
    assert dump(again) == before
    again.close()


def test_deleted_objects_stay_in_the_history_by_name(dossier: Dossier) -> None:
    action = dossier.run(AddAction("Friche des Forges")).created("action")
    dossier.run(Delete("action", action))
    labels = dossier.ask(lambda s: list(s.scalars(select(Change.label).where(Change.table == "action"))))
    assert labels == ["1 Friche des Forges", "1 Friche des Forges"]


def test_what_moved_since_is_not_undone(dossier: Dossier) -> None:
    dossier.run(SetField("territory", 1, "name", "A"))
    with dossier._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE territory SET name = 'B'")
    with pytest.raises(CannotUndo, match="Rien n’a été touché"):
        dossier.undo()


def test_nothing_to_undo_is_said(dossier: Dossier) -> None:
    dossier.undo()
    with pytest.raises(CannotUndo, match="rien à annuler"):
        dossier.undo()


def test_each_field_is_one_line_with_old_and_new_value(dossier: Dossier) -> None:
    action = dossier.run(AddAction("Friche")).created("action")
    dossier.run(SetField("action", action, "initial_end", date(2028, 2, 29)))
    dossier.run(SetField("action", action, "initial_end", date(2028, 3, 1)))

    def last(session):
        step = session.scalars(select(Step).order_by(Step.id.desc())).first()
        return [(c.field, c.before, c.after, step.author, step.label) for c in step.changes]

    assert dossier.ask(last) == [
        ("initial_end", "2028-02-29", "2028-03-01", "Camille Testeuse", "Action\u00a0: fin prévue")
    ]


def test_the_meeting_in_progress_is_written_with_each_change(dossier: Dossier) -> None:
    action = dossier.run(AddAction("Friche")).created("action")
    meeting = dossier.run(AddMeeting(1, date(2026, 12, 10))).created("meeting")
    dossier.run(OpenMeeting(meeting))
    dossier.run(SetField("action", action, "status", Status.BLOCKED))
    step = dossier.ask(lambda s: s.scalars(select(Step).order_by(Step.id.desc())).first())
    assert (step.meeting_id, step.item_id) == (meeting, keys(dossier, AgendaItem)[0])


def test_a_number_once_given_is_never_given_again(dossier: Dossier) -> None:
    meeting = dossier.run(AddMeeting(1, date(2026, 12, 10))).created("meeting")
    item = keys(dossier, AgendaItem)[0]
    first = dossier.run(AddDecision(item, "Première")).created("decision")
    dossier.run(Delete("decision", first))
    change = dossier.run(AddDecision(item, "Deuxième"))
    assert change.rows[0].after["number"] == "D-2026-01-02"
    dossier.undo()
    change = dossier.run(AddDecision(item, "Troisième"))
    assert change.rows[0].after["number"] == "D-2026-01-03"
    assert meeting
