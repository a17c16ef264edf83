"""Organisations and the people who act for them."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Entity, words
from app.vocabulary import Family


class Organization(Entity):
    """A structure: funder, operator, company, authority."""

    __tablename__ = "organization"

    name: Mapped[str]
    short_name: Mapped[str] = mapped_column(default="")
    family: Mapped[Family] = mapped_column(default=Family.OTHER)
    siren: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")

    def label(self) -> str:
        return self.name

    def search_text(self) -> tuple[str, str]:
        return self.name, words(self.short_name, self.siren, self.notes)


class Person(Entity):
    """A person; seats say in which capacities she sits."""

    __tablename__ = "person"

    civility: Mapped[str] = mapped_column(default="")  # "Madame", "Monsieur", ""
    first_name: Mapped[str] = mapped_column(default="")
    last_name: Mapped[str]
    function: Mapped[str] = mapped_column(default="")
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")

    organization: Mapped[Organization | None] = relationship()

    @property
    def name(self) -> str:
        """« Prénom NOM »."""
        return f"{self.first_name} {self.last_name}".strip()

    def label(self) -> str:
        return self.name

    def search_text(self) -> tuple[str, str]:
        return self.name, words(self.function, self.email, self.phone)
