"""Where things live: the user's folders, and the resources shipped with the program."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs

HOME_VARIABLE = "BINOME_DONNEES"
"""Environment variable that moves every folder of the user under one directory (tests, IT departments)."""


@dataclass(frozen=True, slots=True)
class Folders:
    """The user's folders; they are made when first written to."""

    config: Path
    data: Path
    logs: Path

    @property
    def backups(self) -> Path:
        """Where backups of every dossier are kept."""
        return self.data / "sauvegardes"

    @property
    def demo(self) -> Path:
        """Where copies of the demonstration territory are opened."""
        return self.data / "demonstration"


def user_folders() -> Folders:
    """Folders of this user, under BINOME_DONNEES when it is set."""
    moved = os.environ.get(HOME_VARIABLE)
    if moved:
        return Folders(Path(moved), Path(moved), Path(moved) / "journaux")
    dirs = PlatformDirs("Binome", appauthor=False)
    return Folders(Path(dirs.user_config_dir), Path(dirs.user_data_dir), Path(dirs.user_log_dir))


def resource(*parts: str) -> Path:
    """Path of a shipped file, from the sources or from a frozen program."""
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root.joinpath("resources", *parts)
