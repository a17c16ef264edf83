"""One window edits a dossier: a lock file beside it that says who, freed by the system when a program dies.

The operating system's own lock excludes other programs of this machine, even after kill -9. A lock file left by
another machine (shared folder, synchronised folder) also excludes, until the user says that nobody is there.
"""

from __future__ import annotations

import getpass
import json
import logging
import os
import socket
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from io import FileIO
from pathlib import Path

from app.errors import DossierLocked, StorageError

log = logging.getLogger(__name__)

_FAR = 1 << 30  # the byte that is locked: beyond the text, which others must be able to read


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the lock, and since when (local time, ISO)."""

    user: str
    host: str
    pid: int
    since: str

    def sentence(self) -> str:
        """« par Camille sur POSTE-12 depuis 9 h 12 » in French."""
        try:
            moment = datetime.fromisoformat(self.since)
            since = f" depuis le {moment:%d/%m/%Y} à {moment:%H} h {moment:%M}"
        except ValueError:
            since = ""
        return f"par {self.user} sur {self.host}{since}"


class FileLock:
    """Held from construction to `release`."""

    def __init__(self, dossier: Path, now: datetime, *, break_foreign: bool = False) -> None:
        """Take the lock of a dossier; raises DossierLocked, or StorageError when the folder cannot be written."""
        self.path = lock_path(dossier)
        try:
            self._file = _open(self.path)
            while (locked := _try_lock(self._file)) and not _is_still_there(self._file, self.path):
                self._file.close()  # its window closed between our opening and our locking
                self._file = _open(self.path)
        except OSError as error:
            raise StorageError(
                f"Le répertoire de «\u00a0{dossier.name}\u00a0» est protégé en écriture\u00a0: "
                "ouvrez le dossier en lecture seule, ou copiez-le ailleurs."
            ) from error
        holder = _read(self._file)
        foreign = holder is not None and holder.host != socket.gethostname()
        if not locked or (foreign and not break_foreign):
            self._file.close()
            who = holder.sentence() if holder else "par une autre fenêtre"
            raise DossierLocked(f"«\u00a0{dossier.name}\u00a0» est déjà ouvert {who}.", who, is_here=not foreign)
        me = Holder(_user(), socket.gethostname(), os.getpid(), now.isoformat(timespec="minutes"))
        with suppress(OSError):  # a full disk must not forbid opening one's dossier: the lock holds without its text
            self._file.truncate(0)
            self._file.seek(0)
            self._file.write(json.dumps(asdict(me)).encode())

    def release(self) -> None:
        """Free the dossier and remove the lock file."""
        if self._file.closed:
            return
        if sys.platform != "win32":
            self.path.unlink(missing_ok=True)  # before unlocking: nobody may lock a file about to vanish
        self._file.close()
        if sys.platform == "win32":
            try:
                self.path.unlink(missing_ok=True)
            except PermissionError:
                log.info("lock file taken over by another window")


def lock_path(dossier: Path) -> Path:
    """Path of the lock file of a dossier: one, whatever shortcut leads to it."""
    real = dossier.resolve()
    return real.with_name(f".{real.name}.verrou")


def is_locked(dossier: Path) -> bool:
    """Whether a window of this machine holds a dossier."""
    try:
        with FileIO(lock_path(dossier), "r+") as file:
            return not _try_lock(file)
    except OSError:
        return False


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "un autre utilisateur"


def _open(path: Path) -> FileIO:
    return FileIO(os.open(path, os.O_RDWR | os.O_CREAT, 0o666), "r+")


def _is_still_there(file: FileIO, path: Path) -> bool:
    try:
        return sys.platform == "win32" or os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _read(file: FileIO) -> Holder | None:
    try:
        return Holder(**json.loads(file.read(4096)))
    except (ValueError, TypeError):
        return None


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: FileIO) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(file: FileIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
