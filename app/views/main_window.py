"""The frame of the window: sidebar, header, the screens, and everything that concerns the dossier as a file.

It paints before the screens, hence SQLAlchemy, are imported.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.clock import Clock
from app.french import clock_time
from app.paths import Folders
from app.settings import SettingsFile
from app.shell.jobs import Jobs
from app.shell.workspace import Notice, Workspace
from app.views import menus
from app.views.entries import ENTRIES, HOME_OF
from app.views.file_acts import FileActs
from app.views.header import Header
from app.views.preference_acts import PreferenceActs
from app.views.sidebar import Sidebar
from app.views.welcome import Welcome
from app.views.widgets.toast import Toast

if TYPE_CHECKING:
    from app.changes import ChangeSet
    from app.shell.dossiers import Dossier
    from app.views.screen import Screen

log = logging.getLogger(__name__)

MINIMUM = (1100, 640)
NAMES = frozenset(entry.name for entry in ENTRIES)
PLANS = {".xlsx", ".xlsm", ".xls", ".ods", ".csv"}


class MainWindow(QMainWindow):
    """One window, at most one dossier."""

    dossier_opened = Signal()

    def __init__(self, settings: SettingsFile, jobs: Jobs, clock: Clock, folders: Folders) -> None:
        super().__init__()
        self.setWindowTitle("Binôme")
        self.setMinimumSize(*MINIMUM)
        self.setAcceptDrops(True)
        self._settings, self._jobs, self._folders = settings, jobs, folders
        self.files = FileActs(settings, jobs, clock, folders, self)
        self.choices = PreferenceActs(settings, self)
        self.workspace: Workspace | None = None
        self.screens: dict[str, Screen] = {}
        self.sidebar, self.header, self.welcome = Sidebar(), Header(), Welcome()
        self.body = QStackedWidget()
        self.body.addWidget(self.welcome)
        self._compose()
        self._notices = Toast(self._frame)
        self.actions_by_name = menus.build(self, self._handlers())
        self._menu = menus.dossier_menu(self, self.actions_by_name)
        self.sidebar.set_menu(self._menu)
        self._connect()
        self._restore_geometry()
        self._show_welcome()

    # --- building -------------------------------------------------------------------------

    def _compose(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.body, 1)
        right = QWidget()
        right.setLayout(column)
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.sidebar)
        across.addWidget(right, 1)
        self._frame = QWidget()
        self._frame.setLayout(across)
        self.setCentralWidget(self._frame)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "new": self.files.create_dossier,
            "open": self.files.choose_dossier,
            "demo": self.files.open_demo,
            "copy": self.save_copy,
            "close": self.close_and_welcome,
            "import": self.import_plan,
            "export": self.export_follow_up,
            "undo": self.undo,
            "redo": self.redo,
            "palette": self.open_palette,
            "preferences": self.choices.open_preferences,
            "shortcuts": self.choices.show_shortcuts,
            "about": self.choices.show_about,
            "light": self.choices.use_light,
            "dark": self.choices.use_dark,
            "system": self.choices.use_system,
            "quit": self.close,
            **{entry.name: self._go for entry in ENTRIES},
        }

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self.open_screen)
        self.header.search_asked.connect(self.open_palette)
        self.welcome.create_asked.connect(self.files.create_dossier)
        self.welcome.open_asked.connect(self.files.choose_dossier)
        self.welcome.demo_asked.connect(self.files.open_demo)
        self.welcome.recent_asked.connect(self.files.open_path)
        self.files.opened.connect(self.show_dossier)
        self.choices.author_changed.connect(self._sign)
        self.files.told.connect(self.tell)

    def _restore_geometry(self) -> None:
        room = self.screen().availableSize()
        frame = 32  # the title bar the desktop adds: without it the last row of buttons falls off a 768-pixel screen
        self.resize(min(1366, room.width()), min(768, room.height() - frame))
        kept = QSettings().value("geometry")
        if kept is not None:
            self.restoreGeometry(kept)

    # --- opening and closing --------------------------------------------------------------

    def start(self, path: Path | None, *, demo: bool = False) -> None:
        """Open what was asked for, else the last dossier, once the empty shell has been painted."""
        recent = self._settings.value.recent
        if path is None and not demo and self._settings.value.reopen_last and recent and Path(recent[0]).exists():
            path = Path(recent[0])
        self._to_open, self._to_demo = path, demo
        QTimer.singleShot(0, self._open_at_start)

    @Slot()
    def _open_at_start(self) -> None:
        if self._to_demo:
            self.files.open_demo()
        elif self._to_open is not None:
            self.open_path(self._to_open)

    def open_path(self, path: Path) -> None:
        """Open a dossier in this window, or say why not."""
        if self.workspace is None or path.absolute() != self.workspace.dossier.path.absolute():
            self.files.open_path(path)

    @Slot(object)
    def show_dossier(self, dossier: Dossier) -> None:
        """Put an open dossier in the window."""
        self.close_dossier()
        self.workspace = Workspace(dossier, self._settings, self._jobs, self)
        self.workspace.changed.connect(self._on_changed)
        self.workspace.notified.connect(self._notices.show_notice)
        if not dossier.is_read_only:
            self._settings.remember(dossier.path)
        self.header.read_only.setVisible(dossier.is_read_only)
        self._show_identity()
        self._show_badges()
        self._enable_menus()
        self.open_screen(ENTRIES[0].name)
        self.dossier_opened.emit()

    def close_dossier(self) -> None:
        """Let the dossier go; everything is already in the file."""
        if self.workspace is None:
            return
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()  # a field being typed in commits when it is left
        self.header.show_acts("", [], with_search=False)
        for screen in self.screens.values():
            self.body.removeWidget(screen)
            screen.deleteLater()
        self.screens.clear()
        self.workspace.dossier.close()
        self.workspace.deleteLater()
        self.workspace = None

    @Slot()
    def close_and_welcome(self) -> None:
        """Close the dossier and show the welcome page."""
        self.close_dossier()
        self._show_welcome()

    def _show_welcome(self) -> None:
        self.welcome.show_recent(self._settings.value.recent)
        self.body.setCurrentWidget(self.welcome)
        self.header.show_acts("", [], with_search=False)
        self.header.read_only.hide()
        self.sidebar.show_nothing()
        self._enable_menus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is instant: there is nothing left to save."""
        QSettings().setValue("geometry", self.saveGeometry())
        self.close_dossier()
        super().closeEvent(event)

    # --- screens --------------------------------------------------------------------------

    @Slot(str)
    def open_screen(self, name: str) -> None:
        """Show a screen of the sidebar."""
        screen = self.screen_of(name)
        if screen is not None:
            self.sidebar.choose(name)
            self.body.setCurrentWidget(screen)
            self._show_header()

    def screen_of(self, name: str) -> Screen | None:
        """The screen of an entry, built when first asked for; None without a dossier or for a name that is none."""
        from app.views.screens import build  # noqa: PLC0415 — SQLAlchemy comes after the first paint

        if self.workspace is None or name not in NAMES:
            return None
        if name not in self.screens:
            screen = build(name, self.workspace)
            screen.navigate.connect(self.navigate)
            screen.header_changed.connect(self._show_header)
            self.screens[name] = screen
            self.body.addWidget(screen)
        return self.screens[name]

    @Slot(str, int)
    def navigate(self, name: str, key: int) -> None:
        """Show a screen and, with a key, an object there."""
        name = name if name in NAMES else HOME_OF.get(name, "")
        self.open_screen(name)
        table = next((entry.table for entry in ENTRIES if entry.name == name), "")
        screen = self.screen_of(name)
        if key and screen is not None:
            screen.show_key(table, key)

    @Slot(str, int)
    def show_object(self, table: str, key: int) -> None:
        """Show an object wherever it lives (palette, history)."""
        name = HOME_OF.get(table, "")
        self.open_screen(name)
        screen = self.screen_of(name)
        if screen is not None:
            screen.show_key(table, key)

    def current_screen(self) -> Screen | None:
        """The screen shown, None on the welcome page."""
        return next((screen for screen in self.screens.values() if screen is self.body.currentWidget()), None)

    @Slot()
    def _go(self) -> None:
        self.open_screen(self.sender().objectName())

    @Slot()
    def _show_header(self) -> None:
        screen = self.current_screen()
        if screen is not None:
            acts = [] if self.workspace is not None and self.workspace.is_read_only else screen.header_actions()
            self.header.show_acts(screen.heading(), acts, with_search=screen.has_search())

    # --- the dossier as a file --------------------------------------------------------------

    @Slot()
    def save_copy(self) -> None:
        """Save a copy of the open dossier."""
        if self.workspace is not None:
            self.files.save_copy(self.workspace.dossier.path)

    @Slot()
    def import_plan(self) -> None:
        """Import a plan d’action: asks for the file."""
        self._plan_does("import_file")

    @Slot()
    def export_follow_up(self) -> None:
        """Export the tableau de suivi."""
        from app.views.documents import export_follow_up  # noqa: PLC0415

        if self.workspace is not None:
            export_follow_up(self.workspace, self)

    def _plan_does(self, act: str, *arguments: object) -> None:
        self.open_screen("plan")
        if "plan" in self.screens:
            getattr(self.screens["plan"], act)(*arguments)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take dossiers, and plans when a dossier is open."""
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = self._dropped(event)
        if path is None:
            return
        event.acceptProposedAction()
        if path.suffix.lower() == ".binome":
            self.open_path(path)
        else:
            self._plan_does("import_file", path)

    def _dropped(self, event: QDragEnterEvent | QDropEvent) -> Path | None:
        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
        path = Path(urls[0].toLocalFile()) if len(urls) == 1 else None
        if path is None:
            return None
        is_plan = path.suffix.lower() in PLANS and self.workspace is not None and not self.workspace.is_read_only
        return path if path.suffix.lower() == ".binome" or is_plan else None

    # --- undo, palette ----------------------------------------------------------

    @Slot()
    def undo(self) -> None:
        """Ctrl+Z: inside a text being typed, the text's own; else the last act."""
        if self.workspace is not None and not menus.undo_in_text("undo"):
            self.workspace.undo_and_tell()

    @Slot()
    def redo(self) -> None:
        """Ctrl+Shift+Z, likewise."""
        if self.workspace is not None and not menus.undo_in_text("redo"):
            self.workspace.redo_and_tell()

    @Slot()
    def open_palette(self) -> None:
        """Ctrl+K."""
        from app.views.palette import Palette  # noqa: PLC0415

        if self.workspace is None:
            return
        palette = Palette(self.workspace, menus.palette_commands(self.actions_by_name), self)
        palette.chosen.connect(self.show_object)
        palette.move(self.mapToGlobal(self.rect().center()) - palette.rect().center())
        palette.open()
        palette.search.setFocus()

    @Slot(str)
    def _sign(self, author: str) -> None:
        if self.workspace is not None:
            self.workspace.dossier.author = author

    # --- what the frame shows -----------------------------------------------------------------

    def tell(self, text: str) -> None:
        """Say one sentence to the user."""
        self._notices.show_notice(Notice(text))

    def _show_identity(self) -> None:
        from app.queries.shell import identity  # noqa: PLC0415
        from app.shell.dossiers import last_backup_day  # noqa: PLC0415

        if self.workspace is None:
            return
        whose = self.workspace.ask(identity)
        self.sidebar.set_territory(whose.territory, whose.phase)
        self.setWindowTitle(f"{whose.territory} — Binôme")
        self.sidebar.dossier.setText(self.workspace.dossier.path.name)
        last = last_backup_day(self.workspace.dossier.path, self._folders.backups)
        today = self.workspace.today()
        words = "aucune" if last is None else "aujourd’hui" if last == today else f"{last:%d/%m/%Y}"
        self.sidebar.backup.setText(f"Sauvegarde : {words}")

    def _show_badges(self) -> None:
        from app.queries.badges import badges  # noqa: PLC0415

        if self.workspace is not None:
            for name, count in self.workspace.ask(badges, self.workspace.today()).items():
                self.sidebar.set_badge(name, count)

    @Slot(object)
    def _on_changed(self, change: ChangeSet) -> None:
        if self.workspace is not None:
            self.sidebar.saved.setText(f"Enregistré à {clock_time(self.workspace.now().time(), with_minutes=True)}")
            self._enable_menus()
            if change.touches("territory"):
                self._show_identity()
            if change.touches("action", "commitment"):
                self._show_badges()

    def _enable_menus(self) -> None:
        is_open = self.workspace is not None
        writable = self.workspace is not None and not self.workspace.is_read_only
        history = self.workspace.dossier.history if self.workspace is not None else None
        menus.enable(
            self.actions_by_name,
            is_open=is_open,
            writable=writable,
            undo=history.undo_label if history else "",
            redo=history.redo_label if history else "",
        )
        for entry in ENTRIES:
            self.sidebar.button(entry.name).setEnabled(is_open)
