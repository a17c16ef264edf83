"""A column of the file while its meaning is being settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.dto.plan_import import CellValue, Target
from app.importing.headers import Meaning
from app.importing.profile import Profile


@dataclass(slots=True)
class Candidate:
    """A column while it is being understood."""

    index: int
    group: str
    own: str
    profile: Profile
    cells: Sequence[CellValue]
    said: Meaning | None = None
    target: Target = Target.NOTES
    joined: bool = False

    @property
    def header(self) -> str:
        return f"{self.group} — {self.own}" if self.joined and self.group and self.own else self.own or self.group

    @property
    def score(self) -> int:
        return self.said.score if self.said else 0
