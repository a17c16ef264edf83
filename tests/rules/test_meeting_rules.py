"""Notice (R18), tacit approval (R19), public holidays, quorum (R17) and the times of an agenda."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.holidays import easter, is_public_holiday, is_working_day, last_working_day, public_holidays
from app.rules.notice import DayCount, latest_sending_date, tacit_approval
from app.rules.quorum import Member, quorum, quorum_state
from app.rules.schedule import schedule, start_times
from app.vocabulary import Presence

YEARS = st.integers(1990, 2100)


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2000, date(2000, 4, 23)),
        (2008, date(2008, 3, 23)),
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter(year, expected):
    assert easter(year) == expected


@given(YEARS)
def test_easter_is_a_sunday_of_spring(year):
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_holidays_of_2026():
    holidays = public_holidays(2026)
    assert len(holidays) == 11
    assert holidays[date(2026, 4, 6)] == "Lundi de Pâques"
    assert holidays[date(2026, 5, 14)] == "Ascension"
    assert holidays[date(2026, 5, 25)] == "Lundi de Pentecôte"
    assert list(holidays) == sorted(holidays)


def test_alsace_moselle_has_two_more():
    extra = set(public_holidays(2026, alsace_moselle=True)) - set(public_holidays(2026))
    assert extra == {date(2026, 4, 3), date(2026, 12, 26)}
    assert not is_public_holiday(date(2026, 12, 26))


def test_two_holidays_on_one_day_are_both_named():
    assert public_holidays(2008)[date(2008, 5, 1)] == "Ascension, Fête du Travail"


def test_working_days():
    assert is_working_day(date(2026, 3, 6))
    assert not is_working_day(date(2026, 3, 7))
    assert not is_working_day(date(2026, 7, 14))
    assert last_working_day(date(2026, 4, 6)) == date(2026, 4, 3)
    assert last_working_day(date(2026, 4, 6), alsace_moselle=True) == date(2026, 4, 2)
    assert last_working_day(date(2027, 1, 2)) == date(2026, 12, 31)


def test_five_clear_days_before_12_march_2026():
    assert latest_sending_date(date(2026, 3, 12), 5, clear=True) == date(2026, 3, 6)


def test_five_days_at_least_are_not_clear():
    assert latest_sending_date(date(2026, 3, 12), 5, clear=False) == date(2026, 3, 7)


def test_closed_days_are_a_setting():
    meeting = date(2026, 3, 12)
    assert latest_sending_date(meeting, 5, clear=False, count=DayCount.SEND_ON_WORKING_DAY) == date(2026, 3, 6)
    assert latest_sending_date(meeting, 5, clear=True, count=DayCount.SEND_ON_WORKING_DAY) == date(2026, 3, 6)
    assert latest_sending_date(meeting, 5, clear=True, count=DayCount.WORKING_DAYS) == date(2026, 3, 4)
    easter_monday = latest_sending_date(date(2026, 4, 7), 1, clear=False, count=DayCount.WORKING_DAYS)
    assert easter_monday == date(2026, 4, 3)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 60), st.booleans(), st.sampled_from(DayCount))
def test_a_notice_is_never_too_short(meeting, days, clear, count):
    sent = latest_sending_date(meeting, days, clear=clear, count=count)
    assert (meeting - sent).days >= days + clear


def test_a_negative_notice_is_refused():
    with pytest.raises(ValueError, match="-1"):
        latest_sending_date(date(2026, 3, 12), -1, clear=False)


def test_tacit_approval_on_day_eleven():
    sent = date(2026, 3, 2)
    assert tacit_approval(sent, date(2026, 3, 12)).state == "waiting"
    found = tacit_approval(sent, date(2026, 3, 13))
    assert (found.state, found.remarks_until, found.approved_on) == ("approved", date(2026, 3, 12), date(2026, 3, 13))
    assert tacit_approval(sent, date(2026, 3, 6), days=3).state == "approved"


def test_a_remark_stops_the_clock():
    assert tacit_approval(date(2026, 3, 2), date(2027, 1, 1), has_remark=True).state == "stopped"


# --- R17 -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("members", "expected"), [(17, 9), (18, 9), (1, 1), (0, 0), (2, 1)])
def test_quorum_is_half_of_the_voting_members(members, expected):
    assert quorum(members) == expected


@given(st.integers(0, 500))
def test_quorum_is_the_least_half(members):
    assert 2 * quorum(members) >= members
    assert quorum(members) == 0 or 2 * (quorum(members) - 1) < members


def voting(key, presence, proxy_to=None):
    return Member(key, votes=True, presence=presence, proxy_to=proxy_to)


def test_present_remote_represented_and_mandates_count():
    members = [
        voting(1, Presence.PRESENT),
        voting(2, Presence.REMOTE),
        voting(3, Presence.REPRESENTED),
        voting(4, Presence.PROXY, proxy_to=1),
        voting(5, Presence.EXCUSED),
        voting(6, Presence.ABSENT),
        voting(7, Presence.UNKNOWN),
        Member(8, votes=False, presence=Presence.PRESENT),
    ]
    found = quorum_state(members)
    assert (found.voting, found.required, found.sitting, found.mandates, found.counted) == (7, 4, 3, 1, 4)
    assert found.is_reached
    assert found.findings == ()


def test_one_mandate_per_holder():
    members = [
        voting(1, Presence.PRESENT),
        voting(2, Presence.PROXY, 1),
        voting(3, Presence.PROXY, 1),
        voting(4, Presence.ABSENT),
    ]
    found = quorum_state(members)
    assert (found.counted, found.is_reached) == (2, True)
    assert "un seul pouvoir par membre" in found.findings[0].message


@pytest.mark.parametrize("holder", [None, 2, 9])
def test_a_mandate_needs_a_voting_holder_who_sits(holder):
    members = [
        voting(1, Presence.PROXY, holder),
        voting(2, Presence.ABSENT),
        Member(9, votes=False, presence=Presence.PRESENT),
    ]
    found = quorum_state(members)
    assert (found.counted, found.is_reached) == (0, False)
    assert found.findings[0].rule == "R17"


def test_a_recused_member_leaves_the_count_with_the_mandate_held():
    members = [voting(1, Presence.PRESENT), voting(2, Presence.PROXY, 1), voting(3, Presence.PRESENT)]
    found = quorum_state(members, recused={1})
    assert (found.voting, found.required, found.counted) == (2, 1, 1)


def test_a_second_convocation_needs_no_quorum():
    found = quorum_state([voting(1, Presence.ABSENT)], is_second_convocation=True)
    assert (found.required, found.is_reached) == (0, True)


# --- agenda ----------------------------------------------------------------------------------


def test_points_follow_one_another():
    assert start_times(time(14), [5, 30, 0, 20]) == [time(14), time(14, 5), time(14, 35), time(14, 35)]
    assert start_times(time(14), []) == []


def test_end_and_overrun():
    found = schedule(time(14), [60, 75], planned=120)
    assert (found.ends, found.minutes, found.overrun) == (time(16, 15), 135, 15)
    assert schedule(time(14), [60], planned=120).overrun == 0
    assert schedule(time(14), [600]).overrun == 0


def test_midnight_is_safe():
    assert start_times(time(23, 30), [45, 10]) == [time(23, 30), time(0, 15)]


def test_a_negative_length_is_refused():
    with pytest.raises(ValueError, match="nothing"):
        schedule(time(14), [10, -5])


@given(st.times(), st.lists(st.integers(0, 300), max_size=20))
def test_as_many_starts_as_points(start, minutes):
    assert len(start_times(start, minutes)) == len(minutes)


@given(YEARS, st.booleans())
def test_a_year_has_its_holidays(year, alsace_moselle):
    days = public_holidays(year, alsace_moselle=alsace_moselle)
    names = sum(name.count(",") + 1 for name in days.values())
    assert names == 11 + 2 * alsace_moselle
    assert all(day.year == year for day in days)
    assert all(not is_working_day(day, alsace_moselle=alsace_moselle) for day in days)
    assert is_working_day(last_working_day(max(days) + timedelta(days=1)))
