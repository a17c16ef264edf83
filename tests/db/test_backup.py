"""Thinning of backups: a pure rule."""

from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.db.backup import KEPT_LAST, KEPT_MONTHS, KEPT_WEEKS, Backup, superfluous

moments = st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)), unique=True, max_size=80)


def made(moment: datetime) -> Backup:
    return Backup(Path(f"{moment:%Y%m%d%H%M%S%f}.binome"), moment, "jour")


@given(moments)
def test_the_last_ones_are_always_kept(found: list[datetime]) -> None:
    gone = {b.made_at for b in superfluous(map(made, found))}
    assert not gone & set(sorted(found)[-KEPT_LAST:])


@given(moments)
def test_never_more_than_the_three_allowances(found: list[datetime]) -> None:
    kept = len(found) - len(superfluous(map(made, found)))
    assert kept <= KEPT_LAST + KEPT_WEEKS + KEPT_MONTHS


def test_a_year_of_daily_backups_keeps_each_month() -> None:
    days = [datetime(2026, 12, 31) - timedelta(days=n) for n in range(365)]
    gone = {b.made_at for b in superfluous(map(made, days))}
    kept = [d for d in days if d not in gone]
    assert {d.month for d in kept} == set(range(1, 13))
    assert len(kept) < 30
