"""The territory of the dossier and the local authorities that form it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Entity, words
from app.vocabulary import AuthorityKind, Phase


class Territory(Entity):
    """The one territory of the dossier (row 1); its uid is the dossier's."""

    __tablename__ = "territory"
    __table_args__ = (CheckConstraint("id = 1", name="single"), {"sqlite_autoincrement": True})

    name: Mapped[str]
    phase: Mapped[Phase] = mapped_column(default=Phase.TWO)
    code: Mapped[str] = mapped_column(default="")  # "ti-3207": unique within a phase only (DOMAIN §11, trap 1)
    region: Mapped[str] = mapped_column(default="")
    employment_area: Mapped[str] = mapped_column(default="")
    perimeter: Mapped[str] = mapped_column(default="")
    employer: Mapped[str] = mapped_column(default="")
    project_lead: Mapped[str] = mapped_column(default="")
    privacy_contact: Mapped[str] = mapped_column(default="")
    stale_weather_days: Mapped[int] = mapped_column(default=90)
    owner_share_percent: Mapped[int] = mapped_column(default=20)

    def label(self) -> str:
        return self.name


class LocalAuthority(Entity):
    """A groupement or collectivité of the perimeter."""

    __tablename__ = "local_authority"
    __table_args__ = (CheckConstraint("population >= 0", name="population"), {"sqlite_autoincrement": True})

    name: Mapped[str]
    kind: Mapped[AuthorityKind] = mapped_column(default=AuthorityKind.EPCI)
    siren: Mapped[str] = mapped_column(default="")
    population: Mapped[int | None]
    position: Mapped[int] = mapped_column(default=0)

    def label(self) -> str:
        return self.name

    def owner(self) -> tuple[str, int]:
        return "territory", 1

    def search_text(self) -> tuple[str, str]:
        return self.name, words(self.siren)
