"""The actions of the demonstration: created, started, followed, funded, as days go by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from sqlalchemy import select

from app.commands.finance import AddCommitment, AddPayment
from app.commands.plan import AddAction, AddMilestone, AddProgress, SetPartners, SetPeople
from app.demo.plan_data import PROMISES, SHEETS, Fund, Sheet
from app.demo.story import Storyteller
from app.models import Axis, Milestone
from app.vocabulary import (
    CommitmentKind,
    Execution,
    Firmness,
    FundingNature,
    PartnerRole,
    PersonRole,
    Status,
    TaxBasis,
    Trend,
    Weather,
)

Event = tuple[int, Callable[[], None]]

_LAST_NEWS = (12, 25, 40, 110)  # days ago, in turn: some météos are fresh, some are stale
_THOUSAND = 100_000  # cents in a thousand euros


def plan_events(story: Storyteller) -> Iterator[Event]:
    """Everything that happens to the plan, each with how many days ago."""
    axes = story.dossier.ask(lambda session: {axis.number: axis.id for axis in session.scalars(select(Axis))})
    for rank, sheet in enumerate(SHEETS):
        born = 724 - rank // 4 if sheet.start < 0 else 30 + rank
        yield born, partial(_create, story, sheet, axes[sheet.axis], born)
        if sheet.status not in {Status.PLANNED, Status.TO_DISCUSS} and -sheet.start * 30 < born:
            yield -sheet.start * 30 - 1, partial(_start, story, sheet)
        yield from _news(story, sheet, rank, born)
        if sheet.funds:
            yield max(8, born - 30), partial(_fund, story, sheet, born)
    for rank, promise in enumerate(PROMISES):
        yield 90 - rank, partial(_promise, story, promise)
    yield 300, partial(_sub_actions, story)


def _create(story: Storyteller, sheet: Sheet, axis: int, born: int) -> None:
    story.at(born, 10)
    key = story.run(AddAction(sheet.title, axis)).created("action")
    story.actions[sheet.title] = key
    story.set(
        "action",
        key,
        planned_start=story.month(sheet.start),
        initial_end=None if sheet.end is None else story.month(sheet.end - sheet.slipped, end=True),
        total_cost_cents=None if sheet.cost is None else sheet.cost * _THOUSAND,
        total_cost_basis=TaxBasis.NET,
        level=sheet.level,
        maturity=sheet.maturity,
        description=sheet.about,
        status=Status.TO_DISCUSS if sheet.status is Status.TO_DISCUSS else Status.PLANNED,
    )
    story.run(SetPartners(key, PartnerRole.LEAD, (sheet.lead,)))
    if sheet.pilot:
        story.run(SetPeople(key, PersonRole.PILOT, (sheet.pilot,)))
    for title, month, _ in sheet.steps:
        story.run(AddMilestone(key, title, story.month(month)))


def _start(story: Storyteller, sheet: Sheet) -> None:
    day = story.at(-sheet.start * 30 - 1, 11)
    story.set("action", story.actions[sheet.title], status=Status.RUNNING, actual_start=day)


def _news(story: Storyteller, sheet: Sheet, rank: int, born: int) -> Iterator[Event]:
    """Two earlier progress notes, then the last one; the final statut comes with it."""
    last = _LAST_NEWS[rank % len(_LAST_NEWS)]
    if sheet.weather is not None:
        for days, share, weather in ((230, 3, Weather.SUN), (80, 2, Weather.CLOUDY)):
            if days < min(born, -sheet.start * 30) and days > last:
                percent = None if sheet.percent is None else sheet.percent // share
                yield days, partial(_note, story, sheet, days, weather, Trend.STEADY, percent, "")
        if last < born:
            yield last, partial(_note, story, sheet, last, sheet.weather, sheet.trend, sheet.percent, sheet.fact)
    if last < born:
        yield last - 1, partial(_settle, story, sheet, last - 1)


def _note(
    story: Storyteller,
    sheet: Sheet,
    days: int,
    weather: Weather,
    trend: Trend | None,
    percent: int | None,
    fact: str,
) -> None:
    story.at(days, 15)
    last = bool(fact or sheet.obstacle) and weather is sheet.weather
    story.run(
        AddProgress(
            story.actions[sheet.title],
            weather,
            trend,
            percent,
            highlights=fact,
            obstacles=sheet.obstacle if last else "",
            next_steps=sheet.next_step if last else "",
        )
    )


def _settle(story: Storyteller, sheet: Sheet, days: int) -> None:
    story.at(days, 16)
    key = story.actions[sheet.title]
    if sheet.status is Status.DONE and sheet.end is not None:
        story.set("action", key, status=sheet.status, actual_end=story.month(sheet.end))
    elif sheet.status not in {Status.PLANNED, Status.RUNNING, Status.TO_DISCUSS}:
        story.set("action", key, status=sheet.status, status_reason=sheet.reason)
    if sheet.slipped and sheet.end is not None:
        story.set("action", key, revised_end=story.month(sheet.end, end=True))
    steps = story.dossier.ask(
        lambda session: list(
            session.scalars(select(Milestone.id).where(Milestone.action_id == key).order_by(Milestone.position))
        )
    )
    for milestone, (_, month, done) in zip(steps, sheet.steps, strict=True):
        if done:
            story.set("milestone", milestone, actual_on=story.month(month), is_done=True)


def _fund(story: Storyteller, sheet: Sheet, born: int) -> None:
    day = story.at(max(8, born - 30), 14)
    for fund in sheet.funds:
        _fund_line(story, story.actions[sheet.title], fund, sheet.lead, day)


def _fund_line(story: Storyteller, action: int, fund: Fund, lead: str, day: date) -> None:
    key = story.run(
        AddCommitment(
            fund.who,
            action,
            scheme=fund.scheme,
            announced_cents=None if fund.announced is None else fund.announced * _THOUSAND,
            basis=TaxBasis.NET,
        )
    ).created("commitment")
    stages = {"requested": fund.requested, "granted": fund.granted, "contracted": fund.contracted}
    firmness = (
        Firmness.CONTRACTED
        if fund.contracted is not None
        else Firmness.VOTED
        if fund.granted is not None
        else Firmness.ANNOUNCED
        if fund.announced is not None
        else Firmness.EXPECTED
    )
    story.set(
        "commitment",
        key,
        nature=FundingNature.OWN if fund.who == lead else FundingNature.GRANT,
        application=fund.state,
        firmness=firmness,
        taken_on=day,
        due=None if fund.due_days is None else story.day(fund.due_days),
        execution=Execution.KEPT if fund.paid and fund.paid == fund.contracted else Execution.RUNNING,
        **{f"{stage}_cents": amount * _THOUSAND for stage, amount in stages.items() if amount is not None},
    )
    if fund.paid:
        story.run(AddPayment(key, fund.paid * _THOUSAND, day + timedelta(days=5), "premier versement"))


def _promise(story: Storyteller, promise: tuple[str, str, str, str, int, str, int, str, str]) -> None:
    who, about, kind, wording, hundredths, unit, due, execution, firmness = promise
    day = story.at(66, 17)
    key = story.run(
        AddCommitment(
            who,
            story.action(about) if about else None,
            kind=next(k for k in CommitmentKind if k == kind),
            wording=wording,
            due=story.day(due),
        )
    ).created("commitment")
    story.set(
        "commitment",
        key,
        quantity_hundredths=hundredths,
        unit=unit,
        execution=next(e for e in Execution if e == execution),
        firmness=next(f for f in Firmness if f == firmness),
        source="COPIL n° 6",
        taken_on=day,
    )


def _sub_actions(story: Storyteller) -> None:
    story.at(300)
    parent = story.action("Diagnostics décarbonation")
    for title in ("Diagnostics des fonderies", "Diagnostics de la filière bois"):
        story.run(AddAction(title, parent=parent))
