"""Dialogs: nothing is written before the main button, refusals stand beside their field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.commands.territory import AddLocalAuthority
from app.views.dialogs import confirm
from app.views.dialogs.crash_report import CrashReport
from app.views.dialogs.form_dialog import Entry, FormDialog
from app.views.widgets import NumberField, TextField
from tests.keys import type_in


@pytest.fixture
def window(qtbot, qapp) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(workspace, window):
    entries = (
        Entry("name", "&Nom", TextField()),
        Entry("siren", "&SIREN", TextField()),
        Entry("population", "&Population", NumberField()),
    )
    made = FormDialog(
        workspace, "Nouvelle collectivité", entries, lambda values: AddLocalAuthority(**values), parent=window
    )
    made.open()
    return made


def test_the_form_creates_with_one_command(qtbot, workspace, dialog) -> None:
    type_in(dialog.fields["name"].line, "CC du Val Inventé")
    type_in(dialog.fields["population"].line, "12 400")
    with qtbot.waitSignal(dialog.created) as created:
        dialog.act.click()
    (change,) = created.args
    assert change.created("local_authority")
    assert workspace.dossier.history.undo_label == "Nouvelle collectivité membre"


def test_a_refusal_is_told_beside_its_field_and_the_dialog_stays(qtbot, workspace, dialog) -> None:
    type_in(dialog.fields["name"].line, "CC du Val Inventé")
    type_in(dialog.fields["siren"].line, "123")
    with qtbot.assertNotEmitted(workspace.changed):
        dialog.act.click()
    assert dialog.isVisible()
    assert dialog.fields["siren"].problem()
    assert dialog.fields["siren"].line.text() == "123"


def test_what_cannot_be_read_stops_before_any_command(qtbot, workspace, dialog) -> None:
    type_in(dialog.fields["population"].line, "beaucoup")
    with qtbot.assertNotEmitted(workspace.changed):
        dialog.act.click()
    assert dialog.fields["population"].problem() == "Écrivez un nombre."


def test_escape_gives_up(qtbot, workspace, dialog) -> None:
    type_in(dialog.fields["name"].line, "CC du Val Inventé")
    with qtbot.assertNotEmitted(workspace.changed):
        dialog.cancel.click()
    assert not dialog.isVisible()


@pytest.mark.parametrize(("pressed", "heard"), [("Supprimer", [1]), ("Annuler", [])])
def test_a_confirmation_acts_only_when_asked(window, pressed: str, heard: list[int]) -> None:
    done: list[int] = []
    box = confirm.ask(
        window, "Supprimer l’action ?", "Elle reste dans l’historique.", "Supprimer", lambda: done.append(1)
    )
    assert box.defaultButton().text() == "Annuler"
    next(b for b in box.findChildren(QPushButton) if b.text() == pressed).click()
    assert done == heard


def test_a_bug_gives_a_report_to_copy(qtbot, window) -> None:
    report = CrashReport("Traceback…", window)
    report.open()
    qtbot.mouseClick(report.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "Traceback…"
