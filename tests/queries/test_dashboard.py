"""What the tableau de bord says, read from a real dossier."""

from datetime import date, time

import pytest

from app.commands.fields import Delete, SetField
from app.commands.finance import AddCommitment, AddPayment
from app.commands.indicators import AddIndicator, AddReading
from app.commands.meetings import AddMeeting
from app.commands.plan import AddAction, AddAxis, AddProgress
from app.commands.session import AddDecision, AddTask, CloseMeeting, OpenMeeting
from app.dto.dashboard import Alert, Delta
from app.queries.dashboard import dashboard, reached
from app.vocabulary import Application, Execution, FollowUp, Reliability, Status, TaxBasis, Weather

TODAY = date(2026, 11, 23)
COPIL, COTECH = 1, 2


def shown(dossier):
    return dossier.ask(dashboard, TODAY)


def set_(dossier, table, key, **fields):
    for field, value in fields.items():
        dossier.run(SetField(table, key, field, value))


def an_action(dossier, title="Dépolluer la friche", axis=None, **fields):
    key = dossier.run(AddAction(title, axis)).created("action")
    set_(dossier, "action", key, **fields)
    return key


def a_line(dossier, action, name="Région Fictive", **fields):
    key = dossier.run(AddCommitment(name, action)).created("commitment")
    set_(dossier, "commitment", key, **fields)
    return key


def a_held_meeting(dossier, day=date(2026, 9, 16)):
    key = dossier.run(AddMeeting(COPIL, day)).created("meeting")
    dossier.run(OpenMeeting(key))
    dossier.run(CloseMeeting(key))
    return key


def test_an_empty_dossier_says_nothing_false(dossier):
    board = shown(dossier)
    assert (board.actions, board.next_meeting, board.funding, board.since) == (0, None, None, None)
    assert board.promises.percent is None
    assert board.steering_committee == COPIL


def test_the_next_copil_comes_before_an_earlier_cotech(dossier):
    dossier.run(AddMeeting(COTECH, date(2026, 12, 1)))
    dossier.run(AddMeeting(COPIL, date(2026, 12, 10), time(14), "salle du conseil"))
    dossier.run(AddMeeting(COPIL, date(2026, 11, 22)))
    ahead = shown(dossier).next_meeting
    assert (ahead.name, ahead.held_on, ahead.place) == ("COPIL n°\u00a01", date(2026, 12, 10), "salle du conseil")
    assert ahead.convened_on is None
    assert ahead.items > 0


def test_axes_count_the_weather_of_their_main_actions(dossier):
    top = dossier.run(AddAxis("Foncier")).created("axis")
    sub = dossier.run(AddAxis("Friches", top)).created("axis")
    sunny = an_action(dossier, "Dépolluer", sub, status=Status.RUNNING)
    an_action(dossier, "Inventorier", top)
    dossier.run(AddAction("Étudier", parent=sunny))
    dossier.run(AddProgress(sunny, Weather.SUN))
    (axis,) = shown(dossier).axes
    assert (axis.title, axis.actions) == ("1 Foncier", 2)
    assert axis.weather == {Weather.SUN: 1, None: 1}
    assert (shown(dossier).actions, shown(dossier).running) == (2, 1)


def test_the_funding_bar_adds_up_to_the_need(dossier):
    action = an_action(dossier, total_cost_cents=1_000_00, total_cost_basis=TaxBasis.NET)
    paid = a_line(dossier, action, contracted_cents=300_00, granted_cents=320_00, basis=TaxBasis.NET)
    dossier.run(AddPayment(paid, 100_00))
    a_line(dossier, action, announced_cents=150_00)
    a_line(dossier, action, requested_cents=200_00)
    a_line(dossier, action, requested_cents=900_00, application=Application.REFUSED)
    a_line(dossier, action)
    an_action(dossier, "Sans montant")
    board = shown(dossier)
    bar = board.funding
    assert (bar.paid_cents, bar.contracted_cents, bar.promised_cents) == (100_00, 200_00, 150_00)
    assert (bar.requested_cents, bar.to_find_cents, bar.over_cents) == (200_00, 350_00, 0)
    assert (bar.need_cents, bar.unknown_costs, bar.basis) == (1_000_00, 1, TaxBasis.NET)
    assert (board.promises.contracted_cents, board.promises.promised_cents) == (300_00, 450_00)
    assert (board.promises.percent, board.promises.unknown) == (66, 1)


