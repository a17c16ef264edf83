"""The rows of the plan and the fiche, read from a real dossier."""

from datetime import date

import pytest

from app.changes import Kind
from app.commands.fields import Delete, SetField
from app.commands.finance import AddCommitment, AddPayment
from app.commands.meetings import AddItem, AddMeeting
from app.commands.plan import AddAction, AddAxis, AddMilestone, AddProgress, SetPartners, SetPeople
from app.commands.plan_edits import MoveMilestone, SetCommitmentHolder
from app.commands.session import AddDecision, AddTask
from app.commands.territory import AddOrganization
from app.queries.action_sheet import action_sheet
from app.queries.plan import choices, plan
from app.vocabulary import (
    CommitmentKind,
    Family,
    PartnerRole,
    PersonRole,
    Status,
    TaxBasis,
    Trend,
    Weather,
)

TODAY = date(2026, 11, 23)


@pytest.fixture
def axis(dossier):
    return dossier.run(AddAxis("Foncier")).created("axis")


@pytest.fixture
def action(dossier, axis):
    return dossier.run(AddAction("Dépolluer la friche des Forges", axis)).created("action")


def set_(dossier, key, **values):
    for field, value in values.items():
        dossier.run(SetField("action", key, field, value))


def rows(dossier):
    return dossier.ask(plan, TODAY).rows


def fund(dossier, action, name, **cents):
    key = dossier.run(AddCommitment(name, action)).created("commitment")
    for field, value in cents.items():
        dossier.run(SetField("commitment", key, field, value))
    return key


def test_actions_come_in_natural_order_with_sub_actions_under_their_parent(dossier, axis):
    for number in ("1.10", "1.2"):
        dossier.run(AddAction(f"Action {number}", axis, number=number))
    first = next(row for row in rows(dossier) if row.number == "1.2")
    for number in ("1.2.10", "1.2.9"):
        dossier.run(AddAction("Sous-action", parent=first.key, number=number))

    assert [row.number for row in rows(dossier)] == ["1.2", "1.2.9", "1.2.10", "1.10"]
    assert [row.is_sub_action for row in rows(dossier)] == [False, True, True, False]


def test_a_row_tells_axis_weather_progress_lateness_and_money(dossier, axis, action):
    dossier.run(AddProgress(action, weather=Weather.SUN, noted_on=date(2026, 1, 5)))
    dossier.run(AddProgress(action, weather=Weather.STORM, trend=Trend.DOWN, percent=15, noted_on=date(2026, 11, 2)))
    dossier.run(AddProgress(action, highlights="Rien de neuf", noted_on=date(2026, 11, 20)))
    set_(dossier, action, initial_end=date(2026, 9, 30), total_cost_cents=195_000_000, total_cost_basis=TaxBasis.NET)
    fund(dossier, action, "Région", granted_cents=18_000_000, basis=TaxBasis.NET)
    fund(dossier, action, "État", requested_cents=78_000_000)

    (row,) = rows(dossier)
    assert (row.axis, row.axes) == ("Foncier", (axis,))
    assert (row.weather, row.trend, row.is_weather_stale) == (Weather.STORM, Trend.DOWN, False)
    assert (row.progress, row.is_progress_manual) == (15, True)
    assert (row.due, row.is_late) == (date(2026, 9, 30), True)
    assert (row.cost_cents, row.acquired) == (195_000_000, ((18_000_000, TaxBasis.NET),))
    assert not row.has_pilot


def test_on_the_day_itself_an_action_is_not_late_and_never_once_done(dossier, action):
    set_(dossier, action, initial_end=TODAY)
    assert not rows(dossier)[0].is_late
    set_(dossier, action, initial_end=date(2026, 11, 22))
    assert rows(dossier)[0].is_late
    set_(dossier, action, status=Status.DONE)
    assert not rows(dossier)[0].is_late


def test_weather_grows_stale_after_ninety_days(dossier, action):
    dossier.run(AddProgress(action, weather=Weather.SUN, noted_on=date(2026, 8, 24)))
    assert rows(dossier)[0].is_weather_stale


