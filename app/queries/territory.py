"""The territory, its members, committees, seats, structures and people, in one SELECT per table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.dto.territory import SheetRow, TerritorySheet
from app.french import full_name, short_date, sort_key
from app.models import Committee, LocalAuthority, Organization, Person, Seat, Territory
from app.models.base import Entity
from app.vocabulary import College

_HIDDEN = frozenset({"id", "uid", "version"})


def territory_sheet(session: Session, today: date) -> TerritorySheet:
    """Return everything the screen shows; a seat whose end is before `today` is past."""
    territory = session.get(Territory, 1)
    organizations = {row.id: row for row in session.scalars(select(Organization))}
    people = {row.id: row for row in session.scalars(select(Person))}
    names = {key: row.name for key, row in organizations.items()}
    persons = {key: full_name(row.first_name, row.last_name) for key, row in people.items()}
    authorities = session.scalars(select(LocalAuthority).order_by(LocalAuthority.position, LocalAuthority.id))
    committees = session.scalars(select(Committee).order_by(Committee.position, Committee.id))
    seats = [_seat(row, persons, names, today) for row in session.scalars(select(Seat))]
    return TerritorySheet(
        values=_values(territory) if territory else {},
        authorities=tuple(SheetRow(row.id, _values(row), {}) for row in authorities),
        committees=tuple(SheetRow(row.id, _values(row), {}) for row in committees),
        seats=tuple(sorted(seats, key=_seat_order)),
        organizations=tuple(SheetRow(key, _values(organizations[key]), {}) for key, _ in _by_name(names)),
        people=tuple(
            SheetRow(key, _values(people[key]), {"organization_id": names.get(people[key].organization_id or 0, "")})
            for key, _ in sorted(persons.items(), key=_surname_first(people))
        ),
        organization_choices=_by_name(names),
        people_choices=_by_name(persons),
    )


def _values(row: Entity) -> dict[str, Any]:
    columns = row.__table__.columns.keys()
    return {column: getattr(row, column) for column in columns if column not in _HIDDEN}


def _by_name(names: Mapping[int, str]) -> tuple[tuple[int, str], ...]:
    return tuple(sorted(names.items(), key=_second))


def _second(pair: tuple[int, str]) -> tuple[tuple[str, str, str], int]:
    return sort_key(pair[1]), pair[0]


def _surname_first(people: Mapping[int, Person]) -> Any:
    def order(pair: tuple[int, str]) -> tuple[Any, ...]:
        return sort_key(people[pair[0]].last_name), sort_key(people[pair[0]].first_name), pair[0]

    return order


def _seat(row: Seat, persons: Mapping[int, str], names: Mapping[int, str], today: date) -> SheetRow:
    person, body = persons.get(row.person_id or 0, ""), names.get(row.organization_id or 0, "")
    shown = {
        "holder": person or body,
        "person_id": person,
        "organization_id": body,
        "alternate_id": persons.get(row.alternate_id or 0, ""),
        "mandate": mandate(row.starts_on, row.ends_on),
    }
    return SheetRow(row.id, _values(row), shown, is_past=row.ends_on is not None and row.ends_on < today)


def _seat_order(row: SheetRow) -> tuple[bool, int, int, int]:
    colleges = list(College)
    return row.is_past, colleges.index(row.values["college"]), row.values["position"], row.key


def mandate(starts_on: date | None, ends_on: date | None) -> str:
    """« depuis le 01/03/2024 », « du 01/03/2024 au 30/06/2026 », « jusqu’au 30/06/2026 », "" when nothing is known."""
    if starts_on and ends_on:
        return f"du {short_date(starts_on)} au {short_date(ends_on)}"
    if starts_on:
        return f"depuis le {short_date(starts_on)}"
    return f"jusqu’au {short_date(ends_on)}" if ends_on else ""
