"""What ships beside the code: icons a theme can recolour, fonts that can write French figures, licences of both."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QImage, QPainter, QRawFont
from PySide6.QtSvg import QSvgRenderer

from app.paths import resource

ICONS = sorted(resource("icons").glob("*.svg"))
FONTS = sorted(resource("fonts").glob("*.ttf"))
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {f"{SVG}{name}" for name in ("path", "circle", "rect", "line", "polyline", "polygon", "ellipse")}
WRITTEN_IN_FRENCH = "ÀÂÇÉÈÊËÎÏÔÙÛÜŸŒÆàâçéèêëîïôùûüÿœæ«»’‘“”–—…·•€%°²³ᵉ½¼¾×−±≥≤≠→←↑↓✓\u00a0\u202f"


def painted(path: Path, size: int = 32) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(path)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def is_blank(image: QImage) -> bool:
    return not any(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_is_plain_svg_that_takes_the_colour_of_the_theme_and_shows_something(path, qapp):
    root = ElementTree.parse(path).getroot()
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke") == "currentColor"
    assert {child.tag for child in root.iter()} - {root.tag} <= SHAPES
    assert all("class" not in child.attrib and "style" not in child.attrib for child in root.iter())
    assert not is_blank(painted(path))


def test_the_icon_of_the_application_draws(qapp):
    assert not is_blank(painted(resource("app.svg")))


def named_icons() -> set[tuple[str, str]]:
    """Every literal given to a parameter or an attribute called `icon`, with the file that gives it."""
    found = set()
    for source in (resource().parent / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            match node:
                case ast.keyword(arg="icon", value=ast.Constant(value=str(name))):
                    found.add((source.name, name))
                case ast.Assign(targets=[ast.Name(id="icon")], value=ast.Constant(value=str(name))):
                    found.add((source.name, name))
                case ast.Call(func=ast.Name(id="icon"), args=[ast.Constant(value=str(name)), *_]):
                    found.add((source.name, name))
    return {(source, name) for source, name in found if name}


def test_every_icon_the_code_names_is_shipped():
    shipped = {path.stem for path in ICONS}
    named = named_icons()
    assert named
    assert {(source, name) for source, name in named if name not in shipped} == set()


def test_five_weights_of_inter_are_shipped():
    assert [path.stem for path in FONTS] == [
        f"Inter-{style}" for style in ("Bold", "Italic", "Medium", "Regular", "SemiBold")
    ]


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_a_font_has_every_sign_the_screens_write(path, qapp):
    font = QRawFont(str(path), 13)
    assert font.isValid()
    assert font.familyName() in ("Inter", f"Inter {path.stem.removeprefix('Inter-')}")
    assert [sign for sign in WRITTEN_IN_FRENCH if not font.supportsCharacter(ord(sign))] == []


@pytest.fixture
def inter(qapp):
    keys = [QFontDatabase.addApplicationFont(str(path)) for path in FONTS]
    assert -1 not in keys
    yield "Inter"
    for key in keys:
        QFontDatabase.removeApplicationFont(key)


@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold, QFont.Weight.Bold])
def test_tabular_figures_all_have_one_width(inter, weight):
    font = QFont(inter, 26, weight)
    assert len(widths(font)) > 1  # proportional by default: otherwise this test would prove nothing
    font.setFeature(QFont.Tag("tnum"), 1)
    assert len(widths(font)) == 1


def widths(font: QFont) -> set[float]:
    measure = QFontMetricsF(font)
    return {round(measure.horizontalAdvance(figure * 20), 2) for figure in "0123456789"}


@pytest.mark.parametrize(
    ("licence", "says"),
    [
        (("fonts", "OFL.txt"), "SIL OPEN FONT LICENSE Version 1.1"),
        (("icons", "LICENSE.txt"), "ISC License"),
        (("icons", "LICENSE.txt"), "The MIT License"),
    ],
)
def test_what_others_made_comes_with_its_licence(licence, says):
    assert re.search(re.escape(says), resource(*licence).read_text("utf-8"))
