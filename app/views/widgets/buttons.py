"""Buttons: the main act, the others, the live meeting's, icons alone; their shortcut is told in the tooltip."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from app.shell import icons

Kind = Literal["primary", "secondary", "live", "danger", "ghost", "link", "white"]
_INKS = {"primary": "on_button", "live": "on_button", "danger": "danger", "link": "accent", "white": "button"}
GAP = 5


def button(
    text: str,
    icon: str = "",
    kind: Kind = "secondary",
    *,
    on_click: Callable[[], object] | None = None,
    shortcut: str = "",
    tooltip: str = "",
    icon_after: bool = False,
    small: bool = False,
    parent: QWidget | None = None,
) -> QPushButton:
    """Return a button. `on_click` is a bound method (never a lambda holding a widget); `shortcut` as « Ctrl+D »."""
    made = QPushButton(text, parent)
    made.setProperty("kind", kind)
    made.setProperty("small", "true" if small else "false")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    if icon:
        side = icons.SIDE - 2 if small or kind == "link" else icons.SIDE
        made.setIcon(icons.icon(icon, _INKS.get(kind, "ink"), after=icon_after))
        made.setIconSize(QSize(side + (GAP if text else 0), side))
    if icon_after:
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    explain(made, tooltip, shortcut)
    if on_click is not None:
        made.clicked.connect(on_click)
    return made


def primary(text: str, icon: str = "", on_click: Callable[[], object] | None = None, shortcut: str = "") -> QPushButton:
    """Return the blue button of the main act; one per screen."""
    return button(text, icon, "primary", on_click=on_click, shortcut=shortcut)


def secondary(
    text: str, icon: str = "", on_click: Callable[[], object] | None = None, shortcut: str = ""
) -> QPushButton:
    """Return an outlined button."""
    return button(text, icon, "secondary", on_click=on_click, shortcut=shortcut)


def live(text: str, icon: str = "", on_click: Callable[[], object] | None = None, shortcut: str = "") -> QPushButton:
    """Return the orange button of the live meeting."""
    return button(text, icon, "live", on_click=on_click, shortcut=shortcut)


def link(text: str, icon: str = "", on_click: Callable[[], object] | None = None) -> QPushButton:
    """Return a button that reads as a link in a text."""
    return button(text, icon, "link", on_click=on_click)


def icon_button(
    icon: str, name: str, on_click: Callable[[], object] | None = None, shortcut: str = "", role: str = "secondary"
) -> QPushButton:
    """Return an icon alone; `name` is its tooltip and what a screen reader says."""
    made = button("", icon, "ghost", on_click=on_click, shortcut=shortcut, tooltip=name, small=True)
    made.setIcon(icons.icon(icon, role))
    made.setAccessibleName(name)
    made.setFixedWidth(30)
    return made


def explain(widget: QWidget, tooltip: str, shortcut: str = "") -> None:
    """Give a widget its tooltip and, for a button, its shortcut, told in the tooltip."""
    if shortcut:
        sequence = QKeySequence(shortcut)
        if isinstance(widget, QPushButton):
            widget.setShortcut(sequence)
        shown = key_name(shortcut)
        tooltip = f"{tooltip} ({shown})" if tooltip else shown
    widget.setToolTip(tooltip)


def key_name(shortcut: str) -> str:
    """« Ctrl+Maj+Z »: a shortcut as a French keyboard names it."""
    words = {
        "Shift": "Maj", "Return": "Entrée", "Enter": "Entrée", "Escape": "Échap", "Esc": "Échap", "Del": "Suppr",
        "Delete": "Suppr", "Space": "Espace", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→",
        "PgUp": "Page préc.", "PgDown": "Page suiv.", "Home": "Début", "End": "Fin",
    }  # fmt: skip
    return "+".join(words.get(part, part) for part in shortcut.split("+"))