def test_ht_and_ttc_are_never_summed(dossier):
    net = an_action(dossier, "En HT", total_cost_cents=500_00, total_cost_basis=TaxBasis.NET)
    an_action(dossier, "En TTC", total_cost_cents=120_00, total_cost_basis=TaxBasis.GROSS)
    a_line(dossier, net, announced_cents=60_00, basis=TaxBasis.GROSS)
    bar = shown(dossier).funding
    assert (bar.need_cents, bar.promised_cents, bar.other_basis) == (500_00, 0, 1)
    assert shown(dossier).promises.other_basis == 1


def test_more_money_than_needed_is_told_apart(dossier):
    action = an_action(dossier, total_cost_cents=100_00)
    a_line(dossier, action, contracted_cents=130_00)
    bar = shown(dossier).funding
    assert (bar.to_find_cents, bar.over_cents) == (0, 30_00)


def test_overdue_things_are_listed_and_what_is_over_is_not(dossier):
    late = an_action(dossier, "Dépolluer", initial_end=date(2026, 9, 30), status=Status.RUNNING)
    a_line(dossier, late, due=date(2026, 11, 11), announced_cents=180_000_00)
    a_line(dossier, late, "Kept", due=date(2026, 11, 11), execution=Execution.KEPT)
    meeting = a_held_meeting(dossier)
    dossier.run(AddDecision(meeting, wording="Lancer l’étude", due=date(2026, 10, 1)))
    done = dossier.run(AddDecision(meeting, wording="Déjà fait", due=date(2026, 10, 1))).created("decision")
    set_(dossier, "decision", done, follow_up=FollowUp.DONE)
    dossier.run(AddTask("Relancer l’agglomération", due=date(2026, 11, 20)))
    found = [(todo.alert, todo.text, todo.detail) for todo in shown(dossier).todos]
    assert found[0] == (
        Alert.COMMITMENT,
        "Engagement échu\u00a0: Région Fictive — 180\u202f000\u00a0€",
        "échu depuis 12\u00a0jours",
    )
    assert [alert for alert, _, _ in found] == [Alert.COMMITMENT, Alert.DECISION, Alert.TASK, Alert.ACTION]
    assert "sans suite\u00a0: Lancer l’étude" in found[1][1]


def test_nothing_is_overdue_on_its_day_and_what_comes_due_before_the_meeting_is_announced(dossier):
    an_action(dossier, "À l’heure", initial_end=TODAY, status=Status.RUNNING)
    dossier.run(AddTask("Préparer", due=TODAY))
    dossier.run(AddTask("Bien plus tard", due=date(2027, 6, 1)))
    dossier.run(AddMeeting(COPIL, date(2026, 12, 10)))
    (todo,) = shown(dossier).todos
    assert (todo.text, todo.is_overdue, todo.detail) == ("À faire\u00a0: Préparer", False, "échéance aujourd’hui")


def test_an_old_weather_is_stale(dossier):
    action = an_action(dossier, "Dépolluer", status=Status.RUNNING)
    dossier.run(AddProgress(action, Weather.SUN, noted_on=date(2026, 8, 24)))
    (todo,) = shown(dossier).todos
    assert (todo.alert, todo.detail) == (Alert.WEATHER, "91\u00a0jours")


