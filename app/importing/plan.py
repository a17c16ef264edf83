"""From tables to a proposal: every line read, matched with the dossier, every doubt listed. Nothing is written here.

tables = read_tables(path)
layouts = recognise(tables)
proposal = propose(tables, layouts, existing, known_organizations, known_people, today=today, source=path.name)
layouts = with_target(layouts, "Plan", 4, Target.END)    # the user corrects a column, then propose() again
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from app.dto.plan_import import (
    ColumnGuess,
    ExistingAction,
    LeftOut,
    Proposal,
    ProposedAction,
    ProposedFunding,
    SheetLayout,
    SheetTable,
)
from app.importing.axes import AxisBook, Path
from app.importing.draft import Draft, Ledger, Tally
from app.importing.folded import org_key
from app.importing.matching import match
from app.importing.merge import only_known, settle
from app.importing.recognise import with_target
from app.importing.sheet_reader import SheetReader
from app.rules.duplicates import person_key

__all__ = ["propose", "with_target"]

T = TypeVar("T")


def propose(
    tables: Sequence[SheetTable],
    layouts: Sequence[SheetLayout],
    existing: Sequence[ExistingAction] = (),
    known_organizations: Sequence[str] = (),
    known_people: Sequence[str] = (),
    *,
    today: date,
    source: str = "",
    known_axes: Sequence[Path] = (),
) -> Proposal:
    """Read the tables as the layouts say and match them with the dossier.

    `known_organizations`, `known_people` (« Prénom NOM ») and `known_axes` (paths of titles) are those of the dossier:
    the proposal takes their spelling. The layouts returned hold the count of each column.
    """
    ledger, axes = Ledger(), AxisBook()
    for path in [*known_axes, *(action.axis_path for action in existing)]:
        axes.settle(path)
    of_dossier = set(axes.paths)
    names = {org_key(name): name for name in reversed(known_organizations)}
    by_name = {table.name: table for table in tables}
    drafts: list[Draft] = []
    for layout in layouts:
        if layout.sheet in by_name:
            drafts += SheetReader(by_name[layout.sheet], layout, axes, ledger, names).read()
    for draft in drafts:
        draft.axis = axes.final(draft.axis)
    drafts = settle(drafts, ledger, today)
    read = {layout.sheet for layout in layouts}
    aside = [
        LeftOut(table.name, 0, table.name, "feuille sans tableau d’actions")
        for table in tables
        if table.name not in read
    ]
    actions = _proposed(drafts, names, {person_key("", name): name for name in reversed(known_people)})
    return Proposal(
        source=source,
        layouts=tuple(_counted(layout, ledger) for layout in layouts),
        actions=match(actions, existing),
        doubts=tuple(ledger.doubts),
        left_out=(*ledger.left_out, *aside),
        new_axes=tuple(axes.final(path) for path in axes.paths if path not in of_dossier),
        new_organizations=_new(_organizations(actions), {org_key(name) for name in known_organizations}, org_key),
        new_people=_new(
            (name for action in actions for name, _ in action.people),
            {person_key("", name) for name in known_people},
            _person_key,
        ),
    )


def _person_key(name: str) -> str:
    return person_key("", name)


def _proposed(drafts: Sequence[Draft], names: dict[str, str], people: dict[str, str]) -> list[ProposedAction]:
    """Freeze the drafts; a structure or a person keeps one spelling, that of the dossier or the first of the file."""
    index = {id(draft): position for position, draft in enumerate(drafts)}

    def structure(name: str) -> str:
        return names.setdefault(org_key(name), name)

    def person(name: str) -> str:
        return people.setdefault(_person_key(name), name)

    def funding(line: ProposedFunding) -> ProposedFunding:
        return replace(line, organization=structure(line.organization))

    return [
        ProposedAction(
            sheet=draft.sheet,
            row=draft.row + 1,
            number=draft.number,
            title=draft.title,
            axis_path=draft.axis,
            parent=index.get(id(draft.parent)) if draft.parent else None,
            values=dict(draft.values),
            partners=_once((structure(name), role) for name, role in draft.partners),
            people=_once((person(name), role) for name, role in draft.people),
            fundings=only_known([funding(line) for line in draft.fundings]),
            milestones=tuple(draft.milestones),
            weather=draft.weather,
        )
        for draft in drafts
    ]


def _once(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))


def _organizations(actions: Sequence[ProposedAction]) -> list[str]:
    names = [name for action in actions for name, _ in action.partners]
    return names + [funding.organization for action in actions for funding in action.fundings]


def _new(names: Iterable[str], known: set[str], key: Callable[[str], str]) -> tuple[str, ...]:
    """Names whose key is not known, each once, in order."""

    found: dict[str, str] = {}
    for name in names:
        if key(name) not in known:
            found.setdefault(key(name), name)
    return tuple(found.values())


def _counted(layout: SheetLayout, ledger: Ledger) -> SheetLayout:
    def counted(column: ColumnGuess) -> ColumnGuess:
        tally = ledger.tallies.get((layout.sheet, column.index), Tally())
        return replace(column, filled=tally.filled, understood=tally.filled - tally.lost, doubts=tally.doubts)

    return replace(layout, columns=tuple(counted(column) for column in layout.columns))
