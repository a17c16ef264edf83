"""The kit every screen is built from; screens import it from here."""

from __future__ import annotations

from app.views.widgets.bars import ProgressBar, Segment, StackedBar, paint_bar
from app.views.widgets.buttons import button, explain, icon_button, key_name, link, live, primary, secondary
from app.views.widgets.card import Card, row, rule, scroller, surface
from app.views.widgets.field import Field, LineField
from app.views.widgets.labels import ElidedLabel, IconLabel, label, restyle, set_tone
from app.views.widgets.panels import STEPS, Banner, DateBadge, EmptyState, Stepper, field_row
from app.views.widgets.pill import Look, Pill, look_of, paint_pill, pill_for, pill_size
from app.views.widgets.search import FilterButton, SearchBox
from app.views.widgets.text_fields import LongTextField, SuggestField, TextField
from app.views.widgets.toast import Toast
from app.views.widgets.value_fields import (
    CheckField,
    ChoiceField,
    ComboBox,
    DateField,
    MoneyField,
    NumberField,
    TickBox,
)

__all__ = [
    "STEPS",
    "Banner",
    "Card",
    "CheckField",
    "ChoiceField",
    "ComboBox",
    "DateBadge",
    "DateField",
    "ElidedLabel",
    "EmptyState",
    "Field",
    "FilterButton",
    "IconLabel",
    "LineField",
    "LongTextField",
    "Look",
    "MoneyField",
    "NumberField",
    "Pill",
    "ProgressBar",
    "SearchBox",
    "Segment",
    "StackedBar",
    "Stepper",
    "SuggestField",
    "TextField",
    "TickBox",
    "Toast",
    "button",
    "explain",
    "field_row",
    "icon_button",
    "key_name",
    "label",
    "link",
    "live",
    "look_of",
    "paint_bar",
    "paint_pill",
    "pill_for",
    "pill_size",
    "primary",
    "restyle",
    "row",
    "rule",
    "scroller",
    "secondary",
    "set_tone",
    "surface",
]
