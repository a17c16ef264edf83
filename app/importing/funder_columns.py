"""Columns of money that speak of funders: one column per funder, or a funder and its amounts side by side."""

from __future__ import annotations

from app.dto.plan_import import Target
from app.importing.candidate import Candidate
from app.importing.headers import (
    FULL,
    basis_of,
    is_funder_name,
    is_funding_group,
    is_generic_money,
    meaning,
    plain,
    stage_of,
    unit_of,
)


def settle_funders(columns: list[Candidate]) -> None:
    """See one column per funder: a funder's name above amounts."""
    for column in columns:
        if _is_funder_column(column):
            column.target = Target.FUNDER_COLUMN
    for column in columns:
        # « État » alone is a statut, unless its neighbours are funders and its cells amounts.
        beside = any(other.target is Target.FUNDER_COLUMN and abs(other.index - column.index) == 1 for other in columns)
        if beside and column.target is Target.STATUS and is_funder_name(column.own) and column.profile.amounts >= 0.6:
            column.target = Target.FUNDER_COLUMN
    for column in columns:
        if column.target is Target.FUNDER_COLUMN:
            generic = is_generic_money(column.own) or stage_of(column.own) is not None
            tells = _says_of_amounts(column.group) and not _says_of_amounts(column.own)
            column.joined = bool(column.group) and (generic or tells)


def _says_of_amounts(text: str) -> bool:
    """Whether a header gives the unit, the tax basis or the stage of amounts."""
    return unit_of(text) > 1 or basis_of(text) is not None or stage_of(text) is not None


def settle_funder_amounts(columns: list[Candidate]) -> None:
    """See the amounts that follow their funder."""
    after_funder = named = False
    for column in columns:
        if column.target is Target.FUNDER:
            after_funder = named = True
        elif (after_funder and _is_amount_of_funder(column)) or (named and _is_stage_alone(column)):
            column.target = Target.FUNDER_AMOUNT
        else:
            after_funder = after_funder and column.target is Target.FUNDER_AMOUNT


def _is_funder_column(column: Candidate) -> bool:
    profile, own = column.profile, column.own
    if profile.dates or (profile.percents and not profile.figures):
        return False
    money = profile.amounts >= 0.6 or (profile.filled > 0 and profile.amounts > 0 and profile.length < 12)
    grouped = is_funding_group(column.group)
    if not profile.filled:
        return grouped and bool(own) and is_funder_name(own)
    if not own or not money or column.target in {Target.FUNDER, Target.NUMBER}:
        return False
    alone = meaning(own)
    if is_funder_name(own) and (grouped or alone is None or alone.score < FULL or alone.target in _ALSO_FUNDERS):
        return True
    if grouped and alone is None:
        return not is_generic_money(own)
    return bool(column.group) and is_funder_name(column.group.split(" — ")[-1]) and is_generic_money(own)


_ALSO_FUNDERS = frozenset({Target.LEAD, Target.PARTNERS, Target.INDUSTRY})


def _is_stage_alone(column: Candidate) -> bool:
    """« Demandé », « Accordé » in a table that names its funders in a column."""
    free = column.target in {Target.NOTES, Target.FUNDING_TEXT}
    return (
        free
        and stage_of(column.own) is not None
        and len(plain(column.own).split()) == 1
        and column.profile.amounts >= 0.6
    )


def _is_amount_of_funder(column: Candidate) -> bool:
    if column.target is not Target.COST and not is_generic_money(column.own):
        return False
    words = plain(column.own).split()
    return not {"total", "totale", "global", "globale", "cout", "couts", "budget"} & set(words)
