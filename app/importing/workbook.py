"""Reading a workbook or a delimited text as plain tables, or refusing it with one French sentence.

The content decides, not the extension: a Word file renamed « .xlsx » is named for what it is (issue 2, section 3).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from app.dto.plan_import import CellValue, SheetTable
from app.errors import ImportRefused
from app.importing.delimited import looks_like_text, read_delimited

Step = Callable[[int, int], None]
Merge = tuple[int, int, int, int]

MAX_ROWS = 50_000
"""A plan d’action holds 10 to 80 lines (DOMAIN §12): beyond this, it is another file."""
MAX_COLUMNS = 500
MAX_BYTES = 100 * 2**20
MAX_UNPACKED = 600 * 2**20

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_SUFFIXES_OF_TEXT = frozenset({".csv", ".tsv", ".txt", ".tab"})
_ASK = "Enregistrez-le au format .xlsx, puis recommencez."
_SIGNATURES = (
    (b"%PDF", "un document PDF"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"GIF8", "une image"),
    (b"BM", "une image"),
    (b"II*\0", "une image"),
    (b"MM\0*", "une image"),
    (b"RIFF", "une image ou un son"),
    (b"{\\rtf", "un document de traitement de texte"),
    (b"SQLite format 3", "une base de données"),
    (b"7z\xbc\xaf", "une archive compressée"),
    (b"Rar!", "une archive compressée"),
    (b"\x1f\x8b", "une archive compressée"),
)
_ZIP_KINDS = (
    ("word/", "un document Word"),
    ("ppt/", "un diaporama"),
    ("index/document.iwa", "un classeur Numbers"),
    ("index.zip", "un classeur Numbers"),
)


def _no_step(_done: int, _total: int) -> None:
    """Report nothing."""


def read_tables(path: Path, step: Step = _no_step) -> list[SheetTable]:
    """Read the visible, non-empty sheets of `path`: .xlsx, .xlsm, .xls, .ods, .csv, .tsv.

    `step(done, total)` is called once per sheet and may raise `Cancelled`. Raises `ImportRefused` with one French
    sentence when the file cannot be read as a table.
    """
    content = _bytes_of(path)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE)):
        tables = _read_workbook(path.name, content, step)
    else:
        tables = _read_text(path, content)
        step(1, 1)
    if not tables:
        raise ImportRefused(f"« {path.name} » est vide : aucune feuille visible ne contient de tableau.")
    return tables


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ImportRefused(f"« {path.name} » est un dossier : choisissez un fichier Excel, .ods ou .csv.")
        if path.stat().st_size > MAX_BYTES:
            raise ImportRefused(
                f"« {path.name} » est trop volumineux (plus de 100 Mo) : gardez seulement le plan d’action."
            )
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise ImportRefused(f"« {path.name} » est introuvable : il a peut-être été déplacé ou renommé.") from error
    except (OSError, ValueError) as error:
        raise ImportRefused(
            f"« {path.name} » ne peut pas être lu : fermez-le dans les autres logiciels, puis recommencez."
        ) from error
    if not content.strip(b"\0 \t\r\n"):
        raise ImportRefused(f"« {path.name} » est vide.")
    return content


# --- delimited text --------------------------------------------------------------------------


def _read_text(path: Path, content: bytes) -> list[SheetTable]:
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            raise _not_a_workbook(path.name, kind)
    head = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")):
        raise _not_a_workbook(path.name, "une page web ou un fichier XML")
    if not looks_like_text(content) or path.suffix.lower() not in _SUFFIXES_OF_TEXT | {".xls"}:
        raise ImportRefused(f"« {path.name} » n’est pas un classeur : choisissez un fichier .xlsx, .xls, .ods ou .csv.")
    rows = read_delimited(content)
    _check_rows(path.name, len(rows))
    return _tables([(path.stem, rows, ())])


def _not_a_workbook(name: str, kind: str) -> ImportRefused:
    return ImportRefused(f"« {name} » est {kind}, pas un classeur : choisissez un fichier .xlsx, .xls, .ods ou .csv.")


# --- workbooks -------------------------------------------------------------------------------


def _read_workbook(name: str, content: bytes, step: Step) -> list[SheetTable]:
    if content.startswith(_OLE):
        _check_ole(name, content)
    else:
        _check_zip(name, content)
    try:
        return _sheets_of(name, content, step)
    except CalamineError as error:
        raise _refusal(name, error) from error
    except (OSError, ValueError, MemoryError, OverflowError) as error:
        raise _damaged(name) from error
    except BaseException as error:
        # The Rust reader panics on some damaged files; its exception is a BaseException that cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(name) from error


def _sheets_of(name: str, content: bytes, step: Step) -> list[SheetTable]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    visible = [
        sheet
        for sheet in workbook.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    raw = []
    for index, sheet in enumerate(visible):
        step(index, len(visible))
        raw.append((sheet.name, *_rows_of(name, workbook.get_sheet_by_name(sheet.name))))
    step(len(visible), len(visible))
    return _tables(raw)


def _rows_of(name: str, sheet: CalamineSheet) -> tuple[Sequence[Sequence[object]], tuple[Merge, ...]]:
    """Read the rows up to the last filled one; merged ranges are (top, left, bottom, right), 0-based."""
    merged = tuple((top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())
    if sheet.end is None:
        return [], merged
    if sheet.end[1] < MAX_COLUMNS and sheet.end[0] < MAX_ROWS:
        return sheet.to_python(skip_empty_area=False), merged
    # A stray cell at the end of the sheet must not cost a million rows: keep the filled ones where they stand.
    left = [""] * (sheet.start[1] if sheet.start else 0)
    rows: list[Sequence[object]] = []
    filled = 0
    for index, row in enumerate(sheet.iter_rows()):
        cells = [*left, *row][:MAX_COLUMNS]
        if any(cell != "" for cell in cells):
            filled += 1
            _check_rows(name, filled)
            rows.extend([] for _ in range(index - len(rows)))
            rows.append(cells)
    return rows, merged


def _check_rows(name: str, count: int) -> None:
    if count > MAX_ROWS:
        raise ImportRefused(f"« {name} » compte plus de 50 000 lignes : n’en gardez que le tableau du plan d’action.")


def _check_ole(name: str, content: bytes) -> None:
    """Refuse what shares the container of .xls: encrypted workbooks, .doc, .ppt, .msg."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        raise _protected(name)
    if not holds("Workbook") and not holds("Book"):
        kind = "un document Word" if holds("WordDocument") else "un document d’un autre logiciel"
        raise _not_a_workbook(name, kind)


