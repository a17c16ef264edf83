"""Bars: how far, and of what a whole is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.french import percent_value
from app.shell import icons, theme

THICK = 6


def paint_bar(painter: QPainter, where: QRect, percent: int | None, role: str = "accent") -> None:
    """Paint a thin bar filled to `percent`, centred in the height of `where`; None leaves it empty."""
    tokens = theme.current()
    rail = QRectF(where.left(), where.center().y() - THICK / 2 + 1, where.width(), THICK)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.track))
    painter.drawRoundedRect(rail, THICK / 2, THICK / 2)
    if percent:
        rail.setWidth(max(rail.width() * min(percent, 100) / 100, THICK))
        painter.setBrush(QColor(icons.colour(role)))
        painter.drawRoundedRect(rail, THICK / 2, THICK / 2)
    painter.restore()


class ProgressBar(QWidget):
    """A thin bar followed by its percentage; « — » when unknown."""

    def __init__(self, percent: int | None = None, role: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self.setFont(theme.font(tabular=True))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_percent(percent, role)

    def set_percent(self, percent: int | None, role: str = "") -> None:
        """Show another value, in the colour of another role or tone if given."""
        self._percent, self._role = percent, role or self._role
        self.setAccessibleName(f"Avancement : {percent_value(percent)}")
        self.update()

    def percent(self) -> int | None:
        """Return the value shown."""
        return self._percent

    def sizeHint(self) -> QSize:
        return QSize(160, self.fontMetrics().height() + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        words = self.fontMetrics().horizontalAdvance("100 %") + 8
        paint_bar(painter, self.rect().adjusted(0, 0, -words, 0), self._percent, self._role)
        painter.setPen(QColor(theme.current().secondary))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._label())
        painter.end()

    def _label(self) -> str:
        return percent_value(self._percent)


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a whole: its weight (any unit), the token or tone that colours it, the words that explain it."""

    weight: float
    role: str
    text: str
    label: str = ""  # written inside the bar when it is thick enough


class StackedBar(QWidget):
    """Parts of a whole side by side; the words are in the tooltip, and inside when `labelled`."""

    def __init__(
        self, segments: Sequence[Segment] = (), height: int = 14, radius: float = 7, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._radius = radius
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_segments(segments)

    def set_segments(self, segments: Sequence[Segment]) -> None:
        """Show other parts; those of no weight are left out."""
        self._segments = [segment for segment in segments if segment.weight > 0]
        self.setAccessibleName(", ".join(segment.text for segment in self._segments))
        self.update()

    def event(self, event: object) -> bool:
        if isinstance(event, QHelpEvent):
            found = [s.text for s, box in self._boxes() if box.contains(event.pos().x(), self.height() / 2)]
            QToolTip.showText(event.globalPos(), found[0] if found else "", self)
            return True
        return super().event(event)  # type: ignore[arg-type]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), self._radius, self._radius)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), QColor(theme.current().track))
        painter.setFont(theme.font(theme.SMALL_PX, QFont.Weight.DemiBold))
        for segment, box in self._boxes():
            ground = QColor(icons.colour(segment.role))
            painter.fillRect(box, ground)
            if segment.label:
                painter.setPen(QColor(_ink_on(ground)))
                inside = box.adjusted(8, 0, -4, 0)
                words = painter.fontMetrics().elidedText(
                    segment.label, Qt.TextElideMode.ElideRight, int(inside.width())
                )
                painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.end()

    def _boxes(self) -> list[tuple[Segment, QRectF]]:
        whole = sum(segment.weight for segment in self._segments)
        gap, made, left = 2.0, list[tuple[Segment, QRectF]](), 0.0
        room = self.width() - gap * (len(self._segments) - 1)
        for segment in self._segments:
            width = room * segment.weight / whole
            made.append((segment, QRectF(left, 0, width, self.height())))
            left += width + gap
        return made


def _ink_on(ground: QColor) -> str:
    """White or dark, whichever reads better (WCAG contrast, linear light approximated by a square)."""
    light = 0.2126 * ground.redF() ** 2.2 + 0.7152 * ground.greenF() ** 2.2 + 0.0722 * ground.blueF() ** 2.2
    return theme.LIGHT.card if light < 0.18 else theme.LIGHT.ink
