"""In-place fields commit when the user has finished, never while they are filled in, and lose no text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.shell import theme
from app.views.widgets import (
    CheckField,
    ChoiceField,
    DateField,
    LongTextField,
    MoneyField,
    NumberField,
    SuggestField,
    TextField,
)
from app.vocabulary import Status
from tests.keys import type_in

Key = Qt.Key


@pytest.fixture
def place(qtbot, qapp):
    """Put a field in a shown window beside another one, and return what it committed."""
    theme.apply_theme(qapp, "clair")

    def put(field):
        window = QWidget()
        layout = QVBoxLayout(window)
        other = TextField()
        layout.addWidget(field)
        layout.addWidget(other)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        field.setFocus()
        committed = []
        field.committed.connect(committed.append)
        field.window_of_test, field.other = window, other
        return committed

    return put


def test_showing_a_value_writes_nothing(place) -> None:
    field = TextField()
    committed = place(field)
    field.set_value("Friche des Forges")
    field.other.setFocus()
    assert field.line.text() == "Friche des Forges"
    assert committed == []


def test_a_text_is_committed_once_when_left(qtbot, place) -> None:
    field = TextField()
    committed = place(field)
    type_in(field.line, "Halle d’essais ")
    assert committed == []
    field.other.setFocus()
    assert committed == ["Halle d’essais"]
    field.setFocus()
    field.other.setFocus()
    assert committed == ["Halle d’essais"]


def test_enter_commits_and_escape_takes_back(qtbot, place) -> None:
    field = TextField()
    committed = place(field)
    type_in(field.line, "Forum")
    qtbot.keyClick(field.line, Key.Key_Return)
    type_in(field.line, " des métiers")
    qtbot.keyClick(field.line, Key.Key_Escape)
    assert committed == ["Forum"]
    assert field.line.text() == "Forum"


def test_a_required_text_keeps_focus_and_says_why(qtbot, place) -> None:
    field = TextField(required="Donnez un intitulé.")
    committed = place(field)
    field.set_value("Forum")
    field.line.clear()
    field.other.setFocus()
    qtbot.waitUntil(field.line.hasFocus)
    assert field.problem() == "Donnez un intitulé."
    assert committed == []
    type_in(field.line, "Forum 2")
    field.other.setFocus()
    assert field.problem() == ""
    assert committed == ["Forum 2"]


def test_what_is_being_typed_survives_a_refresh(qtbot, place) -> None:
    field = TextField()
    place(field)
    field.set_value("Forum")
    qtbot.keyClick(field.line, Key.Key_End)
    type_in(field.line, " des")
    field.set_value("Forum")  # another field was committed: the screen shows everything again
    assert field.line.text() == "Forum des"


def test_a_long_text_is_committed_after_a_pause(qtbot, place) -> None:
    field = LongTextField()
    committed = place(field)
    type_in(field.text, "La Région confirme ")
    assert committed == []
    with qtbot.waitSignal(field.committed, timeout=3000):
        pass
    assert committed == ["La Région confirme"]
    field.set_value("La Région confirme")  # the refresh that follows
    type_in(field.text, "son aide")
    assert field.text.toPlainText() == "La Région confirme son aide"
    field.other.setFocus()
    assert committed == ["La Région confirme", "La Région confirme son aide"]


def test_a_date_is_typed_as_one_speaks(qtbot, place) -> None:
    field = DateField(lambda: date(2026, 11, 23))
    committed = place(field)
    type_in(field.line, "fin janvier")
    qtbot.keyClick(field.line, Key.Key_Return)
    assert committed == [date(2027, 1, 31)]
    assert field.line.text() == "31/01/2027"
    field.line.clear()
    field.other.setFocus()
    assert committed[-1] is None


def test_a_text_that_is_no_date_stays_with_its_sentence(qtbot, place) -> None:
    field = DateField(lambda: date(2026, 11, 23))
    committed = place(field)
    type_in(field.line, "bientôt")
    field.other.setFocus()
    qtbot.waitUntil(field.line.hasFocus)
    assert field.line.text() == "bientôt"
    assert "fin janvier" in field.problem()
    assert committed == []


def test_a_date_is_picked_in_a_calendar(qtbot, qapp, place) -> None:
    from PySide6.QtWidgets import QCalendarWidget, QMenu

    field = DateField(lambda: date(2026, 11, 23))
    committed = place(field)
    qtbot.keyClick(field.line, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = next(widget for widget in qapp.topLevelWidgets() if isinstance(widget, QMenu) and widget.isVisible())
    calendar = menu.findChild(QCalendarWidget)
    assert calendar.selectedDate().toString("yyyy-MM-dd") == "2026-11-23"
    calendar.activated.emit(calendar.selectedDate().addDays(2))
    assert committed == [date(2026, 11, 25)]
    assert not menu.isVisible()


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("150 k€", 15_000_000), ("1,2 M€", 120_000_000), ("780 000", 78_000_000), ("12,5", 1250), ("0", 0)],
)
def test_an_amount_is_typed_as_one_writes_it(qtbot, place, typed: str, cents: int) -> None:
    field = MoneyField()
    committed = place(field)
    type_in(field.line, typed)
    qtbot.keyClick(field.line, Key.Key_Return)
    assert committed == [cents]


def test_an_unknown_amount_is_empty_and_not_zero(qtbot, place) -> None:
    field = MoneyField()
    committed = place(field)
    field.set_value(0)
    assert field.line.text() == "0\u00a0€"
    field.line.clear()
    qtbot.keyClick(field.line, Key.Key_Return)
    assert committed == [None]


def test_an_amount_that_cannot_be_read_is_kept(qtbot, place) -> None:
    field = MoneyField()
    committed = place(field)
    type_in(field.line, "entre 10 et 20 k€")
    qtbot.keyClick(field.line, Key.Key_Return)
    assert committed == []
    assert field.problem().startswith("Montant non compris")
    assert field.line.text() == "entre 10 et 20 k€"


def test_leaving_an_amount_untouched_keeps_its_cents(qtbot, place) -> None:
    field = MoneyField()
    committed = place(field)
    field.set_value(123_456_789)
    qtbot.keyClick(field.line, Key.Key_Return)
    assert committed == []
    assert field.value() == 123_456_789


def test_numbers_are_bounded_and_may_have_decimals(qtbot, place) -> None:
    field = NumberField(0, 100, unit="%")
    committed = place(field)
    type_in(field.line, "120")
    qtbot.keyClick(field.line, Key.Key_Return)
    assert field.problem() == "Écrivez un nombre de 0 à 100."
    field.line.clear()
    type_in(field.line, "65 %")
    qtbot.keyClick(field.line, Key.Key_Return)
    assert committed == [65]
    assert field.line.text() == "65\u00a0%"

    hectares = NumberField(decimals=2)
    committed = place(hectares)
    type_in(hectares.line, "11,4")
    qtbot.keyClick(hectares.line, Key.Key_Return)
    assert committed == [Decimal("11.4")]
    assert hectares.line.text() == "11,4"


def test_a_choice_is_committed_when_picked(qtbot, place) -> None:
    field = ChoiceField(Status, allow_none=True, none_label="Sans statut")
    committed = place(field)
    field.set_value(Status.BLOCKED)
    assert committed == []
    type_in(field.box, "Réa")
    assert committed[-1] is Status.DONE
    field.set_choices([(1, "Un"), (2, "Deux")])
    field.set_value(2)
    assert field.box.currentText() == "Deux"


def test_the_wheel_changes_nothing_without_focus(qtbot, place) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    field = ChoiceField(Status)
    committed = place(field)
    field.set_value(Status.PLANNED)
    field.other.setFocus()
    centre = QPointF(field.box.rect().center())
    event = QWheelEvent(
        centre, field.box.mapToGlobal(centre), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field.box, event)
    assert field.box.currentText() == "À venir"
    assert committed == []


def test_a_box_is_ticked_at_once(qtbot, place) -> None:
    field = CheckField("Confidentiel")
    committed = place(field)
    qtbot.keyClick(field.box, Key.Key_Space)
    assert committed == [True]
    field.set_value(False)
    assert not field.box.isChecked()
    assert committed == [True]


def test_suggestions_are_found_without_accents_anywhere(qtbot, place) -> None:
    field = SuggestField(["Région Inventée", "Établissement public foncier", "Fonderies de la Sambrelle"])
    committed = place(field)
    type_in(field.line, "etablis")
    completer = field.line.completer()
    assert [completer.completionModel().index(n, 0).data() for n in range(completer.completionCount())] == [
        "Établissement public foncier"
    ]
    completer.popup().hide()
    field.line.setText("Une structure nouvelle")
    field.other.setFocus()
    assert committed == ["Une structure nouvelle"]


def test_a_refusal_of_a_command_is_shown_beside_the_field(qtbot, place) -> None:
    field = TextField()
    place(field)
    field.show_problem("Ce numéro est déjà pris.")
    assert field.problem() == "Ce numéro est déjà pris."
    assert field.editor.accessibleDescription() == "Ce numéro est déjà pris."
    field.other.setFocus()
    field.set_value("2.1")
    assert field.problem() == ""


def test_a_read_only_field_cannot_be_typed_in(qtbot, place) -> None:
    field = DateField(lambda: date(2026, 11, 23))
    committed = place(field)
    field.set_value(date(2026, 12, 10))
    field.set_read_only(True)
    type_in(field.line, "9")
    assert field.line.text() == "10/12/2026"
    assert committed == []
