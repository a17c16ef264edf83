"""Saving a workbook whose formulas show their result everywhere, and whose bytes depend on its content only.

openpyxl writes formulas without result: previews, readers of values and phones would show nothing. The results, which
we know, are put beside the formulas in the XML of each sheet (docs/decisions).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from exports.files import replace_file, stable_zip

Results = Mapping[str, Mapping[str, float]]
"""Sheet title → cell coordinate → result of its formula."""

_FORMULA_CELL = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)><f>([^<]*)</f><v\s*(?:/>|></v>)</c>')


def save_workbook(workbook: Workbook, path: Path, results: Results) -> None:
    """Write `workbook` at `path`, whole or not at all, with the results of its formulas.

    Raises `ExportBlocked` when the machine refuses. `KeyError` is ours: a formula was written without result.
    """
    buffer = BytesIO()
    # Stored, since it is compressed once, at the end.
    ExcelWriter(workbook, ZipFile(buffer, "w", ZIP_STORED)).save()
    edits: dict[str, Callable[[bytes], bytes]] = {
        f"xl/worksheets/sheet{number}.xml": partial(_with_results, results.get(sheet.title, {}))
        for number, sheet in enumerate(workbook.worksheets, start=1)
    }
    buffer.seek(0)
    replace_file(path, lambda handle: stable_zip(buffer, handle, edits))


def _with_results(results: Mapping[str, float], xml: bytes) -> bytes:
    return _FORMULA_CELL.sub(partial(_with_result, results), xml)


def _with_result(results: Mapping[str, float], match: re.Match[bytes]) -> bytes:
    coordinate, attributes, formula = match.groups()
    result = repr(results[coordinate.decode()]).encode()
    return b'<c r="%b"%b><f>%b</f><v>%b</v></c>' % (coordinate, attributes, formula, result)
