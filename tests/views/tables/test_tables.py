"""Tables: the least disturbance, selection by key, copy to Excel, sorts asked and widths remembered."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from app.shell import theme
from app.views.tables import Bar, Column, IconText, RowTableModel, TableView
from app.views.widgets import look_of
from app.vocabulary import Status, Weather


@dataclass(frozen=True)
class Line:
    key: int
    title: str
    status: Status = Status.RUNNING
    progress: int | None = 50


ICONS = {Weather.SUN: "sun"}
COLUMNS = (
    Column[Line]("N°", lambda row: str(row.key), width=50, tone=lambda _row: "secondary"),
    Column[Line]("Action", lambda row: row.title, sort="title", strong=True, stretch=True, width=160),
    Column[Line]("Statut", lambda row: row.status.label, cell=lambda row: look_of(row.status), sort="status"),
    Column[Line]("Météo", lambda _row: "Soleil", cell=lambda _row: IconText("sun", "positive", alone=True)),
    Column[Line](
        "Avancement",
        lambda row: f"{row.progress}\u00a0%",
        align=Qt.AlignmentFlag.AlignRight,
        cell=lambda row: Bar(row.progress),
        tooltip=lambda row: f"depuis le {row.key}",
    ),
)
LINES = [Line(1, "Friche des Forges"), Line(2, "Réseau de chaleur", Status.BLOCKED), Line(3, "Forum des métiers")]


@pytest.fixture
def table(qtbot, qapp):
    theme.apply_theme(qapp, "clair")
    QSettings().clear()
    made = TableView(COLUMNS, "essai")
    qtbot.addWidget(made)
    made.resize(800, 300)
    made.show()
    made.show_rows(LINES)
    return made


def cell(table: TableView, place: int, column: int) -> str:
    return table.model().index(place, column).data()


def test_the_model_keeps_qts_rules(qapp) -> None:
    model = RowTableModel(COLUMNS)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(LINES)
    model.show([replace(LINES[0], title="Autre"), *LINES[1:]])
    model.show(LINES[:1])
    assert model.rowCount() == 1


def test_a_changed_row_does_not_disturb_the_others(qtbot, table) -> None:
    model = table.model()
    with qtbot.waitSignal(model.dataChanged) as changed, qtbot.assertNotEmitted(model.modelReset):
        table.show_rows([LINES[0], replace(LINES[1], title="Réseau"), LINES[2]])
    assert (changed.args[0].row(), changed.args[1].row()) == (1, 1)
    assert cell(table, 1, 1) == "Réseau"


def test_the_selection_follows_its_row_silently(qtbot, table) -> None:
    with qtbot.waitSignal(table.row_chosen) as chosen:
        table.choose(2)
    assert chosen.args == [2]
    with qtbot.assertNotEmitted(table.row_chosen, wait=20):
        table.show_rows(list(reversed(LINES)))
    assert table.selected_keys() == [2]
    assert table.current_key() == 2
    table.show_rows([LINES[0]])
    assert table.selected_keys() == []
    assert not table.choose(2)


def test_rows_stay_on_one_line_of_32_pixels(table) -> None:
    table.show_rows([Line(1, "Un titre\nsur deux lignes " * 20)])
    assert table.rowHeight(0) == 32


def test_the_keyboard_moves_and_opens(qtbot, table) -> None:
    table.setFocus()
    table.choose(1)
    with qtbot.waitSignal(table.row_chosen) as chosen:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert chosen.args == [2]
    with qtbot.waitSignal(table.row_opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [2]


def test_copying_gives_a_table_for_excel(qtbot, table) -> None:
    table.choose(2)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == (
        "N°\tAction\tStatut\tMétéo\tAvancement\n2\tRéseau de chaleur\tBloqué\tSoleil\t50\u00a0%"
    )
    table.clearSelection()
    table.copy()
    assert QGuiApplication.clipboard().text().count("\n") == 3


def test_a_click_on_a_header_asks_for_a_sort(qtbot, table) -> None:
    asked = []
    table.sort_asked.connect(lambda name, descending: asked.append((name, descending)))
    header = table.horizontalHeader()

    def press(column: int) -> None:
        header.sectionClicked.emit(column)

    press(1)
    press(1)
    press(2)
    press(0)  # cannot be sorted
    assert asked == [("title", False), ("title", True), ("status", False)]
    assert header.sortIndicatorSection() == 2


def test_widths_are_remembered_and_the_rest_is_filled(qtbot, table) -> None:
    table.setColumnWidth(2, 222)
    again = TableView(COLUMNS, "essai")
    qtbot.addWidget(again)
    again.resize(900, 300)
    again.show()
    assert again.columnWidth(2) == 222
    used = sum(again.columnWidth(place) for place in range(len(COLUMNS)))
    assert used == again.viewport().width()


def test_every_cell_says_its_word(table) -> None:
    index = table.model().index(1, 3)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Soleil"
    assert table.model().index(1, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "Bloqué"
    assert table.model().index(0, 4).data(Qt.ItemDataRole.ToolTipRole) == "depuis le 1"
    assert table.grab().width() == table.width()
