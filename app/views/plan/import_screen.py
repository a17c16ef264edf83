"""Reviewing an import: what each column becomes, what each action would do, each doubt; nothing is written before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from app.changes import ChangeSet
from app.commands.plan_import import ImportPlan
from app.dto.plan_import import Outcome, Proposal, SheetLayout, SheetTable, Target
from app.errors import AppError, Cancelled
from app.french import NBSP, guillemets, plural
from app.importing.plan import propose
from app.importing.recognise import recognise, with_target
from app.importing.workbook import read_tables
from app.queries.plan_import import existing
from app.shell.jobs import Step
from app.shell.workspace import Workspace
from app.views.plan.import_columns import ColumnsCard
from app.views.plan.import_results import ResultsCard
from app.views.widgets.buttons import button, primary, secondary
from app.views.widgets.card import row
from app.views.widgets.labels import label
from app.views.widgets.panels import EmptyState


@dataclass(frozen=True, slots=True)
class _Read:
    """The file as read, and what it would do."""

    tables: Sequence[SheetTable]
    proposal: Proposal


class ImportScreen(QWidget):
    """The review of one file."""

    finished = Signal()

    def __init__(self, workspace: Workspace, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self.path = workspace, path
        self._read: _Read | None = None
        self._cancel: Event | None = None
        self.columns, self.results = ColumnsCard(), ResultsCard()
        self.columns.target_changed.connect(self._on_target)
        self.act = primary("Importer", "check", self.write)
        self.cancel = secondary("Annuler", on_click=self.give_up)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._waiting())
        self._pages.addWidget(self._review())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        workspace.changed.connect(self._on_changed)
        self._start(None, None)

    @property
    def proposal(self) -> Proposal | None:
        """What was understood, None while the file is being read."""
        return self._read.proposal if self._read else None

    @Slot()
    def write(self) -> None:
        """Import, as one step that can be undone, and come back to the plan."""
        if self._read is None or self._cancel is not None:
            return
        count = _count(self._read.proposal)
        done = f"{plural(count, 'action importée')}."
        self._workspace.changed.disconnect(self._on_changed)
        if self._workspace.attempt(ImportPlan(self._read.proposal), done=done):
            self.finished.emit()
        else:
            self._workspace.changed.connect(self._on_changed)

    @Slot()
    def give_up(self) -> None:
        """Stop reading if need be; nothing was written."""
        if self._cancel is not None:
            self._cancel.set()
        self.finished.emit()

    # --- reading ------------------------------------------------------------------------

    def _start(self, tables: Sequence[SheetTable] | None, layouts: Sequence[SheetLayout] | None) -> None:
        if self._cancel is not None:
            self._cancel.set()
        workspace, path = self._workspace, self.path

        def work(step: Step) -> _Read:
            found = read_tables(path, step) if tables is None else tables
            chosen = recognise(found) if layouts is None else layouts
            actions, organizations, people, axes = workspace.ask(existing)
            return _Read(
                found,
                propose(
                    found,
                    chosen,
                    actions,
                    organizations,
                    people,
                    today=workspace.today(),
                    source=path.name,
                    known_axes=axes,
                ),
            )

        self._cancel = workspace.jobs.start(self, work, self._show, self._failed, self._progress)

    def _show(self, read: _Read) -> None:
        self._cancel, self._read = None, read
        self.columns.show_layouts(read.proposal.layouts)
        self.results.show_proposal(read.proposal)
        count = _count(read.proposal)
        self.act.setText(f"Importer {plural(count, 'action')}" if count else "Rien à importer")
        self.act.setEnabled(bool(count))
        self._pages.setCurrentIndex(1)

    def _failed(self, error: BaseException) -> None:
        self._cancel = None
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, AppError):
            raise error
        back = button("Revenir au plan d’action", "arrow-left", on_click=self.give_up)
        title = f"{guillemets(self.path.name)} n’a pas pu être importé"
        self._pages.setCurrentIndex(self._pages.addWidget(EmptyState("circle-alert", str(error), back, title=title)))

    def _progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    @Slot(str, int, object)
    def _on_target(self, sheet: str, index: int, target: Target) -> None:
        if self._read is not None:
            layouts = with_target(self._read.proposal.layouts, sheet, index, target)
            self._start(self._read.tables, layouts)

    @Slot(object)
    def _on_changed(self, change: ChangeSet) -> None:
        """Match again when the dossier changed under the review (an undo, for instance)."""
        if self._read is not None and change.touches("action", "axis", "organization", "person"):
            self._start(self._read.tables, self._read.proposal.layouts)

    # --- parts --------------------------------------------------------------------------

    def _waiting(self) -> QWidget:
        page = QWidget()
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(320)
        column = QVBoxLayout(page)
        column.setSpacing(12)
        column.addStretch(1)
        words = label(f"Lecture de {guillemets(self.path.name)}…", "secondary")
        stop = button("Annuler", on_click=self.give_up)
        for widget in (words, self._bar, stop):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return page

    def _review(self) -> QWidget:
        page = QWidget()
        right = QVBoxLayout()
        right.setSpacing(14)
        right.addWidget(self.results, 1)
        right.addLayout(row(self.cancel, None, self.act))
        columns = QHBoxLayout()
        columns.setSpacing(14)
        columns.addWidget(self.columns, 44)
        columns.addLayout(right, 56)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(20, 14, 20, 16)
        outer.setSpacing(10)
        outer.addWidget(label(f"Fichier{NBSP}: {self.path.name}", "secondary"))
        outer.addLayout(columns, 1)
        return page


def _count(proposal: Proposal) -> int:
    return proposal.count(Outcome.CREATE) + proposal.count(Outcome.CHANGE)
