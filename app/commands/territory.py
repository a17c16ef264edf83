"""Setting up a dossier: the territory, its members, its committees, their seats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import func, select

from app.commands.fields import check
from app.commands.parties import organization, person
from app.db.uow import UnitOfWork
from app.errors import ValidationFailed
from app.models import Committee, LocalAuthority, Organization, Person, Seat, Territory
from app.vocabulary import AuthorityKind, College, CommitteeKind, Family, Phase, SeatRole


@dataclass(frozen=True, slots=True)
class SetUpDossier:
    """Name the territory of a new dossier and give it a COPIL and a COTECH."""

    name: str
    phase: Phase = Phase.TWO
    label: ClassVar[str] = "Création du dossier"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed when the name is empty."""
        if not self.name.strip():
            raise ValidationFailed(name="Donnez un nom au territoire.")
        uow.add(Territory(id=1, name=self.name.strip(), phase=self.phase))
        uow.add(Committee(kind=CommitteeKind.STEERING, name="Comité de pilotage", short_name="COPIL", position=0))
        uow.add(Committee(kind=CommitteeKind.TECHNICAL, name="Comité technique", short_name="COTECH", position=1))


@dataclass(frozen=True, slots=True)
class AddLocalAuthority:
    """Add a member of the perimeter."""

    name: str
    kind: AuthorityKind = AuthorityKind.EPCI
    siren: str = ""
    population: int | None = None
    label: ClassVar[str] = "Nouvelle collectivité membre"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed on an empty name or a wrong SIREN."""
        row = LocalAuthority(kind=self.kind, population=self.population)
        _fill(uow, row, name=self.name.strip(), siren=self.siren.replace(" ", ""))
        row.position = uow.session.scalar(select(func.count(LocalAuthority.id))) or 0
        uow.add(row)


@dataclass(frozen=True, slots=True)
class AddOrganization:
    """Add a structure."""

    name: str
    family: Family = Family.OTHER
    short_name: str = ""
    siren: str = ""
    label: ClassVar[str] = "Nouvelle structure"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed on an empty name or a wrong SIREN."""
        row = Organization(family=self.family, short_name=self.short_name.strip())
        _fill(uow, row, name=self.name.strip(), siren=self.siren.replace(" ", ""))
        uow.add(row)


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Add a person."""

    first_name: str
    last_name: str
    civility: str = ""
    function: str = ""
    organization: str = ""
    email: str = ""
    phone: str = ""
    label: ClassVar[str] = "Nouvel interlocuteur"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed on an empty last name."""
        row = Person(
            first_name=self.first_name.strip(),
            civility=self.civility,
            function=self.function,
            email=self.email,
            phone=self.phone,
            organization_id=organization(uow, self.organization).id if self.organization.strip() else None,
        )
        _fill(uow, row, last_name=self.last_name.strip())
        uow.add(row)


@dataclass(frozen=True, slots=True)
class AddCommittee:
    """Add an instance."""

    kind: CommitteeKind
    name: str
    short_name: str
    label: ClassVar[str] = "Nouvelle instance"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed on an empty name or sigle."""
        row = Committee(kind=self.kind)
        _fill(uow, row, name=self.name.strip(), short_name=self.short_name.strip())
        row.position = uow.session.scalar(select(func.count(Committee.id))) or 0
        uow.add(row)


@dataclass(frozen=True, slots=True)
class AddSeat:
    """Seat someone in a committee: a person « Prénom NOM », a structure, or both; created when unknown."""

    committee: int
    person: str = ""
    organization: str = ""
    capacity: str = ""
    college: College = College.GUESTS
    role: SeatRole = SeatRole.VOTING
    starts_on: date | None = None
    label: ClassVar[str] = "Nouveau siège"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed when nobody is named."""
        if not self.person.strip() and not self.organization.strip():
            raise ValidationFailed(person="Nommez une personne ou une structure.")
        committee = uow.get(Committee, self.committee)
        holder = person(uow, self.person) if self.person.strip() else None
        body = organization(uow, self.organization) if self.organization.strip() else None
        if holder is not None and body is not None and holder.organization_id is None:
            holder.organization_id = body.id
        uow.add(
            Seat(
                committee_id=committee.id,
                person_id=holder.id if holder else None,
                organization_id=body.id if body else holder.organization_id if holder else None,
                capacity=self.capacity.strip(),
                college=self.college,
                role=self.role,
                starts_on=self.starts_on,
                position=uow.session.scalar(select(func.count(Seat.id)).where(Seat.committee_id == committee.id)) or 0,
            )
        )


def _fill(uow: UnitOfWork, row: LocalAuthority | Organization | Person | Committee, **values: str) -> None:
    for field, value in values.items():
        check(uow, row, field, value)
        setattr(row, field, value)
