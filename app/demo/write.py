"""Writing the demonstration dossier: the same commands as the window, run by a clock that walks through two years."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from app.commands.fields import SetField
from app.commands.indicators import AddIndicator, AddReading
from app.commands.plan import AddAxis
from app.commands.territory import AddLocalAuthority, AddOrganization, AddSeat, SetUpDossier
from app.db.lifecycle import Office
from app.demo import people
from app.demo.meetings import meeting_events
from app.demo.plan import plan_events
from app.demo.plan_data import AXES, INDICATORS
from app.demo.story import Storyteller
from app.models import Committee, Person
from app.vocabulary import College, CommitteeKind, SeatRole

FIRST_DAY = 730
"""The dossier was begun that many days ago."""


def write_demo(path: Path, office: Office) -> None:
    """Write the demonstration dossier to a new file; raises StorageError if it exists or cannot be written."""
    story = Storyteller(path, office)
    try:
        _set_up(story)
        events = [*plan_events(story), *meeting_events(story)]
        for _, event in sorted(events, key=lambda e: -e[0]):
            event()
        _indicators(story)
    finally:
        story.dossier.close()


def _set_up(story: Storyteller) -> None:
    started = story.at(FIRST_DAY)
    story.run(SetUpDossier(people.TERRITORY))
    story.set(
        "territory",
        1,
        region="Grand Val",
        employment_area="Bassin de la Sambrelle",
        perimeter="Trois intercommunalités unies par la métallurgie, le bois et les composites : "
        "31 % d’emplois industriels, une rivière et une voie ferrée communes.",
        employer=people.EMPLOYER,
        project_lead=people.PROJECT_LEAD,
        privacy_contact="delegue.donnees@val-sambrelle.example",
    )
    story.several("Périmètre", [AddLocalAuthority(*authority) for authority in people.AUTHORITIES])
    story.several("Structures", [AddOrganization(name, family, short) for name, short, family in people.ORGANIZATIONS])
    kinds = story.dossier.ask(lambda session: {c.kind: c.id for c in session.scalars(select(Committee))})
    story.committees = kinds
    copil, cotech = kinds[CommitteeKind.STEERING], kinds[CommitteeKind.TECHNICAL]
    renewal = story.day(-199)
    former, body, capacity = people.FORMER_CHAIR
    first = story.run(AddSeat(copil, former, body, capacity, College.PAIR, SeatRole.CHAIR_ELECTED, started)).created(
        "seat"
    )
    seats = [AddSeat(copil, *seat, renewal if seat[4] is SeatRole.CHAIR_ELECTED else started) for seat in people.SEATS]
    story.several("Composition du COPIL", seats)
    story.several(
        "Composition du COTECH",
        [
            AddSeat(cotech, who, body, role, college, SeatRole.VOTING, started)
            for who, body, role, college in people.TECHNICAL_SEATS
        ],
    )
    story.set("seat", first, ends_on=renewal - timedelta(days=1))
    _mail_addresses(story)
    _axes(story)


def _mail_addresses(story: Storyteller) -> None:
    holders = story.dossier.ask(
        lambda session: [(p.id, p.first_name, p.last_name) for p in session.scalars(select(Person))]
    )
    commands = [
        SetField("person", key, "email", f"{first}.{last}@sambrelle.example".lower().replace(" ", "-"))
        for key, first, last in holders
    ]
    story.several("Coordonnées", commands)


def _axes(story: Storyteller) -> None:
    for title, priority, below in AXES:
        axis = story.run(AddAxis(title, priority=priority)).created("axis")
        story.several("Sous-axes", [AddAxis(name, parent=axis) for name in below])


def _indicators(story: Storyteller) -> None:
    story.at(700)
    for code, name, unit, baseline, target, readings in INDICATORS:
        key = story.run(
            AddIndicator(
                name,
                code,
                unit,
                baseline=baseline,
                baseline_on=story.day(-FIRST_DAY),
                target=target,
                target_on=date(story.today.year + 1, 12, 31),
            )
        ).created("indicator")
        for rank, value in enumerate(readings):
            ago = 600 - rank * 180
            day = story.at(ago, 10)
            story.run(AddReading(key, value, day, source="enquête annuelle auprès des porteurs"))
