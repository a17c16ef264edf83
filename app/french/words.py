"""Plurals, elision, lists and typography of French sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from app.french.figures import NBSP, NNBSP, number
from app.french.folding import fold

# Folded, without the plural s. Place names follow the usage of their own authorities.
_HARD_H_WORDS = """
    ha hache hacher hachoir hackathon hacker hagard haie haillon haine hair hall halle hallebarde halo halte hamac
    hameau hameaux hamster hanche hand handball handicap handicape handicapee hangar hanneton hanter happer haras
    harcelement harceler hardi hardiesse hardware harem hareng hargne haricot harnais harpe harpie harpon hasard
    hasarder hasardeux hate hater hatif hausse hausser haussier haut haute hautain hautbois hauteur hautement havre
    hayon heler hennir herisser herisson hernie heron heros herse hertz hetre heurt heurter heurtoir hibou hic hideux
    hierarchie hierarchique hierarchiser high hip hippie hisser hobby hocher hockey hold hollandais hollande homard
    hongrie hongrois honte honteux hoquet horde hors hotline hotte houblon houe houille houiller houillere houle
    housse houx hub hublot huche huee huguenot huis huit huitaine huitieme hululer hun huppe huppee hurlement hurler
    hutte haddock hainaut hennuyer havrais haguenau hambach hambourg hanovre honfleur huningue
"""
_NEVER_ELIDED_WORDS = "onze onzieme oui ouistiti ouate uhlan yacht yaourt yen yeti yoga"
_ELIDED_Y_WORDS = "yonne yeu yeux yeuse yerres yevre"
_STOP_WORDS_TEXT = "de du des d en à au aux sans par avec pour sur sous hors dans entre et ou"

_HARD_H = frozenset(_HARD_H_WORDS.split())
_NEVER_ELIDED = frozenset(_NEVER_ELIDED_WORDS.split())
_ELIDED_Y = frozenset(_ELIDED_Y_WORDS.split())
_STOP_WORDS = frozenset(_STOP_WORDS_TEXT.split())
_INVARIABLE = frozenset({"non", "bien", "déjà", "plus", "très"})
_ELISIONS = {
    "de": "d’",
    "le": "l’",
    "la": "l’",
    "que": "qu’",
    "je": "j’",
    "me": "m’",
    "te": "t’",
    "se": "s’",
    "ne": "n’",
    "ce": "c’",
    "jusque": "jusqu’",
    "lorsque": "lorsqu’",
    "puisque": "puisqu’",
    "quoique": "quoiqu’",
}
_SPACE = f"[ {NBSP}{NNBSP}]*"
_PROTECTED = r"(?:https?|ftps?|mailto|file):[^\s«»]+|www\.[^\s«»]+|[\w.+-]+@[\w.-]+\w"
_MARKS = r"\s:;!?(\[«"


def plural(n: int, singular: str, plural: str | None = None) -> str:
    """Write « 0 action », « 1 action », « 2 actions »: 0 and 1 are singular; a no-break space after the figure.

    Without `plural`, the regular plural of each word up to the first preposition: « 2 points ouverts »,
    « 3 actions en retard ».
    """
    word = singular if abs(n) < 2 else (plural if plural is not None else _regular_plural(singular))
    return f"{number(n)}{NBSP}{word}"


def _regular_plural(words: str) -> str:
    result: list[str] = []
    stopped = False
    for word in words.split(" "):
        stopped = stopped or word in _STOP_WORDS or word.startswith(("d’", "l’"))
        result.append(word if stopped or word in _INVARIABLE else _plural_word(word))
    return " ".join(result)


def _plural_word(word: str) -> str:
    if not word or word.endswith(("s", "x", "z")):
        return word
    if word.endswith(("eau", "eu")):
        return f"{word}x"
    if word.endswith("al") and word not in {"bal", "festival", "final", "naval"}:
        return f"{word[:-2]}aux"
    return f"{word}s"


def elide(word: str, following: str) -> str:
    """Join `word` and `following`, elided before a vowel or a mute h.

    « de » + « Alès » gives « d’Alès »; « de » + « Hauts-de-France » gives « de Hauts-de-France ». A word that is
    never elided is joined as it is; capitals are kept (« L’usine »).
    """
    short = _ELISIONS.get(word.lower())
    if short is None or not _begins_with_vowel(following):
        return f"{word} {following}" if following else word
    return (short.capitalize() if word[0].isupper() else short) + following


def _begins_with_vowel(text: str) -> bool:
    letters = re.match(r"[^\W\d_]+", fold(text.lstrip("«“\"'( " + NBSP + NNBSP)))
    if letters is None:
        return False
    first = letters.group()
    if first in _NEVER_ELIDED:
        return False
    if first.startswith("h"):
        return len(first) > 1 and first not in _HARD_H and first.removesuffix("s") not in _HARD_H
    if first.startswith("y"):
        return first in _ELIDED_Y or first[1:2] not in set("aeiou")
    return first[0] in "aeiou"


def join_and(items: Sequence[str], word: str = "et") -> str:
    """Join « a, b et c »; an empty sequence gives an empty text."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def guillemets(text: str) -> str:
    """Quote: « text », with no-break spaces inside."""
    return f"«{NBSP}{text}{NBSP}»"


def upper_name(name: str) -> str:
    """Write a surname in capitals, accents kept: « LEFÈVRE-DÉMO »."""
    return " ".join(name.split()).upper()


def full_name(first: str, last: str) -> str:
    """Write « Camille EXEMPLE », as lists of participants do; either part may be empty."""
    return " ".join(part for part in (" ".join(first.split()), upper_name(last)) if part)


def capitalized(text: str) -> str:
    """Put a capital on the first letter and leave the rest alone, unlike `str.capitalize`."""
    return text[:1].upper() + text[1:]


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?P<kept>{_PROTECTED})|(?:{pattern})")


# Guillemets come first: the space they bring is what tells « : » that a word ends there.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (_rule(rf"«{_SPACE}(?=\S)"), f"«{NBSP}"),
    (_rule(rf"(?<=\S){_SPACE}»"), f"{NBSP}»"),
    (_rule(rf"(?<=[^{_MARKS}]){_SPACE}:(?=\s|$)"), f"{NBSP}:"),
    (_rule(rf"(?<=[^{_MARKS}]){_SPACE};(?=\s|$)"), f"{NNBSP};"),
    (_rule(rf"(?<=[^{_MARKS}]){_SPACE}!(?=[\s)\]»!?.…,\"]|$)"), f"{NNBSP}!"),
    (_rule(rf"(?<=[^{_MARKS}]){_SPACE}\?(?=[\s)\]»!?.…,\"]|$)"), f"{NNBSP}?"),
    (_rule(rf"(?<=\d){_SPACE}%"), f"{NBSP}%"),
    (_rule(rf"(?<=\d){_SPACE}€"), f"{NBSP}€"),
    (_rule(r"(?<=[^\W\d_])'(?=[\w«])"), "’"),
)


def typo(text: str) -> str:
    """Put `text` in French typography: no-break spaces before « : ; ? ! % € » and inside guillemets, apostrophes ’.

    Web and e-mail addresses, times such as 14:30 and file paths are left alone. Idempotent.
    """
    for pattern, replacement in _RULES:
        text = pattern.sub(partial(_replaced, replacement), text)
    return text


def _replaced(replacement: str, match: re.Match[str]) -> str:
    kept: str | None = match.group("kept")
    return replacement if kept is None else kept
