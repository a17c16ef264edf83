"""One agenda item of the minutes: exchanges, boxed decisions, tasks, changes of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from app.dto.minutes import MinutesDecision, MinutesItem, MinutesTask
from app.french import NBSP, capitalized, duration, join_and, long_date, short_date
from app.vocabulary import DecisionKind, ItemState, Result
from exports.word.blocks import Column, Content, Run, paragraph, table
from exports.word.minutes_words import DASH, result_words, sentence
from exports.word.style_sheet import TEXT_WIDTH

_BULLETS = ("- ", "– ", "• ", "* ")
_NOT_ADOPTED = {Result.POSTPONED, Result.REJECTED}
_ONE_LINE = 420  # characters of plan changes that still read well in one paragraph


def item_blocks(item: MinutesItem) -> Iterator[BaseOxmlElement]:
    """Make everything the minutes say of an item."""
    yield paragraph("Heading2", f"{item.number}. {item.title}")
    yield paragraph("ItemLine", *_item_line(item), keep_with_next=True)
    yield from _notes(item)
    for position, decision in enumerate(item.decisions):
        yield _decision_box(decision, "Next" if position % 2 else "")
    if item.tasks:
        yield _item_tasks(item)
    yield from plan_change_blocks("Évolutions du plan d’action pendant ce point", item.plan_changes)


def _item_line(item: MinutesItem) -> Iterator[Content]:
    parts = [item.kind.label]
    if item.presenter.strip():
        parts.append(f"présenté par {item.presenter}")
    if item.actual_minutes is not None:
        parts.append(f"{duration(item.actual_minutes)} (prévu{NBSP}: {duration(item.planned_minutes)})")
    yield f" {DASH} ".join(parts)
    if item.is_confidential:
        yield f" {DASH} "
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


def _decision_box(decision: MinutesDecision, suffix: str) -> BaseOxmlElement:
    word = "Avis" if decision.kind is DecisionKind.OPINION else "Décision"
    contents: list[Content] = [Run(f"{word} {decision.number}. ", "Strong"), sentence(decision.wording), " "]
    contents.append(Run(f"{result_words(decision)}.", "Emphasis"))
    if decision.actions:
        label = "Fiche concernée" if len(decision.actions) == 1 else "Fiches concernées"
        contents.append(f"\n{label}{NBSP}: {join_and(decision.actions)}.")
    follow_up = []
    if decision.responsible.strip():
        follow_up.append(f"responsable{NBSP}: {decision.responsible}")
    if decision.due:
        follow_up.append(f"échéance{NBSP}: {_day(decision)}")
    if follow_up:
        contents.append(f"\n{capitalized(f' {DASH} '.join(follow_up))}.")
    style = "DecisionPending" if decision.result in _NOT_ADOPTED else "Decision"
    return paragraph(style + suffix, *contents)


def _day(decision: MinutesDecision) -> str:
    return long_date(decision.due, with_weekday=False) if decision.due else ""


def _item_tasks(item: MinutesItem) -> BaseOxmlElement:
    return table(
        [Column("À faire", TEXT_WIDTH - 7.2), Column("Responsable", 4.6), Column("Échéance", 2.6)],
        [[_task_text(task), task.responsible or DASH, short_date(task.due, DASH)] for task in item.tasks],
        caption=f"À faire après le point {item.number}",
        description="Ce qui est à faire, par qui et pour quand.",
    )


def _task_text(task: MinutesTask) -> str:
    return f"{task.wording} (action {task.action})" if task.action.strip() else task.wording


def plan_change_blocks(title: str, sentences: Sequence[str]) -> Iterator[BaseOxmlElement]:
    """Make one paragraph of a few sentences, a list of many."""
    if not sentences:
        return
    ended = [sentence(line) for line in sentences]
    lead = Run(title, "Strong")
    if sum(map(len, ended)) <= _ONE_LINE:
        yield paragraph("PlanChanges", lead, f" {DASH} {' '.join(ended)}")
        return
    yield paragraph("PlanChanges", lead, f"{NBSP}:", keep_with_next=True)
    for line in ended:
        yield paragraph("PlanChangesList", line)
