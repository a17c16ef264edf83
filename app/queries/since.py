"""What differs between now and the end of a past meeting, read back from the audit trail (net changes only)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.changes import Kind
from app.db.codec import ENTITIES, decode, encode
from app.dto.dashboard import Delta, NetChange
from app.french import euros, natural_key, percent_value, short_date
from app.models import Change, Organization, Step
from app.rules.progress import progress
from app.vocabulary import Stage, Status, Weather

Image = dict[str, Any]
Images = dict[int, Image]

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "action": ("number", "title", "status", "progress_percent", "initial_end", "revised_end", "parent_id"),
    "milestone": ("action_id", "is_done", "weight"),
    "progress_note": ("action_id", "noted_on", "weather"),
    "commitment": (
        "number",
        "organization_id",
        "action_id",
        "scheme",
        "wording",
        "announced_cents",
        "requested_cents",
        "granted_cents",
        "contracted_cents",
    ),
    "payment": ("commitment_id", "amount_cents"),
}

_STAGES: Mapping[str, Stage] = {
    "announced_cents": Stage.ANNOUNCED,
    "requested_cents": Stage.REQUESTED,
    "granted_cents": Stage.GRANTED,
    "contracted_cents": Stage.CONTRACTED,
}


@dataclass(frozen=True, slots=True)
class _State:
    """The plan at one moment, as column values in their JSON form."""

    tables: Mapping[str, Images]
    notes: Mapping[int, list[Image]]
    steps: Mapping[int, list[Image]]
    paid: Mapping[int, int]


def net_changes(session: Session, moment: datetime) -> tuple[NetChange, ...]:
    """Return what differs from the state of the plan at `moment`, by number: a change taken back is not one."""
    now = {table: _read(session, table, fields) for table, fields in _FIELDS.items()}
    then = {table: {key: dict(image) for key, image in images.items()} for table, images in now.items()}
    _rewind(session, then, moment)
    before, after = _state(then), _state(now)
    names = {row.id: row.name for row in session.execute(select(Organization.id, Organization.name))}
    found = [*_action_changes(before, after), *_money_changes(before, after, names)]
    return tuple(sorted(found, key=lambda change: (change.owner_table != "action", natural_key(change.number))))


def _read(session: Session, table: str, fields: tuple[str, ...]) -> Images:
    columns = ENTITIES[table].__table__.columns
    rows = session.execute(select(columns["id"], *(columns[field] for field in fields)))
    return {row[0]: {field: encode(value) for field, value in zip(fields, row[1:], strict=True)} for row in rows}


def _rewind(session: Session, tables: Mapping[str, Images], moment: datetime) -> None:
    """Take back, last first, everything written after `moment`."""
    later = (
        select(Change.kind, Change.table, Change.row_id, Change.field, Change.before)
        .join(Step, Step.id == Change.step_id)
        .where(Step.at > moment, Change.table.in_(tables))
        .order_by(Change.step_id.desc(), Change.position.desc())
    )
    for change in session.execute(later):
        images = tables[change.table]
        if change.kind is Kind.INSERT:
            images.pop(change.row_id, None)
        elif change.kind is Kind.DELETE:
            images[change.row_id] = {field: (change.before or {}).get(field) for field in _FIELDS[change.table]}
        elif change.row_id in images and change.field in images[change.row_id]:
            images[change.row_id][change.field] = change.before


def _state(tables: Mapping[str, Images]) -> _State:
    notes: dict[int, list[Image]] = {}
    steps: dict[int, list[Image]] = {}
    paid: dict[int, int] = {}
    for key, image in sorted(tables["progress_note"].items()):
        if image["weather"]:
            notes.setdefault(image["action_id"], []).append({**image, "id": key})
    for image in tables["milestone"].values():
        steps.setdefault(image["action_id"], []).append(image)
    for image in tables["payment"].values():
        paid[image["commitment_id"]] = paid.get(image["commitment_id"], 0) + image["amount_cents"]
    return _State(tables, notes, steps, paid)


def _action_changes(before: _State, after: _State) -> Iterator[NetChange]:
    was, is_ = before.tables["action"], after.tables["action"]
    for key in was.keys() | is_.keys():
        if key not in is_:
            yield NetChange(Delta.DELETED, "action", 0, was[key]["number"], was[key]["title"], "", "action supprimée")
        elif key not in was:
            new = "nouvelle sous-action" if is_[key]["parent_id"] else "nouvelle action"
            yield NetChange(Delta.NEW, "action", key, is_[key]["number"], is_[key]["title"], "", new)
        else:
            yield from _differences(key, before, after)


def _differences(key: int, before: _State, after: _State) -> Iterator[NetChange]:
    was, is_ = before.tables["action"][key], after.tables["action"][key]
    named = ("action", key, is_["number"], is_["title"])
    if was["status"] != is_["status"]:
        old, new = _status(was), _status(is_)
        yield NetChange(Delta.STATUS, *named, old.label, new.label, old, new)
    sky, skies = _weather(before, key), _weather(after, key)
    if sky is not skies:
        yield NetChange(Delta.WEATHER, *named, sky.label if sky else "", skies.label if skies else "", sky, skies)
    done, doing = _progress(before, key), _progress(after, key)
    if done != doing:
        yield NetChange(Delta.PROGRESS, *named, percent_value(done), percent_value(doing))
    end, ends = (image["revised_end"] or image["initial_end"] for image in (was, is_))
    if end != ends:
        yield NetChange(Delta.END, *named, _day(end), _day(ends))


def _status(image: Image) -> Status:
    status: Status = decode("action", "status", image["status"])
    return status


def _weather(state: _State, action: int) -> Weather | None:
    notes = state.notes.get(action)
    if not notes:
        return None
    weather: Weather = decode("progress_note", "weather", max(notes, key=_note_order)["weather"])
    return weather


def _note_order(note: Image) -> tuple[str, int]:
    return note["noted_on"], note["id"]


def _progress(state: _State, action: int) -> int | None:
    image = state.tables["action"][action]
    steps = [(int(step["weight"]), bool(step["is_done"])) for step in state.steps.get(action, ())]
    return progress(steps, image["progress_percent"], _status(image)).percent


def _day(iso: str | None) -> str:
    return short_date(date.fromisoformat(iso)) if iso else "sans date"


def _money_changes(before: _State, after: _State, names: Mapping[int, str]) -> Iterator[NetChange]:
    was, is_ = before.tables["commitment"], after.tables["commitment"]
    for key in was.keys() | is_.keys():
        image = is_.get(key) or was[key]
        old, new = _stage(before, key), _stage(after, key)
        if old == new:
            continue
        about = f"{names.get(image['organization_id'], '')} · {image['scheme'] or image['wording']}".strip(" ·")
        table, owner = ("action", image["action_id"]) if image["action_id"] else ("commitment", key)
        alive = owner if key in is_ else 0
        same = old and new and old[0] is new[0]
        texts = [_money(side, with_stage=not same or rank == 0) for rank, side in enumerate((old, new))]
        after_text = texts[1] if key in is_ else "engagement supprimé"
        yield NetChange(Delta.MONEY, table, alive, image["number"], about, texts[0], after_text)


def _stage(state: _State, key: int) -> tuple[Stage, int] | None:
    """Return the firmest stage reached and its amount; what was paid is the firmest of all."""
    image = state.tables["commitment"].get(key)
    if image is None:
        return None
    if paid := state.paid.get(key):
        return Stage.PAID, paid
    for field in ("contracted_cents", "granted_cents", "requested_cents", "announced_cents"):
        if image[field] is not None:
            return _STAGES[field], image[field]
    return None


def _money(side: tuple[Stage, int] | None, *, with_stage: bool) -> str:
    if side is None:
        return ""
    stage, cents = side
    return f"{stage.label.lower()} {euros(cents)}" if with_stage else euros(cents)
