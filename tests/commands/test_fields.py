"""Changing a field and deleting an object: success, refusals, stale edits, what follows."""

from datetime import date

import pytest
from sqlalchemy import select

from app.commands.fields import Delete, SetField
from app.commands.finance import AddCommitment
from app.commands.meetings import AddItem, AddMeeting
from app.commands.plan import AddAction, AddAxis, AddMilestone, SetPartners
from app.commands.session import AddDecision, AddTask, OpenMeeting
from app.commands.territory import AddCommittee, AddLocalAuthority, AddOrganization, AddSeat
from app.db.dossier import Dossier
from app.errors import AppError, NotFound, StaleEdit, ValidationFailed
from app.models import Action, AgendaItem, Decision, Milestone, Organization, SearchEntry, Task
from app.vocabulary import CommitteeKind, FollowUp, PartnerRole, Status


@pytest.fixture
def action(dossier: Dossier) -> int:
    return dossier.run(AddAction("Friche des Forges")).created("action")


def value(dossier: Dossier, entity, key: int, field: str) -> object:
    return dossier.ask(lambda session: getattr(session.get(entity, key), field))


def test_a_field_changes_and_is_trimmed(dossier: Dossier, action: int) -> None:
    dossier.run(SetField("action", action, "title", "  Friche  ", before="Friche des Forges"))
    assert value(dossier, Action, action, "title") == "Friche"


def test_the_same_value_is_no_step(dossier: Dossier, action: int) -> None:
    label = dossier.history.undo_label
    assert dossier.run(SetField("action", action, "status", Status.PLANNED)).rows == ()
    assert dossier.history.undo_label == label


def test_a_field_changed_meanwhile_is_not_overwritten(dossier: Dossier, action: int) -> None:
    dossier.run(SetField("action", action, "description", "la leur"))
    with pytest.raises(StaleEdit, match="n’a pas été écrite"):
        dossier.run(SetField("action", action, "description", "la mienne", before=""))
    assert value(dossier, Action, action, "description") == "la leur"


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [("title", "   ", "rester vide"), ("title", "x" * 301, "300 caractères"), ("number", "9.9", "déjà pris")],
)
def test_refusals_name_the_field_and_write_nothing(
    dossier: Dossier, action: int, field: str, wrong: str, said: str
) -> None:
    dossier.run(AddAction("Autre", number="9.9"))
    with pytest.raises(ValidationFailed, match=said) as refusal:
        dossier.run(SetField("action", action, field, wrong))
    assert list(refusal.value.fields) == [field]
    assert value(dossier, Action, action, "title") == "Friche des Forges"


def test_a_wrong_siren_is_refused(dossier: Dossier) -> None:
    with pytest.raises(ValidationFailed, match="SIREN"):
        dossier.run(AddLocalAuthority("CC X", siren="123456789"))
    dossier.run(AddLocalAuthority("CC X", siren="200 018 653"))


def test_what_is_gone_is_said(dossier: Dossier, action: int) -> None:
    dossier.run(Delete("action", action))
    with pytest.raises(NotFound, match="n’existe plus"):
        dossier.run(SetField("action", action, "title", "x"))


def test_a_sub_action_has_no_sub_action(dossier: Dossier, action: int) -> None:
    sub = dossier.run(AddAction("Sous-action", parent=action)).created("action")
    for command in (
        AddAction("x", parent=sub),
        SetField("action", action, "parent_id", sub),
        SetField("action", sub, "parent_id", sub),
    ):
        with pytest.raises(ValidationFailed, match="un seul niveau"):
            dossier.run(command)


def test_an_axis_is_not_put_under_itself(dossier: Dossier) -> None:
    axis = dossier.run(AddAxis("Axe")).created("axis")
    below = dossier.run(AddAxis("Sous-axe", parent=axis)).created("axis")
    with pytest.raises(ValidationFailed, match="sous lui-même"):
        dossier.run(SetField("axis", axis, "parent_id", below))


def test_done_is_stamped_with_today(dossier: Dossier, action: int) -> None:
    step = dossier.run(AddMilestone(action, "Étude")).created("milestone")
    dossier.run(SetField("milestone", step, "is_done", True))
    assert value(dossier, Milestone, step, "actual_on") == date(2026, 11, 23)
    dossier.run(SetField("milestone", step, "is_done", False))
    assert value(dossier, Milestone, step, "actual_on") is None
    task = dossier.run(AddTask("Écrire")).created("task")
    dossier.run(SetField("task", task, "state", FollowUp.DONE))
    assert value(dossier, Task, task, "done_on") == date(2026, 11, 23)


def test_deleting_an_action_leaves_decisions_and_tasks_standing(dossier: Dossier, action: int) -> None:
    meeting = dossier.run(AddMeeting(1, date(2026, 12, 10), with_agenda=False)).created("meeting")
    item = dossier.run(AddItem(meeting, "Friche", actions=(action,))).created("agenda_item")
    dossier.run(OpenMeeting(meeting))
    dossier.run(AddDecision(item, "Valide"))
    task = dossier.run(AddTask("Relancer", item=item)).created("task")
    assert value(dossier, Task, task, "action_id") == action

    dossier.run(Delete("action", action))

    assert value(dossier, Task, task, "action_id") is None
    assert dossier.ask(lambda s: [d.number for d in s.scalars(select(Decision))]) == ["D-2026-01-01"]
    dossier.undo()
    assert value(dossier, Task, task, "action_id") == action


