"""The committees of the demonstration: convened, held point by point, minuted, followed up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import time
from functools import partial

from sqlalchemy import select

from app.commands.documents import RecordDocument
from app.commands.fields import SetField
from app.commands.meetings import AddItem, AddMeeting
from app.commands.plan import AddProgress
from app.commands.session import (
    AddDecision,
    AddTask,
    CloseMeeting,
    GoToItem,
    MarkApproved,
    MarkSent,
    OpenMeeting,
)
from app.demo.meetings_data import COPILS, COTECHS, NEXT_AGENDA, Held, Point
from app.demo.story import Storyteller
from app.models import Attendance
from app.vocabulary import Answer, CommitteeKind, DocumentKind, FollowUp, Presence

Event = tuple[int, Callable[[], None]]

NEXT_IN_DAYS = 17


def meeting_events(story: Storyteller) -> Iterator[Event]:
    """Every past committee, and the one to prepare."""
    for kind, all_held in ((CommitteeKind.STEERING, COPILS), (CommitteeKind.TECHNICAL, COTECHS)):
        for number, held in enumerate(all_held, start=1):
            yield held.days, partial(_hold, story, kind, number, held)
    yield 5, partial(_prepare_next, story)


def _hold(story: Storyteller, kind: CommitteeKind, number: int, held: Held) -> None:
    day = story.at(held.days + 18, 9)
    day = story.day(-held.days)
    meeting = story.run(
        AddMeeting(story.committees[kind], day, time(14), held.place, number=number, with_agenda=False)
    ).created("meeting")
    items = [
        story.run(
            AddItem(
                meeting,
                point.title,
                point.kind,
                point.presenter,
                point.minutes,
                (story.action(point.about),) if point.about else (),
            )
        ).created("agenda_item")
        for point in held.points
    ]
    story.at(held.days, 14)
    story.run(OpenMeeting(meeting))
    _call_the_roll(story, meeting, number)
    for item, point in zip(items, held.points, strict=True):
        story.run(GoToItem(item))
        _treat(story, item, point, held.days)
        story.wait(point.minutes + number % 3)
    story.run(CloseMeeting(meeting))
    story.at(max(0, held.days - 6), 10)
    sigle = "copil" if kind is CommitteeKind.STEERING else "cotech"
    name = f"compte-rendu-{sigle}-{number:02d}.docx"
    story.run(RecordDocument(DocumentKind.MINUTES, f"Compte rendu du {sigle.upper()} n° {number}", name, meeting))
    story.run(MarkSent(meeting))
    if held.days > 100:
        story.at(held.days - 60, 10)
        story.run(MarkApproved(meeting))


def _call_the_roll(story: Storyteller, meeting: int, number: int) -> None:
    invited = story.dossier.ask(
        lambda session: list(
            session.scalars(select(Attendance.id).where(Attendance.meeting_id == meeting).order_by(Attendance.position))
        )
    )
    commands = []
    for rank, key in enumerate(invited):
        presence = Presence.PRESENT
        if rank > 1 and (rank + number) % 7 == 0:
            presence = Presence.EXCUSED
        elif rank > 1 and (rank + number) % 6 == 0:
            presence = Presence.REMOTE
        elif rank > 1 and (rank + number) % 11 == 0:
            presence = Presence.REPRESENTED
            commands.append(SetField("attendance", key, "represented_by", "une collaboratrice"))
        commands.append(SetField("attendance", key, "presence", presence))
    story.several("Présences", commands)


def _treat(story: Storyteller, item: int, point: Point, days: int) -> None:
    story.wait(2)
    story.run(SetField("agenda_item", item, "notes", point.notes))
    if point.weather is not None:
        story.run(AddProgress(story.action(point.about), point.weather, highlights="Examiné en comité."))
    if point.delay_months is not None:
        story.set("action", story.action(point.about), revised_end=story.month(point.delay_months, end=True))
    for decided in point.decisions:
        decision = story.run(
            AddDecision(
                item,
                decided.wording,
                decided.kind,
                decided.result,
                decided.reserves,
                decided.responsible,
                story.day(decided.due_days - days),
                (story.action(decided.about),) if decided.about else (),
            )
        ).created("decision")
        if decided.follow_up is FollowUp.DONE:
            done = story.day(min(-3, decided.due_days - days))
            story.set("decision", decision, done_on=done, follow_up=FollowUp.DONE)
        elif decided.follow_up is not FollowUp.TO_DO:
            story.set("decision", decision, follow_up=decided.follow_up)
    for todo in point.tasks:
        due = None if todo.due_days is None else story.day(todo.due_days - days)
        task = story.run(AddTask(todo.wording, todo.responsible, due, item=item)).created("task")
        if todo.state is FollowUp.DONE:
            story.set("task", task, done_on=min(due or story.day(-1), story.day(-1)), state=FollowUp.DONE)
        elif todo.state is not FollowUp.TO_DO:
            story.set("task", task, state=todo.state)


def _prepare_next(story: Storyteller) -> None:
    story.at(5, 10)
    copil = story.committees[CommitteeKind.STEERING]
    place = "salle du conseil, hôtel d’agglomération"
    meeting = story.run(AddMeeting(copil, story.day(NEXT_IN_DAYS), time(14), place, with_agenda=False)).created(
        "meeting"
    )
    for title, kind, presenter, minutes, about in NEXT_AGENDA:
        actions = tuple(story.action(start) for start in about)
        story.run(AddItem(meeting, title, kind, presenter, minutes, actions))
    story.at(1, 17)
    answers = (Answer.COMING,) * 3 + (Answer.NONE, Answer.COMING, Answer.COMING, Answer.NONE, Answer.REMOTE)
    invited = story.dossier.ask(
        lambda session: list(
            session.scalars(select(Attendance.id).where(Attendance.meeting_id == meeting).order_by(Attendance.position))
        )
    )
    story.several(
        "Réponses aux invitations",
        [
            SetField("attendance", key, "answer", Answer.EXCUSED if rank in {9, 12} else answers[rank % len(answers)])
            for rank, key in enumerate(invited)
        ],
    )
