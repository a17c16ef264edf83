"""Each act of the window or the command line beside the bare library doing the same."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from docx import Document
from docx.table import Table
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from app.commands.fields import SetField
from app.commands.plan_import import ImportPlan
from app.db import lifecycle
from app.db.dossier import Dossier
from app.dto.plan import PlanRow
from app.dto.plan_import import Proposal
from app.importing.plan import propose
from app.importing.recognise import recognise
from app.importing.workbook import read_tables
from app.queries.follow_up import follow_up
from app.queries.minutes import meeting_key, minutes
from app.queries.plan import plan
from app.queries.search import search
from app.views.plan.rows import PlanFilter, matching
from benchmarks.large import NOW, office, plan_lines
from benchmarks.measure import Case
from exports.excel.follow_up import write_follow_up
from exports.word.minutes import write_minutes

TODAY = NOW.date()
WORD = "forges"

# The columns the plan screen reads, table by table.
_PLAN_COLUMNS = (
    "SELECT * FROM action",
    "SELECT * FROM axis",
    "SELECT action_id, noted_on, weather, trend FROM progress_note WHERE weather IS NOT NULL ORDER BY noted_on, id",
    "SELECT action_id, is_done, weight FROM milestone",
    "SELECT action_id, granted_cents, contracted_cents, basis, application FROM commitment WHERE kind = 'funding'",
    "SELECT a.action_id, a.role, p.first_name, p.last_name FROM action_person a JOIN person p ON p.id = a.person_id",
    "SELECT a.action_id, o.name, o.short_name FROM action_partner a JOIN organization o ON o.id = a.organization_id",
)


def _read_plan(connection: sqlite3.Connection) -> list[list[object]]:
    return [connection.execute(statement).fetchall() for statement in _PLAN_COLUMNS]


def _bare(path: Path) -> sqlite3.Connection:
    """Open a file as our engine does, without SQLAlchemy."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("foreign_keys=ON", "journal_mode=DELETE", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def opening(large: Path, folder: Path) -> list[Case]:
    """Open the dossier of 2,000 actions as the window does (lock, check, backup known, undo stack), read its plan."""
    whose = office(folder)

    def ours() -> None:
        dossier = lifecycle.open_(large, whose)
        dossier.ask(plan, TODAY)
        dossier.close()

    def reference() -> None:
        with closing(_bare(large)) as connection:
            _read_plan(connection)

    def checked() -> None:
        with closing(_bare(large)) as connection:
            connection.execute("PRAGMA quick_check").fetchall()
            _read_plan(connection)

    return [
        Case("open a dossier of 2,000 actions and read its plan", "sqlite3 reading the same columns", ours, reference),
        Case("the same", "sqlite3 checking the file, then reading", ours, checked),
    ]


def filtering(rows: Sequence[PlanRow]) -> list[Case]:
    """A keystroke among 2,000 rows: the rows kept."""
    wanted = PlanFilter(text=WORD)

    def ours() -> None:
        matching(rows, wanted, TODAY)

    def reference() -> None:
        [row for row in rows if WORD in row.text]

    return [Case("filter keystroke: rows kept among 2,000", "bare list comprehension", ours, reference, rounds=101)]


def editing(dossier: Dossier, large: Path, folder: Path) -> list[Case]:
    """One field typed, until it is on the disk: with its audit step, search entry and undo; or one bare UPDATE."""
    copied = Path(shutil.copy(large, folder / "bare.binome"))
    bare = _bare(copied)
    numbers = itertools.count()

    def ours() -> None:
        dossier.run(SetField("action", 1, "description", f"Texte n° {next(numbers)}"))

    def reference() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("UPDATE action SET description = ? WHERE id = 1", (f"Texte n° {next(numbers)}",))
        bare.execute("COMMIT")

    return [Case("an edit until committed", "sqlite3 UPDATE, synchronous=FULL", ours, reference, rounds=51)]


