"""Whatever reaches a field, the file stays true: a French sentence, or a value that every document can hold."""

from datetime import date, datetime

import pytest

from app.commands.fields import SetField
from app.commands.finance import AddCommitment
from app.commands.indicators import AddIndicator, AddReading
from app.commands.meetings import AddItem, AddMeeting
from app.commands.plan import AddAction, AddMilestone
from app.commands.session import AddTask
from app.commands.territory import AddLocalAuthority
from app.db.dossier import Dossier
from app.errors import ValidationFailed
from app.models import Action, Step
from app.vocabulary import Status


@pytest.fixture
def action(dossier: Dossier) -> int:
    return dossier.run(AddAction("Former les soudeurs")).created("action")


def steps(dossier: Dossier) -> int:
    return dossier.ask(lambda session: session.query(Step).count())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("initial_end", "2026-01-01"),
        ("initial_end", datetime(2026, 1, 1, 3)),
        ("total_cost_cents", -5),
        ("total_cost_cents", "12"),
        ("total_cost_cents", 12.5),
        ("total_cost_cents", 10**30),
        ("progress_percent", 150),
        ("progress_percent", True),
        ("status", "n’importe quoi"),
        ("status", None),
        ("title", "\x00\ud800"),
        ("is_confidential", "non"),
        ("axis_id", 999),
        ("notes", ["liste"]),
        ("milestones", "x"),
        ("id", 99),
        ("absent", "x"),
    ],
)
def test_what_a_field_cannot_hold_is_one_sentence_and_nothing_is_written(
    dossier: Dossier, action: int, field: str, value: object
) -> None:
    before = steps(dossier)
    with pytest.raises(ValidationFailed, match=r"^[«A-ZÉ].*\.$"):
        dossier.run(SetField("action", action, field, value))
    assert steps(dossier) == before


def test_the_constraints_of_the_file_speak_french(dossier: Dossier, action: int) -> None:
    first = dossier.run(AddMeeting(1, date(2026, 12, 1))).created("meeting")
    second = dossier.run(AddMeeting(1, date(2027, 6, 1))).created("meeting")
    step = dossier.run(AddMilestone(action, "Étude")).created("milestone")
    indicator = dossier.run(AddIndicator("Emplois")).created("indicator")
    for command in (
        SetField("meeting", second, "number", 1),
        SetField("meeting", second, "number", 0),
        SetField("meeting", first, "held_on", None),
        SetField("meeting", first, "starts_at", "14:00"),
        SetField("milestone", step, "weight", 0),
        SetField("committee", 1, "notice_days", -1),
        AddCommitment("Région Démonstration", action, announced_cents=-1),
        AddLocalAuthority("CC de la Sambrelle", population=-1),
        AddReading(indicator, float("nan"), date(2028, 2, 29)),
        AddTask("Relancer", meeting=999),
    ):
        with pytest.raises(ValidationFailed, match=r"rien n’a été modifié\.$"):
            dossier.run(command)


def test_text_that_no_document_could_hold_is_cleaned_and_can_be_undone(dossier: Dossier, action: int) -> None:
    dossier.run(SetField("action", action, "notes", "a\x00b\x1fc\r\nd\ud800 \ud83c\udfed l'É’ & <b>"))

    def notes() -> str:
        return dossier.ask(lambda session: session.get(Action, action).notes)

    assert notes() == "abc\nd 🏭 l'É’ & <b>"
    dossier.undo()
    assert notes() == ""
    dossier.redo()
    assert notes() == "abc\nd 🏭 l'É’ & <b>"


def test_a_stored_word_stands_for_its_term(dossier: Dossier, action: int) -> None:
    dossier.run(SetField("action", action, "status", Status.BLOCKED.value))
    assert dossier.ask(lambda session: session.get(Action, action).status) is Status.BLOCKED


def test_text_typed_in_a_new_row_is_cleaned_too(dossier: Dossier) -> None:
    meeting = dossier.run(AddMeeting(1, date(2028, 2, 29))).created("meeting")
    change = dossier.run(AddItem(meeting, "Point\x0b financier\udfff"))
    assert change.rows[0].after["title"] == "Point\n financier"
