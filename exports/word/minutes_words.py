"""Small phrases that several parts of the minutes share."""

from __future__ import annotations

from app.dto.minutes import MinutesDecision
from app.french import NBSP

DASH = "—"


def sentence(text: str) -> str:
    """End `text` with a full stop unless it has an ending."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…" else f"{text}."


def result_words(decision: MinutesDecision) -> str:
    """Say the result of a decision, with its reserves."""
    reserves = decision.reserves.strip().rstrip(".")
    return f"{decision.result.label}{NBSP}; réserves{NBSP}: {reserves}" if reserves else decision.result.label