def test_progress_comes_from_the_steps_unless_typed_or_done(dossier, action):
    keys = [dossier.run(AddMilestone(action, title)).created("milestone") for title in ("Un", "Deux", "Trois")]
    dossier.run(SetField("milestone", keys[0], "is_done", True))
    assert (rows(dossier)[0].progress, rows(dossier)[0].is_progress_manual) == (33, False)
    set_(dossier, action, progress_percent=10)
    assert (rows(dossier)[0].progress, rows(dossier)[0].is_progress_manual) == (10, True)
    set_(dossier, action, status=Status.DONE)
    assert rows(dossier)[0].progress == 100


def test_a_refused_application_is_not_acquired(dossier, action):
    fund(dossier, action, "État", granted_cents=100, application="refused")
    assert rows(dossier)[0].acquired == ()


def test_a_row_is_found_by_its_people_and_structures_without_accents(dossier, action):
    dossier.run(SetPeople(action, PersonRole.PILOT, ("Zoé ÉCUREUIL",)))
    dossier.run(SetPartners(action, PartnerRole.LEAD, ("Établissement foncier",)))
    (row,) = rows(dossier)
    assert row.has_pilot
    assert "zoe ecureuil" in row.text
    assert "etablissement foncier" in row.text


def test_the_number_of_questions_does_not_grow_with_the_plan(dossier, axis):
    from sqlalchemy import event

    def count():
        asked = []

        def ask(session):
            event.listen(session.get_bind(), "before_cursor_execute", hear)
            plan(session, TODAY)
            event.remove(session.get_bind(), "before_cursor_execute", hear)

        def hear(*_args):
            asked.append(1)

        dossier.ask(ask)
        return len(asked)

    dossier.run(AddAction("Une", axis))
    few = count()
    for rank in range(12):
        dossier.run(AddAction(f"Action {rank}", axis))
    assert count() == few


def test_a_fiche_holds_steps_notes_commitments_and_its_journal(dossier, action):
    step = dossier.run(AddMilestone(action, "Étude de pollution", date(2026, 10, 1))).created("milestone")
    dossier.run(AddProgress(action, weather=Weather.CLOUD, obstacles="Arrêté attendu"))
    commitment = fund(dossier, action, "Région", announced_cents=20_000, contracted_cents=18_000)
    dossier.run(AddPayment(commitment, 5_000, date(2026, 6, 1)))
    dossier.run(AddTask("Relancer la sous-préfecture", action=action, due=date(2026, 11, 1)))

    sheet = dossier.ask(action_sheet, action, TODAY)
    assert sheet.values["title"] == "Dépolluer la friche des Forges"
    assert [(m.key, m.title, m.is_late) for m in sheet.milestones] == [(step, "Étude de pollution", True)]
    assert sheet.notes[0].obstacles == "Arrêté attendu"
    (line,) = sheet.commitments
    assert (line.organization, line.best_cents, line.paid_cents) == ("Région", 18_000, 5_000)
    assert [(t.wording, t.is_overdue) for t in sheet.tasks] == [("Relancer la sous-préfecture", True)]
    said = [line.what for line in sheet.journal]
    assert said[-1] == "Fiche\u00a0: création"
    assert any("Étude de pollution" in what for what in said)


def test_the_journal_names_what_a_field_pointed_to(dossier, axis, action):
    other = dossier.run(AddAxis("Compétences")).created("axis")
    dossier.run(SetField("action", action, "axis_id", other))
    first = dossier.ask(action_sheet, action, TODAY).journal[0]
    assert (first.what, first.before, first.after) == ("Axe", "1 Foncier", "2 Compétences")


def test_what_remains_to_find_is_the_cost_minus_the_best_known_amounts(dossier, action):
    set_(dossier, action, total_cost_cents=100_000, total_cost_basis=TaxBasis.NET)
    fund(dossier, action, "Région", announced_cents=30_000, granted_cents=20_000)
    fund(dossier, action, "État", announced_cents=50_000, application="refused")
    state = dossier.ask(action_sheet, action, TODAY).funding
    assert (state.expected.cents, state.acquired.cents, state.to_find_cents) == (20_000, 20_000, 80_000)


