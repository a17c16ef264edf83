"""The look: colour tokens light and dark (PRODUCT.md), the palette, the type and the one style sheet made from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from string import Template
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app.paths import resource

Tone = Literal["positive", "attention", "danger", "info", "neutral", "live"]
"""What a colour says. Never alone: a word, and an icon where there is room, says it too."""

FAMILY = "Inter"
BASE_PX, SMALL_PX, TITLE_PX, FIGURE_PX = 13, 12, 18, 26
_WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold", "Italic")


@dataclass(frozen=True, slots=True)
class Pair:
    """An ink and the ground it is read on, 4.5:1 or better; the ink also reads on a card."""

    ink: str
    ground: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of the program. Views take them from `current()`, never from a literal."""

    name: Literal["clair", "sombre"]
    ground: str
    card: str
    ink: str
    secondary: str
    line: str
    accent: str  # links, selected text, progress
    accent_ground: str  # selected rows, chosen filters
    button: str  # ground of the main act
    button_hover: str
    on_button: str
    border: str  # outline of controls, stronger than `line`
    hover: str
    track: str  # empty part of a bar
    rail: str  # secondary column beside a page
    note: str  # private notes
    sidebar: str
    sidebar_ink: str
    sidebar_secondary: str
    sidebar_chosen: str
    hero: str  # the next meeting's card, from `hero` to `hero_end`
    hero_end: str
    live: str  # ground of the live meeting's acts and badges, under `on_button`
    live_hover: str
    live_ink: str
    positive: Pair
    attention: Pair
    danger: Pair
    info: Pair
    neutral: Pair
    sun: str
    cloudy: str
    cloud: str
    storm: str
    unknown: str

    def pair(self, tone: Tone) -> Pair:
        """Ink and ground of a tone."""
        if tone == "live":
            return Pair(self.on_button, self.live)
        pair: Pair = getattr(self, tone)
        return pair


LIGHT = Tokens(
    name="clair",
    ground="#F4F6F8",
    card="#FFFFFF",
    ink="#172033",
    secondary="#5B6577",
    line="#DFE4EA",
    accent="#1D4E89",
    accent_ground="#E8EFF8",
    button="#1D4E89",
    button_hover="#173F70",
    on_button="#FFFFFF",
    border="#C9D1DB",
    hover="#EEF2F7",
    track="#E5E8ED",
    rail="#EDF1F6",
    note="#FFF7E3",
    sidebar="#14243D",
    sidebar_ink="#DCE4F0",
    sidebar_secondary="#A3B1C6",
    sidebar_chosen="#24395C",
    hero="#1D4E89",
    hero_end="#173A68",
    live="#C2491D",
    live_hover="#A53C16",
    live_ink="#C2491D",
    positive=Pair("#1F7A4D", "#E4F4EA"),
    attention=Pair("#9A5B00", "#FFF1D6"),
    danger=Pair("#A3263F", "#FBE6EA"),
    info=Pair("#1D4E89", "#E3EDF9"),
    neutral=Pair("#5B6577", "#EDF0F3"),
    sun="#1F7A4D",
    cloudy="#5B8CCF",
    cloud="#D18A1E",
    storm="#A3263F",
    unknown="#B8C0CC",
)

DARK = Tokens(
    name="sombre",
    ground="#10161F",
    card="#171F2B",
    ink="#E7ECF3",
    secondary="#9AA7B8",
    line="#2A3544",
    accent="#7FB0EA",
    accent_ground="#1D3150",
    button="#2B66AE",
    button_hover="#3573C0",
    on_button="#FFFFFF",
    border="#3A475A",
    hover="#1F2937",
    track="#2A3544",
    rail="#131B26",
    note="#2B2414",
    sidebar="#0B1119",
    sidebar_ink="#DCE4F0",
    sidebar_secondary="#9AA7B8",
    sidebar_chosen="#24395C",
    hero="#1D4E89",
    hero_end="#16345C",
    live="#C2491D",
    live_hover="#A53C16",
    live_ink="#F2916B",
    positive=Pair("#6CCB98", "#16352A"),
    attention=Pair("#F0BB6B", "#3A2C12"),
    danger=Pair("#F08CA0", "#421C26"),
    info=Pair("#8DB8EE", "#1A2E4A"),
    neutral=Pair("#A9B4C2", "#252F3C"),
    sun="#4FA97C",
    cloudy="#6C9CDB",
    cloud="#D9A048",
    storm="#D4637B",
    unknown="#566375",
)


def tokens_for(name: str) -> Tokens:
    """Tokens of « clair », « sombre » or « system » (the desktop's choice, light when it says nothing)."""
    if name == "sombre":
        return DARK
    if name == "clair":
        return LIGHT
    return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def current() -> Tokens:
    """Tokens on screen now, told by the palette so that nothing has to be remembered."""
    return DARK if QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def apply_theme(app: QApplication, name: str) -> Tokens:
    """Dress the whole program in « clair », « sombre » or « system »; may be called again at any time."""
    if name in ("clair", "sombre"):
        scheme = Qt.ColorScheme.Dark if name == "sombre" else Qt.ColorScheme.Light
        app.styleHints().setColorScheme(scheme)
    else:
        app.styleHints().unsetColorScheme()
    tokens = tokens_for(name)
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    _load_fonts()
    app.setFont(font())
    app.setPalette(_palette(tokens))
    app.setStyleSheet(style_sheet(tokens))
    return tokens


def font(pixels: int = BASE_PX, weight: QFont.Weight = QFont.Weight.Normal, *, tabular: bool = False) -> QFont:
    """Return the program's font; `tabular` gives every figure the same width, for columns."""
    made = QFont(FAMILY)
    made.setPixelSize(pixels)
    made.setWeight(weight)
    return with_tabular_figures(made) if tabular else made


def with_tabular_figures(base: QFont) -> QFont:
    """Copy a font with figures of one width (needs Qt 6.7, the floor of the program)."""
    made = QFont(base)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


@cache
def _load_fonts() -> None:
    for weight in _WEIGHTS:
        QFontDatabase.addApplicationFont(str(resource("fonts", f"Inter-{weight}.ttf")))


def _palette(tokens: Tokens) -> QPalette:
    role, palette = QPalette.ColorRole, QPalette()
    colours = {
        role.Window: tokens.ground,
        role.WindowText: tokens.ink,
        role.Base: tokens.card,
        role.AlternateBase: tokens.ground,
        role.Text: tokens.ink,
        role.Button: tokens.card,
        role.ButtonText: tokens.ink,
        role.BrightText: tokens.danger.ink,
        role.ToolTipBase: tokens.ink,
        role.ToolTipText: tokens.card,
        role.PlaceholderText: tokens.secondary,
        role.Highlight: tokens.button,
        role.HighlightedText: tokens.on_button,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Accent: tokens.accent,
        role.Light: tokens.card,
        role.Midlight: tokens.line,
        role.Mid: tokens.line,
        role.Dark: tokens.border,
        role.Shadow: tokens.border,
    }
    for key, colour in colours.items():
        palette.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(tokens.secondary))
    return palette


def style_sheet(tokens: Tokens) -> str:
    """Return the style sheet of the program, from resources/style.qss and the tokens."""
    values = {name: getattr(tokens, name) for name in tokens.__slots__}
    flat = {name: value for name, value in values.items() if isinstance(value, str)}
    for name, value in values.items():
        if isinstance(value, Pair):
            flat |= {f"{name}_ink": value.ink, f"{name}_ground": value.ground}
    return Template(_style_source()).substitute(flat)


@cache
def _style_source() -> str:
    return resource("style.qss").read_text("utf-8")
