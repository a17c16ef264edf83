"""Indicators of the plan and their readings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import func, select

from app.db.uow import UnitOfWork
from app.errors import ValidationFailed
from app.models import Indicator, Reading
from app.vocabulary import IndicatorNature, Reliability


@dataclass(frozen=True, slots=True)
class AddIndicator:
    """Add an indicator: what is measured, from which baseline to which target."""

    name: str
    code: str = ""
    unit: str = ""
    nature: IndicatorNature = IndicatorNature.RESULT
    baseline: float | None = None
    baseline_on: date | None = None
    target: float | None = None
    target_on: date | None = None
    definition: str = ""
    label: ClassVar[str] = "Nouvel indicateur"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed on an empty name."""
        if not self.name.strip():
            raise ValidationFailed(name="Donnez un nom à l’indicateur.")
        uow.add(
            Indicator(
                name=self.name.strip(),
                code=self.code.strip(),
                unit=self.unit.strip(),
                nature=self.nature,
                baseline=self.baseline,
                baseline_on=self.baseline_on,
                target=self.target,
                target_on=self.target_on,
                definition=self.definition.strip(),
                position=uow.session.scalar(select(func.count(Indicator.id))) or 0,
            )
        )


@dataclass(frozen=True, slots=True)
class AddReading:
    """Add a dated value of an indicator."""

    indicator: int
    value: float
    read_on: date
    reliability: Reliability = Reliability.DECLARED
    source: str = ""
    label: ClassVar[str] = "Nouveau relevé"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise NotFound when the indicator is gone."""
        indicator = uow.get(Indicator, self.indicator)
        uow.add(
            Reading(
                indicator_id=indicator.id,
                value=self.value,
                read_on=self.read_on,
                reliability=self.reliability,
                source=self.source.strip(),
            )
        )
