"""Opening a dossier for the window: what went wrong is said, and the way out offered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from app.errors import AppError, DossierDamaged, DossierLocked
from app.french import NBSP
from app.shell import dossiers
from app.shell.dossiers import Dossier, Office


class Opener:
    """Opens, and offers read-only, taking over, or the newest backup when it cannot."""

    def __init__(self, office: Office, parent: QWidget, opened: Callable[[Dossier], None]) -> None:
        self._office, self._parent, self._opened = office, parent, opened

    def open(self, path: Path, *, read_only: bool = False, break_lock: bool = False) -> None:
        """Open a dossier and hand it over, or ask the user what to do."""
        try:
            dossier = dossiers.open_(path, self._office, read_only=read_only, break_lock=break_lock)
        except DossierLocked as error:
            self._offer_reading(path, error)
        except DossierDamaged as error:
            self._offer_backup(path, error)
        except AppError as error:
            self._ask("Ouverture impossible", str(error), [])
        else:
            self._opened(dossier)

    def _offer_reading(self, path: Path, error: DossierLocked) -> None:
        acts: list[tuple[str, Callable[[], None]]] = [
            ("Ouvrir en lecture seule", lambda: self.open(path, read_only=True)),
        ]
        detail = "Deux fenêtres ne peuvent pas modifier le même dossier."
        if not error.is_here:
            acts.append(("Personne n’y travaille : prendre la main", lambda: self.open(path, break_lock=True)))
            detail += " Ne prenez la main que si plus personne n’y travaille."
        self._ask("Dossier déjà ouvert", f"{error}\n\n{detail}", acts)

    def _offer_backup(self, path: Path, error: DossierDamaged) -> None:
        found = dossiers.newest_sound(path, self._office.backups)
        if found is None:
            self._ask("Dossier endommagé", f"{error}\n\nAucune sauvegarde n’a été trouvée sur cet ordinateur.", [])
            return
        moment = f"{found.made_at:%d/%m/%Y} à {found.made_at:%H} h {found.made_at:%M}"
        text = f"{error}\n\nUne sauvegarde saine du {moment} existe{NBSP}: elle s’ouvre comme une copie, à côté."
        self._ask("Dossier endommagé", text, [("Ouvrir la sauvegarde", lambda: self._restore(path, found.path))])

    def _restore(self, path: Path, sound: Path) -> None:
        target = free_name(path.with_name(f"{path.stem} (retrouvé){path.suffix}"))
        try:
            dossiers.copy(sound, target)
        except AppError as error:
            self._ask("Sauvegarde", str(error), [])
        else:
            self.open(target)

    def _ask(self, title: str, text: str, acts: list[tuple[str, Callable[[], None]]]) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, title, text, QMessageBox.StandardButton.Cancel, self._parent)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not acts:
            box.setStandardButtons(QMessageBox.StandardButton.Ok)
        choices: dict[QPushButton, Callable[[], None]] = {
            box.addButton(words, QMessageBox.ButtonRole.AcceptRole): act for words, act in acts
        }

        def chosen(button: object) -> None:
            for known, act in choices.items():
                if known is button:
                    act()

        box.buttonClicked.connect(chosen)
        box.open()


def free_name(path: Path) -> Path:
    """`path`, or the same with a number when it is taken."""
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.stem} {number}{path.suffix}")
        number += 1
    return free
