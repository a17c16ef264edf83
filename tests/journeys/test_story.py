"""The whole story through the window: a first start, a real Excel plan, a held committee, its minutes and its table."""

from datetime import date, datetime, timedelta
from pathlib import Path

import docx
import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton

from app.clock import Clock
from app.paths import Folders
from app.settings import SettingsFile
from app.shell.jobs import Jobs
from app.shell.theme import apply_theme
from app.views.dialogs import choose_file
from app.views.dialogs.form_dialog import FormDialog
from app.views.main_window import MainWindow
from app.views.new_dossier import NewDossier

START = datetime(2026, 12, 10, 14, 0)
Key = Qt.Key


class Watch:
    """The clock on the wall of the story."""

    def __init__(self) -> None:
        self.moment = START

    def forward(self, minutes: int) -> None:
        self.moment += timedelta(minutes=minutes)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def window(qtbot, qapp, tmp_path: Path, watch: Watch):
    apply_theme(qapp, "clair")
    home = tmp_path / "utilisateur"
    jobs = Jobs()
    clock = Clock(lambda: watch.moment.astimezone())
    made = MainWindow(SettingsFile(home / "preferences.json"), jobs, clock, Folders(home, home, home))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()
    jobs.close()
    QApplication.processEvents()


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """A plan as people keep it: title rows, own headers, amounts and dates as typed, a total."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Plan d’actions 2024-2027"
    for row in (
        ["Territoire d’industrie – plan d’actions"],
        [],
        ["N°", "Axe", "Intitulé de l’action", "Maître d’ouvrage", "Échéance", "Montant global (€ HT)", "Avancement"],
        ["1.1", "1. Foncier", "Friche des Forges", "EPF du Val", "fin 2026", "1,95 M€", "en cours"],
        ["1.2", "1. Foncier", "Inventaire du foncier", "CC du Plateau", "T3 2027", "60 000", "à venir"],
        ["2.1", "2. Compétences", "École de production", "Campus", "sept. 2027", "n.c.", "En cours "],
        ["", "", "TOTAL", "", "", "2 010 000", ""],
    ):
        page.append(row)
    path = tmp_path / "plan.xlsx"
    book.save(path)
    return path


def shown(kind):
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def click(qtbot, button) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def type_in_field(qtbot, field, text: str) -> None:
    field.line.setText(text)
    qtbot.keyClick(field.line, Key.Key_Return)


def test_from_a_first_start_to_the_minutes(qtbot, window, watch, plan_file, tmp_path, monkeypatch) -> None:
    files = iter([tmp_path / "Vallée.binome", tmp_path / "compte-rendu.docx", tmp_path / "suivi.xlsx"])
    monkeypatch.setattr(choose_file, "new", lambda *_: next(files))
    monkeypatch.setattr(choose_file, "existing", lambda *_: plan_file)

    # A dossier is created.
    click(qtbot, window.welcome.buttons["create"])
    form = shown(NewDossier)
    form.name.setText("Vallée d’Ouvèze")
    click(qtbot, next(b for b in form.findChildren(QPushButton) if b.text() == "Choisir…"))
    click(qtbot, form.create_button)
    assert "Vallée d’Ouvèze" in window.windowTitle()

    # The plan is imported from Excel, after review.
    window.open_screen("plan")
    plan = window.screen_of("plan")
    qtbot.keyClick(window, Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    write = None

    def ready() -> bool:
        nonlocal write
        write = next(
            (b for b in plan.findChildren(QPushButton) if b.text().replace("\xa0", " ") == "Importer 3 actions"), None
        )
        return write is not None and write.isVisible() and write.isEnabled()

    qtbot.waitUntil(ready)
    click(qtbot, write)
    qtbot.waitUntil(lambda: plan.table.rows_model.rowCount() == 3)
    titles = [plan.table.rows_model.row_at(n).title for n in range(3)]
    assert titles == ["Friche des Forges", "Inventaire du foncier", "École de production"]

    # An action is edited in place.
    plan.open_action(plan.table.rows_model.row_at(0).key)
    lead = plan.panel.findChildren(QLabel)
    assert any("Friche des Forges" in label.text() for label in lead)

    # A committee is prepared.
    window.open_screen("seances")
    meetings = window.screen_of("seances")
    click(qtbot, meetings.add)
    dialog = shown(FormDialog)
    dialog.fields["held_on"].line.setText("10/12/2026")
    click(qtbot, dialog.act)
    page = meetings.page
    assert "COPIL" in meetings.heading()
    click(qtbot, page.prepare.add)
    editor = page.prepare.editor
    type_in_field(qtbot, editor.title, "Friche : plan de financement")
    qtbot.keyClicks(editor.linked.adding.line, "forges")
    qtbot.keyClick(editor.linked.adding.line, Key.Key_Return)

    # It is run, decisions and tasks typed as they come.
    click(qtbot, page.start_button)
    run = page.run
    for _ in range(3):  # the usual agenda comes first
        watch.forward(5)
        click(qtbot, run.next)
    assert run.page.heading.whole_text() == "Friche : plan de financement"
    qtbot.keyClicks(run.page.notes.text, "Trois offres sont presentees.")
    type_in_field(qtbot, run.page.actions_list.lines()[0].progress, "20")
    run.page.decisions.new.setText("Le comité valide le plan de financement.")
    qtbot.keyClick(run.page.decisions.new, Key.Key_Return)
    qtbot.keyClicks(run.page.tasks.what, "Saisir la sous-prefecture")
    qtbot.keyClicks(run.page.tasks.when.line, "15/1/2027")
    qtbot.keyClick(run.page.tasks.when.line, Key.Key_Return)
    watch.forward(25)

    # It is closed; what is missing is said and never blocks.
    click(qtbot, page.close_button)
    box = meetings.findChild(QMessageBox)
    click(qtbot, next(b for b in box.buttons() if b.text() == "Clore la séance"))
    assert page.write.isVisible()

    # Its minutes come out in Word, the tableau de suivi in Excel.
    with qtbot.waitSignal(window.workspace.notified, timeout=15_000):
        click(qtbot, page.write.document)
    with qtbot.waitSignal(window.workspace.notified, timeout=15_000):
        window.actions_by_name["export"].trigger()
    document = docx.Document(tmp_path / "compte-rendu.docx")
    text = "\n".join(
        [p.text for p in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    assert "Trois offres sont presentees." in text
    assert "D-2026-01-01" in text
    assert "Saisir la sous-prefecture" in text
    assert "20" in next(p.text for p in document.paragraphs if "avancement" in p.text)
    sheets = openpyxl.load_workbook(tmp_path / "suivi.xlsx")
    assert sheets.sheetnames == [
        "Plan d’action",
        "Financements",
        "Engagements",
        "Décisions et suites",
        "Indicateurs",
    ]
    values = [cell.value for row in sheets["Plan d’action"].iter_rows() for cell in row]
    assert "Friche des Forges" in values
    assert any(v in (date(2026, 12, 31), datetime(2026, 12, 31)) for v in values)

    # Everything is in the file, and can still be taken back after a restart.
    path = window.workspace.dossier.path
    window.close_and_welcome()
    window.open_path(path)
    for _ in range(3):
        window.actions_by_name["undo"].trigger()
    assert window.workspace.dossier.history.redo_label
