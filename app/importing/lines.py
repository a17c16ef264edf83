"""What each line of a table is: an action, an axis, more of the line above, a total, or nothing to import."""

# ruff: noqa: E501 (one pattern per line reads better than a wrapped one)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from app.dto.plan_import import SheetLayout, SheetTable, Target
from app.importing import grid
from app.importing.folded import fold
from app.importing.template import out_of_template
from app.importing.titles import split_axis, split_number
from app.importing.words import is_blank


class Kind(Enum):
    """Kind of a line."""

    ACTION = "action"
    SECTION = "section"  # an axis written across the table
    AXIS_ONLY = "axis-only"  # only the axis columns are filled
    CONTINUATION = "continuation"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `row` is 0-based. `text` is the axis title of a section, `reason` why a line is left out."""

    kind: Kind
    row: int
    text: str = ""
    column: int = 0
    style: tuple[str, int, int] = ("", 0, 0)
    reason: str = ""
    sure: bool = True
    extra: bool = False  # a section that also holds figures


_AMOUNTS = frozenset({Target.COST, Target.FUNDER_AMOUNT, Target.FUNDER_COLUMN, Target.PROGRESS})
_AXES = (Target.AXIS, Target.SUB_AXIS, Target.SUB_SUB_AXIS)
_TOTAL = re.compile(
    r"(?:s(?:ous|/|s)?[- /]*)?tota(?:l|ux)(?: ?:.*| (?:general|global|ht|ttc|hors|en|axe|de|du|des|par|pour|plan|actions?|budget|cout|"
    r"orientation|volet|programme|financ|sous|\d|\(|-|€).*|\s*\d.*)?|cumul(?: .{0,20})?|somme(?: totale)?|solde|moyennes?(?: .{0,20})?|ensemble du plan|grand total|montant total.*"
)
_TOTAL_OF = re.compile(r"(?:s(?:ous|/|s)?[- /]*)?tota(?:l|ux)\b")
_BARE_TOTAL = re.compile(r"(?:sous[- ]?)?tota(?:l|ux)(?: (?:general|generaux|ht|ttc|du plan))*(?: :)?")
_SUB_TOTAL = re.compile(r"s(?:ous|/|s)[- /]*total")
_FOOTNOTE_TITLE = re.compile(r"(?:\*|(?:sources?|nb|n\.b\.?|note|legende|mise? a jour|maj)\s*(?::|le\b|du\b|au\b))")
_FOOTNOTE = re.compile(
    r"(?:\*|source|nb\b|n\.b|note\b|legende|mise? a jour|maj\b|version|edite|imprime|document|fichier|\(\d\))"
)
_AXIS_WORDS = re.compile(
    r"(?:sous[- ]?)*(?:axe|orientation|volet|pilier|ambition|defi|enjeu|priorite|objectif|thematique|theme|chapitre|partie|"
    r"chantier|programme|domaine|levier|bloc)s?\b"
)
_SUB_ACTION = re.compile(r"sous[- ]?action\b")


class Reader:
    """Reads the lines of one sheet; holds the columns that matter and the width usual lines have."""

    def __init__(self, table: SheetTable, layout: SheetLayout) -> None:
        self.table = table
        self.layout = layout
        self.targets = {column.index: column.target for column in layout.columns if column.target is not Target.IGNORE}
        self.titles = [index for index, target in self.targets.items() if target is Target.TITLE]
        self.subs = [index for index, target in self.targets.items() if target is Target.SUB_TITLE]
        self.number = next((index for index, target in self.targets.items() if target is Target.NUMBER), None)
        self.axes = [index for index, target in self.targets.items() if target in _AXES]
        self.first = layout.first_row - 1
        self._header = [fold(grid.one_line(grid.text_of(cell))) for cell in table.rows[layout.header_row - 1]]
        self._wide_merges = {(top, left): right - left + 1 for top, left, _, right in table.merged if right > left}
        self._usual = self._usual_width()
        self._caps = self._share_of_capitals()

    def lines(self) -> list[Line]:
        """Give the lines that hold something, in order."""
        lines = [line for row in range(self.first, len(self.table.rows)) if (line := self._line(row)) is not None]
        return self._checked(lines)

    # --- one line --------------------------------------------------------------------------------

    def _line(self, row: int) -> Line | None:
        cells = self.table.rows[row]
        used = [index for index in grid.filled(cells) if not is_blank(cells[index])]
        if not used:
            return None
        title = self.title_of(row)
        reason = out_of_template(cells, title) or self._out(cells, used, title)
        if reason:
            return Line(Kind.OUT, row, reason=reason)
        section = self._section(row, used)
        if section is not None:
            return section
        if title or any(self.text(row, index) for index in self.subs):
            return Line(Kind.ACTION, row)
        if all(index in self.axes for index in used):
            return Line(Kind.AXIS_ONLY, row)
        return Line(Kind.CONTINUATION, row)

    def text(self, row: int, column: int) -> str:
        """Give the text of a cell on one line, "" for dashes."""
        value = self.table.rows[row][column]
        if isinstance(value, float) and column == self.number:
            return repr(value)
        return "" if is_blank(value) else grid.one_line(grid.text_of(value))

    def title_of(self, row: int) -> str:
        """Give the text of the title cell."""
        return next((text for index in self.titles if (text := self.text(row, index))), "")

    def _out(self, cells: grid.Row, used: Sequence[int], title: str) -> str:
        texts = [(index, fold(grid.text_of(cells[index]))) for index in used if isinstance(cells[index], str)]
        same = sum(text == self._header[index] for index, text in texts)
        if same >= 2 and same >= len(used) * 0.6:
            return "en-tête répété"
        if texts and self._is_total(*texts[0]) and self._only_figures(cells, used, texts[0][0]):
            return "ligne de total"
        if title and _TOTAL.fullmatch(fold(title)) and self._only_figures(cells, used, -1):
            return "ligne de total"
        if title and _BARE_TOTAL.fullmatch(fold(title)):
            return "ligne de total"
        if not texts and all(self.targets.get(index) in _AMOUNTS for index in used):
            return "ligne de total"
        return ""

    def _is_total(self, column: int, text: str) -> bool:
        """« Total … » outside the titles may be the total of anything; among them it must say of what."""
        return bool(
            _TOTAL.fullmatch(text) or _SUB_TOTAL.match(text) or (column not in self.titles and _TOTAL_OF.match(text))
        )

    def _only_figures(self, cells: grid.Row, used: Sequence[int], label: int) -> bool:
        """Whether the other cells are figures, amounts as text, or further labels of the total."""
        others = [cells[index] for index in used if index != label]
        words = [cell for cell in others if isinstance(cell, str) and not re.search(r"\d", cell)]
        return all(_TOTAL.fullmatch(fold(word)) for word in words)

    # --- sections --------------------------------------------------------------------------------

    def _section(self, row: int, used: Sequence[int]) -> Line | None:
        cells = self.table.rows[row]
        texts = [index for index in used if not self._is_figure(row, index)]
        if not texts or any(self.targets.get(index) in _AXES for index in texts):
            return self._numbered_section(row, used)
        if len({self.text(row, index) for index in texts}) > 1:
            return self._numbered_section(row, used)
        column = texts[0]
        text = self.text(row, column)
        if not isinstance(cells[column], str) or not re.search(r"[^\W\d_]", text):
            return None
        found = self._section_style(row, column, text, alone=len(used) == len(texts))
        if found is None:
            return None
        word, number, _ = split_axis(text)
        depth = number.count(".") + 1 if number else 0
        style = (word, depth, 0) if word or depth else ("", 0, 1000 + column if text.isupper() else 1 + column)
        return Line(Kind.SECTION, row, text, column, style, sure=found, extra=len(used) > len(texts))

    def _section_style(self, row: int, column: int, text: str, *, alone: bool) -> bool | None:
        """True for a sure section, False for a likely one, `None` for an ordinary line."""
        folded = fold(text)
        in_title = column in self.titles or column in self.subs
        if _FOOTNOTE.match(folded) and not in_title:
            return None
        word, number, _ = split_axis(text)
        if _AXIS_WORDS.match(folded) and word and (number or not in_title):
            return True
        if self._usual < 3:
            return None
        if self._wide_merges.get((row, column), 1) >= min(3, max(2, self._usual)) and alone:
            return True
        if in_title:
            shouted = text.isupper() and len(text) > 6 and self._caps < 0.3
            return False if shouted and alone and self._usual >= 3 else None
        if column == self.number and split_number(text)[0] == "" and not re.search(r"[^\W\d_]{3}", text):
            return None
        return False if alone and (not self.titles or column < min(self.titles)) else None

    def _numbered_section(self, row: int, used: Sequence[int]) -> Line | None:
        """« 1 | Attirer » alone above « 1.1 | … »: the number announces those below."""
        if (
            self.number is None
            or set(used) != {self.number, *[index for index in self.titles if index in used]}
            or len(used) != 2
        ):
            return None
        number = self.text(row, self.number).rstrip(".")
        below = next(
            (text for r in range(row + 1, min(row + 4, len(self.table.rows))) if (text := self.text(r, self.number))),
            "",
        )
        if self._usual < 3 or not re.fullmatch(r"[A-Za-z]?\d*(?:\.\d+)*", number) or not below.startswith(f"{number}."):
            return None
        text = f"{number}. {self.title_of(row)}"
        return Line(Kind.SECTION, row, text, self.number, ("", number.count(".") + 1, 0))

    def _is_figure(self, row: int, index: int) -> bool:
        value = self.table.rows[row][index]
        if self.targets.get(index) in _AMOUNTS:
            return not isinstance(value, str) or bool(re.search(r"\d", value))
        return not isinstance(value, str) and index not in self.titles and index != self.number

    # --- the whole sheet -------------------------------------------------------------------------

    def _usual_width(self) -> float:
        widths = sorted(len(grid.filled(self.table.rows[row])) for row in self._sample() if self.title_of(row))
        return widths[len(widths) // 2] if widths else 0

    def _share_of_capitals(self) -> float:
        wide = [row for row in self._sample() if len(grid.filled(self.table.rows[row])) >= 3]
        titles = [title for row in wide if (title := self.title_of(row))]
        return sum(title.isupper() for title in titles) / len(titles) if titles else 0

    def _sample(self) -> range:
        return range(self.first, min(len(self.table.rows), self.first + 500))

    def _checked(self, lines: list[Line]) -> list[Line]:
        """A section that no action follows is a note under the table; a line that continues nothing is left out."""
        checked: list[Line] = []
        lines = self._without_footnotes(lines)
        last_action = max((line.row for line in lines if line.kind is Kind.ACTION), default=-1)
        seen_action = False
        for line in lines:
            if line.kind is Kind.SECTION and line.row > last_action and not line.sure:
                line = Line(Kind.OUT, line.row, reason="texte sous le tableau")
            elif line.kind is Kind.CONTINUATION and self._stands_outside(line, last_action, seen_action=seen_action):
                below = line.row > last_action >= 0
                line = Line(Kind.OUT, line.row, reason="texte sous le tableau" if below else "ligne sans intitulé")
            seen_action = seen_action or line.kind is Kind.ACTION
            if line.kind is Kind.SECTION:
                seen_action = False
            checked.append(line)
        return checked

    def _without_footnotes(self, lines: list[Line]) -> list[Line]:
        """At the end of the table, a title alone such as « Source : … » or « * … » is a note."""
        lines = list(lines)
        for position in range(len(lines) - 1, -1, -1):
            line = lines[position]
            alone = len(grid.filled(self.table.rows[line.row])) == 1 and self._usual >= 2
            if line.kind is Kind.ACTION and alone and _FOOTNOTE_TITLE.match(fold(self.title_of(line.row))):
                lines[position] = Line(Kind.OUT, line.row, reason="texte sous le tableau")
            elif line.kind is Kind.ACTION:
                break
        return lines

    def _stands_outside(self, line: Line, last_action: int, *, seen_action: bool) -> bool:
        if not seen_action:
            return True
        if line.row < last_action:
            return False
        used = grid.filled(self.table.rows[line.row])
        far = line.row - last_action > 1 and not any(
            grid.filled(row) for row in self.table.rows[line.row - 1 : line.row]
        )
        first = fold(grid.text_of(self.table.rows[line.row][used[0]]))
        outside = self.targets.get(used[0]) in {None, Target.NUMBER, *_AXES}
        return far or bool(_FOOTNOTE.match(first)) or (len(used) == 1 and outside)


def is_sub_action(title: str) -> bool:
    """Whether a title announces a sub-action of the line above: « Sous-action 2 : … »."""
    return bool(_SUB_ACTION.match(fold(title)))
