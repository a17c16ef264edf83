"""Keys that tell when two names are the same structure or the same person (DOMAIN R24)."""

from __future__ import annotations

import re

from app.french import fold

_LEGAL_FORMS = {"sas", "sasu", "sarl", "sa", "eurl", "scop", "scic", "snc", "sci", "association"}
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def org_key(name: str) -> str:
    """Comparison key of a structure: no accent, case, punctuation nor legal form.

    « CC » and « CA » stay: « CC de X » and « CA de X » are two structures.
    """
    words = _NOT_A_WORD.sub(" ", fold(name).replace(".", "")).split()
    kept = [word for word in words if word not in _LEGAL_FORMS]
    return " ".join(kept or words) or fold(name)


def person_key(first: str, last: str) -> str:
    """Comparison key of a person, whatever the order and the case of her names."""
    words = _NOT_A_WORD.sub(" ", fold(f"{first} {last}")).split()
    return " ".join(sorted(words)) or fold(f"{first} {last}")
