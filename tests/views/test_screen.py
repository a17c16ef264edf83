"""A screen asks again when it is seen and something it shows has changed, never while it is hidden."""

from __future__ import annotations

import pytest

from app.commands.plan import AddAction
from app.commands.territory import AddLocalAuthority
from app.views.screen import Screen


class Counting(Screen):
    name, title, icon = "essai", "Essai", "circle"
    tables = ("local_authority",)

    def __init__(self, workspace) -> None:
        super().__init__(workspace)
        self.asked = 0

    def refresh(self) -> None:
        self.asked += 1


@pytest.fixture
def screen(qtbot, workspace) -> Counting:
    made = Counting(workspace)
    qtbot.addWidget(made)
    return made


def test_a_hidden_screen_asks_nothing(workspace, screen) -> None:
    workspace.run(AddLocalAuthority("CC du Val Inventé"))
    workspace.run(AddLocalAuthority("CC du Plateau Inventé"))
    assert screen.asked == 0
    screen.show()
    assert screen.asked == 1


def test_a_screen_seen_asks_again_when_its_tables_change(workspace, screen) -> None:
    screen.show()
    workspace.run(AddLocalAuthority("CC du Val Inventé"))
    assert screen.asked == 2
    workspace.run(AddAction("Friche des Forges"))
    assert screen.asked == 2


def test_a_screen_shown_again_unchanged_asks_nothing(workspace, screen) -> None:
    screen.show()
    screen.hide()
    screen.show()
    assert screen.asked == 1
    screen.hide()
    workspace.run(AddLocalAuthority("CC du Val Inventé"))
    screen.show()
    assert screen.asked == 2
