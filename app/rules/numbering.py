"""Numbers that are never reused (DOMAIN R20): decisions by meeting, actions within their axis."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DECISION = re.compile(r"^D-(\d{4})-(\d{2,})-(\d{2,})$")


def decision_number(year: int, meeting: int, rank: int) -> str:
    """« D-2026-07-03 »: year, number of the COPIL, rank in the meeting (DOMAIN §4.6)."""
    return f"D-{year:04d}-{meeting:02d}-{rank:02d}"


def parse_decision_number(text: str) -> tuple[int, int, int] | None:
    """Year, meeting and rank of a decision number, or None."""
    match = _DECISION.match(text.strip())
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def next_number(prefix: str, existing: Iterable[str], highest_ever: int = 0) -> str:
    """Next number under `prefix`: above those in use and above every number ever given there.

    `next_number("1", ["1.2", "1.10"], 3)` is « 1.11 »; without a prefix « 4 » follows « 3 ».
    """
    stem = f"{prefix}." if prefix else ""
    tails = (number[len(stem) :] for number in existing if number.startswith(stem))
    highest = max((int(tail) for tail in tails if tail.isascii() and tail.isdigit()), default=0)
    return f"{stem}{max(highest, highest_ever) + 1}"
