"""The two lists of the dashboard: what to deal with, what changed since the last committee."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.dto.dashboard import Alert, Delta, NetChange, Since, Todo
from app.french import NBSP, day_month, plural
from app.views.dashboard.rows import OpeningRow
from app.views.widgets import Card, ElidedLabel, IconLabel, Pill, label, pill_for, rule, scroller

SHOWN = 40
"""Lines a list shows at most, the most pressing first."""

_LOOKS = {
    Alert.COMMITMENT: ("circle-alert", "danger"),
    Alert.DECISION: ("triangle-alert", "attention"),
    Alert.TASK: ("flag", "attention"),
    Alert.ACTION: ("clock", "attention"),
    Alert.WEATHER: ("cloud", "neutral"),
}


def todo_card(todos: Sequence[Todo], is_before_meeting: bool, opened: Any) -> Card:
    """Return « À traiter avant le comité »; `opened` is the signal or slot that receives (screen, key)."""
    title = "À traiter avant le comité" if is_before_meeting else "À traiter"
    late = sum(todo.is_overdue for todo in todos)
    card = Card(title, "bell", f"{late} en retard" if late else "")
    if not todos:
        card.body.addWidget(label("Rien d’échu ni de périmé aujourd’hui.", "secondary", wrap=True))
        card.body.addStretch(1)
        return card
    rows = [_todo_row(todo, opened) for todo in todos[:SHOWN]]
    card.body.addWidget(_column([*rows, *_and_more(len(todos))]), 1)
    return card


def _and_more(count: int) -> list[QWidget]:
    """Say how many lines are not shown: one widget a line would freeze a plan of thousands."""
    left = count - SHOWN
    return [label(f"… et {plural(left, 'autre')}", "secondary")] if left > 0 else []


def _todo_row(todo: Todo, opened: Any) -> QWidget:
    icon, tone = _LOOKS[todo.alert]
    line = OpeningRow(todo.owner_table, todo.owner_key, f"{todo.text}, {todo.detail}")
    line.add(IconLabel(icon, tone if todo.is_overdue else "neutral"))
    line.add(ElidedLabel(todo.text), 1)
    line.add(label(todo.detail, "secondary"))
    line.opened.connect(opened)
    return line


def since_card(since: Since | None, opened: Any) -> Card:
    """Return « Ce qui a changé depuis le COPIL n° 6 »."""
    if since is None:
        card = Card("Ce qui a changé depuis le dernier comité", "history")
        text = "Après une première séance tenue, les changements du plan depuis ce jour-là s’afficheront ici."
        card.body.addWidget(label(text, "secondary", wrap=True))
        card.body.addStretch(1)
        return card
    title = f"Ce qui a changé depuis le {since.meeting} ({day_month(since.held_on)})"
    card = Card(title, "history", plural(len(since.changes), "changement") if since.changes else "")
    if not since.changes:
        card.body.addWidget(label("Rien n’a changé dans le plan depuis cette séance.", "secondary", wrap=True))
        card.body.addStretch(1)
        return card
    rows = [_change_row(change, opened) for change in since.changes[:SHOWN]]
    card.body.addWidget(_column([*rows, *_and_more(len(since.changes))]), 1)
    return card


def _change_row(change: NetChange, opened: Any) -> QWidget:
    said = f"{change.number} {change.title}{NBSP}: {change.before} → {change.after}"
    line = OpeningRow(change.owner_table, change.owner_key, said)
    number = label(change.number, "secondary")
    number.setMinimumWidth(38)
    line.add(number)
    line.add(ElidedLabel(change.title), 1)
    for part in _difference(change):
        line.add(part)
    line.opened.connect(opened)
    return line


def _difference(change: NetChange) -> list[QWidget]:
    if change.delta is Delta.NEW:
        return [Pill(change.after, "info", "plus")]
    if change.delta is Delta.DELETED:
        return [Pill(change.after, "neutral", "trash-2")]
    if change.delta in {Delta.STATUS, Delta.WEATHER}:
        before = pill_for(change.before_term) if change.before_term else label("—", "secondary")
        after = pill_for(change.after_term) if change.after_term else label("—", "secondary")
        return [before, label("→", "secondary"), after]
    words = {Delta.PROGRESS: "avancement ", Delta.END: "fin "}.get(change.delta, "")
    if not change.before:
        return [label(change.after, "strong")]
    return [label(f"{words}{change.before} →", "secondary"), label(change.after, "strong")]


def _column(rows: Sequence[QWidget]) -> QWidget:
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for place, line in enumerate(rows):
        if place:
            column.addWidget(rule())
        column.addWidget(line)
    column.addStretch(1)
    scrolled = scroller(content)
    # The page keeps the height of the window: the list scrolls inside its card.
    scrolled.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    return scrolled
