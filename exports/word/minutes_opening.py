"""The first pages of the minutes: identity, participants by college, agenda."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from docx.oxml.xmlchemy import BaseOxmlElement

from app.dto.minutes import Minutes, MinutesItem, Participant
from app.french import NBSP, capitalized, clock_time, fold, long_date, plural
from app.vocabulary import Presence
from exports.word.blocks import Cell, Column, Content, Group, Run, paragraph, table
from exports.word.minutes_words import DASH
from exports.word.style_sheet import TEXT_WIDTH

# In the order in which minutes count them: (states, word).
_COUNTED = (
    ((Presence.REPRESENTED,), "représenté"),
    ((Presence.PROXY,), "pouvoir"),
    ((Presence.EXCUSED,), "excusé"),
    ((Presence.ABSENT,), "absent"),
    ((Presence.GUEST,), "invité"),
)


def opening(minutes: Minutes, title: str) -> Iterator[BaseOxmlElement]:
    """Make the title, the identity block, the participants and the agenda."""
    yield paragraph("Title", title)
    yield paragraph("MeetingLine", _when_and_where(minutes))
    yield table(
        [Column("", 3.8), Column("", TEXT_WIDTH - 3.8)],
        _identity(minutes),
        caption="Identité de la séance",
        description="Présidence, rédaction, participants et statut du compte rendu.",
        first_column=True,
    )
    yield paragraph("Heading1", "Participants")
    if minutes.participants:
        yield _participants(minutes.participants)
    else:
        yield paragraph("Normal", "Aucun participant n’a été enregistré.")
    yield paragraph("Heading1", "Ordre du jour")
    yield from _agenda(minutes.items)
    if minutes.items:
        yield paragraph("Heading1", "Échanges et décisions")


def _when_and_where(minutes: Minutes) -> str:
    start = clock_time(minutes.opened_at or minutes.starts_at, with_minutes=True)
    hours = f"de {start} à {clock_time(minutes.closed_at, with_minutes=True)}" if minutes.closed_at else f"à {start}"
    joiner = ", " if minutes.closed_at else " "
    place = f" {DASH} {minutes.place}" if minutes.place.strip() else ""
    return f"{capitalized(long_date(minutes.held_on))}{joiner}{hours}{place}"


def _identity(minutes: Minutes) -> Iterator[Sequence[Cell]]:
    rows = [
        ("Co-présidence" if len(minutes.chairs) != 1 else "Présidence", [_chair(chair) for chair in minutes.chairs]),
        ("Rédaction", [minutes.writer]),
        ("Participants", [presence_sentence(minutes.participants)]),
        ("Statut", [minutes.status]),
    ]
    for label, lines in rows:
        texts = [line for line in lines if line.strip()] or ["Non renseigné"]
        yield paragraph("TableHeader", label), [paragraph("TableText", text) for text in texts]


def _chair(chair: Participant) -> str:
    state = {
        Presence.EXCUSED: "excusé",
        Presence.ABSENT: "absent",
        Presence.REPRESENTED: "représenté",
        Presence.PROXY: "pouvoir donné",
    }.get(chair.presence, "")
    named = ", ".join(part for part in (chair.name, _function(chair)) if part)
    return f"{named} ({state})" if state else named


def _function(person: Participant) -> str:
    organization = "" if fold(person.organization) == fold(person.name) else person.organization
    return ", ".join(part for part in (person.capacity, organization) if part.strip())


def presence_sentence(participants: Sequence[Participant]) -> str:
    """Count people by presence: « 11 présents (dont 1 en visio), 1 représenté, 2 excusés ».

    Attendance is by person and capacity: someone listed twice in the same state counts once (DOMAIN §4.2).
    """
    people: dict[Presence, set[str]] = {state: set() for state in Presence}
    for participant in participants:
        people[participant.presence].add(fold(participant.name))
    remote = people[Presence.REMOTE] - people[Presence.PRESENT]
    here = len(people[Presence.PRESENT]) + len(remote)
    parts = []
    if here:
        parts.append(plural(here, "présent") + (f" (dont {len(remote)}{NBSP}en visio)" if remote else ""))
    for states, word in _COUNTED:
        count = len(set().union(*(people[state] for state in states)))
        if count:
            parts.append(plural(count, word))
    unknown = len(people[Presence.UNKNOWN])
    if unknown:
        parts.append(plural(unknown, "présence non renseignée", "présences non renseignées"))
    return ", ".join(parts) or "Aucun participant enregistré"


def _participants(participants: Sequence[Participant]) -> BaseOxmlElement:
    rows: list[Sequence[Cell] | Group] = []
    for college, members in groupby(participants, key=lambda participant: participant.college):
        rows.append(Group(college or "Autres participants"))
        rows += [[member.name, _function(member) or DASH, _presence(member)] for member in members]
    return table(
        [Column("Nom", 5.0), Column("Fonction et structure", 7.8), Column("Présence", TEXT_WIDTH - 12.8)],
        rows,
        caption="Participants par collège",
        description="Une ligne par membre, avec sa fonction, sa structure et sa présence, groupées par collège.",
    )


def _presence(participant: Participant) -> str:
    other = participant.represented_by.strip()
    if participant.presence is Presence.UNKNOWN:
        return "Non renseignée"
    if other and participant.presence is Presence.REPRESENTED:
        return f"{participant.presence.label} par {other}"
    if other and participant.presence is Presence.PROXY:
        return f"{participant.presence.label} à {other}"
    return participant.presence.label


def _agenda(items: Sequence[MinutesItem]) -> Iterator[BaseOxmlElement]:
    if not items:
        yield paragraph("Normal", "Aucun point n’était inscrit à l’ordre du jour.")
        return
    yield table(
        [Column("N°", 1.2), Column("Point", TEXT_WIDTH - 8.2), Column("Type", 2.6), Column("Rapporteur", 4.4)],
        [_agenda_row(item) for item in items],
        caption="Ordre du jour",
        description="Une ligne par point, avec son type et son rapporteur.",
    )


def _agenda_row(item: MinutesItem) -> Sequence[Cell]:
    contents: list[Content] = [item.title]
    if item.is_confidential:
        contents.append(Run(f"{NBSP}{DASH} confidentiel", "Confidential"))
    return [str(item.number), paragraph("TableText", *contents), item.kind.label, item.presenter or DASH]
