"""R15 and R16."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.rules.progress import Source, plan_progress, progress, weather_is_stale
from app.vocabulary import Status


def test_milestones_weigh() -> None:
    assert progress([(1, True), (1, False)], None, Status.RUNNING).percent == 50
    assert progress([(3, True), (1, False)], None, Status.RUNNING).percent == 75


def test_a_hand_percentage_wins_and_says_so() -> None:
    found = progress([(1, True)], 30, Status.RUNNING)
    assert (found.percent, found.source) == (30, Source.MANUAL)


def test_done_is_a_hundred() -> None:
    assert progress([(1, False)], 30, Status.DONE).percent == 100


def test_nothing_known_is_unknown_not_zero() -> None:
    assert progress([], None, Status.RUNNING).percent is None


@given(st.lists(st.tuples(st.integers(1, 9), st.booleans())), st.sampled_from(Status))
def test_always_between_0_and_100(steps: list[tuple[int, bool]], status: Status) -> None:
    percent = progress(steps, None, status).percent
    assert percent is None or 0 <= percent <= 100


def test_the_plan_counts_both_ways_and_leaves_out_the_abandoned() -> None:
    found = plan_progress(
        [
            (100, 300, Status.DONE),
            (0, 100, Status.RUNNING),
            (80, None, Status.RUNNING),
            (None, 900, Status.RUNNING),
            (10, 10**9, Status.ABANDONED),
        ]
    )
    assert (found.unweighted, found.by_cost, found.unknown) == (60, 75, 1)


def test_an_empty_plan_has_no_progress() -> None:
    assert plan_progress([]).unweighted is None


def test_a_weather_goes_stale_after_ninety_days() -> None:
    assert not weather_is_stale(date(2026, 8, 25), date(2026, 11, 23))
    assert weather_is_stale(date(2026, 8, 24), date(2026, 11, 23))
    assert not weather_is_stale(None, date(2026, 11, 23))


def test_a_hundred_means_finished() -> None:
    assert progress([(999, True), (1, False)], None, Status.RUNNING).percent == 99
