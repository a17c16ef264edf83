"""The door to the compte rendu: what callers import, light enough for start-up."""

from __future__ import annotations

from pathlib import Path

from app.dto.minutes import Minutes
from exports.files import Step, no_step, save_stable


def write_minutes(minutes: Minutes, path: Path, step: Step = no_step) -> None:
    """Write the complete version of the minutes as a Word document at `path`, whole or not at all.

    `step(done, total)` is told of each agenda item and may raise `Cancelled`: nothing is written then. Raises
    `ExportBlocked` when the machine refuses; the previous document is intact.
    """
    from exports.word.minutes_document import build_minutes  # noqa: PLC0415 start-up time: it brings python-docx

    total = len(minutes.items) + 1
    save_stable(path, build_minutes(minutes, step).save)
    step(total, total)