def test_nothing_is_subtracted_across_ht_and_ttc(dossier, action):
    set_(dossier, action, total_cost_cents=100_000, total_cost_basis=TaxBasis.NET)
    fund(dossier, action, "Région", announced_cents=30_000, basis=TaxBasis.GROSS)
    assert dossier.ask(action_sheet, action, TODAY).funding.to_find_cents is None


def test_the_owner_brings_a_fifth_of_public_money_not_of_the_cost(dossier, action):
    dossier.run(AddOrganization("CC du Val fictif", Family.EPCI))
    dossier.run(SetPartners(action, PartnerRole.LEAD, ("CC du Val fictif",)))
    set_(dossier, action, total_cost_cents=50_000_000)
    fund(dossier, action, "État", announced_cents=20_000_000)
    fund(dossier, action, "Région", announced_cents=13_000_000)
    own = fund(dossier, action, "CC du Val fictif", announced_cents=7_000_000)
    fund(dossier, action, "SAS Fictive", announced_cents=10_000_000)
    (found,) = dossier.ask(action_sheet, action, TODAY).funding.findings
    assert found.rule == "R3"
    assert "82" in found.message  # test B of R3: 82 500 € at the same aids

    dossier.run(SetField("commitment", own, "announced_cents", 8_250_000))
    assert dossier.ask(action_sheet, action, TODAY).funding.findings == ()


def test_a_company_is_never_asked_for_the_owner_share(dossier, action):
    dossier.run(SetPartners(action, PartnerRole.LEAD, ("SAS Fictive",)))
    fund(dossier, action, "État", announced_cents=20_000_000)
    assert dossier.ask(action_sheet, action, TODAY).funding.findings == ()


def test_more_contracted_than_granted_is_remarked(dossier, action):
    fund(dossier, action, "Région", granted_cents=10_000, contracted_cents=12_000)
    (found,) = dossier.ask(action_sheet, action, TODAY).funding.findings
    assert found.rule == "R10"


def test_a_deleted_action_has_no_fiche(dossier, action):
    dossier.run(Delete("action", action))
    assert dossier.ask(action_sheet, action, TODAY) is None


def test_choices_propose_only_possible_parents(dossier, axis, action):
    other = dossier.run(AddAction("Autre", axis)).created("action")
    sub = dossier.run(AddAction("Sous", parent=other)).created("action")
    assert [c.key for c in dossier.ask(choices, action).parents] == [other]
    assert dossier.ask(choices, other).parents == ()  # it has sub-actions: one level only
    assert {c.key for c in dossier.ask(choices, sub).parents} == {action, other}


def test_steps_are_reordered_and_a_commitment_changes_hands(dossier, action):
    keys = [dossier.run(AddMilestone(action, title)).created("milestone") for title in ("Un", "Deux", "Trois")]
    dossier.run(MoveMilestone(keys[2], 0))
    assert [m.title for m in dossier.ask(action_sheet, action, TODAY).milestones] == ["Trois", "Un", "Deux"]
    dossier.undo()
    assert [m.title for m in dossier.ask(action_sheet, action, TODAY).milestones] == ["Un", "Deux", "Trois"]

    line = dossier.run(AddCommitment("Région", action, CommitmentKind.ENGINEERING)).created("commitment")
    change = dossier.run(SetCommitmentHolder(line, "Agence fictive"))
    assert change.keys("organization", Kind.INSERT)
    assert dossier.ask(action_sheet, action, TODAY).commitments[0].organization == "Agence fictive"


def test_a_fiche_holds_the_decisions_about_it(dossier, action):
    meeting = dossier.run(AddMeeting(1, date(2026, 10, 1), with_agenda=False)).created("meeting")
    item = dossier.run(AddItem(meeting, "Friche")).created("agenda_item")
    dossier.run(AddDecision(item, "Saisir la sous-préfecture.", due=date(2026, 10, 31), actions=(action,)))
    (decision,) = dossier.ask(action_sheet, action, TODAY).decisions
    assert (decision.number, decision.meeting, decision.is_overdue) == ("D-2026-01-01", "COPIL n°\u00a01", True)
