"""The compte rendu of a meeting (DOMAIN §4.6): who, what was said, what was decided, who does what by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement

from app.dto.minutes import Minutes, MinutesDecision, MinutesItem, MinutesTask, Participant
from app.french import (
    NBSP,
    capitalized,
    clock_time,
    duration,
    fold,
    join_and,
    long_date,
    plural,
    short_date,
)
from app.vocabulary import DecisionKind, ItemState, Presence, Result
from exports.files import Step
from exports.word.blocks import Cell, Column, Content, Group, Run, paragraph, table
from exports.word.styles import (
    LANDSCAPE_TEXT_WIDTH,
    TEXT_WIDTH,
    Properties,
    RunningText,
    add_landscape_section,
    blank_document,
)

_DASH = "—"
_BULLETS = ("- ", "– ", "• ", "* ")
_NOT_ADOPTED = {Result.POSTPONED, Result.REJECTED}
_MASCULINE_COMMITTEES = ("comite", "groupe", "conseil", "bureau", "copil", "cotech", "club", "reseau")
# In the order in which minutes count them: (states, word).
_COUNTED = (
    ((Presence.REPRESENTED,), "représenté"),
    ((Presence.PROXY,), "pouvoir"),
    ((Presence.EXCUSED,), "excusé"),
    ((Presence.ABSENT,), "absent"),
    ((Presence.GUEST,), "invité"),
)
_ONE_LINE = 420  # characters of plan changes that still read well in one paragraph


def build_minutes(minutes: Minutes, step: Step) -> Document:
    """Build the complete version of the minutes; `step(done, total)` is told of each agenda item."""
    running = _running_text(minutes)
    document = blank_document(_properties(minutes), running)
    _add(document, _opening(minutes))
    for done, item in enumerate(minutes.items, start=1):
        _add(document, _item(item))
        step(done, len(minutes.items) + 1)
    _add(document, _closing(minutes))
    if minutes.decisions or minutes.tasks:
        add_landscape_section(document, running)
        _add(document, _annexes(minutes))
    return document


def _add(document: Document, blocks: Iterable[BaseOxmlElement]) -> None:
    body = document.element.body
    ending = body[-1]  # the properties of the last section stay last
    for block in blocks:
        ending.addprevious(block)


def _title(minutes: Minutes) -> str:
    name = minutes.committee[:1].lower() + minutes.committee[1:]
    number = f"n°{NBSP}{minutes.number}"
    if fold(minutes.committee).startswith(_MASCULINE_COMMITTEES):
        return f"Compte rendu du {name} {number}"
    return f"Compte rendu {_DASH} {minutes.committee} {number}"


def _properties(minutes: Minutes) -> Properties:
    return Properties(
        title=f"{_title(minutes)} {_DASH} {long_date(minutes.held_on, with_weekday=False)}",
        subject=minutes.territory,
        author=minutes.writer,
        written_on=minutes.printed_on,
    )


def _running_text(minutes: Minutes) -> RunningText:
    owner = minutes.territory
    if fold(owner).startswith("territoire d'industrie "):
        owner = owner[len("territoire d’industrie ") :].lstrip(f"{_DASH}-–: ")
    is_secret = any(item.is_confidential for item in minutes.items)
    return RunningText(
        owner=owner,
        status=minutes.status,
        warning="Version complète, points confidentiels inclus" if is_secret else "",
        footer=f"{minutes.short_name} n°{NBSP}{minutes.number} {_DASH} {long_date(minutes.held_on, False)}",
    )


# --- opening ---------------------------------------------------------------------------------


def _opening(minutes: Minutes) -> Iterator[BaseOxmlElement]:
    yield paragraph("Title", _title(minutes))
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
    place = f" {_DASH} {minutes.place}" if minutes.place.strip() else ""
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
        rows += [[member.name, _function(member) or _DASH, _presence(member)] for member in members]
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
        contents.append(Run(f"{NBSP}{_DASH} confidentiel", "Confidential"))
    return [str(item.number), paragraph("TableText", *contents), item.kind.label, item.presenter or _DASH]


# --- one item --------------------------------------------------------------------------------


def _item(item: MinutesItem) -> Iterator[BaseOxmlElement]:
    yield paragraph("Heading2", f"{item.number}. {item.title}")
    yield paragraph("ItemLine", *_item_line(item), keep_with_next=True)
    yield from _notes(item)
    for decision in item.decisions:
        yield _decision_box(decision)
    if item.tasks:
        yield _item_tasks(item)
    yield from _plan_changes("Évolutions du plan d’action pendant ce point", item.plan_changes)


def _item_line(item: MinutesItem) -> Iterator[Content]:
    parts = [item.kind.label]
    if item.presenter.strip():
        parts.append(f"présenté par {item.presenter}")
    if item.actual_minutes is not None:
        parts.append(f"{duration(item.actual_minutes)} (prévu{NBSP}: {duration(item.planned_minutes)})")
    yield f" {_DASH} ".join(parts)
    if item.is_confidential:
        yield f" {_DASH} "
        yield Run("Confidentiel", "Confidential")


def _notes(item: MinutesItem) -> Iterator[BaseOxmlElement]:
    lines = [line.strip() for line in item.notes.splitlines() if line.strip()]
    for line in lines:
        bullet = next((mark for mark in _BULLETS if line.startswith(mark)), "")
        yield paragraph("ListBullet" if bullet else "Normal", line[len(bullet) :])
    if item.state is ItemState.POSTPONED:
        yield paragraph("Normal", "Ce point est reporté à une prochaine séance.")
    elif item.state is ItemState.WAITING:
        yield paragraph("Normal", "Ce point n’a pas été traité.")
    elif not lines and not (item.decisions or item.tasks or item.plan_changes):
        yield paragraph("Normal", "Ce point n’a pas donné lieu à un échange consigné.")


def _decision_box(decision: MinutesDecision) -> BaseOxmlElement:
    word = "Avis" if decision.kind is DecisionKind.OPINION else "Décision"
    contents: list[Content] = [Run(f"{word} {decision.number}. ", "Strong"), _sentence(decision.wording), " "]
    contents.append(Run(f"{_result(decision)}.", "Emphasis"))
    if decision.actions:
        label = "Fiche concernée" if len(decision.actions) == 1 else "Fiches concernées"
        contents.append(f"\n{label}{NBSP}: {join_and(decision.actions)}.")
    follow_up = []
    if decision.responsible.strip():
        follow_up.append(f"responsable{NBSP}: {decision.responsible}")
    if decision.due:
        follow_up.append(f"échéance{NBSP}: {_day(decision)}")
    if follow_up:
        contents.append(f"\n{capitalized(f' {_DASH} '.join(follow_up))}.")
    return paragraph("DecisionPending" if decision.result in _NOT_ADOPTED else "Decision", *contents)


def _day(decision: MinutesDecision) -> str:
    return long_date(decision.due, with_weekday=False) if decision.due else ""


def _result(decision: MinutesDecision) -> str:
    reserves = decision.reserves.strip().rstrip(".")
    return f"{decision.result.label}{NBSP}; réserves{NBSP}: {reserves}" if reserves else decision.result.label


def _sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in ".!?…" else f"{text}."


def _item_tasks(item: MinutesItem) -> BaseOxmlElement:
    return table(
        [Column("À faire", TEXT_WIDTH - 7.2), Column("Responsable", 4.6), Column("Échéance", 2.6)],
        [[_task_text(task), task.responsible or _DASH, short_date(task.due, _DASH)] for task in item.tasks],
        caption=f"À faire après le point {item.number}",
        description="Ce qui est à faire, par qui et pour quand.",
    )


def _task_text(task: MinutesTask) -> str:
    return f"{task.wording} (action {task.action})" if task.action.strip() else task.wording


def _plan_changes(title: str, sentences: Sequence[str]) -> Iterator[BaseOxmlElement]:
    if not sentences:
        return
    ended = [_sentence(sentence) for sentence in sentences]
    lead = Run(title, "Strong")
    if sum(map(len, ended)) <= _ONE_LINE:
        yield paragraph("PlanChanges", lead, f" {_DASH} {' '.join(ended)}")
        return
    yield paragraph("PlanChanges", lead, f"{NBSP}:", keep_with_next=True)
    for sentence in ended:
        yield paragraph("PlanChangesList", sentence)


# --- closing and annexes ---------------------------------------------------------------------


def _closing(minutes: Minutes) -> Iterator[BaseOxmlElement]:
    if minutes.off_item_changes:
        yield paragraph("Heading1", "Autres évolutions du plan d’action")
        yield from _plan_changes("Enregistrées pendant la séance, hors ordre du jour", minutes.off_item_changes)
    yield paragraph("Heading1", "Prochaine réunion")
    yield paragraph("Normal", _sentence(minutes.next_meeting) or "La date de la prochaine réunion reste à fixer.")
    yield paragraph("Heading1", "Approbation")
    writer = f" par {minutes.writer}" if minutes.writer.strip() else ""
    yield paragraph(
        "Normal",
        f"Compte rendu établi le {long_date(minutes.printed_on, with_weekday=False)}{writer}. "
        f"Statut{NBSP}: {_sentence(minutes.status) or 'non renseigné.'}",
    )
    if not (minutes.decisions or minutes.tasks):
        yield paragraph("Normal", "La séance n’a donné lieu à aucune décision ni à aucune tâche.")
    if minutes.notice.strip():
        yield paragraph("SmallPrint", minutes.notice)


def _annexes(minutes: Minutes) -> Iterator[BaseOxmlElement]:
    secret = {decision.number for item in minutes.items if item.is_confidential for decision in item.decisions}
    yield paragraph("Heading1", f"Annexe 1 {_DASH} Relevé des décisions")
    if minutes.decisions:
        yield _decisions_table(minutes.decisions, secret)
    else:
        yield paragraph("Normal", "Aucune décision n’a été prise.")
    yield paragraph("Heading1", f"Annexe 2 {_DASH} Tâches à mener")
    if minutes.tasks:
        yield _tasks_table(minutes.tasks)
    else:
        yield paragraph("Normal", "Aucune tâche n’a été confiée.")


def _decisions_table(decisions: Sequence[MinutesDecision], secret: set[str]) -> BaseOxmlElement:
    widths = (2.9, 0.0, 4.8, 3.2, 3.6, 2.3, 2.2)
    headers = ("N°", "Décision", "Fiche", "Résultat", "Responsable", "Échéance", "Suite")
    rest = LANDSCAPE_TEXT_WIDTH - sum(widths)
    return table(
        [Column(header, width or rest) for header, width in zip(headers, widths, strict=True)],
        [_decision_row(decision, decision.number in secret) for decision in decisions],
        caption="Relevé des décisions",
        description="Une ligne par décision, avec son résultat, son responsable, son échéance et sa suite.",
    )


def _decision_row(decision: MinutesDecision, is_secret: bool) -> Sequence[Cell]:
    number: list[Content] = [Run(decision.number, "Strong")]
    if is_secret:
        number.append(Run("\nConfidentiel", "Confidential"))
    follow_up = decision.follow_up.label
    if decision.done_on:
        follow_up += f" le {short_date(decision.done_on)}"
    return [
        paragraph("TableText", *number),
        decision.wording,
        [paragraph("TableText", action) for action in decision.actions] or _DASH,
        _result(decision),
        decision.responsible or _DASH,
        short_date(decision.due, _DASH),
        follow_up,
    ]


def _tasks_table(tasks: Sequence[MinutesTask]) -> BaseOxmlElement:
    widths = (0.0, 6.0, 4.6, 2.3, 2.4)
    headers = ("À faire", "Action", "Responsable", "Échéance", "Suite")
    rest = LANDSCAPE_TEXT_WIDTH - sum(widths)
    return table(
        [Column(header, width or rest) for header, width in zip(headers, widths, strict=True)],
        [
            [
                task.wording,
                task.action or _DASH,
                task.responsible or _DASH,
                short_date(task.due, _DASH),
                task.state.label,
            ]
            for task in tasks
        ],
        caption="Tâches à mener",
        description="Une ligne par tâche, avec l’action concernée, le responsable, l’échéance et la suite.",
    )
