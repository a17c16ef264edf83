"""Numbers that are never reused (DOMAIN R20): decisions by meeting, actions within their axis."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DECISION = re.compile(r"D-([0-9]{4})-([0-9]{2,9})-([0-9]{2,9})")
_NUMBER = re.compile(r"[^\W_]+(?:[.\-/ ][^\W_]+)*")
MAX_LENGTH = 20


def decision_number(year: int, meeting: int, rank: int) -> str:
    """« D-2026-07-03 »: year, number of the COPIL, rank in the meeting (DOMAIN §4.6)."""
    return f"D-{year:04d}-{meeting:02d}-{rank:02d}"


def parse_decision_number(text: str) -> tuple[int, int, int] | None:
    """Year, meeting and rank of a decision number, or None."""
    match = _DECISION.fullmatch(text.strip())
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def next_number(prefix: str, existing: Iterable[str], highest_ever: int = 0) -> str:
    """Next number under `prefix`: above those in use and above every number ever given there.

    `next_number("1", ["1.2", "1.10"], 3)` is « 1.11 »; without a prefix « 4 » follows « 3 ».
    """
    stem = f"{prefix}." if prefix else ""
    tails = (number[len(stem) :] for number in existing if number.startswith(stem))
    # Beyond nine digits it is an identifier somebody imported, not a rank to follow.
    ranks = (int(tail) for tail in tails if tail.isascii() and tail.isdigit() and len(tail) <= 9)
    highest = max(ranks, default=0)
    return f"{stem}{max(highest, highest_ever) + 1}"


def is_valid_number(text: str) -> bool:
    """Whether people can use `text` as a number: « 1.2 », « A-03 », « 2026/4 »; at most 20 characters."""
    return len(text) <= MAX_LENGTH and _NUMBER.fullmatch(text) is not None
