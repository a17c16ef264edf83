"""What each column becomes: the words of its header, the group above it, its neighbours, then its content."""

from __future__ import annotations

from collections.abc import Sequence

from app.dto.plan_import import ColumnGuess, SheetTable, Target
from app.importing import grid
from app.importing.axis_columns import settle_axes
from app.importing.candidate import Candidate
from app.importing.folded import fold
from app.importing.funder_columns import settle_funder_amounts, settle_funders
from app.importing.headers import (
    FULL,
    PART,
    Meaning,
    meaning,
    plain,
    stage_of,
)
from app.importing.profile import Profile, profile_of

_UNIQUE = (
    Target.NUMBER, Target.TITLE, Target.SUB_TITLE, Target.COST, Target.STATUS, Target.MATURITY, Target.LEVEL,
    Target.SCOPE, Target.WEATHER, Target.PROGRESS, Target.START, Target.ACTUAL_START, Target.END, Target.REVISED_END,
    Target.ACTUAL_END, Target.PERIOD, Target.CONTINUOUS,
)  # fmt: skip
_TITLE_WORDS = ("intitule", "titre", "libelle", "nom", "designation")


def guess_columns(
    table: SheetTable, groups: Sequence[str], texts: Sequence[str], first: int
) -> tuple[ColumnGuess, ...]:
    """Guess the target of every column that has a header or content; `first` is the first row of data, 0-based.

    A column nothing explains goes to the notes, with its header: nothing is ignored unless the user says so.
    """
    columns = []
    for index, own in enumerate(texts):
        cells = [row[index] for row in table.rows[first:]]
        profile = profile_of(cells)
        if own or any(cell is not None for cell in cells):
            columns.append(Candidate(index, groups[index], own, profile, cells))
    _read_headers(columns)
    settle_funders(columns)
    for column in columns:
        _settle_content(column)
    settle_funder_amounts(columns)
    settle_axes(columns, table, first)
    _settle_amounts(columns)
    _settle_dates(columns)
    _settle_unique(columns)
    _settle_title(columns)
    _settle_nameless(columns)
    return tuple(
        ColumnGuess(table.name, column.index, grid.letter(column.index), column.header, column.target)
        for column in columns
    )


def _read_headers(columns: list[Candidate]) -> None:
    """Read each header alone, then with its group when that says more or when it is repeated."""
    repeated = {
        own for own in (plain(column.own) for column in columns) if sum(plain(c.own) == own for c in columns) > 1
    }
    for column in columns:
        alone = meaning(column.own)
        together = meaning(f"{column.group.replace(' — ', ' ')} {column.own}") if column.group and column.own else None
        column.said = alone
        twins = {other.group for other in columns if plain(other.own) == plain(column.own)}
        if column.group and (alone is None or alone.score < PART or (plain(column.own) in repeated and len(twins) > 1)):
            column.joined = True
        if together is not None and together.score == FULL and (alone is None or _sharpens(alone, together)):
            column.said, column.joined = together, True
        if column.own == "" and column.group:
            column.said = meaning(column.group)
        if column.said is not None:
            column.target = column.said.target


def _sharpens(alone: Meaning, together: Meaning) -> bool:
    """Whether the group changes the meaning usefully: « Fin » under « Réel », « Date » under « Début »."""
    return alone.target in {Target.PERIOD, Target.START, Target.END} and together.target in {
        Target.START, Target.END, Target.ACTUAL_START, Target.ACTUAL_END, Target.REVISED_END,
    }  # fmt: skip


# --- content ---------------------------------------------------------------------------------


def _settle_content(column: Candidate) -> None:
    """Correct the header by the content when the header may say two things."""
    profile, target = column.profile, column.target
    if not profile.filled:
        return
    if target is Target.STATUS:
        column.target = _state(column, profile)
    elif target is Target.MATURITY and profile.maturity < 0.4:
        column.target = Target.STATUS if profile.status > 0.5 else Target.NOTES if profile.maturity == 0 else target
    elif _contradicted(column, profile):
        column.target = Target.NOTES
    elif target is Target.PROGRESS and profile.percents < 0.3 and profile.figures < 0.3:
        column.target = Target.STATUS if profile.status > 0.5 else Target.NOTES
    elif target is Target.PILOT and _are_structures(profile) and "personne" not in fold(column.own):
        column.target = Target.LEAD
    elif target is Target.LEAD and profile.people > 0.7 and profile.organizations < 0.2 and _may_be_people(column.own):
        column.target = Target.PILOT
    elif target is Target.FUNDING_TEXT and profile.figures > 0.7:
        column.target = Target.COST if column.score >= PART and not stage_of(column.own) else Target.NOTES
    elif target is Target.TITLE and profile.numbering > 0.8 and _are_references(column):
        column.target = Target.NUMBER
    elif target is Target.COST and profile.amounts < 0.3 and profile.length > 15:
        column.target = Target.FUNDING_TEXT


