"""Structures and people written in a cell: where one name ends and the next begins, and who is a structure."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from app.importing.folded import fold, org_key
from app.importing.words import is_unknown

MAX_NAME = 120
"""Longer than this, it is a sentence, not a name (longest real groupement: 59 characters, DOMAIN §11)."""

_BULLET = re.compile(r"^\s*(?:[-–—•·▪*►➔➢→✓o]|\d{1,2}[.)])\s+|^\s*[-–—•·▪►➔➢→]\s*(?=\w)")
_CONTINUES = re.compile(r"^(?:de|du|des|d'|d’|et)\b|^(?:de l)['’]", re.IGNORECASE)
_ORGANIZATION_WORDS = re.compile(
    r"\b(?:cc|ca|cu|epci|petr|pnr|communaute|agglo\w*|metropole|commune|mairie|ville|region|departement|conseil|etat|prefecture|"
    r"sous-prefecture|ddt\w*|dreets|dreal|draaf|ddets\w*|ademe|anct|bpi\w*|banque|caisse|cci|cma|uimm|chambre|medef|cpme|"
    r"france|association|entreprises?|societe|sas|sarl|sa|gie|groupe|syndicat|smictom|smirtom|agence|universite|iut|lycee|cfa|"
    r"ecole|campus|centre|institut|pole|cluster|club|mission|maison|office|federation|union|etablissement|epf\w*|opco\w*|"
    r"insee|pays|comite|collectif|fonds|fde\d*|cd ?\d+|cg ?\d+|direction|service|"
    r"collectivites?|territoire|partenaires?)\b"
)
_PERSON = re.compile(
    r"(?:(?:m|mr|mme|mlle|dr|pr|me)\.? |monsieur |madame )?"
    r"[A-ZÀ-ÖØ-Þ][\w'’.-]*(?: (?:d[eu]|des|la|le|van|von|d['’])\b)?(?: [A-ZÀ-ÖØ-Þ][\w'’.-]*){1,3}"
)
_CIVILITY = re.compile(r"^(?:m|mr|mme|mlle|dr|monsieur|madame|mesdames|messieurs|mm)\b\.? ", re.IGNORECASE)
_ETC = re.compile(r"^(?:etc\b\.*|…|\.\.\.+)$", re.IGNORECASE)


@lru_cache(maxsize=8192)
def looks_like_organization(text: str) -> bool:
    """Whether the words are those of a structure: « CC du Val », « DREETS », an acronym alone."""
    stripped = text.strip()
    if not stripped or len(stripped) > MAX_NAME or _CIVILITY.match(stripped):
        return False
    if _ORGANIZATION_WORDS.search(fold(stripped)):
        return True
    return bool(re.fullmatch(r"[A-Z][A-Z0-9&.-]{1,9}(?: \d+)?", stripped))


@lru_cache(maxsize=8192)
def looks_like_person(text: str) -> bool:
    """Whether the words are a first name and a surname, with or without a civility."""
    first = re.split(r"[,;/\n(]", text.strip(), maxsplit=1)[0].strip()
    if _CIVILITY.match(first):
        return True
    return bool(_PERSON.fullmatch(first)) and not _ORGANIZATION_WORDS.search(fold(first))


def split_names(text: str, known: Collection[str] = ()) -> list[str]:
    """Cut a list of names: lines, bullets, « ; », « + », then commas where the cut is safe.

    `known` holds the keys (`org_key`) of the names already known: one of them is never cut. Text in parentheses stays
    with its name; « Bernay, de Conches, du Neubourg » stays whole. Nothing is lost: the parts hold every word.
    """
    if org_key(text) in known:
        return [_clean(text)]
    parts: list[str] = []
    for line in text.splitlines():
        pieces = _cut(_BULLET.sub("", line), ";")
        if len(pieces) == 1:
            pieces = [name for piece in pieces for name in _cut_commas(piece, known)]
        parts += [name for piece in pieces for name in _cut_spaced(piece, known)]
    return [name for part in parts if (name := _clean(part))]


def _clean(name: str) -> str:
    return _BULLET.sub("", " ".join(name.split())).strip(" ,;")


def _cut(text: str, separator: str) -> list[str]:
    """Cut outside parentheses."""
    parts, depth, start = [], 0, 0
    for index, char in enumerate(text):
        if char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif char == separator and not depth:
            parts.append(text[start:index])
            start = index + 1
    parts.append(text[start:])
    return parts if depth == 0 else text.split(separator)


def _cut_commas(text: str, known: Collection[str]) -> list[str]:
    names: list[str] = []
    for part in _cut(text, ","):
        if names and _CONTINUES.match(part.strip()):
            names[-1] = f"{names[-1]},{part}"
        else:
            names.append(part)
    if org_key(text) in known:
        return [text]
    return names


def _cut_spaced(text: str, known: Collection[str]) -> list[str]:
    """Cut « CCI / CMA » and « CCI + CMA », and « CCI et CCNS » when both sides are acronyms or known names."""
    if org_key(text) in known:
        return [text]
    parts = re.split(r"\s+[/+]\s+", text) if "(" not in text else [text]
    names: list[str] = []
    for part in parts:
        sides = re.split(r"\s+(?:et|&)\s+", part)
        sure = len(sides) > 1 and all(
            org_key(side) in known or re.fullmatch(r"\s*[A-Z0-9]{2,8}\s*", side) for side in sides
        )
        names += sides if sure else [part]
    return names


def is_a_name(text: str) -> bool:
    """Whether a part of a list can name somebody: not « etc. », « à définir », a figure or a long sentence."""
    if len(text) > MAX_NAME or not re.search(r"[^\W\d_]", text):
        return False
    return not is_unknown(text) and not _ETC.match(text)


def split_people(text: str) -> list[str]:
    """Cut a list of people: as names, and also on « / » and « et »."""
    return [
        name
        for part in split_names(text)
        for name in (_clean(side) for side in re.split(r"\s*/\s*|\s+(?:et|&)\s+", part))
        if name
    ]
