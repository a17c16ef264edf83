"""Whole files or none: writing beside the target then swapping, text that XML can hold, and zips without a clock."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from secrets import token_hex
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from app.errors import ExportBlocked
from app.french import NBSP, guillemets, typo

Step = Callable[[int, int], object]
"""Told (done, total) while a document is built; may raise `Cancelled`, nothing is written then."""

EXCEL_TEXT_LIMIT = 32_767  # characters in one cell

# XML 1.0 without what Word and Excel refuse or repair: controls, surrogates, non-characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# The only marks that `typo` changes something about.
_HAS_TYPOGRAPHY = re.compile("[:;!?%€«»']")
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def no_step(done: int, total: int) -> None:
    """Report to nobody."""


def printable(text: str) -> str:
    """Drop what XML, hence Word and Excel, cannot hold, and end lines with newlines."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def french_text(text: str, limit: int | None = None) -> str:
    """Give `text` printable and in French typography, cut to `limit` characters with « … »."""
    clean = printable(text)
    if _HAS_TYPOGRAPHY.search(clean):
        clean = typo(clean)
    return clean if limit is None or len(clean) <= limit else clean[: limit - 1] + "…"


def replace_file(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Write a whole file in place of `path`, or leave what was there untouched.

    `write` receives a new binary file in the same folder; once flushed to the disk it takes the place of `path` in one
    operation. Raises `ExportBlocked` with one French sentence when the machine refuses; any exception of `write`
    that is not an `OSError` goes through. In every case the temporary file is gone and the previous document stays.
    """
    # `os.path` answers where `Path` raises: a name too long is refused further down, in French.
    target = path.resolve() if os.path.islink(path) else path
    if os.path.isdir(target):
        raise ExportBlocked(f"{guillemets(path.name)} est un répertoire{NBSP}: choisissez un nom de fichier.")
    scratch = target.with_name(f".binome-{token_hex(4)}.tmp")
    try:
        handle = scratch.open("xb")
    except OSError as error:
        raise ExportBlocked(_why_not_created(target, error)) from error
    try:
        with handle:
            write(handle)
            handle.flush()
            os.fsync(handle.fileno())
        _keep_rights(target, scratch)
        scratch.replace(target)
    except OSError as error:
        raise ExportBlocked(_why_not_replaced(target, error)) from error
    finally:
        # Already gone after a success; when an antivirus holds it, the first error matters more.
        with suppress(OSError):
            scratch.unlink(missing_ok=True)


def stable_zip(source: IO[bytes], target: IO[bytes], edits: Mapping[str, Callable[[bytes], bytes]]) -> None:
    """Copy a zip member by member without dates, so that the same content gives the same bytes.

    `edits` maps member names to what must be made of their content.
    """
    with ZipFile(source) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = ZipInfo(name, _FIRST_ZIP_DAY)
            member.compress_type = ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            content = old.read(name)
            new.writestr(member, edits[name](content) if name in edits else content)


def save_stable(path: Path, save: Callable[[IO[bytes]], object]) -> None:
    """Write at `path`, whole or not at all, the zip that `save` makes, freed from its clock."""
    buffer = BytesIO()
    save(buffer)
    buffer.seek(0)
    replace_file(path, lambda handle: stable_zip(buffer, handle, {}))


def _keep_rights(target: Path, scratch: Path) -> None:
    with suppress(FileNotFoundError):
        scratch.chmod(target.stat().st_mode & 0o777)


def _why_not_created(target: Path, error: OSError) -> str:
    folder = guillemets(str(target.parent))
    if not target.parent.exists():
        return f"Le répertoire {folder} n’existe pas{NBSP}: choisissez un autre emplacement."
    if not target.parent.is_dir():
        return f"{folder} n’est pas un répertoire{NBSP}: choisissez un autre emplacement."
    if error.errno in _FULL:
        return _disk_full(target)
    return f"Le répertoire {folder} n’est pas accessible en écriture{NBSP}: choisissez un autre emplacement."


def _why_not_replaced(target: Path, error: OSError) -> str:
    name = guillemets(target.name)
    if error.errno in _FULL:
        return _disk_full(target)
    if isinstance(error, PermissionError):
        reason = f"{name} est ouvert dans un autre logiciel ou protégé en écriture{NBSP}: fermez-le puis recommencez."
    elif error.errno == errno.ENAMETOOLONG:
        reason = f"Le nom {name} est trop long{NBSP}: choisissez un nom plus court."
    else:
        reason = f"{name} n’a pas pu être écrit{NBSP}: vérifiez le support puis recommencez."
    return reason + _what_remains(target)


def _disk_full(target: Path) -> str:
    name = guillemets(target.name)
    return f"Le disque est plein{NBSP}: libérez de la place puis exportez de nouveau {name}.{_what_remains(target)}"


def _what_remains(target: Path) -> str:
    try:
        return " Le document précédent est intact." if target.exists() else ""
    except OSError:
        return ""