def test_what_is_used_is_not_deleted(dossier: Dossier, action: int) -> None:
    dossier.run(SetPartners(action, PartnerRole.LEAD, ("ADEME",)))
    key = dossier.ask(lambda s: s.scalars(select(Organization.id)).one())
    with pytest.raises(ValidationFailed, match="encore utilisé"):
        dossier.run(Delete("organization", key))
    axis = dossier.run(AddAxis("Axe")).created("axis")
    dossier.run(AddAction("x", axis))
    with pytest.raises(ValidationFailed, match="porte encore des actions"):
        dossier.run(Delete("axis", axis))


def test_a_held_meeting_is_never_deleted(dossier: Dossier) -> None:
    meeting = dossier.run(AddMeeting(1, date(2026, 12, 10))).created("meeting")
    dossier.run(OpenMeeting(meeting))
    with pytest.raises(ValidationFailed, match="ne se supprime pas"):
        dossier.run(Delete("meeting", meeting))


def test_deleting_a_point_keeps_its_decisions_in_the_meeting(dossier: Dossier) -> None:
    meeting = dossier.run(AddMeeting(1, date(2026, 12, 10), with_agenda=False)).created("meeting")
    item = dossier.run(AddItem(meeting, "Point")).created("agenda_item")
    dossier.run(AddDecision(item, "Valide"))
    dossier.run(Delete("agenda_item", item))
    assert dossier.ask(lambda s: [d.item_id for d in s.scalars(select(Decision))]) == [None]
    assert dossier.ask(lambda s: s.scalars(select(AgendaItem)).all()) == []


def test_a_structure_typed_twice_is_one(dossier: Dossier, action: int) -> None:
    dossier.run(AddOrganization("Région Grand Val", short_name="Région"))
    dossier.run(SetPartners(action, PartnerRole.FUNDING, ("REGION GRAND VAL", "Région", " région  grand val ")))
    assert dossier.ask(lambda s: [o.name for o in s.scalars(select(Organization))]) == ["Région Grand Val"]


def test_titles_too_long_are_refused_at_creation_as_at_edition(dossier: Dossier, action: int) -> None:
    meeting = dossier.run(AddMeeting(1, date(2026, 12, 10))).created("meeting")
    for command in (AddAxis("x" * 301), AddItem(meeting, "x" * 301), AddMilestone(action, "x" * 301)):
        with pytest.raises(ValidationFailed, match="300 caractères"):
            dossier.run(command)


def test_every_refusal_is_a_sentence(dossier: Dossier) -> None:
    for command in (AddAction(""), AddAxis(" "), AddSeat(1), AddItem(1, ""), AddTask(""), AddOrganization("")):
        with pytest.raises(AppError) as refusal:
            dossier.run(command)
        assert str(refusal.value).endswith("."), command


def number_of(dossier: Dossier, key: int) -> str:
    return str(value(dossier, Action, key, "number"))


def test_the_number_of_a_deleted_action_is_never_given_again_even_typed_by_hand(dossier: Dossier) -> None:
    axis = dossier.run(AddAxis("Compétences")).created("axis")
    typed = dossier.run(AddAction("Importée", axis=axis, number="1.7")).created("action")
    dossier.run(Delete("action", typed))
    following = dossier.run(AddAction("Suivante", axis=axis)).created("action")
    assert number_of(dossier, following) == "1.8"


def test_the_number_of_a_decision_outlives_its_meeting(dossier: Dossier) -> None:
    numbers = []
    for _ in range(2):
        meeting = dossier.run(AddMeeting(1, date(2026, 12, 1), number=9)).created("meeting")
        item = dossier.run(AddItem(meeting, "Point")).created("agenda_item")
        decision = dossier.run(AddDecision(item, "Décidé")).created("decision")
        numbers.append(value(dossier, Decision, decision, "number"))
        dossier.run(Delete("meeting", meeting))
    assert numbers == ["D-2026-09-01", "D-2026-09-02"]


def test_two_committees_never_share_a_sigle(dossier: Dossier) -> None:
    dossier.run(AddCommittee(CommitteeKind.STEERING, "Groupe emploi", "GT"))
    with pytest.raises(ValidationFailed, match="porte déjà le sigle"):
        dossier.run(AddCommittee(CommitteeKind.STEERING, "Groupe foncier", "gt"))
    with pytest.raises(ValidationFailed, match="porte déjà le sigle"):
        dossier.run(SetField("committee", 1, "short_name", "GT"))


def test_moving_an_axis_never_makes_a_fourth_level(dossier: Dossier) -> None:
    keys: list[int] = []
    for title in ("un", "deux", "trois"):
        keys.append(dossier.run(AddAxis(title, parent=keys[-1] if keys else None)).created("axis"))
    other = dossier.run(AddAxis("autre")).created("axis")
    with pytest.raises(ValidationFailed, match="trois niveaux"):
        dossier.run(SetField("axis", other, "parent_id", keys[-1]))
    dossier.run(SetField("axis", other, "parent_id", keys[1]))


def test_what_bears_the_name_of_a_renamed_structure_is_found_under_the_new_one(dossier: Dossier, action: int) -> None:
    dossier.run(AddCommitment("Région Alpha", action))
    dossier.run(SetField("organization", 1, "name", "Région Oméga"))

    def titles() -> list[str]:
        query = select(SearchEntry.title).where(SearchEntry.table == "commitment")
        return list(dossier.ask(lambda session: session.scalars(query).all()))

    assert titles() == ["E-01 · Région Oméga"]
    dossier.undo()
    assert titles() == ["E-01 · Région Alpha"]
