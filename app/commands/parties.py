"""Finding the structure or the person a user names, or creating it: typed once, never twice (R24)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import select

from app.db.uow import UnitOfWork
from app.french import fold
from app.models import Organization, Person
from app.rules.duplicates import org_key, person_key
from app.vocabulary import Family

E = TypeVar("E", Organization, Person)


def organization(uow: UnitOfWork, name: str, family: Family | None = None) -> Organization:
    """Return the organisation of that name (accents, case, legal form apart) or sigle, created if there is none."""
    known = _known(uow, Organization, _organization_keys)
    found = known.get(org_key(name))
    if found is None:
        found = uow.add(Organization(name=name.strip(), family=family or guess_family(name)))
        _remember(known, found, _organization_keys)
    return found


def person(uow: UnitOfWork, full_name: str) -> Person:
    """Return the person called « Prénom NOM », created if there is none."""
    first, last = split_name(full_name)
    known = _known(uow, Person, _person_keys)
    found = known.get(person_key(first, last))
    if found is None:
        found = uow.add(Person(first_name=first, last_name=last))
        _remember(known, found, _person_keys)
    return found


def _organization_keys(row: Organization) -> list[str]:
    return [org_key(name) for name in (row.name, row.short_name) if name]


def _person_keys(row: Person) -> list[str]:
    return [person_key(row.first_name, row.last_name)]


def _known(uow: UnitOfWork, entity: type[E], keys: Callable[[E], list[str]]) -> dict[str, E]:
    """Rows by comparison key, the first one wins; read once per unit of work: an import asks thousands of times."""
    cached: dict[str, E] | None = uow.session.info.get(entity)
    if cached is None:
        cached = {}
        for row in uow.session.scalars(select(entity).order_by(entity.id)):
            _remember(cached, row, keys)
        uow.session.info[entity] = cached
    return cached


def _remember(known: dict[str, E], row: E, keys: Callable[[E], list[str]]) -> None:
    for key in keys(row):
        known.setdefault(key, row)


def split_name(full_name: str) -> tuple[str, str]:
    """« Marie-Anne de LA TOUR » → (« Marie-Anne », « de LA TOUR »); one word is a last name."""
    parts = full_name.split()
    if len(parts) < 2:
        return "", full_name.strip()
    capitals = [i for i, part in enumerate(parts) if part.isupper() and len(part) > 1]
    if capitals and capitals[0] == 0:  # « NOM Prénom »
        first_lower = next((i for i, part in enumerate(parts) if not part.isupper()), len(parts))
        return " ".join(parts[first_lower:]), " ".join(parts[:first_lower])
    start = capitals[0] if capitals else 1
    while start > 1 and parts[start - 1].islower():  # particle
        start -= 1
    return " ".join(parts[:start]), " ".join(parts[start:])


_FAMILIES = (
    (("etat", "prefecture", "dreets", "ddets", "dreal", "ddt", "fonds vert", "dsil", "detr"), Family.STATE),
    (("region", "conseil regional"), Family.REGION),
    (("departement", "conseil departemental"), Family.DEPARTMENT),
    (("cc", "ca", "cu", "metropole", "petr", "communaute", "agglomeration", "epci"), Family.EPCI),
    (("commune", "ville", "mairie"), Family.COMMUNE),
    (("ademe", "anct", "banque des territoires", "bpifrance", "business france", "france travail"), Family.OPERATOR),
    (("action logement", "epf", "apec"), Family.OPERATOR),
    (("cci", "cma", "uimm", "medef", "cpme", "france industrie", "chambre"), Family.CHAMBER),
    (("feder", "fse", "ftj", "europe", "leader"), Family.EUROPE),
    (("lycee", "cfa", "universite", "campus", "ecole", "iut"), Family.TRAINING),
    (("association",), Family.ASSOCIATION),
    (("sas", "sarl", "sa", "eurl", "scop", "entreprise"), Family.COMPANY),
)  # fmt: skip


def guess_family(name: str) -> Family:
    """Family suggested by the words of a name; OTHER when nothing tells."""
    folded = f" {fold(name)} ".replace("-", " ").replace("(", " ").replace(")", " ").replace(",", " ")
    for keys, family in _FAMILIES:
        if any(f" {key.replace('-', ' ')} " in folded for key in keys):
            return family
    return Family.OTHER
