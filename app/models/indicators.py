"""Indicators of the plan and their readings."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Entity, words
from app.vocabulary import IndicatorNature, Reliability


class Indicator(Entity):
    """What is measured, from which baseline to which target."""

    __tablename__ = "indicator"

    code: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    definition: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    nature: Mapped[IndicatorNature] = mapped_column(default=IndicatorNature.RESULT)
    axis_id: Mapped[int | None] = mapped_column(ForeignKey("axis.id"), index=True)
    baseline: Mapped[float | None]
    baseline_on: Mapped[date | None]
    target: Mapped[float | None]
    target_on: Mapped[date | None]
    position: Mapped[int] = mapped_column(default=0)

    readings: Mapped[list[Reading]] = relationship(
        back_populates="indicator", cascade="all, delete-orphan", order_by="Reading.read_on"
    )

    def label(self) -> str:
        return self.name

    def search_text(self) -> tuple[str, str]:
        return self.name, words(self.code, self.definition, self.unit)


class Reading(Entity):
    """A value of an indicator on a date, with how sure it is."""

    __tablename__ = "reading"

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), index=True)
    read_on: Mapped[date]
    value: Mapped[float]
    reliability: Mapped[Reliability] = mapped_column(default=Reliability.DECLARED)
    source: Mapped[str] = mapped_column(default="")

    indicator: Mapped[Indicator] = relationship(back_populates="readings")

    def label(self) -> str:
        return f"relevé « {self.indicator.name} »"

    def owner(self) -> tuple[str, int]:
        return "indicator", self.indicator_id
