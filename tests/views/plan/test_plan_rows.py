"""Filtering, sorting and adding up the rows of the plan."""

from dataclasses import replace
from datetime import date

from app.dto.plan import PlanRow
from app.french import NBSP
from app.views.plan.rows import Due, PlanFilter, amount, counted, in_order, matching, missing, share, totals
from app.vocabulary import Status, TaxBasis, Weather

TODAY = date(2026, 11, 23)
ROW = PlanRow(
    key=1,
    parent=None,
    number="1.1",
    title="Réseau de chaleur",
    axis="Énergie",
    axes=(2, 1),
    status=Status.RUNNING,
    weather=Weather.SUN,
    trend=None,
    is_weather_stale=False,
    progress=30,
    is_progress_manual=False,
    due=date(2026, 12, 1),
    is_late=False,
    cost_cents=100_000,
    cost_basis=TaxBasis.NET,
    acquired=((40_000, TaxBasis.NET),),
    has_pilot=True,
    text="1.1 reseau de chaleur energie",
)


def kept(rows, **wanted):
    return [row.key for row in matching(rows, PlanFilter(**wanted), TODAY)]


def test_every_word_must_be_found_whatever_accents_and_order():
    assert kept([ROW], text="CHALEUR réseau") == [1]
    assert kept([ROW], text="chaleur friche") == []


def test_an_axis_keeps_what_lies_under_it():
    assert kept([ROW], axes=(1,)) == [1]
    assert kept([ROW], axes=(3,)) == []


def test_due_filters_late_soon_and_without_date():
    late = replace(ROW, key=2, due=date(2026, 9, 1), is_late=True)
    none = replace(ROW, key=3, due=None)
    edge = replace(ROW, key=4, due=date(2026, 12, 23))
    far = replace(ROW, key=5, due=date(2026, 12, 24))
    done = replace(ROW, key=6, status=Status.DONE)
    rows = [ROW, late, none, edge, far, done]
    assert kept(rows, dues=(Due.LATE,)) == [2]
    assert kept(rows, dues=(Due.SOON,)) == [1, 4]
    assert kept(rows, dues=(Due.NONE,)) == [3]
    assert kept(rows, dues=(Due.LATE, Due.NONE)) == [2, 3]


def test_status_weather_and_pilot_filters_combine():
    other = replace(ROW, key=2, status=Status.BLOCKED, weather=None, has_pilot=False)
    assert kept([ROW, other], statuses=(Status.BLOCKED, Status.RUNNING), weathers=(None,)) == [2]
    assert kept([ROW, other], without_pilot=True) == [2]


def test_sub_actions_follow_their_parent_in_every_sort():
    other = replace(ROW, key=2, number="1.2", title="Audit", cost_cents=None)
    sub = replace(ROW, key=3, parent=1, number="1.1.1", title="Zinguerie")
    rows = [ROW, sub, other]
    assert [row.key for row in in_order(rows, "title", descending=False)] == [2, 1, 3]
    assert [row.key for row in in_order(rows, "title", descending=True)] == [1, 3, 2]
    assert [row.key for row in in_order([sub, other], "number", descending=False)] == [3, 2]


def test_totals_count_the_unknown_and_leave_sub_actions_out():
    unknown = replace(ROW, key=2, cost_cents=None, acquired=((99_000, TaxBasis.NET),))
    sub = replace(ROW, key=3, parent=1)
    found = totals([ROW, unknown, sub])
    assert counted(found) == f"2{NBSP}actions et 1{NBSP}sous-action"
    assert amount(found.cost).replace("\u202f", " ") == f"1 000{NBSP}€{NBSP}HT"
    assert missing(found.cost.unknown) == f"1{NBSP}sans montant"
    assert share(found) == f"(40{NBSP}%)"  # the funding of an action without a cost does not inflate it


def test_ht_and_ttc_are_shown_side_by_side_and_give_no_ratio():
    gross = replace(ROW, key=2, cost_basis=TaxBasis.GROSS, acquired=())
    found = totals([ROW, gross])
    assert "+" in amount(found.cost)
    assert "TTC" in amount(found.cost)
    assert share(found) == ""
