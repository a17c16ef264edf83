"""Reviewing an import through what a user does and sees."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.commands.plan import AddAction, AddAxis
from app.dto.plan_import import Target
from app.queries.plan import plan
from app.views.dialogs import choose_file
from app.views.plan.import_columns import TARGETS
from app.views.plan.screen import PlanScreen
from app.views.widgets import ComboBox

PLAN = """\
Plan d'action 2026
N°;Axe;Intitulé de l'action;Maître d'ouvrage;Échéance;Coût total (€ HT);Statut
1.1;Foncier;Dépolluer la friche;CC fictive;fin 2027;780 000;En cours
1.2;Foncier;Inventaire du foncier;CC fictive;30/06/2027;n.c.;à lancer
;;TOTAL;;;780 000;
"""


@pytest.fixture
def csv(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text(PLAN, "cp1252")
    return path


@pytest.fixture
def screen(qtbot, workspace):
    made = PlanScreen(workspace)
    qtbot.addWidget(made)
    made.resize(1158, 714)
    made.show()
    return made


def review(qtbot, screen, path, monkeypatch):
    monkeypatch.setattr(choose_file, "existing", lambda *_args: path)
    screen.choose_import()
    qtbot.waitUntil(lambda: screen.review is not None and screen.review.proposal is not None)
    return screen.review


def column_of(table, place):
    model = table.rows_model
    return [model.index(row, place).data() for row in range(model.rowCount())]


def words(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


def test_everything_is_shown_before_anything_is_written(qtbot, screen, workspace, csv, monkeypatch):
    shown = review(qtbot, screen, csv, monkeypatch)
    assert screen.heading() == "Importer un plan d’action"
    assert screen.header_actions() == []
    assert shown.act.text().replace("\u00a0", " ") == "Importer 2 actions"
    assert column_of(shown.results.listed, 2) == ["Dépolluer la friche", "Inventaire du foncier"]
    assert any("fin 2027" in typed for typed in column_of(shown.results.doubts, 1))
    assert any("TOTAL" in text for text in column_of(shown.results.left_out, 1))
    assert workspace.ask(plan, workspace.today()).rows == ()


def test_importing_is_one_step_and_undo_takes_it_back(qtbot, screen, workspace, csv, monkeypatch):
    told = []
    workspace.notified.connect(told.append)
    shown = review(qtbot, screen, csv, monkeypatch)
    qtbot.mouseClick(shown.act, Qt.MouseButton.LeftButton)
    assert screen.review is None
    assert column_of(screen.table, 1) == ["Dépolluer la friche", "Inventaire du foncier"]
    assert told[0].text.replace("\u00a0", " ") == "2 actions importées."
    told[0].act()
    assert workspace.ask(plan, workspace.today()).rows == ()


def test_giving_up_writes_nothing(qtbot, screen, workspace, csv, monkeypatch):
    shown = review(qtbot, screen, csv, monkeypatch)
    qtbot.mouseClick(shown.cancel, Qt.MouseButton.LeftButton)
    assert screen.review is None
    assert screen.heading() == "Plan d’action"
    assert workspace.ask(plan, workspace.today()).rows == ()


def test_changing_what_a_column_becomes_proposes_again(qtbot, screen, csv, monkeypatch):
    shown = review(qtbot, screen, csv, monkeypatch)
    box = next(b for b in shown.columns.findChildren(ComboBox) if "Maître" in b.accessibleName())
    assert box.currentText() == Target.LEAD.label
    assert shown.proposal.new_organizations
    box.setCurrentIndex(TARGETS.index(Target.IGNORE))
    box.activated.emit(TARGETS.index(Target.IGNORE))
    qtbot.waitUntil(lambda: shown.proposal.new_organizations == ())
    assert "ignorée" in " ".join(words(shown.columns))


def test_an_action_already_there_is_matched_not_doubled(qtbot, screen, workspace, csv, monkeypatch):
    workspace.run(AddAxis("Foncier"))
    workspace.run(AddAction("Dépolluer la friche", 1, number="1.1"))
    shown = review(qtbot, screen, csv, monkeypatch)
    assert column_of(shown.results.listed, 0) == ["À modifier", "À créer"]
    assert "Coût total" in column_of(shown.results.listed, 3)[0]


def test_undoing_under_the_review_matches_again(qtbot, screen, workspace, csv, monkeypatch):
    workspace.run(AddAxis("Foncier"))
    workspace.run(AddAction("Dépolluer la friche", 1, number="1.1"))
    shown = review(qtbot, screen, csv, monkeypatch)
    workspace.undo()
    qtbot.waitUntil(lambda: column_of(shown.results.listed, 0) == ["À créer", "À créer"])


def test_a_file_that_is_not_a_plan_gets_one_sentence_and_a_way_back(qtbot, screen, tmp_path, monkeypatch):
    path = tmp_path / "photo.xlsx"
    path.write_bytes(b"\x89PNG not a workbook")
    monkeypatch.setattr(choose_file, "existing", lambda *_args: path)
    screen.choose_import()
    qtbot.waitUntil(lambda: any("photo.xlsx" in text and "importé" in text for text in words(screen)))
    back = next(b for b in screen.findChildren(QPushButton) if b.text() == "Revenir au plan d’action")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert screen.review is None
