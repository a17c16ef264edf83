"""Folding and name keys remembered: the same words come back in every line of a plan."""

from __future__ import annotations

from functools import lru_cache

from app import french
from app.rules import duplicates


@lru_cache(maxsize=32768)
def fold(text: str) -> str:
    """Fold as `app.french.fold` does."""
    return french.fold(text)


@lru_cache(maxsize=32768)
def org_key(name: str) -> str:
    """Give the comparison key of a structure (DOMAIN R24)."""
    return duplicates.org_key(name)
