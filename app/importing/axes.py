"""The tree of axes of the file: same axis written twice is one, section rows nest by the way they are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from app.importing.titles import axis_key, split_axis

Path = tuple[str, ...]
_ALIKE = 0.85


@dataclass(slots=True)
class AxisBook:
    """Axes met, level by level; gives the first spelling of each."""

    _known: dict[Path, list[tuple[tuple[str, str], str]]] = field(default_factory=dict)
    _paths: dict[Path, None] = field(default_factory=dict)
    _fuller: dict[Path, str] = field(default_factory=dict)

    @property
    def paths(self) -> tuple[Path, ...]:
        """Every path met, parents included, in order."""
        return tuple(self._paths)

    def settle(self, titles: Iterable[str]) -> Path:
        """Give the path under its first spelling, adding what is new; empty titles are skipped."""
        path: Path = ()
        for title in titles:
            if title:
                path = (*path, self._one(path, " ".join(title.split())))
                self._paths.setdefault(path)
        return path[:3]

    def final(self, path: Path) -> Path:
        """Give the path with the fullest spelling met of each axis."""
        return tuple(self._fuller.get(path[: level + 1], title) for level, title in enumerate(path))

    def _one(self, parent: Path, title: str) -> str:
        key = axis_key(title)
        siblings = self._known.setdefault(parent, [])
        for position, (known, spelling) in enumerate(siblings):
            if same_axis(key, known):
                if known[1] == "" and key[1]:
                    # « Axe 1 » then « Axe 1 – Attirer »: one axis, which ends with the fuller spelling.
                    siblings[position] = (key, spelling)
                    self._fuller.setdefault((*parent, spelling), title)
                return spelling
        siblings.append((key, title))
        return title


def same_axis(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two keys are the same axis: same words, or same number and nearly the same words."""
    if one == other:
        return True
    (number, words), (other_number, other_words) = one, other
    if words and words == other_words:
        return True
    if not number or number != other_number:
        return False
    return not words or not other_words or SequenceMatcher(None, words, other_words).ratio() >= _ALIKE


@dataclass(slots=True)
class SectionStack:
    """Where section rows stand: a way of writing met before closes what was opened under it."""

    _open: list[tuple[tuple[str, int, int], str]] = field(default_factory=list)
    _last_had_actions: bool = True

    @property
    def titles(self) -> Path:
        """Titles open now, outermost first."""
        return tuple(title for _, title in self._open)

    def enter(self, style: tuple[str, int, int], title: str) -> None:
        """Open a section. The same style replaces its sister; a new one nests, unless actions separate the two."""
        styles = [known for known, _ in self._open]
        if style in styles:
            del self._open[styles.index(style) :]
        elif self._open and not self._nests(style):
            self._open.pop()
        self._open.append((style, title))
        del self._open[3:]
        self._last_had_actions = False

    def _nests(self, style: tuple[str, int, int]) -> bool:
        word, depth, _ = style
        last_word, last_depth, _ = self._open[-1][0]
        if depth and last_depth and depth != last_depth:
            return depth > last_depth
        if word and last_word:
            return True
        return not self._last_had_actions or bool(last_word or last_depth)

    def saw_action(self) -> None:
        """Tell that an action follows the last section."""
        self._last_had_actions = True


def axis_label(title: str) -> tuple[str, str]:
    """Give number and title of an axis to store: « 4.1. Pratiquer » gives (« 4.1 », « Pratiquer »).

    A title that is only a word and a number (« Axe 1 ») keeps it all as its title.
    """
    _, number, rest = split_axis(title)
    return (number, rest) if number and rest else ("", title)
