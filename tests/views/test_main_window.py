"""The frame of the window, through what a user does: first start, opening, locked and damaged files, undo, palette."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton

from app.clock import Clock
from app.commands.fields import SetField
from app.commands.plan import AddAction
from app.db import lifecycle
from app.db.filelock import lock_path
from app.paths import Folders
from app.settings import SettingsFile
from app.shell.jobs import Jobs
from app.shell.theme import apply_theme
from app.views import menus
from app.views.dialogs import choose_file
from app.views.entries import ENTRIES
from app.views.main_window import MainWindow
from app.views.new_dossier import NewDossier
from app.views.palette import Palette
from app.views.preferences import Preferences
from app.views.widgets import TextField
from tests.keys import type_in


@pytest.fixture
def window(qtbot, qapp, tmp_path: Path, clock: Clock):
    apply_theme(qapp, "clair")
    home = tmp_path / "utilisateur"
    jobs = Jobs()
    made = MainWindow(SettingsFile(home / "preferences.json"), jobs, clock, Folders(home, home, home / "journaux"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()
    jobs.close()


@pytest.fixture
def opened(window: MainWindow, dossier_file: Path) -> MainWindow:
    window.open_path(dossier_file)
    return window


def dialog(kind):
    """The dialog of that kind on screen."""
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def test_first_start_offers_three_ways(window: MainWindow) -> None:
    assert window.welcome.isVisible()
    assert {b.accessibleName() for b in window.welcome.buttons.values()} == {
        "Créer un dossier",
        "Ouvrir un dossier",
        "Essayer le territoire de démonstration",
    }
    assert not window.sidebar.button("plan").isEnabled()


def test_creating_a_dossier_names_the_territory(qtbot, window: MainWindow, tmp_path: Path, monkeypatch) -> None:
    qtbot.mouseClick(window.welcome.buttons["create"], Qt.MouseButton.LeftButton)
    form = dialog(NewDossier)
    form.create_button.click()
    assert form.problem.text() == "Donnez un nom au territoire."
    target = tmp_path / "Val d’Ouvèze.binome"
    monkeypatch.setattr(choose_file, "new", lambda *_: target)
    type_in(form.name, "Val d’Ouvèze")
    qtbot.mouseClick(
        next(b for b in form.findChildren(QPushButton) if b.text() == "Choisir…"), Qt.MouseButton.LeftButton
    )
    form.create_button.click()
    assert target.exists()
    assert "Val d’Ouvèze" in window.windowTitle()
    assert window.current_screen() is window.screens["tableau-de-bord"]


def test_the_demonstration_opens_from_the_welcome_page(qtbot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.dossier_opened, timeout=90_000):
        qtbot.mouseClick(window.welcome.buttons["demo"], Qt.MouseButton.LeftButton)
    assert "Vallée de la Sambrelle" in window.windowTitle()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.name)
def test_every_entry_shows_a_screen_by_mouse_and_keyboard(qtbot, opened: MainWindow, entry) -> None:
    qtbot.mouseClick(opened.sidebar.button(entry.name), Qt.MouseButton.LeftButton)
    assert opened.current_screen() is opened.screens[entry.name]
    assert entry.title in opened.header.title.text()
    opened.open_screen("tableau-de-bord")
    number = list(ENTRIES).index(entry) + 1
    qtbot.keyClick(opened, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.AltModifier)
    assert opened.current_screen() is opened.screens[entry.name]


def test_screens_to_come_say_so_in_a_sentence(opened: MainWindow) -> None:
    for name in ("partenaires", "financements", "indicateurs", "documents"):
        opened.open_screen(name)
        texts = " ".join(label.text() for label in opened.screens[name].findChildren(QLabel) if label.isVisible())
        assert "prochaine version" in texts


def test_a_locked_dossier_is_offered_for_reading(qtbot, window: MainWindow, dossier_file: Path, office) -> None:
    other = lifecycle.open_(dossier_file, office)
    window.open_path(dossier_file)
    box = dialog(QMessageBox)
    assert "déjà ouvert" in box.text()
    next(b for b in box.buttons() if "lecture seule" in b.text()).click()
    assert window.workspace is not None
    assert window.workspace.is_read_only
    assert window.header.read_only.isVisible()
    assert not window.actions_by_name["import"].isEnabled()
    other.close()


def test_a_lock_left_by_another_machine_can_be_taken_over(window: MainWindow, dossier_file: Path) -> None:
    holder = {"user": "alix", "host": "POSTE-12", "pid": 1, "since": "2026-11-23T09:12"}
    lock_path(dossier_file).write_text(json.dumps(holder), "utf-8")
    window.open_path(dossier_file)
    box = dialog(QMessageBox)
    assert "POSTE-12" in box.text()
    next(b for b in box.buttons() if "prendre la main" in b.text()).click()
    assert window.workspace is not None
    assert not window.workspace.is_read_only


def test_a_dossier_of_a_newer_version_is_refused_kindly(window: MainWindow, dossier_file: Path) -> None:
    with closing(sqlite3.connect(dossier_file)) as connection:
        connection.execute("PRAGMA user_version = 999")
    window.open_path(dossier_file)
    assert "version plus récente" in dialog(QMessageBox).text()
    assert window.workspace is None


def test_a_damaged_dossier_offers_its_newest_backup(qtbot, window: MainWindow, dossier_file: Path) -> None:
    lifecycle.open_(dossier_file, window.files.office()).close()  # makes today's backup
    dossier_file.write_bytes(dossier_file.read_bytes()[:6000])
    window.open_path(dossier_file)
    box = dialog(QMessageBox)
    assert "endommagé" in box.text()
    next(b for b in box.buttons() if "sauvegarde" in b.text()).click()
    assert window.workspace is not None
    assert window.workspace.dossier.path.name == "sambrelle (retrouvé).binome"


def test_a_file_that_is_no_dossier_is_refused_in_a_sentence(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(b"\x89PNG")
    window.open_path(path)
    assert "n’est pas un dossier Binôme" in dialog(QMessageBox).text()
    assert window.workspace is None


def test_recent_dossiers_are_listed_and_missing_ones_greyed(
    qtbot, window: MainWindow, dossier_file: Path, tmp_path
) -> None:
    gone = Path(shutil.copy(dossier_file, tmp_path / "parti.binome"))
    window.open_path(gone)
    window.open_path(dossier_file)
    window.close_and_welcome()
    gone.unlink()
    window.close_and_welcome()

    def shown() -> dict[str, bool]:
        links = [b for b in window.welcome.findChildren(QPushButton) if b.toolTip().endswith(".binome")]
        return {Path(b.toolTip()).name: b.isEnabled() for b in links if b.isVisible()}

    qtbot.waitUntil(lambda: shown() == {"sambrelle.binome": True, "parti.binome": False})


def test_undo_and_redo_from_the_keyboard(qtbot, opened: MainWindow) -> None:
    assert opened.workspace is not None
    opened.workspace.run(SetField("territory", 1, "name", "Val d’Ouvèze"))
    assert opened.actions_by_name["undo"].text() == "Annuler\u00a0: Territoire\u00a0: nom"
    assert "Val d’Ouvèze" in opened.windowTitle()
    opened.setFocus()
    qtbot.keyClick(opened, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "Val d’Ouvèze" not in opened.windowTitle()
    redo = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(opened, Qt.Key.Key_Z, redo)
    assert "Val d’Ouvèze" in opened.windowTitle()


def test_undo_from_a_field_without_typing_of_its_own_is_the_dossiers(qtbot, opened: MainWindow) -> None:
    assert opened.workspace is not None
    opened.workspace.run(SetField("territory", 1, "name", "Val d’Ouvèze"))
    field = TextField()
    opened.statusBar().addWidget(field)
    field.show()
    field.set_value("CC du Val Inventé")
    opened.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.line.hasFocus)
    qtbot.keyClicks(field.line, "X")
    qtbot.keyClick(field.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.line.text() == "CC du Val Inventé"
    assert "Val d’Ouvèze" in opened.windowTitle()
    qtbot.keyClick(field.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "Val d’Ouvèze" not in opened.windowTitle()


def test_the_sidebar_counts_what_is_late(opened: MainWindow) -> None:
    assert opened.workspace is not None
    plan = opened.sidebar.button("plan")
    assert plan.accessibleDescription() == ""
    change = opened.workspace.run(AddAction("Friche des Forges"))
    key = change.created("action")
    opened.workspace.run(SetField("action", key, "initial_end", date(2026, 9, 30)))
    assert plan.accessibleDescription() == "1 en retard"
    opened.workspace.undo()
    assert plan.accessibleDescription() == ""


def test_the_palette_finds_whatever_the_accents_and_opens(qtbot, opened: MainWindow) -> None:
    assert opened.workspace is not None
    opened.workspace.run(AddAction("Création d’une école de production"))
    qtbot.keyClick(opened, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = dialog(Palette)
    type_in(palette.search, "ECOLE d'une")
    assert palette.results.model().index(0, 0).data() == "1 Création d’une école de production"
    qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    assert opened.current_screen() is opened.screens["plan"]


def test_the_palette_runs_commands(qtbot, opened: MainWindow) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = dialog(Palette)
    type_in(palette.search, "preferences")
    qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    form = dialog(Preferences)
    form.author.setText("Alix Neuville")
    form.theme.setCurrentIndex(form.theme.findData("sombre"))
    form._save()
    assert opened.workspace is not None
    assert opened.workspace.dossier.author == "Alix Neuville"
    assert opened.palette().window().color().lightness() < 128
    opened.choices.use_light()


def test_a_copy_is_saved(qtbot, opened: MainWindow, tmp_path: Path, monkeypatch) -> None:
    target = tmp_path / "copie.binome"
    monkeypatch.setattr(choose_file, "new", lambda *_: target)
    opened.actions_by_name["copy"].trigger()
    qtbot.waitUntil(target.exists)
    copied = lifecycle.open_(target, opened.files.office(), read_only=True)
    assert copied.is_read_only
    copied.close()


def test_a_dossier_dropped_on_the_window_opens(window: MainWindow, dossier_file: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(dossier_file))])
    none = Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none))
    assert window.workspace is not None


def test_closing_frees_the_dossier(opened: MainWindow, dossier_file: Path, office) -> None:
    opened.close_and_welcome()
    other = lifecycle.open_(dossier_file, office)
    assert not other.is_read_only
    other.close()


def test_the_last_dossier_opens_again(qtbot, window: MainWindow, dossier_file: Path) -> None:
    window.open_path(dossier_file)
    window.close_and_welcome()
    with qtbot.waitSignal(window.dossier_opened):
        window.start(None)
    assert window.workspace is not None


def test_every_shortcut_is_its_own() -> None:
    keys = [item.keys for item in menus.ITEMS if item.keys]
    assert len(keys) == len(set(keys))


def test_the_menu_offers_every_act_of_the_table(window: MainWindow) -> None:
    offered = {act.objectName() for act in window._menu.actions() if act.objectName()}
    assert offered == {item.name for item in menus.ITEMS if item.group}
