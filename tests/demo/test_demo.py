"""The demonstration territory is inhabited, fresh on any day, and sound."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.cli.check import inconsistencies
from app.clock import Clock
from app.db.dossier import Dossier
from app.db.lifecycle import Office, open_
from app.demo.write import write_demo
from app.errors import StorageError
from app.models import (
    Action,
    Axis,
    Commitment,
    Committee,
    Decision,
    Indicator,
    Meeting,
    Milestone,
    ProgressNote,
    Reading,
    Step,
    Task,
)
from app.vocabulary import CommitteeKind, FollowUp, MeetingState, Status, Weather


def count(dossier: Dossier, entity, *where) -> int:
    return dossier.ask(lambda s: s.scalar(select(func.count()).select_from(entity).where(*where)))


def test_the_plan_is_inhabited(demo: Dossier) -> None:
    assert count(demo, Axis, Axis.parent_id.is_(None)) == 4
    assert count(demo, Axis, Axis.parent_id.is_not(None)) >= 8
    assert count(demo, Action, Action.parent_id.is_(None)) == 26
    assert count(demo, Action, Action.parent_id.is_not(None)) == 2
    assert count(demo, Commitment) == 31
    assert demo.ask(lambda s: len(set(s.scalars(select(Commitment.organization_id))))) >= 8
    assert demo.ask(lambda s: set(s.scalars(select(Action.status)))) == set(Status)
    assert demo.ask(lambda s: set(s.scalars(select(ProgressNote.weather)))) >= set(Weather)
    assert count(demo, Milestone) > 25
    assert count(demo, Action, Action.total_cost_cents.is_(None)) >= 2
    assert count(demo, Indicator) >= 6
    assert count(demo, Reading) >= 15


def test_the_committees_have_met(demo: Dossier) -> None:
    copil = demo.ask(lambda s: s.scalars(select(Committee.id).where(Committee.kind == CommitteeKind.STEERING)).one())
    held = (Meeting.committee_id == copil, Meeting.closed_at.is_not(None))
    assert count(demo, Meeting, *held) == 6
    ahead = demo.ask(lambda s: s.scalars(select(Meeting).where(Meeting.state == MeetingState.PREPARED)).one())
    assert (ahead.number, ahead.held_on) == (7, date(2026, 12, 10))
    assert count(demo, Decision) >= 14
    assert count(demo, Task) >= 10
    waiting = demo.ask(lambda s: set(s.scalars(select(Decision.follow_up))))
    assert {FollowUp.TO_DO, FollowUp.RUNNING, FollowUp.DONE} <= waiting


def test_the_journal_spreads_over_two_years(demo: Dossier) -> None:
    first, last, steps = demo.ask(
        lambda s: s.execute(select(func.min(Step.at), func.max(Step.at), func.count(Step.id))).one()
    )
    assert (last - first) > timedelta(days=700)
    assert steps > 300
    months = demo.ask(lambda s: {moment.strftime("%Y-%m") for moment in s.scalars(select(Step.at))})
    assert len(months) >= 12


def test_nothing_is_dated_in_the_future_of_its_day(demo: Dossier) -> None:
    now = datetime(2026, 11, 23, 14, 2).astimezone()
    assert demo.ask(lambda s: s.scalars(select(Step.id).where(Step.at > now)).all()) == []


def test_it_is_sound(demo: Dossier) -> None:
    assert demo.ask(inconsistencies) == []


@pytest.mark.parametrize("day", ["2028-02-29", "2027-01-01", "2026-03-29"])
def test_it_is_written_on_any_day(tmp_path: Path, day: str) -> None:
    office = Office("x", Clock.fixed(datetime.fromisoformat(f"{day}T00:00")), tmp_path / "s")
    write_demo(tmp_path / "d.binome", office)
    dossier = open_(tmp_path / "d.binome", office, read_only=True)
    assert count(dossier, Action, Action.parent_id.is_(None)) == 26
    dossier.close()


def test_it_never_overwrites(tmp_path: Path, office: Office) -> None:
    (tmp_path / "d.binome").write_text("précieux")
    with pytest.raises(StorageError, match="existe déjà"):
        write_demo(tmp_path / "d.binome", office)
