"""The file against the dossier: what is new, changed, the same, or for the user to decide.

An action is found by its title within the same parent (its number decides between homonyms). A number alone with
another title is a conflict, never a guess. A blank cell never erases; lists only add; notes only grow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from app.dto.plan_import import (
    ExistingAction,
    FieldChange,
    FieldValue,
    Outcome,
    ProposedAction,
    ProposedFunding,
    Target,
)
from app.french import NBSP, euros, guillemets, short_date
from app.importing.axes import same_axis
from app.importing.folded import fold, org_key
from app.importing.titles import axis_key, title_key
from app.rules.duplicates import person_key
from app.vocabulary import Term

_LABELS = {target.value: target.label for target in Target} | {"total_cost_basis": "Base (HT ou TTC)"}
NOTHING = "vide"


def match(actions: Sequence[ProposedAction], existing: Sequence[ExistingAction]) -> tuple[ProposedAction, ...]:
    """Give each action its outcome, the action of the dossier it matches, what would change, and why it conflicts."""
    found = _Matches(existing)
    chosen: dict[int, _Choice] = {}
    order = sorted(range(len(actions)), key=lambda index: actions[index].parent is not None)
    for index in order:
        chosen[index] = found.by_title(actions[index], chosen)
    for index in order:
        if chosen[index].outcome is Outcome.CREATE:
            chosen[index] = found.by_number(actions[index], chosen)
    return tuple(_settled(action, chosen[index]) for index, action in enumerate(actions))


@dataclass(frozen=True, slots=True)
class _Choice:
    outcome: Outcome
    match: ExistingAction | None = None
    why: str = ""


_NEW = _Choice(Outcome.CREATE)


@dataclass(slots=True)
class _Matches:
    """Actions of the dossier by title and by number, and those already taken by a line of the file."""

    existing: Sequence[ExistingAction]
    _titles: dict[tuple[int | None, str], list[ExistingAction]] = field(default_factory=dict)
    _numbers: dict[tuple[int | None, str], list[ExistingAction]] = field(default_factory=dict)
    _numbered: dict[tuple[str, str], list[ExistingAction]] = field(default_factory=dict)
    _taken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for action in self.existing:
            self._titles.setdefault((action.parent, title_key(action.title)), []).append(action)
            if action.number:
                self._numbered.setdefault((fold(action.number), title_key(action.title)), []).append(action)
                self._numbers.setdefault((action.parent, fold(action.number)), []).append(action)

    def by_title(self, action: ProposedAction, chosen: dict[int, _Choice]) -> _Choice:
        """Match by title under the same parent."""
        parent = self._parent(action, chosen)
        if isinstance(parent, _Choice):
            return parent
        rivals = self._titles.get((parent, title_key(action.title)), [])
        if not rivals:
            return self._elsewhere(action)
        best = _narrowed(action, rivals)
        free = [rival for rival in best if rival.key not in self._taken]
        if not free:
            return _Choice(Outcome.CONFLICT, best[0], "deux lignes du fichier désignent la même action du dossier")
        if len(free) > 1:
            count = len(free)
            return _Choice(Outcome.CONFLICT, None, f"{count} actions du dossier portent cet intitulé")
        self._taken.add(free[0].key)
        return _Choice(Outcome.SAME, free[0])

    def _elsewhere(self, action: ProposedAction) -> _Choice:
        """A sub-action listed as an ordinary line: found by its title and its number together."""
        rivals = self._numbered.get((fold(action.number), title_key(action.title)), []) if action.number else []
        free = [rival for rival in rivals if rival.key not in self._taken]
        if len(free) != 1:
            return _NEW
        self._taken.add(free[0].key)
        return _Choice(Outcome.SAME, free[0])

    def by_number(self, action: ProposedAction, chosen: dict[int, _Choice]) -> _Choice:
        """Say that a number already belongs to an action of another title."""
        parent = self._parent(action, chosen)
        if isinstance(parent, _Choice):
            return parent
        if not action.number:
            return _NEW
        rivals = [
            rival for rival in self._numbers.get((parent, fold(action.number)), []) if rival.key not in self._taken
        ]
        if not rivals:
            return _NEW
        why = f"le n° {action.number} est déjà celui de {guillemets(rivals[0].title)}"
        return _Choice(Outcome.CONFLICT, rivals[0] if len(rivals) == 1 else None, why)

    def _parent(self, action: ProposedAction, chosen: dict[int, _Choice]) -> int | _Choice | None:
        """Key of the parent in the dossier; a choice when the parent itself settles the matter."""
        if action.parent is None:
            return None
        parent = chosen[action.parent]
        if parent.outcome is Outcome.CREATE:
            return _NEW
        if parent.outcome is Outcome.CONFLICT or parent.match is None:
            return _Choice(Outcome.CONFLICT, None, "l’action dont elle dépend est à vérifier")
        return parent.match.key


def _narrowed(action: ProposedAction, rivals: list[ExistingAction]) -> list[ExistingAction]:
    """Decide between homonyms by number, then by axis."""
    best = rivals
    if action.number and len(best) > 1:
        best = [rival for rival in best if fold(rival.number) == fold(action.number)] or best
    if action.axis_path and len(best) > 1:
        best = [rival for rival in best if same_path(rival.axis_path, action.axis_path)] or best
    return best


def same_path(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two paths of axes are the same, whatever their spelling."""
    return len(one) == len(other) and all(same_axis(axis_key(a), axis_key(b)) for a, b in zip(one, other, strict=True))


