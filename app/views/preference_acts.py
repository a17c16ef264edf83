"""What the window does with preferences: author, theme, reopening; and what it says of itself."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from app.settings import SettingsFile, system_account
from app.shell.theme import apply_theme
from app.views import menus


class PreferenceActs(QObject):
    """Every choice is written at once and seen at once."""

    author_changed = Signal(str)

    def __init__(self, settings: SettingsFile, window: QWidget) -> None:
        super().__init__(window)
        self._settings, self._window = settings, window

    @Slot()
    def open_preferences(self) -> None:
        """Ask for the author, the theme and what opens at start."""
        from app.views.preferences import Preferences  # noqa: PLC0415 — only when asked for

        dialog = Preferences(self._settings.value, system_account(), self._window)
        dialog.accepted_values.connect(self._prefer)
        dialog.open()

    @Slot()
    def use_light(self) -> None:
        """Light theme."""
        self._prefer({"theme": "clair"})

    @Slot()
    def use_dark(self) -> None:
        """Dark theme."""
        self._prefer({"theme": "sombre"})

    @Slot()
    def use_system(self) -> None:
        """Theme of the desktop."""
        self._prefer({"theme": "system"})

    @Slot()
    def show_shortcuts(self) -> None:
        """Every shortcut."""
        menus.show_shortcuts(self._window)

    @Slot()
    def show_about(self) -> None:
        """Version and licences."""
        menus.show_about(self._window)

    @Slot(object)
    def _prefer(self, values: dict[str, object]) -> None:
        before = self._settings.value
        after = self._settings.update(**values)
        if after.author != before.author:
            self.author_changed.emit(after.author or system_account())
        app = QApplication.instance()
        if after.theme != before.theme and isinstance(app, QApplication):
            apply_theme(app, after.theme)