def searching(dossier: Dossier, large: Path) -> list[Case]:
    """Ctrl+K among 20,000 entries."""
    bare = _bare(large)
    statement = "SELECT * FROM search_entry WHERE folded_text LIKE ? ORDER BY folded_title LIMIT 30"

    def ours() -> None:
        dossier.ask(search, WORD)

    def reference() -> None:
        bare.execute(statement, (f"%{WORD}%",)).fetchall()

    return [Case("search among 20,000 entries", "sqlite3 LIKE on the same table", ours, reference)]


def exporting_table(dossier: Dossier, folder: Path, name: str, rounds: int) -> list[Case]:
    """The tableau de suivi against openpyxl writing the same cells, bare."""
    table = dossier.ask(follow_up, TODAY)
    path = folder / f"{name}.xlsx"
    write_follow_up(table, path)
    sheets = {sheet.title: [list(line) for line in sheet.iter_rows(values_only=True)] for sheet in load_workbook(path)}

    def ours() -> None:
        write_follow_up(table, path)

    def reference() -> None:
        book = Workbook()
        for title, lines in sheets.items():
            sheet = book.create_sheet(title)
            for line in lines:
                sheet.append(line)
        book.save(folder / "bare.xlsx")

    return [Case(f"tableau de suivi, {name}", "openpyxl writing the same cells", ours, reference, rounds)]


def exporting_minutes(dossier: Dossier, folder: Path) -> list[Case]:
    """The compte rendu against python-docx writing the same paragraphs and cells, bare."""
    held = dossier.ask(minutes, dossier.ask(meeting_key, "6"), TODAY)
    path = folder / "minutes.docx"
    write_minutes(held, path)
    blocks = [
        [[cell.text for cell in row.cells] for row in block.rows] if isinstance(block, Table) else block.text
        for block in Document(str(path)).iter_inner_content()
    ]

    def ours() -> None:
        write_minutes(held, path)

    def reference() -> None:
        document = Document()
        for block in blocks:
            if isinstance(block, str):
                document.add_paragraph(block)
                continue
            table = document.add_table(len(block), max(map(len, block)))
            for row, texts in zip(table.rows, block, strict=True):
                for cell, text in zip(row.cells, texts, strict=False):
                    cell.text = text
        document.save(str(folder / "bare.docx"))

    return [Case("compte rendu of a COPIL", "python-docx writing the same text", ours, reference)]


def importing(folder: Path) -> list[Case]:
    """A plan of 2,000 lines: understood, then written."""
    path = folder / "plan.xlsx"
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Plan")
    for line in plan_lines():
        sheet.append(line)
    book.save(path)
    numbers = itertools.count()

    def understand() -> Proposal:
        tables = read_tables(path)
        return propose(tables, recognise(tables), today=TODAY)

    proposal = understand()
    empty = folder / "empty.binome"
    lifecycle.create(empty, office(folder)).close()

    def write() -> Path:
        target = Path(shutil.copy(empty, folder / f"import-{next(numbers)}.binome"))
        made = lifecycle.open_(target, office(folder))
        made.run(ImportPlan(proposal))
        made.close()
        return target

    rows = _rows(write())

    def insert() -> None:
        with closing(_bare(Path(shutil.copy(empty, folder / f"import-{next(numbers)}.binome")))) as bare:
            bare.execute("PRAGMA foreign_keys=OFF")
            bare.execute("BEGIN IMMEDIATE")
            for table, lines in rows.items():
                marks = ", ".join("?" * len(lines[0]))
                bare.executemany(f'INSERT INTO "{table}" VALUES ({marks})', lines)
            bare.execute("COMMIT")

    def read() -> None:
        workbook = CalamineWorkbook.from_path(str(path))
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python()

    return [
        Case("import of 2,000 lines: read and understood", "python-calamine reading the cells", understand, read, 7),
        Case("import of 2,000 lines: written, undoable", "sqlite3 inserting the same rows", write, insert, 3),
    ]


def _rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of a dossier, journal and search included, but what a new dossier holds already."""
    with closing(_bare(path)) as bare:
        names = [name for (name,) in bare.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in names if name not in {"alembic_version", "sqlite_sequence"}]
        found = {name: bare.execute(f'SELECT * FROM "{name}"').fetchall() for name in kept}
    return {name: rows for name, rows in found.items() if rows}
