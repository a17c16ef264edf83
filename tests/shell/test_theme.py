"""The look keeps its promises: contrast, tokens of the product page, icons that follow."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QFontInfo

from app.paths import resource
from app.shell import icons, theme
from app.shell.theme import DARK, LIGHT, Tokens

PRODUCT_LIGHT = {
    "ground": "#F4F6F8", "card": "#FFFFFF", "ink": "#172033", "secondary": "#5B6577", "line": "#DFE4EA",
    "accent": "#1D4E89", "accent_ground": "#E8EFF8", "sidebar": "#14243D", "live": "#C2491D",
}  # fmt: skip
PRODUCT_DARK = {
    "ground": "#10161F", "card": "#171F2B", "ink": "#E7ECF3", "secondary": "#9AA7B8", "line": "#2A3544",
    "accent": "#7FB0EA", "button": "#2B66AE", "accent_ground": "#1D3150", "sidebar": "#0B1119",
}  # fmt: skip
TONES = ("positive", "attention", "danger", "info", "neutral", "live")


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2)."""

    def luminance(colour: str) -> float:
        parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("tokens", "product"), [(LIGHT, PRODUCT_LIGHT), (DARK, PRODUCT_DARK)])
def test_the_tokens_are_those_of_the_product_page(tokens: Tokens, product: dict[str, str]) -> None:
    assert {name: getattr(tokens, name) for name in product} == product


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_every_text_can_be_read_on_its_ground(tokens: Tokens) -> None:
    pairs = {
        "ink on card": (tokens.ink, tokens.card),
        "ink on ground": (tokens.ink, tokens.ground),
        "ink on chosen row": (tokens.ink, tokens.accent_ground),
        "ink on note": (tokens.ink, tokens.note),
        "secondary on card": (tokens.secondary, tokens.card),
        "secondary on ground": (tokens.secondary, tokens.ground),
        "secondary on rail": (tokens.secondary, tokens.rail),
        "secondary on chosen row": (tokens.secondary, tokens.accent_ground),
        "accent on card": (tokens.accent, tokens.card),
        "accent on its ground": (tokens.accent, tokens.accent_ground),
        "main act": (tokens.on_button, tokens.button),
        "main act under the mouse": (tokens.on_button, tokens.button_hover),
        "live act": (tokens.on_button, tokens.live),
        "live act under the mouse": (tokens.on_button, tokens.live_hover),
        "live on card": (tokens.live_ink, tokens.card),
        "sidebar": (tokens.sidebar_ink, tokens.sidebar),
        "sidebar chosen": (tokens.sidebar_ink, tokens.sidebar_chosen),
        "sidebar foot": (tokens.sidebar_secondary, tokens.sidebar),
        "hero": (tokens.on_button, tokens.hero),
        "toast": (tokens.card, tokens.ink),
        **{f"pill {tone}": (tokens.pair(tone).ink, tokens.pair(tone).ground) for tone in TONES},
        **{f"{tone} on card": (tokens.pair(tone).ink, tokens.card) for tone in TONES if tone != "live"},
    }
    weak = {name: round(contrast(*pair), 2) for name, pair in pairs.items() if contrast(*pair) < 4.5}
    assert weak == {}


@pytest.mark.parametrize("name", ["clair", "sombre"])
def test_the_style_sheet_knows_every_colour_it_names(name: str) -> None:
    sheet = theme.style_sheet(theme.tokens_for(name))
    assert "$" not in re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)


def test_a_theme_dresses_the_program_and_can_be_changed(qapp) -> None:
    theme.apply_theme(qapp, "sombre")
    assert theme.current() is DARK
    assert icons.colour("danger") == DARK.danger.ink
    theme.apply_theme(qapp, "clair")
    assert theme.current() is LIGHT
    assert QFontInfo(theme.font()).family() == "Inter"
    assert theme.font().pixelSize() == 13


def test_figures_of_columns_have_one_width(qapp) -> None:
    from PySide6.QtGui import QFontMetrics

    theme.apply_theme(qapp, "clair")
    metrics = QFontMetrics(theme.font(tabular=True))
    assert len({metrics.horizontalAdvance(digit * 8) for digit in "0123456789"}) == 1


def test_an_icon_takes_the_colour_of_the_theme(qapp) -> None:
    theme.apply_theme(qapp, "clair")
    shown = icons.icon("play", "accent")

    def colours() -> set[str]:
        image = shown.pixmap(32, 32).toImage()
        pixels = (image.pixelColor(x, y) for x in range(32) for y in range(32))
        return {pixel.name().upper() for pixel in pixels if pixel.alpha() == 255}

    assert LIGHT.accent in colours()
    theme.apply_theme(qapp, "sombre")
    assert DARK.accent in colours()
    theme.apply_theme(qapp, "clair")


def test_every_icon_follows_the_theme() -> None:
    fixed = [path.name for path in resource("icons").glob("*.svg") if "currentColor" not in path.read_text("utf-8")]
    assert fixed == []
