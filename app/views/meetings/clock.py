"""Times of a meeting in progress, as words. Pure functions over the sheet and the present moment."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.dto.meetings import Item, MeetingSheet
from app.french import NBSP, duration, plural
from app.vocabulary import ItemState

MINUS = "\N{MINUS SIGN}"


def countdown(seconds: int) -> str:
    """« 07:12 » left, « +02:10 » once the planned time is overrun."""
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'+' if seconds < 0 else ''}{minutes:02}:{rest:02}"


def item_time(item: Item, now: datetime) -> str:
    """« 20 min · 7 min restantes », « 20 min · 23 min réelles », « 10 min »."""
    planned = duration(item.planned_minutes)
    if item.state is ItemState.CURRENT:
        left = item.remaining(now)
        if left < 0:
            return f"{planned} · dépassé de {duration(-left // 60 or 1)}"
        return f"{planned} · {left // 60}{NBSP}min {'restantes' if left >= 120 else 'restante'}"
    if item.state is ItemState.TREATED and item.spent_seconds:
        return f"{planned} · {duration(max(1, round(item.spent_seconds / 60)))} en réalité"
    if item.state is ItemState.POSTPONED:
        return f"{planned} · reporté"
    return planned


def running_since(sheet: MeetingSheet, now: datetime) -> str:
    """« En séance depuis 58 min »."""
    if sheet.opened_at is None:
        return ""
    return f"En séance depuis {duration(max(0, int((now - sheet.opened_at).total_seconds()) // 60))}"


def expected_delay(sheet: MeetingSheet, now: datetime) -> int | None:
    """Minutes by which the meeting should end after its planned end; `None` on another day than the planned one."""
    if now.date() != sheet.held_on or sheet.opened_at is None:
        return None
    left = sum(
        max(0, item.remaining(now)) for item in sheet.items if item.state in {ItemState.WAITING, ItemState.CURRENT}
    )
    planned = datetime.combine(sheet.held_on, sheet.starts_at, now.tzinfo) + timedelta(minutes=sheet.planned_minutes)
    return round((now + timedelta(seconds=left) - planned).total_seconds() / 60)


def delay_words(minutes: int | None) -> str:
    """« +3 min », « −4 min », "" on time."""
    if not minutes:
        return ""
    return f"{'+' if minutes > 0 else MINUS}{abs(minutes)}{NBSP}min"


def missing(sheet: MeetingSheet) -> list[tuple[bool, str]]:
    """What the minutes still lack: (whether it is complete, sentence)."""
    open_items = sum(not item.is_concluded for item in sheet.items)
    undated = sum(task.due is None for task in sheet.tasks)
    nobody = sum(not task.responsible for task in sheet.tasks)
    unheld = sum(not decision.responsible for decision in sheet.decisions)
    found = [
        (not open_items, f"{plural(open_items, 'point')} sans conclusion" if open_items else "Points tous conclus"),
        (not unheld, f"{plural(unheld, 'décision')} sans responsable" if unheld else "Décisions toutes attribuées"),
        (not undated, f"{plural(undated, 'tâche')} sans échéance" if undated else "Tâches toutes datées"),
        (not nobody, f"{plural(nobody, 'tâche')} sans responsable" if nobody else "Tâches toutes attribuées"),
        (
            not sheet.unmarked,
            f"{plural(sheet.unmarked, 'présence')} à pointer" if sheet.unmarked else "Présences complètes",
        ),
    ]
    if not sheet.writer:
        found.append((False, "Rédacteur à désigner"))
    return found
