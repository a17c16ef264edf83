"""The historique, as a user reads, filters and opens it."""

import pytest
from PySide6.QtCore import Qt

from app.commands.fields import Delete, SetField
from app.commands.plan import AddAction
from app.views.journal.screen import JournalScreen
from app.vocabulary import Status


@pytest.fixture
def action(workspace):
    key = workspace.run(AddAction("Friche des Forges", number="3.1")).created("action")
    workspace.run(SetField("action", key, "status", Status.RUNNING))
    workspace.run(AddAction("Halle d’essais", number="2.3"))
    return key


@pytest.fixture
def screen(qtbot, workspace, action):
    shown = JournalScreen(workspace)
    qtbot.addWidget(shown)
    shown.resize(1158, 714)
    shown.show()
    return shown


def lines(screen, column=1):
    model = screen.table.model()
    texts = [model.index(row, column).data() for row in range(model.rowCount())]
    return [text for text in texts if text]


def type_(qtbot, line, text):
    """Type without the list of suggestions, whose window the offscreen platform cannot raise."""
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    line.setText(text)


def row_of(screen, sentence):
    model = screen.table.model()
    return next(model.index(row, 1) for row in range(model.rowCount()) if model.index(row, 1).data() == sentence)


STATUS = "Action 3.1 Friche des Forges\u00a0: statut\u00a0: À venir → En cours"


def test_changes_are_grouped_by_day_newest_first(screen):
    assert lines(screen, 0)[0] == "Lundi 23 novembre 2026"
    assert lines(screen)[:2] == ["Action 2.3 Halle d’essais\u00a0: création", STATUS]
    assert lines(screen, 3)[0] == "Camille Testeuse"
    assert lines(screen, 0)[1] == "14\u00a0h\u00a002"


def test_words_narrow_the_list(qtbot, screen):
    qtbot.keyClicks(screen.search, "forges STATUT")
    qtbot.keyClick(screen.search, Qt.Key.Key_Return)
    assert lines(screen) == [STATUS]
    qtbot.keyClicks(screen.search, " rien")
    qtbot.keyClick(screen.search, Qt.Key.Key_Return)
    assert lines(screen) == []
    assert screen.empty.text() == "Rien ne correspond à cette recherche."


def test_one_object_can_be_followed_and_everything_shown_again(qtbot, screen):
    everything = lines(screen)
    type_(qtbot, screen.objects.line, "Action 3.1 Friche des Forges")
    qtbot.keyClick(screen.objects.line, Qt.Key.Key_Return)
    assert lines(screen) == [STATUS, "Action 3.1 Friche des Forges\u00a0: création"]
    qtbot.mouseClick(screen.clear, Qt.MouseButton.LeftButton)
    assert lines(screen) == everything


def test_an_object_that_is_not_there_is_refused_in_words(qtbot, screen):
    before = lines(screen)
    type_(qtbot, screen.objects.line, "Château")
    qtbot.keyClick(screen.objects.line, Qt.Key.Key_Return)
    assert screen.objects.problem() == "Choisissez un objet dans la liste."
    assert lines(screen) == before


def test_enter_opens_what_still_exists(qtbot, screen, action):
    screen.table.setCurrentIndex(row_of(screen, STATUS))
    with qtbot.waitSignal(screen.navigate) as caught:
        qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    assert caught.args == ["plan", action]


def test_what_was_deleted_stays_readable_and_says_so(qtbot, workspace, screen, action):
    workspace.run(Delete("action", action))
    assert lines(screen)[0] == "Action 3.1 Friche des Forges\u00a0: suppression"
    screen.table.setCurrentIndex(row_of(screen, STATUS))
    with qtbot.waitSignal(workspace.notified) as caught:
        qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    assert "supprimé" in caught.args[0].text


class ManyChanges:
    label = "Beaucoup de modifications"

    def __call__(self, uow):
        from app.models import Action

        uow.session.add_all([Action(title=f"Action {rank}") for rank in range(300)])


def test_the_rest_is_read_on_demand(qtbot, workspace, screen):
    workspace.run(ManyChanges())
    assert len(lines(screen)) == 200
    assert screen.more.isVisible()
    qtbot.mouseClick(screen.more, Qt.MouseButton.LeftButton)
    assert len(lines(screen)) > 300
    assert not screen.more.isVisible()


def test_the_palette_can_ask_for_one_object(screen, action):
    screen.show_key("action", action)
    assert len(lines(screen)) == 2
