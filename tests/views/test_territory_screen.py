"""The Territoire screen, through what a user types, clicks and reads."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.commands.fields import SetField
from app.commands.territory import AddLocalAuthority, AddOrganization, AddPerson, AddSeat
from app.queries.territory import territory_sheet
from app.views.dialogs.form_dialog import FormDialog
from app.views.territory.screen import TerritoryScreen
from app.views.widgets import Pill
from app.vocabulary import College, SeatRole

SIREN = "200018653"


@pytest.fixture
def screen(qtbot, workspace):
    shown = TerritoryScreen(workspace)
    qtbot.addWidget(shown)
    shown.resize(1158, 714)
    shown.show()
    return shown


def sheet(workspace):
    return workspace.ask(territory_sheet, workspace.today())


def type_(qtbot, field, text):
    field.line.setFocus()
    field.line.selectAll()
    field.line.setText(text)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)


def rows(table):
    model = table.model()
    return [model.index(place, 0).data() for place in range(model.rowCount())]


def shown(parent, kind):
    return [one.text() for one in parent.findChildren(kind) if one.isVisible()]


def dialog(screen):
    (found,) = [one for one in screen.findChildren(FormDialog) if one.isVisible()]
    return found


def choose_row(qtbot, table, place):
    rect = table.visualRect(table.model().index(place, 0))
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())


def test_the_identity_is_edited_in_place_and_undone(qtbot, workspace, screen):
    field = screen.identity.card.field("region")
    type_(qtbot, field, "Grand Val")
    assert sheet(workspace).values["region"] == "Grand Val"
    workspace.undo()
    assert field.line.text() == ""


def test_the_name_cannot_be_emptied(qtbot, workspace, screen):
    field = screen.identity.card.field("name")
    type_(qtbot, field, "")
    assert "vide" in field.problem()
    assert sheet(workspace).values["name"] == "Vallée de la Sambrelle"


def test_showing_the_screen_writes_nothing(workspace, screen):
    before = workspace.dossier.history
    for place in range(screen.tabs.count()):
        screen.tabs.setCurrentIndex(place)
    assert workspace.saved_at is None
    assert before is workspace.dossier.history


def test_a_member_is_added_with_a_checked_siren(qtbot, workspace, screen):
    screen.tabs.setCurrentWidget(screen.perimeter)
    qtbot.mouseClick(screen.perimeter.add, Qt.MouseButton.LeftButton)
    form = dialog(screen)
    form.fields["name"].line.setText("CC Inventée")
    form.fields["siren"].line.setText("123 456 789")
    qtbot.mouseClick(form.act, Qt.MouseButton.LeftButton)
    assert "SIREN" in form.fields["siren"].problem()
    assert sheet(workspace).authorities == ()
    form.fields["siren"].line.setText("200 018 653")
    qtbot.mouseClick(form.act, Qt.MouseButton.LeftButton)
    assert rows(screen.perimeter.table) == ["CC Inventée"]
    assert sheet(workspace).authorities[0].values["siren"] == SIREN
    assert screen.perimeter.card.field("siren").line.text() == "200\u202f018\u202f653"


def test_a_member_is_edited_then_deleted_and_can_come_back(qtbot, workspace, screen):
    workspace.run(AddLocalAuthority("CC Inventée"))
    screen.tabs.setCurrentWidget(screen.perimeter)
    choose_row(qtbot, screen.perimeter.table, 0)
    qtbot.waitUntil(screen.perimeter.card.content.isVisible)
    type_(qtbot, screen.perimeter.card.field("population"), "31 400")
    assert sheet(workspace).authorities[0].values["population"] == 31_400
    qtbot.mouseClick(screen.perimeter.delete, Qt.MouseButton.LeftButton)
    assert rows(screen.perimeter.table) == []
    assert not screen.perimeter.card.content.isVisible()
    workspace.undo()
    assert rows(screen.perimeter.table) == ["CC Inventée"]


def test_the_binome_is_shown_with_its_past(qtbot, workspace, screen):
    workspace.run(AddSeat(1, "Odile FICTIVE", role=SeatRole.CHAIR_ELECTED, starts_on=date(2026, 5, 8)))
    old = workspace.run(AddSeat(1, "Ancien TITULAIRE", role=SeatRole.CHAIR_ELECTED)).created("seat")
    workspace.run(SetField("seat", old, "ends_on", date(2026, 5, 7)))
    qtbot.waitUntil(lambda: "COPIL · depuis le 08/05/2026" in shown(screen.identity.pair, QLabel))
    texts = shown(screen.identity.pair, QLabel)
    assert "COPIL · jusqu’au 07/05/2026" in texts
    assert {"Odile FICTIVE", "Ancien TITULAIRE"} <= set(shown(screen.identity.pair, QPushButton))
    assert shown(screen.identity.pair, Pill) == ["élu", "mandat terminé"]


def test_a_co_chair_is_added_from_the_identity(qtbot, workspace, screen):
    qtbot.mouseClick(screen.identity.industry, Qt.MouseButton.LeftButton)
    form = dialog(screen)
    form.fields["person"].line.setText("Bruno INVENTÉ")
    qtbot.mouseClick(form.act, Qt.MouseButton.LeftButton)
    (seat,) = sheet(workspace).seats
    assert (seat.values["role"], seat.values["college"]) == (SeatRole.CHAIR_INDUSTRY, College.PAIR)
    assert "Bruno INVENTÉ" in [one.text() for one in screen.identity.pair.findChildren(QPushButton)]


def test_a_mandate_is_ended_and_stays_in_the_list(qtbot, workspace, screen):
    workspace.run(AddSeat(1, "Odile FICTIVE", college=College.STATE))
    screen.tabs.setCurrentWidget(screen.committees)
    choose_row(qtbot, screen.committees.seats.table, 0)
    qtbot.waitUntil(screen.committees.end.isEnabled)
    qtbot.mouseClick(screen.committees.end, Qt.MouseButton.LeftButton)
    assert sheet(workspace).seats[0].values["ends_on"] == date(2026, 11, 23)
    assert rows(screen.committees.seats.table) == ["Odile FICTIVE"]
    assert not screen.committees.end.isEnabled()


def test_an_alternate_and_a_college_are_chosen_in_place(qtbot, workspace, screen):
    workspace.run(AddPerson("Paule", "SUPPLÉANTE"))
    workspace.run(AddSeat(1, "Odile FICTIVE"))
    screen.show_key("seat", sheet(workspace).seats[0].key)
    card = screen.committees.seats.card
    for column, text in (("alternate_id", "Paule SUPPLÉANTE"), ("college", College.STATE.label)):
        box = card.field(column).box
        box.setCurrentText(text)
        box.activated.emit(box.currentIndex())
    (seat,) = sheet(workspace).seats
    assert seat.names["alternate_id"] == "Paule SUPPLÉANTE"
    assert seat.values["college"] is College.STATE


def test_a_committee_is_created_and_its_seats_are_its_own(qtbot, workspace, screen):
    workspace.run(AddSeat(1, "Odile FICTIVE"))
    screen.tabs.setCurrentWidget(screen.committees)
    qtbot.mouseClick(screen.committees.new_committee, Qt.MouseButton.LeftButton)
    form = dialog(screen)
    form.fields["name"].line.setText("Groupe foncier")
    form.fields["short_name"].line.setText("GT Foncier")
    qtbot.mouseClick(form.act, Qt.MouseButton.LeftButton)
    assert screen.committees.committee.box.currentText() == "Groupe foncier"
    assert rows(screen.committees.seats.table) == []
    type_(qtbot, screen.committees.settings.field("notice_days"), "21")
    assert sheet(workspace).committees[-1].values["notice_days"] == 21


def test_a_structure_in_use_is_not_deleted_and_says_why(qtbot, workspace, screen):
    workspace.run(AddPerson("Odile", "FICTIVE", organization="Région Fictive"))
    body = sheet(workspace).organizations[0].key
    screen.show_key("organization", body)
    with qtbot.waitSignal(workspace.notified) as caught:
        qtbot.mouseClick(screen.organizations.delete, Qt.MouseButton.LeftButton)
    assert "encore utilisé" in caught.args[0].text
    assert rows(screen.organizations.table) == ["Région Fictive"]


def test_lists_are_searched_whatever_the_accents(qtbot, workspace, screen):
    for name in ("École de production", "Fonderies"):
        workspace.run(AddOrganization(name))
    screen.tabs.setCurrentWidget(screen.organizations)
    qtbot.keyClicks(screen.organizations.search, "ecole")
    qtbot.keyClick(screen.organizations.search, Qt.Key.Key_Return)
    assert rows(screen.organizations.table) == ["École de production"]
    assert screen.organizations.count.text() == "1\u00a0structure"


def test_a_person_is_found_by_the_palette_and_moved_to_a_structure(workspace, screen):
    body = workspace.run(AddOrganization("Fonderies")).created("organization")
    person = workspace.run(AddPerson("Odile", "FICTIVE")).created("person")
    screen.show_key("person", person)
    assert screen.tabs.currentWidget() is screen.people
    box = screen.people.card.field("organization_id").box
    box.setCurrentText("Fonderies")
    box.activated.emit(box.currentIndex())
    assert sheet(workspace).people[0].values["organization_id"] == body
