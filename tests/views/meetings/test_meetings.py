"""The life of a committee, as its project lead lives it."""

from datetime import date, datetime, time, timedelta

import docx
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from app.clock import Clock
from app.commands.meetings import AddItem, AddMeeting
from app.commands.plan import AddAction, AddAxis, AddProgress
from app.commands.session import AddDecision, AddTask, CloseMeeting, GoToItem, OpenMeeting
from app.commands.territory import AddSeat
from app.queries.meetings import meeting_sheet, meetings
from app.queries.minutes import minutes
from app.views.dialogs import choose_file
from app.views.documents import export_follow_up
from app.views.meetings.clock import countdown, delay_words, expected_delay
from app.views.meetings.screen import MeetingsScreen
from app.views.meetings.time_field import read_time
from app.vocabulary import Answer, College, ItemKind, ItemState, MeetingState, Presence, Status, Weather

TODAY = date(2026, 11, 23)
Key = Qt.Key


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


class Watch:
    """A clock the test moves."""

    def __init__(self):
        self.now = datetime(2026, 11, 23, 14, 0).astimezone()

    def forward(self, minutes):
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def watch(dossier):
    made = Watch()
    dossier.clock = Clock(lambda: made.now)
    return made


@pytest.fixture
def action(dossier):
    axis = dossier.run(AddAxis("Foncier", number="3")).created("axis")
    key = dossier.run(AddAction("Friche des Forges", axis)).created("action")
    dossier.run(AddProgress(key, Weather.STORM, percent=15))
    return key


@pytest.fixture
def meeting(dossier, action):
    dossier.run(AddSeat(1, "Élise Démo", "Intercommunalité démo", "Présidente", College.PAIR))
    dossier.run(AddSeat(1, organization="Région démo", college=College.REGION))
    key = dossier.run(AddMeeting(1, TODAY, time(14), with_agenda=False)).created("meeting")
    dossier.run(AddItem(key, "Accueil", ItemKind.INFORMATION, planned_minutes=5))
    dossier.run(AddItem(key, "Friche : plan de financement", ItemKind.DECISION, "EPF", 20, (action,)))
    dossier.run(AddItem(key, "Questions diverses"))
    return key


@pytest.fixture
def screen(qtbot, workspace, watch):
    made = MeetingsScreen(workspace)
    qtbot.addWidget(made)
    made.resize(1158, 714)
    made.show()
    yield made
    QApplication.processEvents()  # what waits for the event loop must not outlive its widgets


@pytest.fixture
def said(workspace):
    heard = []
    workspace.notified.connect(heard.append)
    return heard


def sheet(workspace, key):
    return workspace.ask(meeting_sheet, key, TODAY)


def titles(workspace, key):
    return [item.title for item in sheet(workspace, key).items]


# --- the list ---------------------------------------------------------------------------


def test_an_empty_dossier_proposes_the_first_meeting(qtbot, workspace, screen):
    dialog = screen.list.add()
    dialog.fields["held_on"].line.setText("10/12/2026")
    dialog.fields["starts_at"].line.setText("14h30")
    dialog.fields["place"].line.setText("Mairie démo")
    qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
    row = workspace.ask(meetings).rows[0]
    assert (row.held_on, row.starts_at, row.place) == (date(2026, 12, 10), time(14, 30), "Mairie démo")
    assert plain(screen.heading()) == "COPIL n° 1 — jeudi 10 décembre 2026, 14 h 30"
    assert screen.page.prepare.isVisible()


def test_a_meeting_without_a_date_is_refused_beside_the_field(qtbot, workspace, screen):
    dialog = screen.list.add()
    qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
    assert dialog.fields["held_on"].problem() == "Choisissez la date de la séance."
    assert workspace.ask(meetings).rows == ()
    dialog.reject()


def test_the_list_shows_counts_and_opens_with_enter(qtbot, workspace, meeting, screen):
    model = screen.list.table.model()
    shown = [plain(str(model.index(0, column).data() or "")) for column in range(model.columnCount())]
    assert shown[0] == "COPIL n° 1"
    assert "Préparée" in shown
    assert shown[5:] == ["3", "0", "2"]
    qtbot.keyClick(screen.list.table, Key.Key_Return)
    assert screen.page.isVisible()
    qtbot.mouseClick(screen.page.back, Qt.MouseButton.LeftButton)
    assert screen.list.isVisible()
    assert screen.header_actions() == [screen.add]


# --- prepare ----------------------------------------------------------------------------


