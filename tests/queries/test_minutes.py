"""What the minutes say, and the plan changes told in sentences."""

from datetime import date, time

import pytest

from app.commands.fields import Delete, SetField
from app.commands.finance import AddCommitment
from app.commands.meetings import AddMeeting, Invite, LinkAction
from app.commands.plan import AddAction, AddAxis, AddMilestone, AddProgress
from app.commands.session import AddDecision, AddTask, CloseMeeting, GoToItem, MarkApproved, MarkSent, OpenMeeting
from app.errors import NotFound
from app.models import Committee, Meeting
from app.queries.minutes import meeting_key, minutes
from app.vocabulary import College, Presence, Weather

TODAY = date(2026, 11, 23)
NB = "\N{NO-BREAK SPACE}"
NNB = "\N{NARROW NO-BREAK SPACE}"


def plain(text):
    return text.replace(NB, " ").replace(NNB, " ")


@pytest.fixture
def action(dossier):
    axis = dossier.run(AddAxis("Foncier", number="3")).created("axis")
    key = dossier.run(AddAction("Friche des Forges", axis)).created("action")
    dossier.run(AddProgress(key, Weather.STORM, percent=15))
    dossier.run(SetField("action", key, "initial_end", date(2026, 9, 30)))
    return key


@pytest.fixture
def meeting(dossier):
    return dossier.run(AddMeeting(1, TODAY, time(14), "Hôtel de ville")).created("meeting")


@pytest.fixture
def items(dossier, meeting):
    return [item.id for item in dossier.ask(lambda s: list(s.get(Meeting, meeting).items))]


def told(dossier, meeting, rank):
    return [plain(line) for line in dossier.ask(minutes, meeting, TODAY).items[rank].plan_changes]


def test_the_three_live_changes_make_one_sentence(dossier, meeting, items, action):
    dossier.run(OpenMeeting(meeting))
    dossier.run(AddProgress(action, Weather.CLOUD, percent=20))
    dossier.run(SetField("action", action, "revised_end", date(2027, 6, 30)))
    assert told(dossier, meeting, 0) == [
        "3.1 : la météo passe de « objectifs compromis » à « appuis nécessaires » ; "
        "l’échéance passe du 30/09/2026 au 30/06/2027 ; l’avancement passe de 15 % à 20 %."
    ]


def test_what_was_undone_or_put_back_is_not_told(dossier, meeting, items, action):
    dossier.run(OpenMeeting(meeting))
    dossier.run(SetField("action", action, "progress_percent", 40))
    dossier.undo()
    dossier.run(SetField("action", action, "progress_percent", 50))
    dossier.run(SetField("action", action, "progress_percent", 15))
    assert told(dossier, meeting, 0) == []
    dossier.run(SetField("action", action, "progress_percent", 60))
    dossier.run(CloseMeeting(meeting))
    dossier.undo()  # reopens
    dossier.undo()
    assert told(dossier, meeting, 0) == []
    dossier.redo()
    assert told(dossier, meeting, 0) == ["3.1 : l’avancement passe de 15 % à 60 %."]


def test_changes_stand_under_the_item_during_which_they_were_made(dossier, meeting, items, action):
    dossier.run(SetField("action", action, "progress_percent", 16))
    dossier.run(OpenMeeting(meeting))
    dossier.run(GoToItem(items[1]))
    dossier.run(AddMilestone(action, "Dépollution", date(2027, 3, 1)))
    assert told(dossier, meeting, 0) == []
    assert told(dossier, meeting, 1) == ["3.1 : nouvelle étape « Dépollution », prévue le 01/03/2027."]