def _contradicted(column: Candidate, profile: Profile) -> bool:
    """Whether the cells are not what a header that may say two things announces."""
    return {
        Target.LEVEL: profile.level < 0.3 and plain(column.own) in {"priorite", "priorites"},
        Target.SCOPE: profile.scope < 0.5,
        Target.CONTINUOUS: profile.length > 30,
        Target.NUMBER: profile.length > 25,
    }.get(column.target, False)


def _are_references(column: Candidate) -> bool:
    """Whether « Action » holds the numbers of actions (« 1.2.1 ») rather than their titles."""
    if plain(column.own).startswith(_TITLE_WORDS):
        return False
    texts = [grid.text_of(cell) for cell in column.cells if cell is not None]
    return sum(text[:1].isdigit() for text in texts) >= 0.8 * len(texts)


def _state(column: Candidate, profile: Profile) -> Target:
    """« Avancement », « État », « Situation »: words are a statut, percentages a progress, sentences a note."""
    if profile.percents >= 0.5 or (profile.figures >= 0.6 and "statut" not in fold(column.own)):
        return Target.PROGRESS
    if profile.weather > max(profile.status, 0.5):
        return Target.WEATHER
    if profile.maturity > profile.status and profile.maturity >= 0.6:
        return Target.MATURITY
    unlike = profile.status < 0.3 and (profile.length > 25 or profile.filled >= 5)
    if unlike and "statut" not in fold(column.own):
        return Target.NOTES
    return Target.STATUS


def _are_structures(profile: Profile) -> bool:
    return profile.organizations > 0.5 and profile.organizations > profile.people


def _may_be_people(header: str) -> bool:
    words = plain(header)
    return words.startswith(("porteur", "responsable", "portage")) and "structure" not in words


# --- amounts, dates, singles -----------------------------------------------------------------


def _settle_amounts(columns: list[Candidate]) -> None:
    """Keep one total cost: the fullest of the best named, HT before TTC; the others are kept in the notes."""
    costs = [column for column in columns if column.target is Target.COST]
    if len(costs) < 2:
        return

    def weight(column: Candidate) -> tuple[bool, bool, bool, float, int]:
        words = plain(column.own, keep_parentheses=True).split()
        total = bool({"total", "totale", "global", "globale"} & set(words))
        return bool(column.profile.filled), total, "ttc" not in words, column.profile.amounts, -column.index

    best = max(costs, key=weight)
    for column in costs:
        if column is not best:
            column.target = Target.NOTES


def _settle_dates(columns: list[Candidate]) -> None:
    """« Date » alone is the start or the end the table lacks; otherwise it stays a period."""
    targets = {column.target for column in columns}
    for column in columns:
        if column.target is Target.PERIOD and plain(column.own) in {"date", "dates"} and column.profile.dates > 0.5:
            column.target = Target.NOTES if Target.END in targets else Target.END


def _settle_unique(columns: list[Candidate]) -> None:
    """Leave one column per single target: the best named, then the fullest, then the first."""
    for target in _UNIQUE:
        rivals = [column for column in columns if column.target is target]
        if len(rivals) < 2:
            continue
        best = max(
            rivals, key=lambda column: (_title_rank(column), column.score, column.profile.filled > 0, -column.index)
        )
        for column in rivals:
            if column is not best:
                column.target = _second_choice(column, target)


def _title_rank(column: Candidate) -> int:
    if column.target is not Target.TITLE:
        return 0
    named = plain(column.own).startswith(_TITLE_WORDS)
    return 2 * named + (column.profile.distinct > 0.5)


def _second_choice(column: Candidate, target: Target) -> Target:
    if target is Target.TITLE and column.profile.length > 60:
        return Target.DESCRIPTION
    return Target.NOTES


def _settle_title(columns: list[Candidate]) -> None:
    """Without a title by name, take the first column of distinct texts that nothing explains, if the rest is a plan."""
    targets = {column.target for column in columns}
    if Target.TITLE in targets or len(targets & _PLAN) < 3:
        return
    for column in columns:
        profile = column.profile
        unexplained = column.said is None or (column.target is Target.NOTES and column.said.rank > 0)
        if (
            unexplained
            and profile.filled >= 2
            and profile.distinct > 0.8
            and 8 < profile.length < 300
            and profile.amounts < 0.2
        ):
            column.target = Target.TITLE
            return


_PLAN = frozenset(
    {Target.STATUS, Target.COST, Target.START, Target.END, Target.LEAD, Target.AXIS, Target.DESCRIPTION, Target.PILOT,
     Target.PERIOD, Target.LEVEL, Target.FUNDING_PARTNERS, Target.PARTNERS, Target.OBJECTIVES, Target.NUMBER}
)  # fmt: skip


def _settle_nameless(columns: list[Candidate]) -> None:
    """A first column without header often holds the numbers or the axes."""
    targets = {column.target for column in columns}
    title = next((column.index for column in columns if column.target is Target.TITLE), 0)
    for column in columns:
        if column.own or column.group or column.index >= title or not column.profile.filled:
            continue
        if column.profile.numbering > 0.8 and Target.NUMBER not in targets:
            column.target = Target.NUMBER
            targets.add(Target.NUMBER)