def test_the_agenda_is_reordered_from_the_keyboard_and_its_times_follow(qtbot, workspace, meeting, screen):
    screen.open_meeting(meeting)
    agenda = screen.page.prepare.agenda
    agenda.setCurrentRow(2)
    qtbot.keyClick(agenda, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(workspace, meeting) == ["Accueil", "Questions diverses", "Friche : plan de financement"]
    assert [item.starts for item in sheet(workspace, meeting).items] == [time(14), time(14, 5), time(14, 15)]
    assert agenda.currentRow() == 1
    workspace.undo()
    assert agenda.item(1).text() == "2. Friche : plan de financement"


def test_the_agenda_is_reordered_by_dropping_a_point(qtbot, workspace, meeting, screen):
    screen.open_meeting(meeting)
    agenda = screen.page.prepare.agenda
    agenda.setCurrentRow(2)
    top = QPointF(agenda.visualItemRect(agenda.item(0)).topLeft() + QPoint(20, 3))
    carried = agenda.mimeData([agenda.item(2)])
    drop = QDropEvent(
        top,
        Qt.DropAction.MoveAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    agenda.dropEvent(drop)
    qtbot.waitUntil(lambda: titles(workspace, meeting)[0] == "Questions diverses")
    assert agenda.count() == 3


def test_a_point_is_edited_in_place_and_linked_to_an_action(qtbot, workspace, meeting, action, screen):
    screen.open_meeting(meeting)
    prepare = screen.page.prepare
    qtbot.mouseClick(prepare.add, Qt.MouseButton.LeftButton)
    editor = prepare.editor
    editor.title.line.setText("Halle d’essais")
    qtbot.keyClick(editor.title.line, Key.Key_Return)
    editor.minutes.line.setText("90")
    qtbot.keyClick(editor.minutes.line, Key.Key_Return)
    qtbot.keyClicks(editor.linked.adding.line, "forges")
    qtbot.keyClick(editor.linked.adding.line, Key.Key_Return)
    item = sheet(workspace, meeting).items[3]
    assert (item.title, item.planned_minutes) == ("Halle d’essais", 90)
    assert [linked.key for linked in item.actions] == [action]
    assert "dépasse deux heures" in prepare.overrun.text()


def test_a_removed_point_comes_back(qtbot, workspace, meeting, screen, said):
    screen.open_meeting(meeting)
    screen.page.prepare.agenda.setCurrentRow(0)
    qtbot.keyClick(screen.page.prepare.agenda, Key.Key_Delete)
    assert len(titles(workspace, meeting)) == 2
    said[-1].act()
    assert titles(workspace, meeting)[0] == "Accueil"


def test_answers_are_picked_and_a_guest_is_added(qtbot, workspace, meeting, screen):
    screen.open_meeting(meeting)
    prepare = screen.page.prepare
    first = prepare.guests.lines()[0]
    first.choice.box.setCurrentIndex(list(Answer).index(Answer.COMING))
    first.choice.box.activated.emit(first.choice.box.currentIndex())
    qtbot.mouseClick(prepare.invite_button, Qt.MouseButton.LeftButton)
    prepare.invite.person.line.setText("Noé Invité")
    qtbot.mouseClick(prepare.invite.add, Qt.MouseButton.LeftButton)
    guests = sheet(workspace, meeting).guests
    assert [(guest.name, guest.answer) for guest in guests] == [
        ("Élise DÉMO", Answer.COMING),
        ("Région démo", Answer.NONE),
        ("Noé INVITÉ", Answer.NONE),
    ]


def test_the_notice_says_until_when_to_convene(workspace, dossier, screen):
    far = dossier.run(AddMeeting(1, date(2026, 12, 31))).created("meeting")
    screen.open_meeting(far)
    assert "au plus tard" in screen.page.prepare.notice.text()
    near = dossier.run(AddMeeting(1, date(2026, 11, 30))).created("meeting")
    screen.open_meeting(near)
    assert "dépassé depuis le 15/11/2026" in screen.page.prepare.notice.text()


# --- run --------------------------------------------------------------------------------


@pytest.fixture
def running(qtbot, screen, meeting):
    screen.open_meeting(meeting)
    qtbot.mouseClick(screen.page.start_button, Qt.MouseButton.LeftButton)
    return screen.page.run


def test_starting_counts_the_time_and_next_keeps_it(qtbot, workspace, meeting, watch, running, screen):
    assert running.isVisible()
    assert screen.heading().endswith("séance en cours")
    watch.forward(3)
    running.tick()
    assert running.page.timer.text() == "02:00"
    watch.forward(4)
    running.tick()
    assert running.page.timer.text() == "+02:00"
    qtbot.keyClick(running, Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    items = sheet(workspace, meeting).items
    assert (items[0].state, items[0].spent_seconds) == (ItemState.TREATED, 420)
    assert running.page.heading.whole_text() == "Friche : plan de financement"
    qtbot.keyClick(running, Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert sheet(workspace, meeting).current.title == "Accueil"


def test_five_minutes_more(qtbot, workspace, meeting, running):
    qtbot.mouseClick(running.page.extra, Qt.MouseButton.LeftButton)
    assert running.page.timer.text() == "10:00"
    assert sheet(workspace, meeting).items[0].planned_minutes == 10


def test_a_restart_resumes_on_the_same_point_with_the_same_clock(qtbot, workspace, meeting, watch, running):
    running.next_item()
    watch.forward(12)
    again = MeetingsScreen(workspace)
    qtbot.addWidget(again)
    again.resize(1158, 714)
    again.show()
    again.open_meeting(meeting)
    assert again.page.run.isVisible()
    assert again.page.run.page.heading.whole_text() == "Friche : plan de financement"
    assert again.page.run.page.timer.text() == "08:00"
    QApplication.processEvents()


def test_decisions_and_tasks_are_recorded_from_the_keyboard(qtbot, workspace, meeting, running):
    running.next_item()
    qtbot.keyClick(running, Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert running.page.decisions.new.hasFocus()
    running.page.decisions.new.setText("Le comité valide le décalage.")
    qtbot.keyClick(running.page.decisions.new, Key.Key_Return)
    qtbot.keyClick(running, Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    tasks = running.page.tasks
    assert tasks.what.hasFocus()
    qtbot.keyClicks(tasks.what, "Nouveau plan")
    qtbot.keyClicks(tasks.who.line, "EPF")
    qtbot.keyClicks(tasks.when.line, "15/1/2027")
    qtbot.keyClick(tasks.when.line, Key.Key_Return)
    item = sheet(workspace, meeting).items[1]
    assert [decision.number for decision in item.decisions] == ["D-2026-01-01"]
    assert [(task.wording, task.responsible, task.due) for task in item.tasks] == [
        ("Nouveau plan", "EPF", date(2027, 1, 15))
    ]
    assert tasks.what.text() == ""
    line = running.page.decisions.lines.lines()[0]
    line.responsible.line.setText("EPF")
    qtbot.keyClick(line.responsible.line, Key.Key_Return)
    assert sheet(workspace, meeting).items[1].decisions[0].responsible == "EPF"


def test_a_linked_action_changes_live_and_says_so(qtbot, workspace, meeting, action, running):
    running.next_item()
    line = running.page.actions_list.lines()[0]
    line.weather.box.setCurrentIndex(1 + list(Weather).index(Weather.CLOUD))
    line.weather.box.activated.emit(line.weather.box.currentIndex())
    line.progress.line.setText("20")
    qtbot.keyClick(line.progress.line, Key.Key_Return)
    line.status.box.setCurrentIndex(list(Status).index(Status.BLOCKED))
    line.status.box.activated.emit(line.status.box.currentIndex())
    linked = sheet(workspace, meeting).items[1].actions[0]
    assert (linked.weather, linked.weather_before, linked.progress, linked.status, linked.is_changed) == (
        Weather.CLOUD,
        Weather.STORM,
        20,
        Status.BLOCKED,
        True,
    )
    told = plain(" ".join(workspace.ask(minutes, meeting, TODAY).items[1].plan_changes))
    assert "la météo passe de « objectifs compromis » à « appuis nécessaires »" in told
    assert "l’avancement passe de 15 % à 20 %" in told


def test_notes_typed_are_kept_when_the_point_changes(qtbot, workspace, meeting, running):
    running.page.notes.setFocus()
    qtbot.keyClicks(running.page.notes.text, "Le maire ouvre la seance.")
    running.next_item()
    items = sheet(workspace, meeting).items
    assert items[0].notes == "Le maire ouvre la seance."
    assert items[1].notes == ""
    assert running.page.notes.typed() == ""


def test_attendance_is_marked_during_the_meeting(qtbot, workspace, meeting, running):
    qtbot.mouseClick(running.attendance_button, Qt.MouseButton.LeftButton)
    assert running.attendance.isVisible()
    line = running.attendance.guests.lines()[0]
    line.choice.box.setCurrentIndex(list(Presence).index(Presence.PRESENT))
    line.choice.box.activated.emit(line.choice.box.currentIndex())
    assert sheet(workspace, meeting).present == 1
    assert plain(running.attendance_button.text()).endswith("1 / 2")


def test_closing_lists_what_is_missing_and_never_blocks(qtbot, workspace, meeting, running, screen):
    qtbot.mouseClick(screen.page.close_button, Qt.MouseButton.LeftButton)
    box = screen.page.findChild(QMessageBox)
    assert "3 points sans conclusion" in plain(box.informativeText())
    assert "2 présences à pointer" in plain(box.informativeText())
    next(b for b in box.buttons() if b.text() == "Clore la séance").click()
    assert sheet(workspace, meeting).state is MeetingState.CLOSED
    assert screen.page.write.isVisible()


def test_a_postponed_point_leaves_its_place_to_the_next(qtbot, workspace, meeting, running):
    qtbot.mouseClick(running.page.postpone, Qt.MouseButton.LeftButton)
    items = sheet(workspace, meeting).items
    assert [item.state for item in items[:2]] == [ItemState.POSTPONED, ItemState.CURRENT]


# --- write and send ---------------------------------------------------------------------


@pytest.fixture
def held(dossier, meeting):
    items = [item.key for item in dossier.ask(meeting_sheet, meeting, TODAY).items]
    dossier.run(OpenMeeting(meeting))
    dossier.run(GoToItem(items[1]))
    dossier.run(AddDecision(items[1], "Le comité valide.", responsible="EPF"))
    dossier.run(AddTask("Écrire à la sous-préfecture", item=items[1]))
    dossier.run(CloseMeeting(meeting))
    return meeting


def test_writing_edits_the_minutes_where_they_are_read(qtbot, workspace, held, screen):
    screen.open_meeting(held)
    write = screen.page.write
    assert write.isVisible()
    qtbot.mouseClick(write.rail.lines.lines()[1].button, Qt.MouseButton.LeftButton)
    assert write.heading.text() == "2. Friche : plan de financement"
    qtbot.keyClicks(write.notes.text, "Trois offres.")
    qtbot.mouseClick(write.rail.lines.lines()[0].button, Qt.MouseButton.LeftButton)
    assert sheet(workspace, held).items[1].notes == "Trois offres."
    assert "1 tâche sans échéance" in [plain(text) for text in write.missing_words()]


def test_the_minutes_are_written_in_word_and_remembered(qtbot, workspace, held, screen, said, tmp_path, monkeypatch):
    target = tmp_path / "cr.docx"
    proposed = []
    monkeypatch.setattr(choose_file, "new", lambda *a: proposed.append(a[2].name) or target)
    screen.open_meeting(held)
    with qtbot.waitSignal(workspace.notified):
        qtbot.mouseClick(screen.page.write.document, Qt.MouseButton.LeftButton)
    assert proposed == ["copil-1-compte-rendu-2026-11-23.docx"]
    assert any("Le comité valide." in p.text for p in docx.Document(target).paragraphs) or "D-2026-01-01" in str(
        [cell.text for table in docx.Document(target).tables for row in table.rows for cell in row.cells]
    )
    assert "cr.docx" in said[-1].text
    assert said[-1].action == "Ouvrir"


def test_a_blocked_export_says_why(qtbot, workspace, held, screen, said, tmp_path, monkeypatch):
    monkeypatch.setattr(choose_file, "new", lambda *a: tmp_path / "absent" / "t.xlsx")
    with qtbot.waitSignal(workspace.notified):
        export_follow_up(workspace, screen)
    assert said[-1].tone == "danger"
    assert said[-1].text.endswith(".")


def test_giving_up_the_file_writes_nothing(workspace, held, screen, said, monkeypatch):
    monkeypatch.setattr(choose_file, "new", lambda *a: None)
    export_follow_up(workspace, screen)
    assert workspace.jobs.running == 0


def test_sending_then_approving(qtbot, workspace, held, screen):
    screen.open_meeting(held)
    screen.page.show_step(3)
    send = screen.page.send
    qtbot.mouseClick(send.sent, Qt.MouseButton.LeftButton)
    assert sheet(workspace, held).state is MeetingState.MINUTES_SENT
    qtbot.mouseClick(send.approved, Qt.MouseButton.LeftButton)
    assert sheet(workspace, held).state is MeetingState.APPROVED
    assert "approuvé le 23/11/2026" in send.words.text()
    assert screen.header_actions() == []


def test_a_decision_found_elsewhere_opens_its_meeting(workspace, held, screen):
    key = sheet(workspace, held).decisions[0].key
    screen.show_key("decision", key)
    assert screen.page.write.heading.text() == "2. Friche : plan de financement"


# --- words ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "read"), [("14 h 30", time(14, 30)), ("14h", time(14)), ("9:05", time(9, 5)), ("1430", time(14, 30))]
)
def test_times_are_read_as_people_type_them(typed, read):
    assert read_time(typed) == read


@pytest.mark.parametrize("typed", ["", "25 h", "14 h 75", "midi"])
def test_other_times_are_refused_in_a_sentence(typed):
    with pytest.raises(ValueError, match="14 h 30"):
        read_time(typed)


def test_countdown_and_delay(workspace, watch, dossier, meeting):
    assert (countdown(432), countdown(-70), countdown(0)) == ("07:12", "+01:10", "00:00")
    assert [plain(delay_words(minutes)) for minutes in (3, -4, 0, None)] == ["+3 min", "−4 min", "", ""]
    watch.forward(10)
    dossier.run(OpenMeeting(meeting))
    assert expected_delay(sheet(workspace, meeting), watch.now) == 10