def _check_zip(name: str, content: bytes) -> None:
    """Refuse damaged archives, other documents in a zip, and archives that swell beyond reason."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > MAX_UNPACKED:
                raise ImportRefused(f"« {name} » est trop volumineux : gardez seulement le plan d’action.")
            names = {member.filename.lower() for member in members}
            is_text = "mimetype" in names and b"opendocument.text" in archive.read("mimetype")
            manifest = archive.read("META-INF/manifest.xml") if "meta-inf/manifest.xml" in names else b""
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        KeyError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise _damaged(name) from error
    if b"encryption-data" in manifest:
        raise _protected(name)
    for prefix, kind in _ZIP_KINDS:
        if any(member.startswith(prefix) for member in names):
            raise _not_a_workbook(name, kind)
    if is_text:
        raise _not_a_workbook(name, "un document de traitement de texte")
    if not any(member.startswith("xl/") for member in names) and "content.xml" not in names:
        raise _not_a_workbook(name, "une archive compressée")


def _protected(name: str) -> ImportRefused:
    return ImportRefused(
        f"« {name} » est protégé par un mot de passe : retirez-le dans Excel (Fichier, Informations), puis recommencez."
    )


def _damaged(name: str) -> ImportRefused:
    return ImportRefused(
        f"« {name} » est endommagé : ouvrez-le dans Excel, enregistrez-le sous un autre nom, puis recommencez."
    )


def _refusal(name: str, error: CalamineError) -> ImportRefused:
    return _protected(name) if type(error).__name__ == "PasswordError" else _damaged(name)


# --- plain values ----------------------------------------------------------------------------


def _tables(
    raw: Iterable[tuple[str, Iterable[Iterable[object]], tuple[Merge, ...]]],
) -> list[SheetTable]:
    tables = []
    for name, rows, merged in raw:
        kept = _trimmed([[_cell(value) for value in row] for row in rows])
        if kept:
            tables.append(SheetTable(name, kept, merged))
    return tables


def _trimmed(rows: list[list[CellValue]]) -> tuple[tuple[CellValue, ...], ...]:
    """Drop the empty rows at the end and the empty columns at the right; all rows get the same width."""
    while rows and all(cell is None for cell in rows[-1]):
        rows.pop()
    width = max((index + 1 for row in rows for index, cell in enumerate(row) if cell is not None), default=0)
    blank = (None,) * width
    return tuple((*row[:width], *blank[len(row) :]) if any(cell is not None for cell in row) else blank for row in rows)


def _cell(value: object) -> CellValue:
    """Give a plain value: blank text is `None`, whole floats are integers, midnight is a date, times are text."""
    if isinstance(value, str):
        return value if value.strip(" \t\r\n\xa0\u200b\u202f\ufeff") else None
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            return None
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    if isinstance(value, datetime):
        return value.date() if value.time() == time.min else value
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60} h {minutes % 60:02d}"
    return value if isinstance(value, bool | int | date) else None
