"""Writing what the import of a plan proposed: one command, hence one transaction and one undoable step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from app.commands.finance import add_commitment
from app.commands.parties import organization, person
from app.commands.plan import add_action, add_axis
from app.db.uow import UnitOfWork
from app.dto.plan_import import Outcome, Proposal, ProposedAction, ProposedFunding
from app.french import fold
from app.importing.axes import same_axis
from app.importing.titles import axis_key, split_axis
from app.models import Action, ActionPartner, ActionPerson, Axis, Commitment, Milestone, ProgressNote
from app.rules.duplicates import org_key
from app.vocabulary import Firmness, Stage

_AMOUNT_FIELD: Mapping[Stage, str] = {
    Stage.ANNOUNCED: "announced_cents",
    Stage.REQUESTED: "requested_cents",
    Stage.GRANTED: "granted_cents",
    Stage.CONTRACTED: "contracted_cents",
}


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Create the proposed actions and change the matched ones. Conflicts are left alone: the review showed them."""

    proposal: Proposal
    label: ClassVar[str] = "Import d’un plan d’action"

    def __call__(self, uow: UnitOfWork) -> None:
        """Write every action in the order of the file: a parent comes before its sub-actions."""
        axes = _Axes(uow)
        taken = {number for number in uow.session.scalars(select(Action.number)) if number}
        awaited = {a.number for a in self.proposal.actions if a.number and a.outcome is Outcome.CREATE}
        written: dict[int, Action] = {}
        for index, proposed in enumerate(self.proposal.actions):
            match proposed.outcome:
                case Outcome.CREATE:
                    written[index] = _create(uow, proposed, written, axes, taken, awaited)
                case Outcome.CHANGE | Outcome.SAME if proposed.match is not None:
                    written[index] = uow.get(Action, proposed.match)
                    if proposed.outcome is Outcome.CHANGE:
                        _place(written[index], proposed, axes, taken)
                        _change(uow, written[index], proposed)


class _Axes:
    """Axes of the dossier found by their path of titles, created when missing."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._known = list(uow.session.scalars(select(Axis)))

    def key(self, path: Sequence[str]) -> int | None:
        """Key of the innermost axis of a path, None for an empty path."""
        parent: Axis | None = None
        for title in path:
            parent = self._find(parent, title) or self._add(parent, title)
        return parent.id if parent else None

    def _find(self, parent: Axis | None, title: str) -> Axis | None:
        wanted, above = axis_key(title), parent.id if parent else None
        sisters = (axis for axis in self._known if axis.parent_id == above)
        return next((axis for axis in sisters if same_axis(axis_key(axis.spelled), wanted)), None)

    def _add(self, parent: Axis | None, title: str) -> Axis:
        _, number, words = split_axis(title)
        below = number.startswith(f"{parent.number}.") if parent else number.isdigit()
        bare = words if words and number else title  # « Axes de travail » keeps its first word
        added = add_axis(self._uow, bare, parent.id if parent else None, number if below else "")
        self._known.append(added)
        return added


def _create(
    uow: UnitOfWork,
    proposed: ProposedAction,
    written: Mapping[int, Action],
    axes: _Axes,
    taken: set[str],
    awaited: set[str],
) -> Action:
    parent = written.get(proposed.parent) if proposed.parent is not None else None
    number = proposed.number if proposed.number not in taken else ""
    axis, above = axes.key(proposed.axis_path), parent.id if parent is not None else None
    action = add_action(uow, proposed.title, axis, above, number, also_taken=awaited)
    taken.add(action.number)
    _change(uow, action, proposed)
    return action


def _place(action: Action, proposed: ProposedAction, axes: _Axes, taken: set[str]) -> None:
    """Give a matched action the number and the axis of the file, when it says some."""
    if proposed.number and proposed.number != action.number and proposed.number not in taken:
        taken.discard(action.number)
        taken.add(proposed.number)
        action.number = proposed.number
    if proposed.axis_path and action.parent_id is None:
        axis = axes.key(proposed.axis_path)
        if action.axis_id != axis:
            action.axis_id = axis


def _change(uow: UnitOfWork, action: Action, proposed: ProposedAction) -> None:
    for field, value in proposed.values.items():
        if getattr(action, field) != value:
            setattr(action, field, value)
    if proposed.title and action.title != proposed.title:
        action.title = proposed.title
    _add_people(uow, action, proposed)
    _add_fundings(uow, action, proposed.fundings)
    steps = {fold(milestone.title) for milestone in action.milestones}
    for position, step in enumerate(proposed.milestones, start=len(action.milestones)):
        if fold(step.title) not in steps:
            uow.session.add(
                Milestone(
                    action_id=action.id,
                    title=step.title,
                    planned_on=step.planned_on,
                    is_done=step.is_done,
                    position=position,
                )
            )
    if proposed.weather is not None:
        last = action.progress_notes[-1].weather if action.progress_notes else None
        if last != proposed.weather:
            uow.session.add(
                ProgressNote(action_id=action.id, noted_on=uow.today, weather=proposed.weather, author=uow.author)
            )
    uow.flush()


def _add_people(uow: UnitOfWork, action: Action, proposed: ProposedAction) -> None:
    held = {(partner.organization_id, partner.role) for partner in action.partners}
    for name, role in proposed.partners:
        key = organization(uow, name).id
        if (key, role) not in held:
            held.add((key, role))
            uow.session.add(ActionPartner(action_id=action.id, organization_id=key, role=role))
    known = {(link.person_id, link.role) for link in action.people}
    for name, person_role in proposed.people:
        key = person(uow, name).id
        if (key, person_role) not in known:
            known.add((key, person_role))
            uow.session.add(ActionPerson(action_id=action.id, person_id=key, role=person_role))


def _add_fundings(uow: UnitOfWork, action: Action, fundings: Sequence[ProposedFunding]) -> None:
    """Complete the funding plan: a line of the same funder, scheme and basis takes the amounts of other stages."""
    held: dict[tuple[str, str], list[Commitment]] = {}
    for commitment in action.commitments:
        held.setdefault((org_key(commitment.organization.name), fold(commitment.scheme)), []).append(commitment)
    filled: set[tuple[int, str]] = set()
    for funding in fundings:
        field = _AMOUNT_FIELD[funding.stage]
        lines = held.setdefault((org_key(funding.organization), fold(funding.scheme)), [])
        free = [line for line in lines if (line.id, field) not in filled]
        same = [line for line in free if getattr(line, field) == funding.cents]
        if same or free:
            line = (same or free)[0]
        else:
            line = _add_line(uow, action, funding)
            lines.append(line)
        filled.add((line.id, field))
        if funding.cents is not None and getattr(line, field) != funding.cents:
            setattr(line, field, funding.cents)


def _add_line(uow: UnitOfWork, action: Action, funding: ProposedFunding) -> Commitment:
    firmness = Firmness.EXPECTED if funding.cents is None else Firmness.ANNOUNCED
    return add_commitment(
        uow, funding.organization, action.id, scheme=funding.scheme, basis=funding.basis, firmness=firmness
    )
