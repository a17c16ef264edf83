"""A large dossier and a large plan file, the same at every run (random with a fixed seed, clock fixed)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from app.clock import Clock
from app.commands.territory import SetUpDossier
from app.db import lifecycle
from app.db.lifecycle import Office
from app.db.uow import UnitOfWork
from app.models import Action, ActionPartner, ActionPerson, Axis, Commitment, Milestone, Organization, Person
from app.models import ProgressNote as Note
from app.vocabulary import Family, Firmness, PartnerRole, PersonRole, Status, TaxBasis, Weather

ACTIONS = 2_000
BATCH = 200
FIRST_DAY = date(2024, 1, 1)
NOW = datetime(2026, 11, 23, 14, 2)  # noqa: DTZ001 — local by design

_VERBS = ("Dépolluer", "Rénover", "Ouvrir", "Décarboner", "Étudier", "Équiper", "Relier", "Former", "Accueillir")
_THINGS = ("la friche", "l’école", "la halle", "le réseau de chaleur", "l’hôtel d’entreprises", "la plateforme")
_PLACES = ("des Forges", "de l’Écluse", "du Vieux-Moulin", "des Trois-Ponts", "de Haute-Sambrelle", "du Grand Val")
_FACTS = ("Étude rendue et présentée aux élus.", "Marché notifié.", "Convention à l’étude chez le financeur.")


def title(number: int) -> str:
    """« Dépolluer la friche des Forges 12 »."""
    words = _VERBS[number % 9], _THINGS[number // 9 % 6], _PLACES[number // 54 % 6]
    return f"{' '.join(words)} {number}"


@dataclass(frozen=True, slots=True)
class AddBatch:
    """Actions number `first` to `first + BATCH`, with everything that hangs from them, as one step."""

    first: int
    axes: Sequence[int]
    organizations: Sequence[int]
    people: Sequence[int]
    label: str = "Lot d’actions"

    def __call__(self, uow: UnitOfWork) -> None:
        """Ten searchable rows per action: itself, 4 steps, 2 notes, 3 commitments."""
        chance = random.Random(self.first)
        actions = [self._action(number, chance) for number in range(self.first, self.first + BATCH)]
        uow.session.add_all(actions)
        uow.flush()
        for action in actions:
            uow.session.add_all(self._around(action.id, chance))
        uow.flush()

    def _action(self, number: int, chance: random.Random) -> Action:
        axis = number % len(self.axes)
        start = FIRST_DAY + timedelta(days=chance.randrange(900))
        return Action(
            number=f"{axis + 1}.{number // len(self.axes) + 1}",
            title=title(number),
            axis_id=self.axes[axis],
            status=chance.choice(list(Status)),
            description=" ".join(chance.choices(_FACTS, k=6)),
            planned_start=start,
            initial_end=start + timedelta(days=chance.randrange(100, 1200)),
            total_cost_cents=None if chance.random() < 0.1 else chance.randrange(1_000, 500_000) * 10_000,
            total_cost_basis=TaxBasis.NET,
        )

    def _around(self, action: int, chance: random.Random) -> list[object]:
        day = FIRST_DAY + timedelta(days=chance.randrange(900))
        steps = [
            Milestone(
                action_id=action, title=f"Étape {rank}", planned_on=day + timedelta(days=90 * rank), position=rank
            )
            for rank in range(4)
        ]
        notes = [
            Note(
                action_id=action,
                noted_on=day + timedelta(days=60 * rank),
                weather=chance.choice(list(Weather)),
                highlights=chance.choice(_FACTS),
            )
            for rank in range(2)
        ]
        lines = [
            Commitment(
                action_id=action,
                organization_id=body,
                scheme="Fonds inventé",
                firmness=Firmness.ANNOUNCED,
                basis=TaxBasis.NET,
                announced_cents=chance.randrange(1_000, 90_000) * 1_000,
                granted_cents=None if chance.random() < 0.5 else chance.randrange(1_000, 90_000) * 1_000,
            )
            for body in chance.sample(self.organizations, 3)
        ]
        pilot = ActionPerson(action_id=action, person_id=chance.choice(self.people), role=PersonRole.PILOT)
        lead = ActionPartner(action_id=action, organization_id=chance.choice(self.organizations), role=PartnerRole.LEAD)
        return [*steps, *notes, *lines, pilot, lead]


@dataclass(frozen=True, slots=True)
class AddFrame:
    """Eight axes, thirty structures, forty people."""

    label: str = "Cadre"

    def __call__(self, uow: UnitOfWork) -> None:
        """Add them."""
        uow.session.add_all(Axis(title=f"Axe inventé {n}", number=str(n), position=n) for n in range(1, 9))
        uow.session.add_all(Organization(name=f"Structure inventée {n}", family=Family.COMPANY) for n in range(30))
        uow.session.add_all(Person(first_name="Camille", last_name=f"Exemple-{n}") for n in range(40))


def office(folder: Path) -> Office:
    """Who opens the dossiers measured, on a fixed day."""
    return Office("Banc d’essai", Clock.fixed(NOW), folder / "sauvegardes")


def write_large(path: Path, folder: Path) -> Path:
    """Write a dossier of 2,000 actions and 20,000 searchable rows, through the unit of work."""
    made = lifecycle.create(path, office(folder))
    made.run(SetUpDossier("Territoire inventé"))
    frame = made.run(AddFrame())
    axes, organizations, people = (frame.keys(table) for table in ("axis", "organization", "person"))
    for first in range(0, ACTIONS, BATCH):
        made.run(AddBatch(first, axes, organizations, people))
    made.close()
    return path


HEADER = (
    "Axe",
    "N°",
    "Intitulé de l’action",
    "Maître d’ouvrage",
    "Statut",
    "Budget",
    "Échéance",
    "Pilote",
    "Descriptif",
)


def plan_lines() -> list[tuple[object, ...]]:
    """The header and 2,000 lines of a plan as people type them."""
    chance = random.Random(2_000)
    lines = [
        (
            f"{number % 8 + 1}. Axe inventé {number % 8 + 1}",
            f"{number % 8 + 1}.{number // 8 + 1}",
            title(number),
            f"Structure inventée {chance.randrange(30)}",
            chance.choice(list(Status)).label,
            chance.choice(("1,2 M€", "150 k€", "780 000 € HT", "n.c.", 42_000)),
            chance.choice((date(2027, 12, 31), "T3 2026", "fin 2026", "sept.-26")),
            f"Camille Exemple-{chance.randrange(40)}",
            chance.choice(_FACTS),
        )
        for number in range(ACTIONS)
    ]
    return [HEADER, *lines]