def _settled(action: ProposedAction, choice: _Choice) -> ProposedAction:
    key = choice.match.key if choice.match else None
    if choice.outcome is not Outcome.SAME or choice.match is None:
        return replace(action, outcome=choice.outcome, match=key, why=choice.why)
    action = _with_notes(action, choice.match)
    changes = tuple(_changes(action, choice.match))
    return replace(action, outcome=Outcome.CHANGE if changes else Outcome.SAME, match=key, changes=changes)


def _with_notes(action: ProposedAction, known: ExistingAction) -> ProposedAction:
    """Notes of the dossier are kept: only the lines they lack are added."""
    notes, before = action.values.get("notes"), known.values.get("notes") or ""
    if not isinstance(notes, str) or not isinstance(before, str) or not before:
        return action
    has = _spaced(before)
    missing = [line for line in notes.split("\n") if _spaced(line) not in has]
    merged = "\n".join([before, *missing]) if missing and _spaced(notes) not in has else before
    return replace(action, values={**action.values, "notes": merged})


# --- changes ---------------------------------------------------------------------------------


def _changes(action: ProposedAction, known: ExistingAction) -> list[FieldChange]:
    changes = []
    if _spaced(action.title) != _spaced(known.title):
        changes.append(FieldChange(Target.TITLE.label, known.title, action.title))
    if action.number and fold(action.number) != fold(known.number):
        changes.append(FieldChange(Target.NUMBER.label, known.number or NOTHING, action.number))
    if action.axis_path and not same_path(action.axis_path, known.axis_path):
        changes.append(FieldChange(Target.AXIS.label, _path(known.axis_path), _path(action.axis_path)))
    for name, value in action.values.items():
        before = known.values.get(name)
        if not _is_blank(value) and not _equal(value, before):
            changes.append(FieldChange(_LABELS.get(name, name), shown(name, before), shown(name, value)))
    if action.weather and action.weather != known.weather:
        before_weather = known.weather.label if known.weather else NOTHING
        changes.append(FieldChange(Target.WEATHER.label, before_weather, action.weather.label))
    return [*changes, *_added_people(action, known), *_added_fundings(action, known), *_added_steps(action, known)]


def _added_people(action: ProposedAction, known: ExistingAction) -> list[FieldChange]:
    structures = {(org_key(name), role) for name, role in known.partners}
    people = {(person_key("", name), role) for name, role in known.people}
    new = [(role.label, name) for name, role in action.partners if (org_key(name), role) not in structures]
    new += [(person.label, name) for name, person in action.people if (person_key("", name), person) not in people]
    return [FieldChange(label, "", f"ajout de {guillemets(name)}") for label, name in new]


def _added_fundings(action: ProposedAction, known: ExistingAction) -> list[FieldChange]:
    changes = []
    for funding in action.fundings:
        same = [other for other in known.fundings if _funder(other) == _funder(funding)]
        at_stage = [other for other in same if other.stage is funding.stage]
        if (funding.cents is None and same) or any(_amount(other) == _amount(funding) for other in at_stage):
            continue
        before = _funding_text(at_stage[0]) if len(at_stage) == 1 else ""
        label = f"Financement {guillemets(' · '.join(filter(None, _names(funding))))}"
        changes.append(FieldChange(label, before, _funding_text(funding)))
    return changes


def _funder(funding: ProposedFunding) -> tuple[str, str]:
    return org_key(funding.organization), fold(funding.scheme)


def _names(funding: ProposedFunding) -> tuple[str, str]:
    return funding.organization, funding.scheme


def _amount(funding: ProposedFunding) -> tuple[int | None, object]:
    return funding.cents, funding.basis


def _funding_text(funding: ProposedFunding) -> str:
    basis = f" {funding.basis.label}" if funding.basis and funding.cents is not None else ""
    return f"{euros(funding.cents)}{basis} ({funding.stage.label.lower()})"


def _added_steps(action: ProposedAction, known: ExistingAction) -> list[FieldChange]:
    titles = {fold(title) for title in known.milestones}
    return [
        FieldChange(Target.MILESTONES.label, "", f"ajout de {guillemets(step.title)}")
        for step in action.milestones
        if fold(step.title) not in titles
    ]


def shown(name: str, value: FieldValue) -> str:
    """Write the value of a field as the review screen shows it."""
    if _is_blank(value):
        return NOTHING
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, int):
        return euros(value) if name.endswith("_cents") else f"{value}{NBSP}%"
    return value.label if isinstance(value, Term) else str(value)


def _is_blank(value: FieldValue) -> bool:
    return value is None or (isinstance(value, str) and not isinstance(value, StrEnum) and not value.strip())


def _equal(value: FieldValue, before: FieldValue) -> bool:
    if isinstance(value, bool):
        return value == bool(before)
    if isinstance(value, str) and isinstance(before, str):
        return _spaced(value) == _spaced(before)
    return value == before


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _path(path: Sequence[str]) -> str:
    return " › ".join(path) or NOTHING
