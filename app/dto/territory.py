"""What the Territoire screen shows and edits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One object to edit. `values` maps its columns to their values, as SetField expects them; `names` the columns
    that point to something (and a few derived ones) to what is shown. `is_past`: its mandate is over.
    """

    key: int
    values: Mapping[str, Any]
    names: Mapping[str, str]
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class TerritorySheet:
    """Everything about who the territory is. Choices are pairs (key, name) in the order of names."""

    values: Mapping[str, Any]
    authorities: tuple[SheetRow, ...]
    committees: tuple[SheetRow, ...]
    seats: tuple[SheetRow, ...]  # of every committee, by college, those that are over last
    organizations: tuple[SheetRow, ...]
    people: tuple[SheetRow, ...]
    organization_choices: tuple[tuple[int, str], ...]
    people_choices: tuple[tuple[int, str], ...]
