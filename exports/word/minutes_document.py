"""The compte rendu of a meeting (DOMAIN §4.6): who, what was said, what was decided, who does what by when."""

from __future__ import annotations

from collections.abc import Iterable

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement

from app.dto.minutes import Minutes
from app.french import NBSP, fold, long_date
from exports.files import Step
from exports.word.minutes_closing import annexes, closing
from exports.word.minutes_items import item_blocks
from exports.word.minutes_opening import opening
from exports.word.minutes_words import DASH
from exports.word.styles import Properties, RunningText, add_landscape_section, blank_document

_MASCULINE_COMMITTEES = ("comite", "groupe", "conseil", "bureau", "copil", "cotech", "club", "reseau")


def build_minutes(minutes: Minutes, step: Step) -> Document:
    """Build the complete version of the minutes; `step(done, total)` is told of each agenda item."""
    running = _running_text(minutes)
    document = blank_document(_properties(minutes), running)
    _add(document, opening(minutes, _title(minutes)))
    for done, item in enumerate(minutes.items, start=1):
        _add(document, item_blocks(item))
        step(done, len(minutes.items) + 1)
    _add(document, closing(minutes))
    if minutes.decisions or minutes.tasks:
        add_landscape_section(document, running)
        _add(document, annexes(minutes))
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
    return f"Compte rendu {DASH} {minutes.committee} {number}"


def _properties(minutes: Minutes) -> Properties:
    return Properties(
        title=f"{_title(minutes)} {DASH} {long_date(minutes.held_on, with_weekday=False)}",
        subject=minutes.territory,
        author=minutes.writer,
        written_on=minutes.printed_on,
    )


def _running_text(minutes: Minutes) -> RunningText:
    owner = minutes.territory
    if fold(owner).startswith("territoire d'industrie "):
        owner = owner[len("territoire d’industrie ") :].lstrip(f"{DASH}-–: ")
    is_secret = any(item.is_confidential for item in minutes.items)
    return RunningText(
        owner=owner,
        status=minutes.status,
        warning="Version complète, points confidentiels inclus" if is_secret else "",
        footer=f"{minutes.short_name} n°{NBSP}{minutes.number} {DASH} {long_date(minutes.held_on, False)}",
    )
