"""What a rule has to say: a sentence, how much it matters and where the rule comes from. Never blocks anything."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters."""

    INFO = "info"
    ATTENTION = "attention"


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark of a rule: `rule` is its number (« R3 »), `message` is French, `reference` the text it stands on."""

    rule: str
    level: Severity
    message: str
    reference: str = ""
