"""Creating, opening, copying and checking dossiers: everything that happens around an open file."""

from __future__ import annotations

import logging
import os
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from app.clock import Clock
from app.db import backup, sqlite
from app.db.dossier import Dossier
from app.db.filelock import FileLock, is_locked
from app.db.schema import VERSION
from app.db.upgrade import MIGRATION_FAILED, upgrade
from app.errors import AppError, DossierDamaged, DossierTooNew, NotADossier, StorageError
from app.models import Base

log = logging.getLogger(__name__)

SUFFIX = ".binome"
LONGEST_NAME = 240  # bytes: file systems stop at 255, and names beside the dossier are longer than its own


@dataclass(frozen=True, slots=True)
class Office:
    """What opening a dossier needs from outside: who works, what time it is, where backups go."""

    author: str
    clock: Clock
    backups: Path


def create(path: Path, office: Office) -> Dossier:
    """Create an empty dossier, locked and open; refuses to overwrite (StorageError)."""
    _check_name(path)
    if path.exists():
        raise StorageError(
            f"«\u00a0{path.name}\u00a0» existe déjà\u00a0: rien n’a été modifié. Choisissez un autre nom."
        )
    if not path.parent.is_dir():
        raise StorageError(f"Le répertoire «\u00a0{path.parent}\u00a0» n’existe pas\u00a0: rien n’a été créé.")
    lock = FileLock(path, office.clock.now())
    scratch = path.with_name(f".{path.name}.nouveau")
    try:
        scratch.unlink(missing_ok=True)
        scratch.touch()
        _migrate(scratch)
        os.replace(scratch, path)  # a dossier appears whole or not at all
        return _wrap(path, office, lock)
    except OSError as error:
        lock.release()
        raise StorageError(
            f"«\u00a0{path.name}\u00a0» n’a pas pu être créé\u00a0: vérifiez la place et les droits."
        ) from error
    except BaseException:
        lock.release()
        raise
    finally:
        for left in (scratch, path.with_name(f"{scratch.name}-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def open_(path: Path, office: Office, *, read_only: bool = False, break_lock: bool = False) -> Dossier:
    """Open a dossier, migrating an older one after a backup.

    Raises NotADossier, DossierTooNew, DossierDamaged, DossierLocked or StorageError; the file is then untouched.
    `break_lock` takes over a lock left by another machine.
    """
    version = _check_header(path)
    if read_only:
        _check_sound(path, version)
        if version < VERSION:
            raise NotADossier(
                f"«\u00a0{path.name}\u00a0» vient d’une version antérieure\u00a0: "
                "ouvrez-le une fois en écriture pour le mettre à niveau."
            )
        return _wrap(path, office, None)
    lock = FileLock(path, office.clock.now(), break_foreign=break_lock)
    try:
        version = _check_header(path)  # another window may have migrated it meanwhile
        _check_sound(path, version)
        if version < VERSION:
            backup.back_up(path, office.backups, office.clock.now(), f"avant-version-{VERSION}")
            _migrate(path)
        _keep_daily_backup(path, office)
        return _wrap(path, office, lock)
    except BaseException:
        lock.release()
        raise


def copy(source: Path, target: Path) -> None:
    """Save a compact copy of a dossier, live or not, in one piece; raises StorageError.

    Never over a dossier in use, itself first: its window would go on writing to a file that has lost its name.
    """
    _check_name(target)
    if target.exists() and (target.samefile(source) or is_locked(target)):
        raise StorageError(f"«\u00a0{target.name}\u00a0» est ouvert\u00a0: choisissez un autre nom pour la copie.")
    scratch = target.with_name(f".{target.name}.copie")
    try:
        scratch.unlink(missing_ok=True)
        sqlite.vacuum_into(source, scratch)
        os.replace(scratch, target)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(
            f"La copie «\u00a0{target.name}\u00a0» n’a pas pu être écrite\u00a0; le dossier est intact. "
            "Vérifiez la place libre et que ce fichier n’est pas ouvert."
        ) from error
    finally:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)


def _check_name(path: Path) -> None:
    """Refuse a name that leaves no room for those of the lock and of the journal beside it."""
    if len(os.fsencode(path.name)) > LONGEST_NAME:
        raise StorageError(f"Le nom «\u00a0{path.name[:40]}…\u00a0» est trop long\u00a0: choisissez-en un plus court.")
    if not str(path).isprintable():
        raise StorageError("Ce nom contient des caractères illisibles\u00a0: choisissez-en un autre.")


def _keep_daily_backup(path: Path, office: Office) -> None:
    try:
        backup.back_up_daily(path, office.backups, office.clock.now())
    except StorageError:
        # A full disk must not forbid reading one's own dossier; the sidebar shows the age of the last backup.
        log.warning("no daily backup of %s", path.name, exc_info=True)


def _check_header(path: Path) -> int:
    try:
        identity = sqlite.application_id(path)
        if identity == sqlite.APPLICATION_ID:
            sqlite.roll_back_interrupted(path)  # before the version: it may be the one of a migration cut short
        version = sqlite.schema_version(path) if identity is not None else 0
    except FileNotFoundError as error:
        raise NotADossier(
            f"«\u00a0{path.name}\u00a0» est introuvable\u00a0: il a été déplacé, renommé ou supprimé."
        ) from error
    except OSError as error:
        raise StorageError(
            f"«\u00a0{path.name}\u00a0» ne peut pas être lu\u00a0: vérifiez vos droits et le support."
        ) from error
    except sqlite3.DatabaseError as error:
        raise _cut_short(path, error) from error
    if identity is None and path.suffix == SUFFIX:
        raise DossierDamaged(f"«\u00a0{path.name}\u00a0» est endommagé\u00a0: son en-tête est illisible.")
    if identity != sqlite.APPLICATION_ID:
        raise NotADossier(f"«\u00a0{path.name}\u00a0» n’est pas un dossier Binôme.")
    if version > VERSION:
        raise DossierTooNew(
            f"«\u00a0{path.name}\u00a0» a été enregistré par une version plus récente de Binôme\u00a0: "
            "il n’a pas été modifié. Mettez Binôme à jour pour l’ouvrir."
        )
    return version


def _cut_short(path: Path, error: sqlite3.DatabaseError) -> AppError:
    if sqlite.is_damage(error):
        return DossierDamaged(f"«\u00a0{path.name}\u00a0» est endommagé\u00a0: il n’a pas été modifié.")
    return StorageError(
        f"«\u00a0{path.name}\u00a0» a été quitté pendant une écriture et doit être remis en ordre, mais son "
        "répertoire est occupé ou protégé en écriture. Recommencez, ou copiez ailleurs le dossier avec "
        "le fichier «\u00a0-journal\u00a0»."
    )


def _check_sound(path: Path, version: int) -> None:
    try:
        sound = sqlite.quick_check(path)
    except sqlite3.DatabaseError as error:
        raise StorageError(
            f"«\u00a0{path.name}\u00a0» ne peut pas être lu pour l’instant\u00a0: un autre programme l’occupe ou le "
            "support ne répond pas. Recommencez dans un instant."
        ) from error
    if not sound or (version >= VERSION and not sqlite.table_names(path) >= Base.metadata.tables.keys()):
        raise DossierDamaged(f"«\u00a0{path.name}\u00a0» est endommagé\u00a0: il n’a pas été modifié.")


def _migrate(path: Path) -> None:
    engine = sqlite.open_engine(path)
    try:
        upgrade(engine)
    except DatabaseError as error:
        raise sqlite.as_app_error(error) or StorageError(MIGRATION_FAILED) from error
    finally:
        engine.dispose()


def _wrap(path: Path, office: Office, lock: FileLock | None) -> Dossier:
    engine = sqlite.open_engine(path, read_only=lock is None)
    try:
        return Dossier(path, engine, office.author, office.clock, lock)
    except BaseException:
        engine.dispose()
        raise
