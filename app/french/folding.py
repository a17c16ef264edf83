"""Keys to search, sort and compare French text: accents, apostrophes, dashes and spaces made equal."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE", "ß": "ss"})
_APOSTROPHES = re.compile("[\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4`\uff07]")
_DASHES = re.compile("[\u2010-\u2015\u2212\u00ad\u2043\ufe58\ufe63\uff0d]")
_SPACES = re.compile(r"[\s\u200b\u2060\ufeff]+")
_NATURAL = re.compile(r"\d+|[^\W\d_]+")


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def fold(text: str) -> str:
    """Fold `text` for searching: « L’Œuvre  d’Été » gives « l'oeuvre d'ete ». Idempotent."""
    folded = _DASHES.sub("-", _APOSTROPHES.sub("'", text))
    folded = _without_accents(folded).translate(_LIGATURES).casefold()
    # Folding case can bring back a combining mark (« İ »), and compatibility forms can bring apostrophes and spaces.
    folded = _without_accents(folded)
    folded = _DASHES.sub("-", _APOSTROPHES.sub("'", folded))
    return _SPACES.sub(" ", folded).strip()


def sort_key(text: str) -> tuple[str, str, str]:
    """Give the French collation key: letters first, then accents, then the text itself.

    Hyphens and apostrophes count as spaces: « Saint-Étienne » stands beside « Saint Étienne ».
    """
    base = fold(text)
    letters = " ".join(base.replace("-", " ").replace("'", " ").split())
    return letters, unicodedata.normalize("NFD", text.casefold()), text


def natural_key(number: str | None) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Give the natural order of numbers as people write them: '1.2' < '1.10' < 'A-03' (R20). Any text is accepted."""
    text = number or ""
    parts = tuple(_natural_part(part) for part in _NATURAL.findall(fold(text)))
    return parts, text


def _natural_part(part: str) -> tuple[int, int, str]:
    # Digits compare by length then text, which is their numeric order and has no limit of size.
    if part.isdecimal():
        digits = part.lstrip("0")
        return 0, len(digits), digits
    return 1, 0, part
