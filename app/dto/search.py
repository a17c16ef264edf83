"""What Ctrl+K finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A row whose text holds every word asked for.

    `table` and `key` name the row itself, `owner_table` and `owner_key` the object whose screen shows it (a note
    belongs to its action). `excerpt` is the passage found in its text, "" when the title says it all.
    """

    table: str
    key: int
    owner_table: str
    owner_key: int
    title: str
    excerpt: str
    kind_label: str