class TestSince:
    @pytest.fixture
    def known(self, dossier):
        action = an_action(dossier, "Réseau de chaleur", status=Status.RUNNING, initial_end=date(2027, 6, 30))
        dossier.run(AddProgress(action, Weather.SUN, percent=40, noted_on=date(2026, 9, 1)))
        a_line(dossier, action, "Bpifrance", announced_cents=96_000_00)
        self.gone = an_action(dossier, "Vieille idée")
        a_held_meeting(dossier)
        # The tests' clock stands still: the meeting is read as closed a moment before what follows.
        return action

    def since(self, dossier):
        return {(change.delta, change.before, change.after) for change in shown(dossier).since.changes}

    @pytest.fixture
    def later(self, dossier):
        """Let an hour pass after each meeting closed."""
        from datetime import timedelta

        from app.clock import Clock

        moment = dossier.clock.now() + timedelta(hours=1)

        def pass_time():
            dossier.clock = Clock.fixed(moment)

        return pass_time

    def test_nothing_changed_says_so(self, dossier, known):
        board = shown(dossier).since
        assert (board.meeting, board.held_on, board.changes) == ("COPIL n°\u00a01", date(2026, 9, 16), ())

    def test_net_changes_are_told_once(self, dossier, known, later):
        later()
        set_(dossier, "action", known, status=Status.BLOCKED, revised_end=date(2027, 12, 31))
        dossier.run(AddProgress(known, Weather.CLOUD, percent=65))
        set_(dossier, "commitment", 1, contracted_cents=96_000_00)
        an_action(dossier, "Halle d’essais")
        dossier.run(Delete("action", self.gone))
        assert self.since(dossier) == {
            (Delta.STATUS, "En cours", "Bloqué"),
            (Delta.WEATHER, "Soleil", "Nuage"),
            (Delta.PROGRESS, "40\u00a0%", "65\u00a0%"),
            (Delta.END, "30/06/2027", "31/12/2027"),
            (Delta.MONEY, "annoncé 96\u202f000\u00a0€", "conventionné 96\u202f000\u00a0€"),
            (Delta.NEW, "", "nouvelle action"),
            (Delta.DELETED, "", "action supprimée"),
        }

    def test_a_change_taken_back_is_not_one(self, dossier, known, later):
        later()
        set_(dossier, "action", known, status=Status.BLOCKED)
        set_(dossier, "action", known, status=Status.RUNNING)
        an_action(dossier, "Créée par erreur")
        dossier.undo()
        assert self.since(dossier) == set()


def test_an_indicator_shows_its_last_real_reading(dossier):
    dossier.run(AddIndicator("Sans cible"))
    key = dossier.run(AddIndicator("Emplois créés", target=350)).created("indicator")
    dossier.run(AddReading(key, 214, date(2026, 6, 30)))
    dossier.run(AddReading(key, 400, date(2027, 6, 30), Reliability.FORECAST))
    (gauge,) = shown(dossier).gauges
    assert (gauge.name, gauge.value, gauge.percent, gauge.reliability) == (
        "Emplois créés",
        214,
        61,
        Reliability.DECLARED,
    )


@pytest.mark.parametrize(
    ("value", "target", "baseline", "percent"),
    [(214, 350, None, 61), (6, 8, 0, 75), (80, 60, 100, 50), (None, 8, 0, None), (3, 0, None, None)],
)
def test_how_far_an_indicator_is(value, target, baseline, percent):
    assert reached(value, target, baseline) == percent


def test_the_dashboard_costs_the_same_number_of_selects_whatever_the_size(dossier):
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    seen = []

    def count(*arguments):
        seen.append(arguments[2])

    def selects():
        seen.clear()
        event.listen(Engine, "before_cursor_execute", count)
        shown(dossier)
        event.remove(Engine, "before_cursor_execute", count)
        return len(seen)

    def grow():
        for rank in range(3):
            action = an_action(dossier, f"Action {rank}", total_cost_cents=100, initial_end=date(2026, 1, 1))
            line = a_line(dossier, action, f"Structure {rank}", due=date(2026, 1, 1), announced_cents=5)
            dossier.run(AddPayment(line, 1))
            dossier.run(AddTask(f"Tâche {rank}", due=date(2026, 1, 1)))

    grow()
    small = selects()
    grow()
    assert selects() == small
