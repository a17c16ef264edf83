"""Numbers inside titles, and titles that are the same axis written twice."""

# ruff: noqa: E501 (one pattern per line reads better than a wrapped one)

from __future__ import annotations

import re
from functools import lru_cache

from app.importing.folded import fold

MAX_TITLE = 300
"""Longest title of the national template (DOMAIN §2.2)."""

_WORD = r"(?:fiche[- ]?action|sous[- ]?action|action|fiche|projet|op[ée]ration|mesure|FA|SA)s?"
_SIGN = r"(?:n ?[°ºo]\.?|num[ée]ro)"
_NUMBER = r"(?:[A-Za-z]{1,3}[-. ]?)?\d{1,3}(?:\.\d{1,3}){0,4}(?:[.-]?[a-z])?"
_NAMED = re.compile(
    rf"^\s*{_WORD}\s*(?:{_SIGN}\s*)?(?P<number>{_NUMBER})\s*(?:[.:–—)/-]+|\s)\s*(?P<title>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SIGNED = re.compile(rf"^\s*{_SIGN}\s*(?P<number>{_NUMBER})\s*[.:–—)/-]*\s+(?P<title>\S.*)$", re.IGNORECASE | re.DOTALL)
_BARE = re.compile(
    r"^\s*(?P<number>[A-Z]{0,3}[-.]?\d{1,3}(?:\.\d{1,3}){0,4}[a-d]?)\s*(?:\.|\.?\s*[:–—)]|\.?\s+-|\s*-(?=\s)|/)\s*(?P<title>[^\W\d_].*|[«\"“(].*)$",
    re.DOTALL,
)
_DEEP = re.compile(r"^\s*(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})\.?\s+(?P<title>[^\W\d_].*)$", re.DOTALL)
_AXIS = re.compile(
    r"^\s*(?:(?P<word>(?:sous[- ]?)*(?:axe|orientation|volet|pilier|ambition|d[ée]fi|enjeu|priorit[ée]|objectif|th[ée]matique|th[èe]me|"
    r"chapitre|partie|chantier|programme|domaine|levier|bloc)[sx]?(?: (?:strat[ée]gique|op[ée]rationnel(?:le)?|prioritaire|th[ée]matique|national(?:e)?|transversal(?:e)?))?)"
    r"\s*)?(?:n ?(?:°|o(?=[\s\d.]))\s*)?(?P<number>[A-Z]?\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-H])?\s*(?P<separator>[.:–—)/-]*)\s*(?P<title>.*)$",
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip


def split_number(title: str) -> tuple[str, str]:
    """Take the number out of a title when it is sure: « Action 3 : Créer… » gives (« 3 », « Créer… »), else ("", title).

    « 12 actions de formation » or « 2024 : lancement » hold no number.
    """
    for pattern in (_NAMED, _SIGNED, _BARE, _DEEP):
        match = pattern.match(title)
        if match and re.search(r"[^\W\d_]{2}", match["title"]):
            return match["number"].replace(" ", "").rstrip(".-"), match["title"].strip()
    return "", title


def is_named_number(title: str) -> bool:
    """Whether the number is announced by a word: « Action 3 – … », « Fiche n° 2.1 : … »."""
    return bool(_NAMED.match(title) or _SIGNED.match(title))


@lru_cache(maxsize=4096)
def split_axis(title: str) -> tuple[str, str, str]:
    """Give the word, the number and the title of an axis: « AXE 1 – Attirer » gives (« axe », « 1 », « Attirer »)."""
    text = " ".join(title.split())
    match = _AXIS.match(text)
    if match is None:
        return "", "", text
    word, number, rest = fold(match["word"] or ""), match["number"] or "", match["title"]
    glued = number and not match["separator"] and rest and not word and not re.match(r"\d+(?:\.\d+)+$", number)
    letter = number.isalpha() and not word and not match["separator"].strip(".")
    if glued or (number.isalpha() and not _stands_alone(text, number)) or (letter and rest):
        return (word, "", text) if not word else (word, "", _after_word(text, match["word"]))
    if word and not number and not match["separator"] and rest:
        return word, "", text
    return word.rstrip("sx"), number.upper(), rest


def _stands_alone(text: str, number: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(number)}(?!\w)", text))


def _after_word(text: str, word: str) -> str:
    return text[len(word) :].strip(" :–—-") or text


@lru_cache(maxsize=4096)
def axis_key(title: str) -> tuple[str, str]:
    """Comparison key of an axis: (number, bare title); « 4.2. X » and « 4.2 : X » share it."""
    _, number, rest = split_axis(title)
    bare = re.sub(r"[^a-z0-9]+", " ", fold(rest)).strip()
    return (number.strip("."), bare) if number or bare else ("", re.sub(r"[^a-z0-9]+", " ", fold(title)).strip())


def title_key(title: str) -> str:
    """Comparison key of an action's title: folded, without its number nor punctuation."""
    _, bare = split_number(" ".join(title.split()))
    return re.sub(r"[^a-z0-9]+", " ", fold(bare)).strip() or fold(title)


def shortened(title: str) -> str:
    """Cut a title to 300 characters at a word, with an ellipsis."""
    if len(title) <= MAX_TITLE:
        return title
    cut = title[: MAX_TITLE - 1].rsplit(" ", 1)[0] if " " in title[:MAX_TITLE] else title[: MAX_TITLE - 1]
    return cut.rstrip(" ,;:.-–—") + "…"
