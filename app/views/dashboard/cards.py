"""The cards at the top of the dashboard: next meeting, figures, axes, money, indicators."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.dto.dashboard import AxisWeather, Dashboard, Funding, Gauge, NextMeeting
from app.french import NBSP, clock_time, euros, euros_short, number, plural, relative_days, short_date
from app.shell import theme
from app.views.dashboard.rows import legend
from app.views.widgets import Card, DateBadge, ElidedLabel, ProgressBar, Segment, StackedBar, label, row, rule, surface
from app.vocabulary import MeetingState, Reliability, TaxBasis, Weather

_SKY = (*Weather, None)
_ROLES: Mapping[Weather | None, str] = {**{weather: weather.value for weather in Weather}, None: "unknown"}
_WORDS: Mapping[Weather | None, str] = {**{weather: weather.label for weather in Weather}, None: "Sans météo"}
_NARROW = 0.13  # share of the bar under which the words do not fit inside


def meeting_card(meeting: NextMeeting, today: date, act: QPushButton) -> QFrame:
    """Return the blue card of the next meeting; `act` is its button."""
    card = surface("hero")
    line = QHBoxLayout(card)
    line.setContentsMargins(16, 18, 16, 18)
    line.setSpacing(18)
    line.addWidget(DateBadge(meeting.held_on, on_hero=True), 0, Qt.AlignmentFlag.AlignVCenter)
    column = QVBoxLayout()
    column.setSpacing(3)
    column.addStretch(1)
    when = "séance ouverte" if meeting.state is MeetingState.OPEN else relative_days(meeting.held_on, today)
    first = "Séance en cours" if meeting.state is MeetingState.OPEN else f"Prochain {meeting.committee.lower()}"
    column.addWidget(label(f"{first} · {when}"))
    place = f", {meeting.place}" if meeting.place else ""
    title = ElidedLabel(f"{meeting.name} — {clock_time(meeting.starts_at, True)}{place}", "strong")
    title.setFont(theme.font(16))
    column.addWidget(title)
    column.addWidget(label(f"Ordre du jour{NBSP}: {_readiness(meeting)}", wrap=True))
    column.addStretch(1)
    line.addLayout(column, 1)
    line.addWidget(act, 0, Qt.AlignmentFlag.AlignVCenter)
    return card


def _readiness(meeting: NextMeeting) -> str:
    sent = f"convoqué le {short_date(meeting.convened_on)}" if meeting.convened_on else "convocation non envoyée"
    return " · ".join((plural(meeting.items, "point"), plural(meeting.invited, "invité"), sent))


def figure_card(title: str, icon: str, figure: str, unit: str, sentence: str) -> Card:
    """Return a card of one big figure and a sentence."""
    card = Card(title, icon)
    card.body.addLayout(row(label(figure, "figure"), label(unit, "heading"), None, spacing=6))
    card.body.addWidget(label(sentence, "small", wrap=True))
    card.body.addStretch(1)
    return card


def running_card(board: Dashboard) -> Card:
    """Return « Actions en cours 17 / 26 », with the météo that worries."""
    worries = [
        f"{board.weather[weather]} «{NBSP}{weather.meaning}{NBSP}»"
        for weather in (Weather.CLOUD, Weather.STORM)
        if board.weather.get(weather)
    ]
    missing = board.weather.get(None, 0)
    if missing:
        worries.append(f"{missing} sans météo")
    calm = "aucune météo préoccupante" if board.running else "aucune action en cours"
    sentence = " · ".join(worries) or calm
    return figure_card("Actions en cours", "list-checks", str(board.running), f"/ {board.actions}", sentence)


def promises_card(board: Dashboard) -> Card:
    """Return « Engagements tenus 71 % », contracted over promised, what is unknown said."""
    promises = board.promises
    figure = "—" if promises.percent is None else f"{promises.percent}{NBSP}%"
    sentence = (
        f"{euros_short(promises.contracted_cents)} conventionnés sur {euros_short(promises.promised_cents)} promis"
        if promises.promised_cents
        else "aucun montant promis pour l’instant"
    )
    if promises.unknown:
        sentence += f" · {plural(promises.unknown, 'montant inconnu')}"
    if promises.other_basis:
        sentence += f" · {plural(promises.other_basis, 'ligne')} dans une autre base de taxe"
    return figure_card("Engagements tenus", "handshake", figure, "", sentence)


def axes_card(axes: tuple[AxisWeather, ...]) -> Card:
    """Return the météo of each axis as a stacked bar."""
    shown = [weather for weather in _SKY if any(axis.weather.get(weather) for axis in axes)]
    card = Card("Avancement par axe", "", legend([(_ROLES[weather], _WORDS[weather]) for weather in shown]))
    for place, axis in enumerate(axes):
        if place:
            card.body.addWidget(rule())
        card.body.addWidget(_axis_row(axis))
    card.body.addStretch(1)
    return card


def _axis_row(axis: AxisWeather) -> QWidget:
    made = QWidget()
    count = label(str(axis.actions))
    count.setToolTip(plural(axis.actions, "action"))
    count.setMinimumWidth(22)
    bar = StackedBar(
        [
            Segment(axis.weather.get(weather, 0), _ROLES[weather], f"{_WORDS[weather]}{NBSP}: {axis.weather[weather]}")
            for weather in _SKY
            if axis.weather.get(weather)
        ]
    )
    line = row(ElidedLabel(axis.title), count, bar, spacing=12)
    line.setContentsMargins(8, 2, 8, 2)
    line.setStretch(0, 1)
    line.setStretch(2, 1)
    made.setLayout(line)
    return made


def money_card(board: Dashboard) -> Card:
    """Return the financing of the plan and, below, three indicators."""
    funding = board.funding
    card = Card("Financement du plan d’action", "", "" if funding is None else _need(funding))
    if funding is None:
        card.body.addWidget(label(_no_cost(board), "secondary", wrap=True))
    else:
        _add_bar(card, funding)
    if board.gauges:
        line = QHBoxLayout()
        line.setSpacing(16)
        line.setContentsMargins(0, 6, 0, 0)
        for gauge in board.gauges:
            line.addWidget(gauge_part(gauge), 1)
        card.body.addLayout(line)
    card.body.addStretch(1)
    return card


def _no_cost(board: Dashboard) -> str:
    if not board.actions:
        return "Le besoin apparaîtra quand le plan aura des actions chiffrées."
    return f"Aucun coût connu{NBSP}: {plural(board.unknown_costs, 'action')} sans montant."


def _need(funding: Funding) -> str:
    basis = f" {funding.basis.label}" if funding.basis in {TaxBasis.NET, TaxBasis.GROSS} and funding.basis else ""
    return f"besoin {_amount(funding.need_cents, funding.need_cents)}{NBSP}{_unit(funding.need_cents)}{basis}"


def _add_bar(card: Card, funding: Funding) -> None:
    parts = [
        ("Versé", funding.paid_cents, "hero_end"),
        ("Conventionné", funding.contracted_cents, "button"),
        ("Promis", funding.promised_cents, "cloudy"),
        ("Demandé", funding.requested_cents, "unknown"),
        ("À trouver", funding.to_find_cents, "track"),
    ]
    whole = sum(cents for _, cents, _ in parts)
    segments, narrow = [], []
    for word, cents, role in parts:
        text = f"{word} {_amount(cents, funding.need_cents)}"
        is_narrow = cents < _NARROW * whole
        segments.append(Segment(cents, role, f"{word}{NBSP}: {euros(cents)}", "" if is_narrow else text))
        if cents and is_narrow:
            narrow.append((role, text))
    card.body.addWidget(StackedBar(segments, height=32, radius=6))
    if narrow:
        card.body.addWidget(legend(narrow), 0, Qt.AlignmentFlag.AlignLeft)
    if remarks := _remarks(funding):
        card.body.addWidget(label(remarks, "small", wrap=True))


def _remarks(funding: Funding) -> str:
    remarks = []
    if funding.over_cents:
        remarks.append(f"{euros_short(funding.over_cents)} au-delà du besoin")
    if funding.unknown_costs:
        remarks.append(f"{plural(funding.unknown_costs, 'action')} sans coût connu")
    if funding.other_basis and funding.basis:
        remarks.append(f"{plural(funding.other_basis, 'action')} hors de la base {funding.basis.label}")
    return " · ".join(remarks)


def _unit(need: int) -> str:
    return "M€" if need >= 100_000_000 else "k€" if need >= 1_000_000 else "€"


def _amount(cents: int, need: int) -> str:
    """Write an amount in the unit of the need, without it: « 1,93 »."""
    if _unit(need) == "M€":
        return number(Decimal(cents).scaleb(-8), 2)
    return number(Decimal(cents).scaleb(-5 if _unit(need) == "k€" else -2), 0)


def gauge_part(gauge: Gauge) -> QWidget:
    """Return an indicator: value, target, bar."""
    made = QWidget()
    column = QGridLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setVerticalSpacing(2)
    column.addWidget(ElidedLabel(gauge.name, "small"), 0, 0)
    value = "inconnu" if gauge.value is None else _figure(gauge.value, gauge.unit)
    said = f"/ {_figure(gauge.target or 0, gauge.unit)}"
    target = label(said, "small")
    if gauge.reliability is not None:
        made.setToolTip(f"Dernier relevé{NBSP}: {gauge.reliability.label.lower()}")
        if gauge.reliability is Reliability.DECLARED:
            target.setText(f"{said} · déclaré")
    column.addLayout(row(label(value, "heading"), target, None, spacing=5), 1, 0)
    column.addWidget(ProgressBar(gauge.percent, "live_ink"), 2, 0)
    return made


def _figure(value: float, unit: str) -> str:
    """« 11,4 ha »; the unit stays out when it is a long word, the name of the indicator says it."""
    exact = Decimal(str(value))
    text = number(exact, 0 if exact == exact.to_integral_value() else 1)
    return f"{text}{NBSP}{unit}" if 0 < len(unit) <= 4 else text
