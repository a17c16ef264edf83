"""The list of meetings and one meeting, read from a real dossier."""

from datetime import date, time

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from app.commands.fields import SetField
from app.commands.meetings import AddItem, AddMeeting, Invite
from app.commands.plan import AddAction, AddProgress
from app.commands.session import AddDecision, AddTask, CloseMeeting, OpenMeeting
from app.queries.meetings import meeting_choices, meeting_of, meeting_sheet, meetings, open_meeting
from app.vocabulary import Presence, Weather

TODAY = date(2026, 11, 23)


@pytest.fixture
def meeting(dossier):
    return dossier.run(AddMeeting(1, TODAY, time(14), with_agenda=False)).created("meeting")


def queries_of(ask):
    seen = []

    def listen(*args):
        seen.append(args)

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        ask()
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
    return len(seen)


def test_meetings_come_by_committee_then_latest_first(dossier):
    for committee, day in ((2, 1), (1, 2), (1, 20)):
        dossier.run(AddMeeting(committee, date(2026, 12, day)))
    found = dossier.ask(meetings)
    assert [(row.committee, row.number) for row in found.rows] == [
        ("Comité de pilotage", 2),
        ("Comité de pilotage", 1),
        ("Comité technique", 1),
    ]
    assert [choice.label for choice in found.committees] == ["Comité de pilotage", "Comité technique"]


def test_a_meeting_shows_its_times_guests_and_follow_ups(dossier, meeting):
    first = dossier.run(AddItem(meeting, "Accueil", planned_minutes=5)).created("agenda_item")
    dossier.run(AddItem(meeting, "Suite", planned_minutes=25))
    guest = dossier.run(Invite(meeting, "Alix Démo")).created("attendance")
    dossier.run(OpenMeeting(meeting))
    assert dossier.ask(open_meeting) == meeting
    dossier.run(SetField("attendance", guest, "presence", Presence.PRESENT))
    decision = dossier.run(AddDecision(first, "Valider")).created("decision")
    task = dossier.run(AddTask("Écrire", meeting=meeting)).created("task")
    sheet = dossier.ask(meeting_sheet, meeting, TODAY)
    assert [item.starts for item in sheet.items] == [time(14), time(14, 5)]
    assert (sheet.ends_at, sheet.present, sheet.unmarked) == (time(14, 30), 1, 0)
    assert [row.key for row in sheet.decisions] == [decision]
    assert [row.key for row in sheet.other_tasks] == [task]
    assert dossier.ask(meeting_of, "decision", decision) == (meeting, first)
    assert dossier.ask(meeting_of, "task", task) == (meeting, None)
    dossier.run(CloseMeeting(meeting))
    assert dossier.ask(open_meeting) is None


def test_a_meeting_that_is_gone_is_none(dossier):
    assert dossier.ask(meeting_sheet, 99, TODAY) is None
    assert dossier.ask(meeting_of, "decision", 99) is None


def test_the_number_of_queries_does_not_grow_with_the_agenda(dossier, meeting):
    def grow(count):
        for number in range(count):
            action = dossier.run(AddAction(f"Action {number}")).created("action")
            dossier.run(AddProgress(action, Weather.SUN))
            item = dossier.run(AddItem(meeting, f"Point {number}", actions=(action,))).created("agenda_item")
            dossier.run(AddDecision(item, "Valider"))
            dossier.run(AddTask("Écrire", item=item))
            dossier.run(Invite(meeting, f"Alix Démo{number}", f"Structure démo {number} {count}"))

    def ask():
        dossier.ask(meeting_sheet, meeting, TODAY)
        dossier.ask(meetings)
        dossier.ask(meeting_choices)

    grow(2)
    few = queries_of(ask)
    grow(6)
    assert queries_of(ask) == few
