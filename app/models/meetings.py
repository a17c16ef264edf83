"""Committees, their seats, and what a meeting holds: agenda, attendance, decisions, tasks, documents."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Entity, words
from app.models.partners import Organization, Person
from app.models.plan import Action
from app.vocabulary import (
    Answer,
    College,
    CommitteeKind,
    DecisionKind,
    DocumentKind,
    FollowUp,
    ItemKind,
    ItemState,
    MeetingState,
    Presence,
    Result,
    SeatRole,
)


class Committee(Entity):
    """An instance: COPIL, COTECH, groupe de travail, comité des financeurs."""

    __tablename__ = "committee"
    __table_args__ = (
        CheckConstraint("notice_days >= 0", name="notice"),
        CheckConstraint("minutes_days >= 0", name="minutes"),
        {"sqlite_autoincrement": True},
    )

    kind: Mapped[CommitteeKind] = mapped_column(default=CommitteeKind.STEERING)
    name: Mapped[str]
    short_name: Mapped[str]
    notice_days: Mapped[int] = mapped_column(default=15)
    minutes_days: Mapped[int] = mapped_column(default=15)
    has_quorum: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)

    seats: Mapped[list[Seat]] = relationship(back_populates="committee", cascade="all, delete-orphan")
    meetings: Mapped[list[Meeting]] = relationship(back_populates="committee", cascade="all, delete-orphan")

    def label(self) -> str:
        return self.name


class Seat(Entity):
    """Who sits, in which capacity and college, from when to when. The binôme are the chair seats."""

    __tablename__ = "seat"
    __table_args__ = (
        CheckConstraint("person_id IS NOT NULL OR organization_id IS NOT NULL", name="holder"),
        {"sqlite_autoincrement": True},
    )

    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    alternate_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    capacity: Mapped[str] = mapped_column(default="")
    college: Mapped[College] = mapped_column(default=College.GUESTS)
    role: Mapped[SeatRole] = mapped_column(default=SeatRole.VOTING)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    position: Mapped[int] = mapped_column(default=0)

    committee: Mapped[Committee] = relationship(back_populates="seats")
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    organization: Mapped[Organization | None] = relationship()
    alternate: Mapped[Person | None] = relationship(foreign_keys=[alternate_id])

    def is_held_on(self, day: date) -> bool:
        """Whether the mandate runs on that day."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)

    def label(self) -> str:
        holder = self.person.name if self.person else self.organization.name if self.organization else ""
        return f"siège {holder}"

    def owner(self) -> tuple[str, int]:
        return "committee", self.committee_id


class Meeting(Entity):
    """A séance of a committee."""

    __tablename__ = "meeting"
    __table_args__ = (
        UniqueConstraint("committee_id", "number"),
        CheckConstraint("number > 0", name="number"),
        {"sqlite_autoincrement": True},
    )

    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id"), index=True)
    number: Mapped[int]
    held_on: Mapped[date] = mapped_column(index=True)
    starts_at: Mapped[time]
    place: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.PREPARED, index=True)
    writer: Mapped[str] = mapped_column(default="")
    convened_on: Mapped[date | None]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    minutes_sent_on: Mapped[date | None]
    approved_on: Mapped[date | None]
    notes: Mapped[str] = mapped_column(default="")

    committee: Mapped[Committee] = relationship(back_populates="meetings")
    items: Mapped[list[AgendaItem]] = relationship(
        back_populates="meeting", cascade="all, delete-orphan", order_by="AgendaItem.position"
    )
    attendances: Mapped[list[Attendance]] = relationship(back_populates="meeting", cascade="all, delete-orphan")
    decisions: Mapped[list[Decision]] = relationship(back_populates="meeting", cascade="all, delete-orphan")
    tasks: Mapped[list[Task]] = relationship(back_populates="meeting", cascade="all, delete-orphan")
    documents: Mapped[list[IssuedDocument]] = relationship(back_populates="meeting", cascade="all, delete-orphan")

    @property
    def name(self) -> str:
        """« COPIL n° 7 », with a no-break space."""
        return f"{self.committee.short_name} n°\N{NO-BREAK SPACE}{self.number}"

    def label(self) -> str:
        return self.name

    def search_text(self) -> tuple[str, str]:
        return self.name, words(f"{self.held_on:%d/%m/%Y}", self.place, self.notes)


class _OfMeeting(Entity):
    """A row read in the journal of its meeting."""

    __abstract__ = True

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)

    def owner(self) -> tuple[str, int]:
        return "meeting", self.meeting_id


