"""The kit every screen is built from, seen from outside."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app import vocabulary
from app.paths import resource
from app.shell import theme
from app.shell.workspace import Notice
from app.views.widgets import (
    Banner,
    Card,
    DateBadge,
    ElidedLabel,
    EmptyState,
    FilterButton,
    Pill,
    ProgressBar,
    SearchBox,
    Segment,
    StackedBar,
    Stepper,
    Toast,
    button,
    icon_button,
    key_name,
    look_of,
    pill_for,
    primary,
)
from app.vocabulary import Execution, FollowUp, MeetingState, Status, Term, Weather
from tests.keys import type_in

LISTS = [kind for kind in vars(vocabulary).values() if isinstance(kind, type) and issubclass(kind, Term)]


@pytest.fixture(autouse=True)
def dressed(qapp) -> None:
    theme.apply_theme(qapp, "clair")


@pytest.fixture
def shown(qtbot):
    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.show()
        return widget

    return show


@pytest.mark.parametrize(
    "term", [term for kind in LISTS for term in kind], ids=lambda term: f"{type(term).__name__}.{term.name}"
)
def test_every_term_has_a_look_with_its_word(term: Term) -> None:
    look = look_of(term)
    assert look.text == term.label
    if look.icon:
        assert resource("icons", f"{look.icon}.svg").exists()


def test_equal_codes_of_two_lists_keep_their_own_look() -> None:
    assert look_of(Execution.RUNNING).text == "En cours"
    assert look_of(FollowUp.DONE) != look_of(Status.DONE)
    assert look_of(Weather.STORM).tone == look_of(Status.BLOCKED).tone == "danger"
    assert look_of(MeetingState.OPEN).tone == "live"


def test_a_pill_says_its_word_to_screen_readers(shown) -> None:
    pill = shown(pill_for(Status.BLOCKED))
    assert pill.accessibleName() == "Bloqué"
    pill.show_term(Status.DONE)
    assert (pill.text(), pill.accessibleName()) == ("Réalisé", "Réalisé")
    assert shown(Pill("Échu", "danger", "circle-alert")).width() >= 60


def test_a_shortcut_is_told_as_a_french_keyboard_names_it(qtbot, shown) -> None:
    pressed = []
    act = shown(
        button(
            "Décision",
            "gavel",
            shortcut="Ctrl+Shift+D",
            tooltip="Nouvelle décision",
            on_click=lambda: pressed.append(1),
        )
    )
    assert act.toolTip() == "Nouvelle décision (Ctrl+Maj+D)"
    assert key_name("Ctrl+Return") == "Ctrl+Entrée"
    act.click()
    assert pressed == [1]


def test_an_icon_alone_has_a_name(shown) -> None:
    assert shown(icon_button("trash-2", "Supprimer")).accessibleName() == "Supprimer"


def test_bars_say_their_figures(qtbot, shown) -> None:
    bar = shown(ProgressBar(55))
    assert bar.accessibleName() == "Avancement\u00a0: 55\u00a0%"
    bar.set_percent(None)
    assert bar.accessibleName() == "Avancement\u00a0: —"
    stack = shown(
        StackedBar([Segment(3, "sun", "3 en soleil"), Segment(0, "storm", "aucun"), Segment(1, "cloud", "1 en nuage")])
    )
    assert stack.accessibleName() == "3 en soleil, 1 en nuage"
    stack.set_segments([])
    assert stack.grab().width() > 0


def test_a_long_text_is_elided_and_told_whole(shown) -> None:
    text = "Réseau de chaleur industriel de la vallée, deuxième tranche"
    short = ElidedLabel(text)
    short.resize(120, 20)
    shown(short)
    short.resize(120, 20)
    assert short.text().endswith("…")
    assert short.toolTip() == short.whole_text() == short.accessibleName() == text
    short.resize(900, 20)
    assert (short.text(), short.toolTip()) == (text, "")


def test_a_search_waits_for_a_pause_and_escape_empties_it(qtbot, shown) -> None:
    box = shown(SearchBox())
    told = []
    box.searched.connect(told.append)
    type_in(box, "fri")
    type_in(box, "che")
    assert told == []
    qtbot.waitUntil(lambda: told == ["friche"])
    type_in(box, "s")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert told == ["friche", "friches"]
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert told[-1] == ""
    assert box.text() == ""


def test_a_filter_says_what_it_keeps(qtbot, shown) -> None:
    keep = shown(FilterButton("Météo", Weather, "toutes"))
    assert keep.text() == "Météo\u00a0: toutes"
    told = []
    keep.changed.connect(told.append)
    boxes = {
        box.text(): box for action in keep.menu().actions() if (box := getattr(action, "defaultWidget", lambda: None)())
    }
    boxes["Orage"].click()
    assert told == [(Weather.STORM,)]
    assert keep.text() == "Météo\u00a0: Orage"
    boxes["Nuage"].click()
    assert keep.text() == "Météo\u00a0: 2 choix"
    assert keep.toolTip() == "Nuage, Orage"
    keep.set_choices([(Weather.STORM, "Orage"), (Weather.SUN, "Soleil")])
    assert keep.chosen() == (Weather.STORM,)
    keep.reset()
    assert told[-1] == ()
    assert keep.text() == "Météo\u00a0: toutes"


def test_the_steps_of_a_meeting_open_as_it_goes(qtbot, shown) -> None:
    steps = shown(Stepper())
    chosen = []
    steps.chosen.connect(chosen.append)
    steps.set_state(1, 1)
    named = {step.text(): step for step in steps.findChildren(QPushButton) if step.text()}
    assert named["Préparer"].accessibleDescription() == "étape faite"
    assert named["Conduire"].accessibleDescription() == "étape en cours"
    assert not named["Diffuser"].isEnabled()
    named["Préparer"].click()
    named["Diffuser"].click()
    assert chosen == [0]


def test_a_toast_offers_one_act_and_leaves(qtbot, qapp) -> None:
    window = QWidget()
    window.resize(900, 500)
    qtbot.addWidget(window)
    window.show()
    toast, undone = Toast(window), []
    toast.show_notice(Notice("Échéance modifiée.", "Annuler", lambda: undone.append(1)))
    assert toast.text() == "Échéance modifiée."
    assert window.rect().contains(toast.geometry())
    toast.act()
    toast.act()
    assert undone == [1]
    assert toast.text() == ""


def test_small_parts_say_what_they_show(qtbot, shown) -> None:
    asked = []
    banner = shown(Banner("1 engagement échu.", "attention", "Ajouter", lambda: asked.append(1)))
    banner.action.click()
    assert asked == [1]
    banner.set_text("")
    assert not banner.isVisible()
    badge = shown(DateBadge(date(2026, 12, 10)))
    assert badge.accessibleName() == "jeudi 10"
    card = shown(Card("Ordre du jour", "list-checks", "90 min"))
    card.set_aside("95 min")
    texts = [label.text() for label in card.findChildren(QWidget) if hasattr(label, "text")]
    assert texts == ["Ordre du jour", "95 min"]
    empty = shown(EmptyState("list-checks", "Aucune action.", primary("Créer")))
    empty.set_sentence("Aucune action ne correspond.")
    assert empty.grab().width() > 0
