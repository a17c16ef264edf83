"""Lucide icons recoloured from the tokens when they are painted, so that they follow every change of theme."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from app.paths import resource
from app.shell import theme

SIDE = 16


def icon(name: str, role: str = "ink", *, after: bool = False) -> QIcon:
    """Return the icon `name` (a file of resources/icons) in a colour of the tokens, or in the ink of a tone.

    Roles: any `Tokens` field holding a colour (ink, secondary, accent, on_button, sidebar_ink…) or a tone. In a wide
    rectangle it stays square, on the left or, with `after`, on the right: the rest is the gap beside a button's text.
    """
    return QIcon(_Engine(name, role, after=after))


def colour(role: str) -> str:
    """Return the colour a role names under the theme on screen."""
    tokens = theme.current()
    if role == "live":
        return tokens.live_ink
    value = getattr(tokens, role)
    return value.ink if isinstance(value, theme.Pair) else str(value)


def paint_icon(painter: QPainter, rect: QRect, name: str, shown: str) -> None:
    """Paint an icon centred in `rect`, square, in the colour `shown` ("#rrggbb")."""
    side = min(rect.width(), rect.height())
    square = QRect(rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2, side, side)
    painter.drawPixmap(square, pixmap(name, shown, side, painter.device().devicePixelRatioF()))


def pixmap(name: str, shown: str, side: int, ratio: float = 1.0) -> QPixmap:
    """Return the icon as a square picture of `side` logical pixels; Qt's own cache keeps it."""
    key = f"binome:{name}:{shown}:{side}:{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    made = QPixmap(QSize(side, side) * ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", shown.encode()))).render(
        painter, QRectF(0, 0, made.width(), made.height())
    )
    painter.end()
    made.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, made)
    return made


@cache
def _source(name: str) -> bytes:
    return resource("icons", f"{name}.svg").read_bytes()


class _Engine(QIconEngine):
    def __init__(self, name: str, role: str, *, after: bool) -> None:
        super().__init__()
        self._name, self._role, self._after = name, role, after

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role, after=self._after)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        shown = colour("secondary" if mode == QIcon.Mode.Disabled else self._role)
        if state == QIcon.State.On and self._role == "ink":
            shown = colour("accent")  # a chosen filter or view
        side = min(rect.width(), rect.height())
        left = rect.right() - side + 1 if self._after else rect.left()
        paint_icon(painter, QRect(left, rect.top() + (rect.height() - side) // 2, side, side), self._name, shown)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made
