"""What a meeting changed in the plan, in French sentences: read from the audit trail, net of what was undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app import wording
from app.changes import Kind, StepKind
from app.db.codec import decode
from app.french import NNBSP, euros, guillemets, short_date
from app.models import Action, Change, Commitment, Milestone, ProgressNote, Step
from app.queries.change_words import amounts, change, named
from app.vocabulary import Weather

_TABLES = ("action", "action_partner", "action_person", "milestone", "progress_note", "commitment", "payment")
_SILENT = {"uid", "position", "action_id", "commitment_id", "sheet_kind"}
_NOTE_TEXTS = ("highlights", "obstacles", "next_steps", "requests")
_SEPARATOR = f"{NNBSP}; "


@dataclass(slots=True)
class _Row:
    """What became of one row during one point."""

    table: str
    key: int
    label: str
    owner: tuple[str, int]
    born: bool = False
    died: bool = False
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    @property
    def changed(self) -> list[str]:
        """Fields whose first value differs from the last."""
        return [name for name in self.after if self.before.get(name) != self.after[name] and name not in _SILENT]


@dataclass(frozen=True, slots=True)
class _Names:
    """What sentences need of the rows as they are now, by key."""

    actions: Mapping[int, Action]
    milestones: Mapping[int, str]
    commitments: Mapping[int, Commitment]
    weathers: Mapping[int, Sequence[tuple[int, Weather]]]  # by action: (key of the note, météo)


def plan_changes(session: Session, meeting: int) -> dict[int | None, tuple[str, ...]]:
    """Sentences by agenda item (`None`: outside any item), in the order in which things happened.

    Each row is compared between its first value before and its last value after within the item; an act that was
    undone, even later, says nothing.
    """
    by_item: dict[int | None, list[Change]] = defaultdict(list)
    for step in _steps_that_hold(session, meeting):
        by_item[step.item_id].extend(line for line in step.changes if line.table in _TABLES)
    rows = {item: _net(lines) for item, lines in by_item.items()}
    names = _names(session, [row for group in rows.values() for row in group])
    return {item: sentences for item, group in rows.items() if (sentences := _sentences(group, names))}


def changed_actions(session: Session, meeting: int) -> frozenset[int]:
    """Keys of the actions that the meeting changed and that still differ."""
    lines = [line for step in _steps_that_hold(session, meeting) for line in step.changes if line.table in _TABLES]
    return frozenset(row.owner[1] for row in _net(lines) if row.owner[0] == "action")


def _steps_that_hold(session: Session, meeting: int) -> list[Step]:
    """Acts of the meeting that nobody took back since."""
    acts = select(Step).where(Step.meeting_id == meeting, Step.kind == StepKind.DO).order_by(Step.id)
    steps = session.scalars(acts.options(selectinload(Step.changes))).all()
    keys = {step.id for step in steps}
    replays = select(Step.target_id, Step.kind).where(Step.target_id.is_not(None)).order_by(Step.id)
    last = {row.target_id: row.kind for row in session.execute(replays) if row.target_id in keys}
    return [step for step in steps if last.get(step.id) is not StepKind.UNDO]


def _net(lines: Iterable[Change]) -> list[_Row]:
    rows: dict[tuple[str, int], _Row] = {}
    for line in lines:
        at = (line.table, line.row_id)
        row = rows.setdefault(at, _Row(line.table, line.row_id, line.label, (line.owner_table, line.owner_id)))
        row.label = line.label
        match line.kind:
            case Kind.INSERT:
                row.born, row.after = True, _image(line.table, line.after)
            case Kind.UPDATE:
                row.before.setdefault(line.field, decode(line.table, line.field, line.before))
                row.after[line.field] = decode(line.table, line.field, line.after)
            case Kind.DELETE if row.born:
                del rows[at]
            case Kind.DELETE:
                row.died = True
    return [row for row in rows.values() if row.born or row.died or row.changed]


def _image(table: str, values: Any) -> dict[str, Any]:
    return {name: decode(table, name, value) for name, value in (values or {}).items()}


def _names(session: Session, rows: Sequence[_Row]) -> _Names:
    owners = {row.owner[1] for row in rows if row.owner[0] == "action"}
    weathers: dict[int, list[tuple[int, Weather]]] = defaultdict(list)
    notes = (
        select(ProgressNote.action_id, ProgressNote.id, ProgressNote.weather)
        .where(ProgressNote.action_id.in_(owners), ProgressNote.weather.is_not(None))
        .order_by(ProgressNote.id)
    )
    for note in session.execute(notes):
        if note.weather is not None:
            weathers[note.action_id].append((note.id, note.weather))
    promised = select(Commitment).options(selectinload(Commitment.organization))
    keys = {row.key for row in rows if row.table == "commitment"} | {
        row.after.get("commitment_id", 0) for row in rows if row.table == "payment"
    }
    steps = select(Milestone.id, Milestone.title).where(Milestone.action_id.in_(owners))
    return _Names(
        actions={a.id: a for a in session.scalars(select(Action).where(Action.id.in_(owners)))},
        milestones={row.id: row.title for row in session.execute(steps)},
        commitments={c.id: c for c in session.scalars(promised.where(Commitment.id.in_(keys)))},
        weathers=weathers,
    )


def _sentences(rows: Sequence[_Row], names: _Names) -> tuple[str, ...]:
    by_owner: dict[tuple[str, int], list[_Row]] = defaultdict(list)
    for row in rows:
        by_owner[row.owner].append(row)
    return tuple(line for owner, group in by_owner.items() for line in _of_owner(owner, group, names))


def _of_owner(owner: tuple[str, int], rows: Sequence[_Row], names: _Names) -> list[str]:
    itself = next((row for row in rows if row.table == "action"), None)
    if itself is not None and itself.died:
        return [f"L’action {named(itself.label)} est supprimée."]
    action = names.actions.get(owner[1]) if owner[0] == "action" else None
    if itself is not None and itself.born:
        return [f"Nouvelle action {named(action.label() if action else itself.label)}."]
    parts = _facts(itself, rows, action, names)
    number = (action.number or guillemets(action.title)) if action else ""
    if not parts:
        return []
    text = _SEPARATOR.join(parts)
    return [f"{number}\N{NO-BREAK SPACE}: {text}." if number else f"{text[:1].upper()}{text[1:]}."]


def _facts(itself: _Row | None, rows: Sequence[_Row], action: Action | None, names: _Names) -> list[str]:
    notes = [row for row in rows if row.table == "progress_note"]
    facts = _weather(notes, names) + (_action_fields(itself, action) if itself else [])
    for row in rows:
        match row.table:
            case "milestone":
                facts += _milestone(row, names)
            case "commitment":
                facts += _commitment(row, names)
            case "payment" if row.born:
                promise = names.commitments.get(row.after["commitment_id"])
                of = f" de {guillemets(promise.organization.name)}" if promise else ""
                facts.append(f"versement{of}\N{NO-BREAK SPACE}: {euros(row.after['amount_cents'])}")
            case "action_partner" | "action_person":
                act = "est retiré" if row.died else "est ajouté"
                facts.append(f"{guillemets(row.label)} {act}")
    return facts + [words for note in notes if (words := _note_words(note))]


def _weather(notes: Sequence[_Row], names: _Names) -> list[str]:
    told = [note for note in notes if not note.died and note.after.get("weather")]
    if not told:
        return []
    first, last = told[0], told[-1]
    known = names.weathers.get(first.owner[1], ())
    earlier = [weather for key, weather in known if key < first.key]
    before = (earlier[-1] if earlier else None) if first.born else first.before.get("weather")
    after = last.after["weather"]
    if before is after:
        return []
    return [change("la météo", before and guillemets(before.meaning), guillemets(after.meaning))]


def _note_words(note: _Row) -> str:
    if note.died:
        return f"le {note.label} est supprimé"
    said = [
        f"{wording.field_name('progress_note', name)}\N{NO-BREAK SPACE}: {text.strip().rstrip('.')}"
        for name in _NOTE_TEXTS
        if (text := note.after.get(name))
    ]
    return _SEPARATOR.join(said)


def _action_fields(row: _Row, action: Action | None) -> list[str]:
    before, after = dict(row.before), dict(row.after)
    if "revised_end" in after and action is not None:  # what readers call the due date: revised, else initial (R13)
        initial = before.get("initial_end", action.initial_end)
        before["revised_end"] = before["revised_end"] or initial
        after["revised_end"] = after["revised_end"] or action.initial_end
    names = [name for name in row.changed if before.get(name) != after.get(name)]
    return amounts("action", names, before, after)


def _milestone(row: _Row, names: _Names) -> list[str]:
    if row.died:
        return [f"l’{row.label} est supprimée"]
    step = guillemets(row.after.get("title") or names.milestones.get(row.key, ""))
    if row.born:
        due = row.after.get("planned_on")
        return [f"nouvelle étape {step}" + (f", prévue le {short_date(due)}" if due else "")]
    if "is_done" in row.changed:
        done_on = row.after.get("actual_on")
        state = "est faite" if row.after["is_done"] else "n’est plus faite"
        return [f"l’étape {step} {state}" + (f" (le {short_date(done_on)})" if done_on else "")]
    said = _SEPARATOR.join(amounts("milestone", row.changed, row.before, row.after))
    return [f"étape {step}, {said}"] if said else []


def _commitment(row: _Row, names: _Names) -> list[str]:
    if row.died:
        return [f"l’engagement {guillemets(row.label)} est supprimé"]
    promise = names.commitments.get(row.key)
    who = guillemets(promise.organization.name) if promise else guillemets(row.label)
    if row.born:
        told = [
            f"{euros(row.after[stage])} ({wording.field_name('commitment', stage).removeprefix('montant ')})"
            for stage in ("announced_cents", "requested_cents", "granted_cents", "contracted_cents")
            if row.after.get(stage) is not None
        ]
        what = [row.after.get("scheme") or row.after.get("wording") or "", *told]
        return [", ".join([f"nouvel engagement de {who}", *(part for part in what if part)])]
    said = _SEPARATOR.join(amounts("commitment", row.changed, row.before, row.after))
    return [f"engagement de {who}, {said}"] if said else []