class AgendaItem(_OfMeeting):
    """A point of the agenda, and what was said of it."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        CheckConstraint("planned_minutes >= 0", name="planned"),
        CheckConstraint("spent_seconds >= 0", name="spent"),
        {"sqlite_autoincrement": True},
    )

    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str]
    kind: Mapped[ItemKind] = mapped_column(default=ItemKind.EXCHANGE)
    presenter: Mapped[str] = mapped_column(default="")
    planned_minutes: Mapped[int] = mapped_column(default=10)
    is_confidential: Mapped[bool] = mapped_column(default=False)
    preparation_note: Mapped[str] = mapped_column(default="")  # private
    notes: Mapped[str] = mapped_column(default="")  # goes to the minutes
    private_notes: Mapped[str] = mapped_column(default="")  # never leaves
    state: Mapped[ItemState] = mapped_column(default=ItemState.WAITING)
    started_at: Mapped[datetime | None]
    resumed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    spent_seconds: Mapped[int] = mapped_column(default=0)

    meeting: Mapped[Meeting] = relationship(back_populates="items")
    actions: Mapped[list[AgendaItemAction]] = relationship(back_populates="item", cascade="all, delete-orphan")

    def label(self) -> str:
        return f"point « {self.title} »"

    def search_text(self) -> tuple[str, str]:
        return self.title, words(self.presenter, self.notes, self.private_notes, self.preparation_note)


class AgendaItemAction(Entity):
    """An action an agenda item is about."""

    __tablename__ = "agenda_item_action"

    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)

    item: Mapped[AgendaItem] = relationship(back_populates="actions")
    action: Mapped[Action] = relationship()

    def label(self) -> str:
        return f"action {self.action.number} au point « {self.item.title} »"

    def owner(self) -> tuple[str, int]:
        return "meeting", self.item.meeting_id


class Attendance(_OfMeeting):
    """One invited capacity: answer before the meeting, presence during it."""

    __tablename__ = "attendance"
    __table_args__ = (
        CheckConstraint("person_id IS NOT NULL OR organization_id IS NOT NULL", name="holder"),
        {"sqlite_autoincrement": True},
    )

    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seat.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    capacity: Mapped[str] = mapped_column(default="")
    college: Mapped[College] = mapped_column(default=College.GUESTS)
    role: Mapped[SeatRole] = mapped_column(default=SeatRole.CONSULTATIVE)
    answer: Mapped[Answer] = mapped_column(default=Answer.NONE)
    presence: Mapped[Presence] = mapped_column(default=Presence.UNKNOWN)
    represented_by: Mapped[str] = mapped_column(default="")
    arrived_at: Mapped[time | None]
    left_at: Mapped[time | None]
    position: Mapped[int] = mapped_column(default=0)

    meeting: Mapped[Meeting] = relationship(back_populates="attendances")
    seat: Mapped[Seat | None] = relationship()
    person: Mapped[Person | None] = relationship()
    organization: Mapped[Organization | None] = relationship()

    @property
    def name(self) -> str:
        """The person, or her organisation when nobody is named."""
        return self.person.name if self.person else self.organization.name if self.organization else ""

    def label(self) -> str:
        return f"présence de {self.name}"


class Decision(_OfMeeting):
    """A decision of the committee, numbered once for ever (R20)."""

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("number"), {"sqlite_autoincrement": True})

    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    number: Mapped[str]
    kind: Mapped[DecisionKind] = mapped_column(default=DecisionKind.ORIENTATION)
    wording: Mapped[str]
    result: Mapped[Result] = mapped_column(default=Result.CONSENSUS)
    reserves: Mapped[str] = mapped_column(default="")
    responsible: Mapped[str] = mapped_column(default="")
    due: Mapped[date | None] = mapped_column(index=True)
    follow_up: Mapped[FollowUp] = mapped_column(default=FollowUp.TO_DO)
    follow_up_note: Mapped[str] = mapped_column(default="")
    done_on: Mapped[date | None]

    meeting: Mapped[Meeting] = relationship(back_populates="decisions")
    item: Mapped[AgendaItem | None] = relationship()
    actions: Mapped[list[DecisionAction]] = relationship(back_populates="decision", cascade="all, delete-orphan")

    def label(self) -> str:
        return f"décision {self.number}"

    def search_text(self) -> tuple[str, str]:
        return f"{self.number} {self.wording}", words(self.reserves, self.responsible, self.follow_up_note)


class DecisionAction(Entity):
    """An action a decision is about."""

    __tablename__ = "decision_action"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)

    decision: Mapped[Decision] = relationship(back_populates="actions")
    action: Mapped[Action] = relationship()

    def label(self) -> str:
        return f"action {self.action.number} · décision {self.decision.number}"

    def owner(self) -> tuple[str, int]:
        return "meeting", self.decision.meeting_id


class Task(Entity):
    """Something to do: what, who, by when; born in a meeting or outside."""

    __tablename__ = "task"

    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)
    wording: Mapped[str]
    responsible: Mapped[str] = mapped_column(default="")
    due: Mapped[date | None] = mapped_column(index=True)
    state: Mapped[FollowUp] = mapped_column(default=FollowUp.TO_DO)
    done_on: Mapped[date | None]

    meeting: Mapped[Meeting | None] = relationship(back_populates="tasks")
    item: Mapped[AgendaItem | None] = relationship()
    action: Mapped[Action | None] = relationship()

    def label(self) -> str:
        return f"tâche « {self.wording} »"

    def owner(self) -> tuple[str, int]:
        if self.meeting_id:
            return "meeting", self.meeting_id
        return ("action", self.action_id) if self.action_id else ("task", self.id)

    def search_text(self) -> tuple[str, str]:
        return self.wording, words(self.responsible)


class IssuedDocument(Entity):
    """A document produced: what, from what, when."""

    __tablename__ = "issued_document"

    kind: Mapped[DocumentKind]
    title: Mapped[str]
    file_name: Mapped[str]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    issued_at: Mapped[datetime]

    meeting: Mapped[Meeting | None] = relationship(back_populates="documents")

    def label(self) -> str:
        return self.title

    def owner(self) -> tuple[str, int]:
        return ("meeting", self.meeting_id) if self.meeting_id else ("territory", 1)
