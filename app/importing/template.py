"""What the national template itself writes in its cells: types, instructions and the example (DOMAIN §2.2)."""

# ruff: noqa: E501 (one pattern per line reads better than a wrapped one)

from __future__ import annotations

import re
from functools import lru_cache

from app.importing.folded import fold
from app.importing.grid import Row, one_line

_TYPE = re.compile(
    r"champ (?:texte|liste|numerique|date|binaire|libre|obligatoire|facultatif)\b.*|donnees|(?:texte|date|nombre|liste|numerique)s?(?: libre)?"
)
_HELP = re.compile(
    r"(?:ce champ ne sera pas integre|ces informations devront etre saisies|➔ ?utilisez exactement la meme ecriture"
    r"|plusieurs (?:services|personnes) peuvent etre indique|saisissez (?:un|une|le|la|ici)|choisissez (?:l'option|dans)"
    r"|creez sous la forme|si vos (?:sous-)*axes sont numerotes|texte court de \d+ caracteres|presentez en quelques lignes"
    r"|re[n]?seignez ici|indiquer si l'action|indiquez (?:ici|le|la|les)|a (?:remplir|completer|renseigner) (?:par|ici|obligatoirement)"
    r"|format (?:jj/mm/aaaa|attendu)|liste deroulante|menu deroulant)"
)  # fmt: skip
_EXAMPLE_TITLE = re.compile(r".*assurer la coordination de la transition ecologique.*\(ou\).*")
_EXAMPLE = re.compile(r"(?:ex|exemple)s?\.?(?: :| -|:|$).*")


@lru_cache(maxsize=4096)
def is_help(text: str) -> bool:
    """Whether a cell still holds the template's own instruction."""
    return len(text) > 12 and bool(_HELP.match(fold(text)))


@lru_cache(maxsize=4096)
def is_boilerplate(text: str) -> bool:
    """Whether a cell holds a type (« Champ texte ») or an instruction of the template."""
    return is_help(text) or bool(re.match(r"champ (?:texte|liste|numerique|date|binaire)\b", fold(text)))


def out_of_template(row: Row, title: str) -> str:
    """Give the French reason why a row is the template's own (types, instructions, example), "" if it is not.

    `title` is the text of the title cell: an action whose other cells still hold instructions stays an action.
    """
    texts = [fold(cell) for cell in row if isinstance(cell, str)]
    if not texts:
        return ""
    types = sum(bool(_TYPE.fullmatch(one_line(text))) for text in texts)
    folded = fold(title)
    if types >= max(1, len(texts) * 0.6) and (len(texts) > 2 or types == len(texts)) and not _is_own_title(folded):
        return "types de champs du modèle"
    helps = sum(is_help(text) for text in texts)
    if (is_help(title) or not title) and helps >= max(1, len(texts) * 0.5):
        return "consignes du modèle"
    if _EXAMPLE_TITLE.fullmatch(one_line(folded)) or (helps >= 4 and _EXAMPLE.fullmatch(folded)):
        return "exemple du modèle"
    if _EXAMPLE.match(texts[0]) and (
        _EXAMPLE.match(folded) or len(texts) == 1 or texts[0] in {"ex", "ex.", "exemple", "exemples"}
    ):
        return "ligne d’exemple"
    return ""


def _is_own_title(title: str) -> bool:
    return bool(title) and not _TYPE.fullmatch(one_line(title))
