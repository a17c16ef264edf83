"""`main.py captures`: every screen of a dossier as a picture, without a display, from a private copy."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from app.clock import Clock
from app.commands.session import OpenMeeting
from app.errors import AppError
from app.paths import Folders
from app.queries.shell import capture_subjects
from app.settings import SettingsFile
from app.shell import dossiers
from app.shell.jobs import Jobs
from app.shell.theme import apply_theme
from app.views.entries import ENTRIES
from app.views.main_window import MainWindow
from app.views.meetings.page import WRITE
from app.views.meetings.screen import MeetingsScreen

_SIZE = re.compile(r"^(\d{3,4})x(\d{3,4})$")


def capture_all(app: QApplication, path: Path, folder: Path, size: str, theme: str) -> list[Path]:
    """Write the screens of a dossier as PNG in `folder` (made if missing); returns their paths. Raises AppError."""
    match = _SIZE.match(size)
    if match is None:
        raise AppError("La taille s’écrit « 1366x768 ».")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AppError(f"Le répertoire « {folder} » ne peut pas être créé.") from error
    apply_theme(app, theme)
    with tempfile.TemporaryDirectory() as private:
        home = Path(private)
        window = _window(home, QSize(int(match[1]), int(match[2])))
        try:
            dossiers.open_(path, window.files.office(), read_only=True).close()  # says why not, in one sentence
            copied = home / path.name
            dossiers.copy(path, copied)
            return [_grab(app, window, folder / f"{name}.png") for name in _tour(app, window, copied)]
        finally:
            window.close()


def _window(home: Path, size: QSize) -> MainWindow:
    folders = Folders(home, home, home)
    window = MainWindow(SettingsFile(home / "preferences.json"), Jobs(), Clock.from_environment(), folders)
    window.resize(size)
    window.show()
    return window


def _tour(app: QApplication, window: MainWindow, path: Path) -> Iterator[str]:
    """Show one screen after the other; yields the name of each once it is shown."""
    yield "00-accueil"
    window.show_dossier(dossiers.open_(path, window.files.office()))
    for number, entry in enumerate(ENTRIES, start=1):
        window.open_screen(entry.name)
        yield f"{number:02d}-{entry.name}"
    workspace = window.workspace
    if workspace is None:
        return
    subjects = workspace.ask(capture_subjects)
    if subjects.action:
        window.show_object("action", subjects.action)
        yield "10-plan-fiche"
    if subjects.held:
        window.show_object("meeting", subjects.held)
        yield "14-seance-diffuser"
        meetings = window.screens["seances"]
        if isinstance(meetings, MeetingsScreen):
            meetings.page.show_step(WRITE)
            yield "11-seance-rediger"
    if subjects.ahead:
        window.show_object("meeting", subjects.ahead)
        yield "12-seance-preparer"
        workspace.run(OpenMeeting(subjects.ahead))
        window.show_object("meeting", subjects.ahead)
        yield "13-seance-conduire"
    window.open_screen(ENTRIES[0].name)
    app.processEvents()


def _grab(app: QApplication, window: MainWindow, path: Path) -> Path:
    for _ in range(3):
        app.processEvents()
    if not window.grab().save(str(path)):
        raise AppError(f"L’image « {path.name} » n’a pas pu être écrite : vérifiez la place et les droits.")
    return path
