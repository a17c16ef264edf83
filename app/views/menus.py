"""Every menu item and shortcut, in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QMessageBox, QPlainTextEdit, QTextEdit, QWidget

from app import __version__
from app.french import NBSP
from app.shell.icons import icon
from app.views.entries import ENTRIES

if TYPE_CHECKING:
    from app.views.palette import PaletteCommand


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One act: `needs` is "" (always), "open" (a dossier) or "writable"."""

    name: str
    text: str
    icon: str
    keys: str = ""
    needs: str = ""
    group: str = ""


ITEMS = (
    MenuItem("new", "Nouveau dossier…", "file-plus", "Ctrl+N", group="file"),
    MenuItem("open", "Ouvrir un dossier…", "folder-open", "Ctrl+O", group="file"),
    MenuItem("demo", "Territoire de démonstration", "sparkles", group="file"),
    MenuItem("copy", "Enregistrer une copie…", "copy", "Ctrl+Shift+S", "open", "file"),
    MenuItem("close", "Fermer le dossier", "x", "Ctrl+W", "open", "file"),
    MenuItem("import", "Importer un plan d’action…", "upload", "Ctrl+I", "writable", "exchange"),
    MenuItem("export", "Exporter le tableau de suivi…", "file-spreadsheet", "Ctrl+E", "open", "exchange"),
    MenuItem("undo", "Annuler", "undo-2", "Ctrl+Z", "writable", "edit"),
    MenuItem("redo", "Rétablir", "redo-2", "Ctrl+Shift+Z", "writable", "edit"),
    MenuItem("palette", "Rechercher ou commander…", "search", "Ctrl+K", "open", "edit"),
    MenuItem("light", "Thème clair", "sun", group="look"),
    MenuItem("dark", "Thème sombre", "moon", group="look"),
    MenuItem("system", "Thème du système", "monitor", group="look"),
    MenuItem("preferences", "Préférences…", "settings", "Ctrl+,", group="look"),
    MenuItem("shortcuts", "Raccourcis clavier", "keyboard", "F1", group="help"),
    MenuItem("about", "À propos de Binôme", "info", group="help"),
    MenuItem("quit", "Quitter", "log-out", "Ctrl+Q", group="quit"),
    *(
        MenuItem(entry.name, entry.title, entry.icon, f"Alt+{number}", "open")
        for number, entry in enumerate(ENTRIES, start=1)
    ),
)

SCREEN_KEYS = (
    ("Préparer une séance : monter, descendre un point", "Alt+↑, Alt+↓"),
    ("Conduire : point précédent, point suivant", "Alt+←, Alt+→"),
    ("Conduire : nouvelle décision, nouvelle tâche", "Ctrl+D, Ctrl+T"),
    ("Tableau : copier la sélection", "Ctrl+C"),
)
"""Shortcuts that belong to a screen: shown with the others."""


def build(window: QWidget, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """One QAction per item, owned by the window so that its shortcut works everywhere."""
    made: dict[str, QAction] = {}
    for item in ITEMS:
        act = QAction(icon(item.icon), item.text, window)
        act.setObjectName(item.name)
        if item.keys:
            act.setShortcut(QKeySequence(item.keys))
        act.triggered.connect(handlers[item.name])
        window.addAction(act)
        made[item.name] = act
    return made


def dossier_menu(parent: QWidget, made: Mapping[str, QAction]) -> QMenu:
    """The menu of the sidebar: everything but the screens."""
    menu = QMenu(parent)
    group = ""
    for item in ITEMS:
        if not item.group:
            continue
        if group and item.group != group:
            menu.addSeparator()
        group = item.group
        menu.addAction(made[item.name])
    return menu


def enable(made: Mapping[str, QAction], *, is_open: bool, writable: bool, undo: str, redo: str) -> None:
    """Enable what can be done now; « Annuler » says what it would take back."""
    for item in ITEMS:
        made[item.name].setEnabled(item.needs == "" or (is_open if item.needs == "open" else writable))
    made["undo"].setText(f"Annuler{NBSP}: {undo}" if undo else "Annuler")
    made["redo"].setText(f"Rétablir{NBSP}: {redo}" if redo else "Rétablir")


def undo_in_text(act: str) -> bool:
    """Let the text being typed in undo or redo its own typing; False when it has nothing to."""
    field: QObject | None = QApplication.focusWidget()
    if isinstance(field, QLineEdit):
        able = field.isUndoAvailable() if act == "undo" else field.isRedoAvailable()
    elif isinstance(field, QPlainTextEdit | QTextEdit):
        document = field.document()
        able = document.isUndoAvailable() if act == "undo" else document.isRedoAvailable()
    else:
        return False
    if not able or field.isReadOnly():
        return False
    (field.undo if act == "undo" else field.redo)()
    return True


def palette_commands(made: Mapping[str, QAction]) -> list[PaletteCommand]:
    """What Ctrl+K can run now."""
    from app.views.palette import PaletteCommand  # noqa: PLC0415 — imports the queries, after the first paint

    return [
        PaletteCommand(made[item.name].text(), item.icon, item.keys, made[item.name].trigger)
        for item in ITEMS
        if item.name != "palette" and made[item.name].isEnabled()
    ]


def show_shortcuts(parent: QWidget) -> None:
    """Every shortcut, in a table."""
    rows = [(item.text.rstrip("…"), item.keys) for item in ITEMS if item.keys] + list(SCREEN_KEYS)
    cells = "".join(f"<tr><td style='padding:3px 24px 3px 0'>{a}</td><td><b>{b}</b></td></tr>" for a, b in rows)
    _tell(parent, "Raccourcis clavier", f"<table>{cells}</table>")


def show_about(parent: QWidget) -> None:
    """Version and licences."""
    _tell(
        parent,
        "À propos de Binôme",
        f"<p><b>Binôme {__version__}</b></p>"
        "<p>Le comité de pilotage d’un Territoire d’industrie, préparé, conduit et suivi, sans réseau.</p>"
        "<p>Logiciel libre sous licence EUPL-1.2. Interface Qt (LGPL-3.0), police Inter (OFL-1.1), "
        "icônes Lucide (ISC).</p>",
    )


def _tell(parent: QWidget, title: str, html: str) -> None:
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, html, QMessageBox.StandardButton.Close, parent)
    box.setTextFormat(Qt.TextFormat.RichText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
