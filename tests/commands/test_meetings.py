"""Preparing and holding a meeting, command by command."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.clock import Clock
from app.commands.fields import SetField
from app.commands.meetings import AddItem, AddMeeting, Invite, LinkAction, MarkConvened, MoveItem, UnlinkAction
from app.commands.plan import AddAction
from app.commands.session import (
    AddDecision,
    CloseMeeting,
    GoToItem,
    MarkApproved,
    MarkSent,
    OpenMeeting,
    PostponeItem,
    ReopenMeeting,
)
from app.commands.territory import AddSeat
from app.db.dossier import Dossier
from app.db.lifecycle import Office, open_
from app.errors import ValidationFailed
from app.models import AgendaItem, Attendance, Meeting
from app.vocabulary import Answer, College, ItemState, MeetingState, Presence, SeatRole

DAY = date(2026, 12, 10)


@pytest.fixture
def meeting(dossier: Dossier) -> int:
    key = dossier.run(AddMeeting(1, DAY, with_agenda=False)).created("meeting")
    for title in ("Accueil", "Friche", "Divers"):
        dossier.run(AddItem(key, title))
    return key


def items(dossier: Dossier) -> list[AgendaItem]:
    return dossier.ask(lambda s: list(s.scalars(select(AgendaItem).order_by(AgendaItem.position))))


def state(dossier: Dossier, meeting: int) -> MeetingState:
    return dossier.ask(lambda s: s.get(Meeting, meeting).state)


def test_meetings_are_numbered_within_their_committee(dossier: Dossier) -> None:
    for committee in (1, 1, 2):
        dossier.run(AddMeeting(committee, DAY))
    assert dossier.ask(lambda s: [m.name for m in s.scalars(select(Meeting))]) == [
        "COPIL n°\xa01",
        "COPIL n°\xa02",
        "COTECH n°\xa01",
    ]
    with pytest.raises(ValidationFailed, match="déjà pris"):
        dossier.run(AddMeeting(1, DAY, number=2))


def test_only_seats_of_that_day_are_invited_in_order_of_colleges(dossier: Dossier) -> None:
    dossier.run(AddSeat(1, "Ada UN", "ADEME", college=College.OPERATORS))
    dossier.run(AddSeat(1, "Bea DEUX", "CC X", college=College.PAIR, role=SeatRole.CHAIR_ELECTED, starts_on=DAY))
    gone = dossier.run(AddSeat(1, "Cyd TROIS", "CC X", college=College.PAIR)).created("seat")
    dossier.run(SetField("seat", gone, "ends_on", DAY - timedelta(days=1)))
    dossier.run(AddMeeting(1, DAY))
    names = dossier.ask(lambda s: [a.name for a in s.scalars(select(Attendance).order_by(Attendance.position))])
    assert names == ["Bea DEUX", "Ada UN"]


def test_points_move_and_come_back(dossier: Dossier, meeting: int) -> None:
    dossier.run(MoveItem(items(dossier)[2].id, 0))
    assert [i.title for i in items(dossier)] == ["Divers", "Accueil", "Friche"]
    dossier.undo()
    assert [i.title for i in items(dossier)] == ["Accueil", "Friche", "Divers"]


def test_actions_are_linked_once(dossier: Dossier, meeting: int) -> None:
    action = dossier.run(AddAction("Friche")).created("action")
    item = items(dossier)[1].id
    dossier.run(LinkAction(item, action))
    assert dossier.run(LinkAction(item, action)).rows == ()
    dossier.run(UnlinkAction(item, action))
    assert dossier.ask(lambda s: s.get(AgendaItem, item).actions) == []


def test_a_guest_joins(dossier: Dossier, meeting: int) -> None:
    dossier.run(Invite(meeting, organization="Cabinet d’études"))
    assert dossier.ask(lambda s: [a.name for a in s.scalars(select(Attendance))]) == ["Cabinet d’études"]


def test_opening_starts_the_first_point_and_marks_who_sent_word(dossier: Dossier, meeting: int) -> None:
    dossier.run(Invite(meeting, "Ada UN"))
    guest = dossier.ask(lambda s: s.scalars(select(Attendance.id)).one())
    dossier.run(SetField("attendance", guest, "answer", Answer.EXCUSED))
    dossier.run(MarkConvened(meeting))
    dossier.run(OpenMeeting(meeting))
    assert [i.state for i in items(dossier)] == [ItemState.CURRENT, ItemState.WAITING, ItemState.WAITING]
    assert dossier.ask(lambda s: s.get(Attendance, guest).presence) is Presence.EXCUSED


def test_time_is_kept_by_point_across_a_restart(dossier: Dossier, meeting: int, office: Office) -> None:
    start = datetime(2026, 12, 10, 14, 0)
    dossier.close()

    def at(minutes: int) -> Dossier:
        return open_(dossier.path, replace(office, clock=Clock.fixed(start + timedelta(minutes=minutes))))

    for minutes, act in ((0, OpenMeeting(meeting)), (7, GoToItem(2)), (10, GoToItem(1)), (15, GoToItem(3))):
        opened = at(minutes)
        opened.run(act)
        opened.close()
    opened = at(20)
    opened.run(CloseMeeting(meeting))
    assert [i.spent_seconds // 60 for i in items(opened)] == [12, 3, 5]
    assert [i.state for i in items(opened)] == [ItemState.TREATED] * 3
    opened.close()


def test_a_postponed_point_gives_way_to_the_next(dossier: Dossier, meeting: int) -> None:
    dossier.run(OpenMeeting(meeting))
    dossier.run(PostponeItem(items(dossier)[0].id))
    assert [i.state for i in items(dossier)] == [ItemState.POSTPONED, ItemState.CURRENT, ItemState.WAITING]
    dossier.run(CloseMeeting(meeting))
    assert [i.state for i in items(dossier)] == [ItemState.POSTPONED, ItemState.TREATED, ItemState.POSTPONED]


def test_states_follow_one_another(dossier: Dossier, meeting: int) -> None:
    for command in (CloseMeeting(meeting), MarkSent(meeting), MarkApproved(meeting), ReopenMeeting(meeting)):
        with pytest.raises(ValidationFailed):
            dossier.run(command)
    dossier.run(OpenMeeting(meeting))
    with pytest.raises(ValidationFailed, match="ne peut plus être ouverte"):
        dossier.run(OpenMeeting(meeting))
    dossier.run(CloseMeeting(meeting))
    dossier.run(MarkSent(meeting))
    dossier.run(ReopenMeeting(meeting))
    dossier.run(CloseMeeting(meeting))
    dossier.run(MarkApproved(meeting))
    assert state(dossier, meeting) is MeetingState.APPROVED
    with pytest.raises(ValidationFailed, match="rouverte"):
        dossier.run(ReopenMeeting(meeting))


def test_one_meeting_is_open_at_a_time(dossier: Dossier, meeting: int) -> None:
    other = dossier.run(AddMeeting(2, DAY)).created("meeting")
    dossier.run(OpenMeeting(meeting))
    with pytest.raises(ValidationFailed, match="encore ouverte"):
        dossier.run(OpenMeeting(other))


def test_decisions_take_the_actions_of_their_point_and_the_sigle_of_other_committees(dossier: Dossier) -> None:
    action = dossier.run(AddAction("Friche")).created("action")
    meeting = dossier.run(AddMeeting(2, DAY, with_agenda=False)).created("meeting")
    item = dossier.run(AddItem(meeting, "Friche", actions=(action,))).created("agenda_item")
    change = dossier.run(AddDecision(item, "Le comité propose."))
    assert change.rows[0].after["number"] == "D-COTECH-2026-01-01"
    assert change.touches("decision_action")
