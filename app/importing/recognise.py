"""Finding the table of each sheet: its header, wherever it stands, and what each column becomes."""

# ruff: noqa: E501 (one pattern per line reads better than a wrapped one)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.dto.plan_import import ColumnGuess, SheetLayout, SheetTable, Target
from app.errors import ImportRefused
from app.importing import grid
from app.importing.columns import guess_columns
from app.importing.folded import fold
from app.importing.headers import INSIDE, Meaning, is_funder_name, meaning, plain
from app.importing.titles import title_key

_LOOK = 80  # rows in which a header is looked for
_HEADER_MAX = 5  # lines a header may take
_ASIDE = re.compile(
    r"(?:mode ?d ?'?emploi|notice|lisez|lis moi|read ?me|aide|listes?(?: deroulantes?)?|menus? deroulants?|param\w*|legende|"
    r"nomenclatures?|glossaire|sommaire|instructions?|guide|exemples?|donnees listes?|ref(?:erentiel)?s?)\b"
)
_AXIS_SHEET = re.compile(
    r"(?:axe|orientation|volet|priorite|pilier|ambition|defi|enjeu|objectif|theme|thematique|a)\s*(?:n°? ?)?[\divx]+\b"
)
_BESIDE = re.compile(
    r"(?:engagements?|decisions?|releves?|indicateurs?|contacts?|annuaire|partenaires?|structures?|financements?|financeurs?|budgets?|"
    r"maquettes?|plan(?:s)? de financement|depenses|recettes|historique|journal|reunions?|copil|cotech|comites?|calendrier|instances?|"
    r"taches|to ?do|risques|suivi (?:financier|des (?:decisions|engagements|indicateurs)))\b"
)
_GENERIC_SHEET = re.compile(
    r"(?:feuil(?:le)?|sheet|tableau|onglet|page)\s*\d*|(?:le )?(?:plan|programme|fichier|tableau|suivi|liste|fiches?|actions?|base|export|import|synthese)\b.*"
)
_FIGURES = re.compile(r"\d ?%|\d ?(?:k|M)?€|(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{3,}")
_SINGLES = frozenset(
    {
        Target.NUMBER, Target.TITLE, Target.SUB_TITLE, Target.AXIS, Target.SUB_AXIS, Target.SUB_SUB_AXIS, Target.COST,
        Target.STATUS, Target.MATURITY, Target.LEVEL, Target.SCOPE, Target.WEATHER, Target.PROGRESS, Target.START,
        Target.ACTUAL_START, Target.END, Target.REVISED_END, Target.ACTUAL_END, Target.PERIOD, Target.CONTINUOUS,
    }
)  # fmt: skip
_OF_A_PLAN = frozenset(
    {Target.STATUS, Target.COST, Target.START, Target.END, Target.PERIOD, Target.AXIS, Target.DESCRIPTION, Target.LEVEL,
     Target.OBJECTIVES, Target.PROGRESS, Target.WEATHER, Target.FUNDING_PARTNERS, Target.SUB_TITLE}
)  # fmt: skip
_CONTACT = re.compile(
    r"(?:adresse )?(?:e ?)?(?:mails?|courriels?)|tel(?:ephones?)?|portable|prenoms?|adresse|code postal"
)


@dataclass(frozen=True, slots=True)
class Header:
    """A header found: its rows (0-based) and, per column, the group text above and its own text."""

    top: int
    main: int
    bottom: int
    groups: tuple[str, ...]
    texts: tuple[str, ...]


def recognise(tables: Sequence[SheetTable]) -> tuple[SheetLayout, ...]:
    """Find the table of actions of each sheet; sheets without one (lists, notices) are left aside.

    Raises `ImportRefused` when no sheet holds a column that can be the title of actions.
    """
    layouts = []
    for table in tables:
        layout = _layout(table)
        if layout is not None:
            layouts.append(layout)
    if not layouts:
        raise ImportRefused(
            "Aucun tableau d’actions n’a été trouvé : il faut une ligne d’en-tête avec au moins l’intitulé des actions."
        )
    by_name = {table.name: table for table in tables}
    return _axes_from_sheets(_plans_and_what_completes_them(layouts, by_name), by_name)


def with_target(layouts: Sequence[SheetLayout], sheet: str, index: int, target: Target) -> tuple[SheetLayout, ...]:
    """Give the layouts with one column changed by the user; a target that only one column may have leaves the other."""

    def changed(column: ColumnGuess) -> ColumnGuess:
        if column.index == index:
            return replace(column, target=target)
        if column.target is target and target in _SINGLES:
            return replace(column, target=Target.NOTES)
        return column

    return tuple(
        replace(layout, columns=tuple(changed(column) for column in layout.columns))
        if layout.sheet == sheet
        else layout
        for layout in layouts
    )


