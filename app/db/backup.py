"""Backups of a dossier in the user's data folder: daily and before each migration, thinned as they age."""

from __future__ import annotations

import logging
import os
import re
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from app.db.sqlite import quick_check, vacuum_into
from app.errors import StorageError

log = logging.getLogger(__name__)

KEPT_LAST, KEPT_WEEKS, KEPT_MONTHS = 10, 8, 12
_NAME = re.compile(r"^(\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2})-(.+)\.binome$")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup file."""

    path: Path
    made_at: datetime  # naive, local
    reason: str


def folder_of(dossier: Path, backups: Path) -> Path:
    """Folder of one dossier's backups: its name, made unique by its whole path."""
    digest = sha256(os.fsencode(dossier.absolute())).hexdigest()[:8]
    readable = dossier.stem[:60].encode(errors="replace").decode()
    return backups / f"{readable}-{digest}"


def list_backups(dossier: Path, backups: Path) -> list[Backup]:
    """Backups of a dossier, newest first."""
    folder = folder_of(dossier, backups)
    names = ((path, _NAME.match(path.name)) for path in (folder.glob("*.binome") if folder.is_dir() else ()))
    found = [
        Backup(path, datetime.strptime(match[1], "%Y-%m-%dT%H-%M-%S"), match[2])  # noqa: DTZ007 — local by design
        for path, match in names
        if match
    ]
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def newest_sound(dossier: Path, backups: Path) -> Backup | None:
    """The newest backup that passes its check, or None."""
    return next((backup for backup in list_backups(dossier, backups) if _is_sound(backup.path)), None)


def _is_sound(path: Path) -> bool:
    try:
        return quick_check(path)
    except sqlite3.Error:
        return False


def back_up(dossier: Path, backups: Path, now: datetime, reason: str) -> Path:
    """Write a checked backup and thin the older ones; raises StorageError, and then nothing is left behind."""
    folder = folder_of(dossier, backups)
    target = folder / f"{now:%Y-%m-%dT%H-%M-%S}-{reason}.binome"
    partial = target.with_suffix(".partiel")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        vacuum_into(dossier, partial)
        if not quick_check(partial):
            partial.unlink()
            raise StorageError(
                f"La sauvegarde de «\u00a0{dossier.name}\u00a0» a échoué à son contrôle\u00a0; le dossier est intact."
            )
        _sync(partial)
        partial.replace(target)
    except (OSError, sqlite3.Error) as error:
        if folder.is_dir():
            partial.unlink(missing_ok=True)
        raise StorageError(
            f"La sauvegarde de «\u00a0{dossier.name}\u00a0» n’a pas pu être écrite ({folder})\u00a0; "
            "le dossier est intact. Vérifiez la place libre sur le disque."
        ) from error
    for old in superfluous(list_backups(dossier, backups)):
        with suppress(OSError):  # held by an antivirus: next time
            old.path.unlink(missing_ok=True)
    return target


def back_up_daily(dossier: Path, backups: Path, now: datetime) -> Path | None:
    """Back up unless today's daily backup exists."""
    done = any(b.reason == "jour" and b.made_at.date() == now.date() for b in list_backups(dossier, backups))
    return None if done else back_up(dossier, backups, now, "jour")


def last_backup_day(dossier: Path, backups: Path) -> date | None:
    """Day of the newest backup, or None."""
    found = list_backups(dossier, backups)
    return found[0].made_at.date() if found else None


def superfluous(backups: Iterable[Backup]) -> list[Backup]:
    """Backups to remove: keep the last 10, then the newest of each of 8 weeks and 12 months."""
    ordered = sorted(backups, key=lambda backup: backup.made_at, reverse=True)
    kept = {backup.path for backup in ordered[:KEPT_LAST]}
    kept |= _newest_of_each(ordered, "%G-%V", KEPT_WEEKS)
    kept |= _newest_of_each(ordered, "%Y-%m", KEPT_MONTHS)
    return [backup for backup in ordered if backup.path not in kept]


def _newest_of_each(ordered: list[Backup], period: str, count: int) -> set[Path]:
    newest: dict[str, Path] = {}
    for backup in ordered:
        newest.setdefault(backup.made_at.strftime(period), backup.path)
    return set(list(newest.values())[:count])


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
