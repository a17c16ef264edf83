"""Deadlines before and after a meeting: sending the convocation (R18), tacit approval of the minutes (R19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.rules.holidays import is_working_day, last_working_day


class DayCount(StrEnum):
    """How weekends and public holidays count in a notice (a setting of the committee, R18)."""

    EVERY_DAY = "every-day"
    """Every day counts and any day will do to send."""
    SEND_ON_WORKING_DAY = "send-on-working-day"
    """Every day counts; a sending date on a closed day moves back to the working day before."""
    WORKING_DAYS = "working-days"
    """Only working days count."""


class TacitState(StrEnum):
    """Where the approval of minutes stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class TacitApproval:
    """State of the approval; `remarks_until` is the last day for remarks, `approved_on` the day after."""

    state: TacitState
    remarks_until: date
    approved_on: date


def latest_sending_date(
    meeting: date,
    days: int,
    *,
    clear: bool,
    count: DayCount = DayCount.EVERY_DAY,
    alsace_moselle: bool = False,
) -> date:
    """Give the last day to send a convocation (R18).

    « Au moins n jours »: the meeting minus n days. « n jours francs » (`clear`): neither the day of sending nor that of
    the meeting counts; five clear days before Thursday 12/03/2026 is Friday 06/03/2026. Raises `ValueError` when
    `days` is negative.
    """
    if days < 0:
        raise ValueError(f"a notice cannot last {days} days")
    steps = days + clear
    if count is DayCount.WORKING_DAYS:
        day = meeting
        for _ in range(steps):
            day = last_working_day(day - timedelta(days=1), alsace_moselle=alsace_moselle)
        return day
    day = meeting - timedelta(days=steps)
    if count is DayCount.SEND_ON_WORKING_DAY and not is_working_day(day, alsace_moselle=alsace_moselle):
        return last_working_day(day, alsace_moselle=alsace_moselle)
    return day


def tacit_approval(sent_on: date, today: date, *, days: int = 10, has_remark: bool = False) -> TacitApproval:
    """Tell where the approval of minutes sent on `sent_on` stands (R19).

    Remarks are taken for `days` days; without any, the minutes are tacitly approved the day after (D+11 for 10 days).
    A remark stops the clock.
    """
    until = sent_on + timedelta(days=days)
    approved_on = until + timedelta(days=1)
    state = TacitState.APPROVED if today >= approved_on else TacitState.WAITING
    return TacitApproval(TacitState.STOPPED if has_remark else state, until, approved_on)