def _layout(table: SheetTable) -> SheetLayout | None:
    if _ASIDE.match(fold(table.name)):
        return None
    header = find_header(table)
    if header is None:
        return None
    columns = guess_columns(table, header.groups, header.texts, header.bottom + 1)
    targets = {column.target for column in columns}
    if not targets & {Target.TITLE, Target.SUB_TITLE}:
        return None
    if len(targets - {Target.NOTES}) < 2 and len(columns) > 2 and not any(_is_sure_title(column) for column in columns):
        return None
    if not targets & _OF_A_PLAN and any(_CONTACT.fullmatch(plain(column.header)) for column in columns):
        return None
    return SheetLayout(table.name, header.main + 1, header.bottom + 2, "", columns)


def _is_sure_title(column: ColumnGuess) -> bool:
    words = plain(column.header)
    return column.target is Target.TITLE and bool(re.search(r"\b(?:actions?|fiches?|projets?|intitules?)\b", words))


# --- header ----------------------------------------------------------------------------------


def find_header(table: SheetTable) -> Header | None:
    """Find the row that names most columns, then the group rows above it and the sub-header rows below it."""
    best, best_score = None, 1.25
    for index, row in enumerate(table.rows[:_LOOK]):
        score = _score(row)
        if score > best_score + (0.5 if best is not None else 0):
            best, best_score = index, score
    if best is None:
        best = _lone_title(table)
    return None if best is None else _with_neighbours(table, best)


def _score(row: grid.Row) -> float:
    """Add up the distinct meanings of a row; figures, dates and sentences show that it is not a header."""
    found: dict[Target, float] = {}
    penalty = 0.0
    for cell in row:
        if cell is None:
            continue
        if not isinstance(cell, str):
            penalty += 0.5
            continue
        if len(cell) > 120 or _FIGURES.search(cell):
            penalty += 0.5
        said = meaning(cell)
        if said is not None:
            found[said.target] = max(found.get(said.target, 0), _weight(said, cell))
        elif is_funder_name(cell):
            penalty -= 0.1
    bonus = 0.75 if found.get(Target.TITLE, 0) >= 1 and len(grid.filled(row)) > 1 else 0
    return sum(found.values()) + bonus - penalty


def _weight(said: Meaning, cell: str) -> float:
    if len(cell) > 80:
        return 0.2
    return 1.0 if said.score >= 80 else 0.5 if said.score > INSIDE else 0.3


def _lone_title(table: SheetTable) -> int | None:
    """« Actions » above a list, or among headers that say nothing."""
    for index, row in enumerate(table.rows[:10]):
        titles = [cell for cell in row if isinstance(cell, str) and _is_title(cell)]
        alone = len(grid.filled(row)) == 1 and len(row) > 2
        if titles and grid.is_wordy(row) and (not alone or re.search(r"intitule|titre|nom ", plain(titles[0]))):
            return index
    return None


def _with_neighbours(table: SheetTable, main: int) -> Header:
    width = len(table.rows[0])
    own = [grid.one_line(grid.text_of(cell)) for cell in table.rows[main]]
    bottom, groups = main, [""] * width
    if main + 1 < len(table.rows) and _is_sub_header(table, main):
        bottom = main + 1
        above = _limited_spans(table, main, width)
        below = [grid.one_line(grid.text_of(cell)) for cell in table.rows[bottom]]
        groups = [head if sub else "" for head, sub in zip(above, below, strict=True)]
        own = [sub or head for head, sub in zip(own, below, strict=True)]
    top = main
    while top > 0 and main - top < _HEADER_MAX and _is_group_row(table, top - 1, main):
        top -= 1
        heads = grid.spans(table, top, width)
        own = [text or _own_cell(table, top, index) for index, text in enumerate(own)]
        groups = [" — ".join(part for part in (head, group) if part) for head, group in zip(heads, groups, strict=True)]
    return Header(top, main, bottom, tuple(groups), tuple(own))


def _own_cell(table: SheetTable, row: int, column: int) -> str:
    cell = table.rows[row][column]
    return grid.one_line(cell) if isinstance(cell, str) else ""


def _limited_spans(table: SheetTable, row: int, width: int) -> list[str]:
    """Spread the groups of a header over its sub-header; without merged ranges, only over the blanks that follow."""
    return grid.spans(table, row, width)


def _is_group_row(table: SheetTable, row: int, main: int) -> bool:
    """Whether a row above the header groups its columns, rather than being a title or a note."""
    cells = table.rows[row]
    used = grid.filled(cells)
    if not used or not grid.is_wordy(cells):
        return False
    header_width = len(grid.filled(table.rows[main]))
    if len(used) == 1:
        wide = grid.merged_width(table, row, used[0])
        return used[0] > 0 and wide < max(3, header_width * 0.7) and (wide > 1 or used[0] >= 3)
    return True


