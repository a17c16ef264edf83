"""Finding the structure or the person a user names, or creating it: typed once, never twice (R24)."""

from __future__ import annotations

from sqlalchemy import select

from app.db.uow import UnitOfWork
from app.french import fold
from app.models import Organization, Person
from app.rules.duplicates import org_key, person_key
from app.vocabulary import Family


def organization(uow: UnitOfWork, name: str, family: Family | None = None) -> Organization:
    """Return the organisation of that name (accents, case, legal form apart) or sigle, created if there is none."""
    wanted = org_key(name)
    for known in uow.session.scalars(select(Organization).order_by(Organization.id)):
        if wanted in {org_key(known.name), org_key(known.short_name) if known.short_name else wanted + "?"}:
            return known
    return uow.add(Organization(name=name.strip(), family=family or guess_family(name)))


def person(uow: UnitOfWork, full_name: str) -> Person:
    """Return the person called « Prénom NOM », created if there is none."""
    first, last = split_name(full_name)
    wanted = person_key(first, last)
    for known in uow.session.scalars(select(Person).order_by(Person.id)):
        if person_key(known.first_name, known.last_name) == wanted:
            return known
    return uow.add(Person(first_name=first, last_name=last))


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
