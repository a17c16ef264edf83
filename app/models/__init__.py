"""SQLAlchemy entities: columns, relationships, constraints. Importing this package maps every table."""

from app.models.audit import Change, Counter, SearchEntry, Step
from app.models.base import Base, Entity
from app.models.finance import Commitment, Payment
from app.models.indicators import Indicator, Reading
from app.models.meetings import (
    AgendaItem,
    AgendaItemAction,
    Attendance,
    Committee,
    Decision,
    DecisionAction,
    IssuedDocument,
    Meeting,
    Seat,
    Task,
)
from app.models.partners import Organization, Person
from app.models.plan import Action, ActionPartner, ActionPerson, Axis, Milestone, ProgressNote
from app.models.territory import LocalAuthority, Territory

__all__ = [
    "Action",
    "ActionPartner",
    "ActionPerson",
    "AgendaItem",
    "AgendaItemAction",
    "Attendance",
    "Axis",
    "Base",
    "Change",
    "Commitment",
    "Committee",
    "Counter",
    "Decision",
    "DecisionAction",
    "Entity",
    "Indicator",
    "IssuedDocument",
    "LocalAuthority",
    "Meeting",
    "Milestone",
    "Organization",
    "Payment",
    "Person",
    "ProgressNote",
    "Reading",
    "SearchEntry",
    "Seat",
    "Step",
    "Task",
    "Territory",
]
