"""What the window does with dossier files: create, open, try the demonstration, save a copy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.clock import Clock
from app.paths import Folders
from app.settings import SettingsFile, system_account
from app.shell.jobs import Jobs

if TYPE_CHECKING:
    from app.shell.dossiers import Office

KINDS = "Dossiers Binôme (*.binome)"


class FileActs(QObject):
    """Ends each act with an open dossier or a sentence. SQLAlchemy is imported by the first act, not before."""

    opened = Signal(object)  # Dossier
    told = Signal(str)

    def __init__(self, settings: SettingsFile, jobs: Jobs, clock: Clock, folders: Folders, window: QWidget) -> None:
        super().__init__(window)
        self._settings, self._jobs, self._clock, self._folders, self._window = settings, jobs, clock, folders, window

    def office(self) -> Office:
        """Who works, what time it is, where backups go."""
        from app.shell.dossiers import Office  # noqa: PLC0415 — after the first paint

        author = self._settings.value.author or system_account()
        return Office(author, self._clock, self._folders.backups)

    @Slot(str)
    def open_path(self, path: Path | str) -> None:
        """Open a dossier, or say why not and offer the way out."""
        from app.views.opening import Opener  # noqa: PLC0415

        Opener(self.office(), self._window, self.opened.emit).open(Path(path))

    @Slot()
    def create_dossier(self) -> None:
        """Ask for a name and a place, then create."""
        from app.views.new_dossier import NewDossier  # noqa: PLC0415

        dialog = NewDossier(self.office(), self._window)
        dialog.created.connect(self.opened)
        dialog.open()

    @Slot()
    def choose_dossier(self) -> None:
        """Ask for a file, then open it."""
        from app.views.dialogs import choose_file  # noqa: PLC0415

        path = choose_file.existing(self._window, "Ouvrir un dossier", KINDS)
        if path is not None:
            self.open_path(path)

    @Slot()
    def open_demo(self) -> None:
        """Write a fresh copy of the demonstration territory, away from the interface thread, and open it."""
        from app.demo.write import write_demo  # noqa: PLC0415
        from app.views.opening import free_name  # noqa: PLC0415

        office = self.office()
        folder = self._folders.demo
        path = folder / f"Démonstration {self._clock.today():%Y-%m-%d}.binome"

        def write(_step: object) -> Path:
            folder.mkdir(parents=True, exist_ok=True)
            free = free_name(path)
            write_demo(free, office)
            return free

        self.told.emit("Le territoire de démonstration se prépare…")
        self._jobs.start(self, write, self.open_path, self._failed)

    def save_copy(self, source: Path) -> None:
        """Ask for a place, then write a copy of an open dossier there."""
        from app.shell import dossiers  # noqa: PLC0415
        from app.views.dialogs import choose_file  # noqa: PLC0415

        proposed = source.with_name(f"{source.stem} (copie){source.suffix}")
        target = choose_file.new(self._window, "Enregistrer une copie", proposed, KINDS)
        if target is None:
            return

        def done(_nothing: None) -> None:
            self.told.emit(f"Copie enregistrée : {target.name}")

        self._jobs.start(self, lambda _step: dossiers.copy(source, target), done, self._failed)

    def _failed(self, error: BaseException) -> None:
        from app.errors import AppError  # noqa: PLC0415

        if isinstance(error, AppError):
            self.told.emit(str(error))
        elif isinstance(error, OSError):
            self.told.emit("Le disque refuse l’écriture : rien n’a été modifié. Vérifiez la place et les droits.")
        else:
            raise error
