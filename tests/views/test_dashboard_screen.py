"""The tableau de bord, as a user reads and clicks it."""

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.commands.fields import SetField
from app.commands.finance import AddCommitment
from app.commands.meetings import AddMeeting
from app.commands.plan import AddAction, AddAxis, AddProgress
from app.views.dashboard.screen import DashboardScreen
from app.views.widgets import ElidedLabel, Pill, StackedBar
from app.vocabulary import Status, TaxBasis, Weather


@pytest.fixture
def screen(qtbot, workspace):
    shown = DashboardScreen(workspace)
    qtbot.addWidget(shown)
    shown.resize(1158, 714)
    return shown


def texts(screen):
    shown = [one for one in screen.findChildren(QLabel) if one.isVisible()]
    return [one.whole_text() if isinstance(one, ElidedLabel) else one.text() for one in shown]


def rows(screen, words):
    return [one for one in screen.findChildren(QPushButton) if one.isVisible() and words in one.accessibleName()]


def click(qtbot, screen, button):
    with qtbot.waitSignal(screen.navigate) as caught:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return caught.args


def test_an_empty_dossier_says_what_to_do_first(qtbot, screen):
    screen.show()
    assert "Préparez votre prochain comité" in texts(screen)
    assert "Commencez par le plan d’action" in texts(screen)
    buttons = {one.text(): one for one in screen.findChildren(QPushButton) if one.isVisible()}
    assert click(qtbot, screen, buttons["Préparer un COPIL"]) == ["seances", 0]
    assert click(qtbot, screen, buttons["Ouvrir le plan d’action"]) == ["plan", 0]
    assert screen.header_actions() == []


def test_the_next_meeting_is_announced_and_can_be_prepared(qtbot, workspace, screen):
    key = workspace.run(AddMeeting(1, date(2026, 12, 10), time(14), "salle du conseil")).created("meeting")
    screen.show()
    assert "Prochain comité de pilotage · dans 17\u00a0jours" in texts(screen)
    assert "COPIL n°\u00a01 — 14\u00a0h\u00a000, salle du conseil" in texts(screen)
    assert any("convocation non envoyée" in text for text in texts(screen))
    (prepare,) = [one for one in screen.findChildren(QPushButton) if one.text() == "Préparer"]
    assert click(qtbot, screen, prepare) == ["seances", key]
    (header,) = screen.header_actions()
    assert header.text() == "Ouvrir la séance"


def test_figures_follow_the_plan_at_once(workspace, screen):
    screen.show()
    axis = workspace.run(AddAxis("Foncier")).created("axis")
    action = workspace.run(AddAction("Friche des Forges", axis)).created("action")
    workspace.run(SetField("action", action, "status", Status.RUNNING))
    workspace.run(SetField("action", action, "total_cost_cents", 195_000_000))
    workspace.run(SetField("action", action, "total_cost_basis", TaxBasis.NET))
    workspace.run(AddProgress(action, Weather.CLOUD))
    workspace.run(AddCommitment("Région Fictive", action, announced_cents=18_000_000))
    shown = texts(screen)
    assert "/ 1" in shown
    assert "1 «\u00a0appuis nécessaires\u00a0»" in shown
    assert "1 Foncier" in shown
    assert "besoin 1,95\u00a0M€ HT" in shown
    names = [bar.accessibleName() for bar in screen.findChildren(StackedBar) if bar.isVisible()]
    assert names == ["Nuage\u00a0: 1", "Promis\u00a0: 180\u202f000\u00a0€, À trouver\u00a0: 1\u202f770\u202f000\u00a0€"]


def test_what_is_overdue_opens_the_action_it_is_about(qtbot, workspace, screen):
    action = workspace.run(AddAction("Friche des Forges", number="3.1")).created("action")
    workspace.run(AddCommitment("Région Fictive", action, announced_cents=18_000_000, due=date(2026, 11, 11)))
    screen.show()
    (line,) = rows(screen, "Engagement échu")
    assert "échu depuis 12\u00a0jours" in texts(screen)
    assert click(qtbot, screen, line) == ["plan", action]


def test_the_demo_shows_what_changed_since_the_last_copil(qtbot, demo_workspace):
    screen = DashboardScreen(demo_workspace)
    qtbot.addWidget(screen)
    screen.resize(1158, 714)
    screen.show()
    assert any(text.startswith("Ce qui a changé depuis le COPIL n°\u00a06") for text in texts(screen))
    assert {pill.text() for pill in screen.findChildren(Pill)} & {weather.label for weather in Weather}
    assert any(text == "Emplois créés" for text in texts(screen))