def _is_sub_header(table: SheetTable, main: int) -> bool:
    """Whether the row below the header completes it: short words, only under groups or blanks, nothing under the title."""
    head, below = table.rows[main], table.rows[main + 1]
    used = grid.filled(below)
    if len(used) < 2 or not grid.is_wordy(below, 60):
        return False
    for column in used:
        head_cell = head[column]
        grouped = head_cell is None or grid.merged_width(table, main, column) > 1 or _leads_blanks(head, column)
        if not grouped:
            return False
    title = next((index for index, cell in enumerate(head) if isinstance(cell, str) and _is_title(cell)), None)
    if title is not None and below[title] is not None:
        return False
    named = sum(_names_something(str(below[column])) for column in used)
    covered = all(head[column] is None or grid.merged_width(table, main, column) > 1 for column in used)
    return named >= len(used) / 2 or (covered and named > 0)


def _leads_blanks(head: grid.Row, column: int) -> bool:
    return column + 1 < len(head) and head[column + 1] is None


def _is_title(cell: str) -> bool:
    said = meaning(cell)
    return said is not None and said.target is Target.TITLE


def _names_something(text: str) -> bool:
    return meaning(text) is not None or is_funder_name(text) or bool(_SUB_WORDS.fullmatch(plain(text)))


_SUB_WORDS = re.compile(
    r"prevue?s?|reel(?:le)?s?|realisee?s?|initiale?|revisee?|ht|ttc|montant|taux|demandee?|accordee?|versee?|engagee?|"
    r"prevision(?:nel)?|oui|non|date|nom|20\d\d|total"
)


# --- sheets ----------------------------------------------------------------------------------


def _plans_and_what_completes_them(layouts: list[SheetLayout], tables: dict[str, SheetTable]) -> list[SheetLayout]:
    """Beside a plan, a sheet of commitments, decisions or budgets only completes the actions it names."""
    plans = [layout for layout in layouts if not _BESIDE.match(fold(layout.sheet))]
    if not plans or len(plans) == len(layouts):
        return layouts
    known = {title for layout in plans for title in _titles(layout, tables[layout.sheet])}
    kept = []
    for layout in layouts:
        titles = _titles(layout, tables[layout.sheet])
        if layout in plans or (titles and sum(title in known for title in titles) >= 0.6 * len(titles)):
            kept.append(layout)
    return kept


def _titles(layout: SheetLayout, table: SheetTable) -> list[str]:
    index = next((column.index for column in layout.columns if column.target is Target.TITLE), None)
    if index is None:
        return []
    return [title_key(cell) for row in table.rows[layout.first_row - 1 :] if isinstance(cell := row[index], str)]


def _axes_from_sheets(layouts: list[SheetLayout], tables: dict[str, SheetTable]) -> tuple[SheetLayout, ...]:
    """Take the axis from the name of the sheets when there is one sheet per axis and no axis column."""
    without = [layout for layout in layouts if not any(column.target is Target.AXIS for column in layout.columns)]
    named = [layout for layout in without if _AXIS_SHEET.match(fold(layout.sheet))]
    if not named and len(without) > 1:
        named = [layout for layout in without if not _GENERIC_SHEET.fullmatch(fold(layout.sheet))]
        named = named if len(named) > 1 and _look_alike(named) else []
    chosen = {layout.sheet for layout in named}
    return tuple(
        replace(layout, axis_from_sheet=_sheet_axis(layout, tables[layout.sheet])) if layout.sheet in chosen else layout
        for layout in layouts
    )


def _look_alike(layouts: Sequence[SheetLayout]) -> bool:
    first = {column.target for column in layouts[0].columns}
    return all(len(first & {column.target for column in layout.columns}) >= 0.6 * len(first) for layout in layouts[1:])


def _sheet_axis(layout: SheetLayout, table: SheetTable) -> str:
    """Give the fuller title: « Axe 1 – Attirer » above the table rather than « Axe 1 », the name of the sheet."""
    name = fold(layout.sheet)
    for row in table.rows[: layout.header_row - 1]:
        used = grid.filled(row)
        if len(used) == 1 and isinstance(row[used[0]], str):
            text = grid.one_line(grid.text_of(row[used[0]]))
            if len(text) <= 200 and (name in fold(text) or (_AXIS_SHEET.match(name) and _same_axis(name, fold(text)))):
                return text
    return grid.one_line(layout.sheet)


def _same_axis(name: str, text: str) -> bool:
    numbers = re.findall(r"\d+", name)
    return bool(_AXIS_SHEET.match(text)) and re.findall(r"\d+", text)[:1] == numbers[:1]
