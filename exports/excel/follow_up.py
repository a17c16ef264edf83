"""The door to the tableau de suivi: what callers import, light enough for start-up."""

from __future__ import annotations

from pathlib import Path

from app.dto.follow_up import FollowUpTable
from exports.files import Step, no_step


def write_follow_up(table: FollowUpTable, path: Path, step: Step = no_step) -> None:
    """Write the tableau de suivi as an Excel workbook at `path`, whole or not at all.

    `step(done, total)` is told of lines written and may raise `Cancelled`: nothing is written then. Raises
    `ExportBlocked` when the machine refuses; the previous document is intact.
    """
    from exports.excel.follow_up_book import build_workbook  # noqa: PLC0415 start-up time: it brings openpyxl
    from exports.excel.saving import save_workbook  # noqa: PLC0415 start-up time

    workbook, results = build_workbook(table, step)
    save_workbook(workbook, path, results)
