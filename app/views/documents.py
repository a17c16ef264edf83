"""Producing a document from the window: choose a file, write it off the GUI thread, say so, remember it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.commands.documents import RecordDocument
from app.errors import AppError
from app.french import fold, guillemets
from app.queries.follow_up import follow_up
from app.queries.meetings import meeting_sheet
from app.queries.minutes import minutes
from app.shell.jobs import Step
from app.shell.workspace import Workspace
from app.views.dialogs import choose_file
from app.vocabulary import DocumentKind
from exports.excel.follow_up import write_follow_up
from exports.word.minutes import write_minutes

WORD = "Document Word (*.docx)"
EXCEL = "Classeur Excel (*.xlsx)"


@dataclass(frozen=True, slots=True)
class _Order:
    """A document to write: how, where, and how the dossier remembers it."""

    kind: DocumentKind
    title: str
    path: Path
    write: Callable[[Step], None]
    meeting: int | None = None


def export_follow_up(workspace: Workspace, parent: QWidget) -> None:
    """Ask where and write the tableau de suivi of today; a refusal of the machine is told in a sentence."""
    today = workspace.today()
    path = choose_file.new(parent, "Tableau de suivi", _beside(workspace, f"tableau-de-suivi-{today}.xlsx"), EXCEL)
    if path is None:
        return

    def write(step: Step) -> None:
        write_follow_up(workspace.ask(follow_up, today), path, step)

    _start(workspace, _Order(DocumentKind.FOLLOW_UP, "Tableau de suivi", path, write))


def export_minutes(workspace: Workspace, parent: QWidget, meeting: int) -> None:
    """Ask where and write the compte rendu of a meeting; a refusal of the machine is told in a sentence."""
    today = workspace.today()
    sheet = workspace.ask(meeting_sheet, meeting, today)
    if sheet is None:
        return
    name = "-".join(part for part in fold(sheet.name).replace("°", "").split() if part != "n")
    proposed = _beside(workspace, f"{name}-compte-rendu-{sheet.held_on}.docx")
    path = choose_file.new(parent, f"Compte rendu du {sheet.name}", proposed, WORD)
    if path is None:
        return

    def write(step: Step) -> None:
        write_minutes(workspace.ask(minutes, meeting, today), path, step)

    _start(workspace, _Order(DocumentKind.MINUTES, f"Compte rendu du {sheet.name}", path, write, meeting))


def open_file(path: Path) -> None:
    """Open a document in the program the desktop chooses."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _start(workspace: Workspace, order: _Order) -> None:
    def done(_nothing: None) -> None:
        if not workspace.is_read_only:
            workspace.attempt(RecordDocument(order.kind, order.title, order.path.name, order.meeting))
        sentence = f"{order.title} enregistré\N{NO-BREAK SPACE}: {guillemets(order.path.name)}."
        workspace.notify(sentence, "Ouvrir", opener)

    def failed(error: BaseException) -> None:
        if not isinstance(error, AppError):
            raise error
        workspace.notify(str(error), tone="danger")

    def opener() -> None:
        open_file(order.path)

    workspace.jobs.start(workspace, order.write, done, failed)


def _beside(workspace: Workspace, name: str) -> Path:
    return workspace.dossier.path.parent / name