def test_created_and_deleted_objects_are_told(dossier, meeting, items, action):
    dossier.run(OpenMeeting(meeting))
    dossier.run(AddCommitment("Région démo", action, announced_cents=18_000_000))
    new = dossier.run(AddAction("Halle d’essais", None, number="2.3")).created("action")
    scratch = dossier.run(AddAction("Créée par erreur")).created("action")
    dossier.run(Delete("action", scratch))
    assert told(dossier, meeting, 0) == [
        "3.1 : nouvel engagement de « Région démo », 180 000 € (annoncé).",
        "Nouvelle action 2.3 « Halle d’essais ».",
    ]
    dossier.run(GoToItem(items[1]))
    dossier.run(Delete("action", new))
    assert told(dossier, meeting, 1) == ["L’action 2.3 « Halle d’essais » est supprimée."]


def test_private_notes_never_reach_the_minutes(dossier, meeting, items):
    dossier.run(SetField("agenda_item", items[0], "private_notes", "SECRET-A"))
    dossier.run(SetField("agenda_item", items[0], "preparation_note", "SECRET-B"))
    dossier.run(SetField("agenda_item", items[0], "notes", "Le comité se félicite."))
    said = dossier.ask(minutes, meeting, TODAY)
    assert said.items[0].notes == "Le comité se félicite."
    assert "SECRET" not in repr(said)


def test_decisions_tasks_and_participants(dossier, meeting, items, action):
    dossier.run(LinkAction(items[0], action))
    dossier.run(Invite(meeting, "Alix Démo", "Fonderies démo", "Directrice", College.INDUSTRY))
    dossier.run(Invite(meeting, organization="Préfecture démo", college=College.STATE))
    dossier.run(OpenMeeting(meeting))
    key = dossier.run(AddDecision(items[0], "Le comité valide.")).created("decision")
    dossier.run(AddTask("Écrire à la préfecture", "Chef de projet", date(2026, 12, 18), item=items[0]))
    said = dossier.ask(minutes, meeting, TODAY)
    assert [d.number for d in said.decisions] == ["D-2026-01-01"]
    assert said.items[0].decisions == said.decisions
    assert said.decisions[0].actions == ("3.1 Friche des Forges",)
    assert said.items[0].tasks[0].responsible == "Chef de projet"
    assert [(p.name, p.college, p.presence) for p in said.participants] == [
        ("Préfecture démo", "État", Presence.UNKNOWN),
        ("Alix DÉMO", "Industriels", Presence.UNKNOWN),
    ]
    dossier.run(Delete("decision", key))
    assert dossier.ask(minutes, meeting, TODAY).decisions == ()


def test_the_status_and_the_next_meeting(dossier, meeting, items):
    assert dossier.ask(minutes, meeting, TODAY).status == "Projet de compte rendu"
    assert dossier.ask(minutes, meeting, TODAY).next_meeting == ""
    dossier.run(AddMeeting(1, date(2027, 3, 11), time(14, 30), "Mairie démo"))
    said = dossier.ask(minutes, meeting, TODAY)
    assert plain(said.next_meeting) == "COPIL n° 2 : jeudi 11 mars 2027 à 14 h 30, Mairie démo."
    for command in (OpenMeeting, CloseMeeting, MarkSent, MarkApproved):
        dossier.run(command(meeting))
    assert dossier.ask(minutes, meeting, TODAY).status == "Approuvé le 23/11/2026"


def test_a_meeting_is_named_by_its_number_and_committee(dossier, meeting):
    cotech = dossier.ask(lambda s: next(c.id for c in s.query(Committee) if c.short_name == "COTECH"))
    other = dossier.run(AddMeeting(cotech, TODAY)).created("meeting")
    assert dossier.ask(meeting_key, "1") == meeting
    assert dossier.ask(meeting_key, "cotech:1") == other
    assert dossier.ask(meeting_key, "COTECH : 1") == other
    for wrong in ("9", "cotech:9", "inconnu:1", "sept", ""):
        with pytest.raises(NotFound, match=r"\.$"):
            dossier.ask(meeting_key, wrong)


def test_a_meeting_that_is_gone_is_not_found(dossier):
    with pytest.raises(NotFound):
        dossier.ask(minutes, 999, TODAY)
