"""The journal as a user reads it."""

import time
from datetime import date

from app.commands.fields import Delete, SetField
from app.commands.finance import AddCommitment
from app.commands.meetings import AddMeeting
from app.commands.plan import AddAction, AddAxis, AddMilestone
from app.commands.session import CloseMeeting, OpenMeeting
from app.commands.territory import AddPerson
from app.queries.journal import JournalFilter, journal, journal_filters
from app.vocabulary import Status


def sentences(dossier, **kept):
    return [row.sentence for row in dossier.ask(journal, JournalFilter(**kept)).rows]


def test_the_last_change_comes_first_in_a_french_sentence(dossier):
    action = dossier.run(AddAction("Friche des Forges", number="3.1")).created("action")
    dossier.run(SetField("action", action, "status", Status.RUNNING))
    dossier.run(SetField("action", action, "status", Status.BLOCKED))
    (row, *_) = dossier.ask(journal).rows
    assert row.sentence == "Action 3.1 Friche des Forges\u00a0: statut\u00a0: En cours → Bloqué"
    assert (row.author, row.within, row.meeting, row.exists) == ("Camille Testeuse", "", "", True)
    assert sentences(dossier)[2] == "Action 3.1 Friche des Forges\u00a0: création"


def test_keys_are_shown_as_names(dossier):
    axis = dossier.run(AddAxis("Foncier")).created("axis")
    action = dossier.run(AddAction("Friche", number="3.1")).created("action")
    dossier.run(SetField("action", action, "axis_id", axis))
    assert sentences(dossier)[0] == "Action 3.1 Friche\u00a0: axe\u00a0: — → 1 Foncier"


def test_a_long_text_is_only_said_to_have_changed(dossier):
    action = dossier.run(AddAction("Friche", number="3.1")).created("action")
    dossier.run(SetField("action", action, "description", "Un paragraphe. " * 20))
    assert sentences(dossier)[0] == "Action 3.1 Friche\u00a0: description\u00a0: texte modifié"


def test_deleted_objects_stay_readable(dossier):
    action = dossier.run(AddAction("Friche", number="3.1")).created("action")
    dossier.run(AddMilestone(action, "Permis déposé"))
    dossier.run(Delete("action", action))
    rows = dossier.ask(journal).rows
    assert "Action 3.1 Friche\u00a0: suppression" in [row.sentence for row in rows]
    step = next(row for row in rows if row.sentence.startswith("Étape"))
    assert (step.within, step.exists) == ("Action 3.1 Friche", False)
    assert "Action 3.1 Friche" in [found.label for found in dossier.ask(journal_filters).objects]


def test_filter_by_object_takes_what_hangs_from_it(dossier):
    first = dossier.run(AddAction("Friche", number="3.1")).created("action")
    dossier.run(AddAction("Halle", number="3.2"))
    dossier.run(AddMilestone(first, "Permis"))
    dossier.run(AddCommitment("Région Fictive", first))
    found = sentences(dossier, owner=("action", first))
    assert [text.partition("\u00a0:")[0] for text in found] == [
        "Engagement E-01 · Région Fictive",
        "Étape « Permis »",
        "Action 3.1 Friche",
    ]


def test_filter_by_meeting_keeps_what_was_written_while_it_was_open(dossier):
    meeting = dossier.run(AddMeeting(1, date(2026, 11, 23))).created("meeting")
    action = dossier.run(AddAction("Friche", number="3.1")).created("action")
    dossier.run(OpenMeeting(meeting))
    dossier.run(SetField("action", action, "status", Status.BLOCKED))
    dossier.run(CloseMeeting(meeting))
    dossier.run(SetField("action", action, "status", Status.RUNNING))
    assert dossier.ask(journal_filters).meetings == ((meeting, "COPIL n°\u00a01"),)
    rows = dossier.ask(journal, JournalFilter(meeting=meeting)).rows
    assert [row.sentence for row in rows if "statut" in row.sentence] == [
        "Action 3.1 Friche\u00a0: statut\u00a0: À venir → Bloqué"
    ]
    assert {row.meeting for row in rows} == {"COPIL n°\u00a01"}


def test_words_are_looked_for_in_names_fields_authors_and_values(dossier):
    dossier.run(AddPerson("Odile", "FICTIVE"))
    action = dossier.run(AddAction("Friche", number="3.1")).created("action")
    dossier.run(SetField("action", action, "status", Status.BLOCKED))
    assert sentences(dossier, text="BLOQUE friche") == ["Action 3.1 Friche\u00a0: statut\u00a0: À venir → Bloqué"]
    assert sentences(dossier, text="odile creation") == ["Interlocuteur Odile FICTIVE\u00a0: création"]
    assert sentences(dossier, text="introuvable") == []


def test_pages_say_whether_more_remains(dossier):
    for rank in range(4):
        dossier.run(AddAction(f"Action {rank}"))
    whole = dossier.ask(journal, JournalFilter(text="creation action"), 10)
    assert (len(whole.rows), whole.has_more) == (4, False)
    page = dossier.ask(journal, JournalFilter(text="creation action"), 3)
    assert (page.rows, page.has_more) == (whole.rows[:3], True)
    assert dossier.ask(journal, JournalFilter(), 3).has_more


class ManyChanges:
    label = "Beaucoup de modifications"

    def __call__(self, uow):
        from app.models import Action

        made = [Action(title=f"Action {rank}") for rank in range(100)]
        uow.session.add_all(made)
        uow.flush()
        for turn in range(40):
            for action in made:
                action.notes = f"Note {turn}"
            uow.flush()


def test_thousands_of_changes_are_read_at_once(dossier):
    dossier.run(ManyChanges())
    start = time.perf_counter()
    assert len(dossier.ask(journal).rows) == 200
    assert dossier.ask(journal, JournalFilter(text="introuvable")).rows == ()
    assert time.perf_counter() - start < 1.5
