"""Small ready-made parts: empty state, banner, date badge, a row « label + field », the steps of a meeting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.french import month_short, weekday
from app.shell import icons, theme
from app.shell.theme import Tone
from app.views.widgets.buttons import button
from app.views.widgets.labels import IconLabel, label


def field_row(text: str, field: QWidget, hint: str = "", parent: QWidget | None = None) -> QWidget:
    """Put a small label above a field, bound to it for screen readers and mnemonics (« &Nom »)."""
    made = QWidget(parent)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    name = QLabel(text)
    name.setProperty("role", "small")
    name.setBuddy(field)
    plain = text.replace("&", "")
    (field.focusProxy() or field).setAccessibleName(plain)
    column.addWidget(name)
    column.addWidget(field)
    if hint:
        column.addWidget(label(hint, "small", wrap=True))
    return made


class EmptyState(QWidget):
    """What a screen says when it has nothing to show, with the act that fills it."""

    def __init__(
        self, icon: str, sentence: str, *buttons: QPushButton, title: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(1)
        column.addWidget(IconLabel(icon, "secondary", 36), 0, Qt.AlignmentFlag.AlignHCenter)
        if title:
            column.addWidget(label(title, "heading"), 0, Qt.AlignmentFlag.AlignHCenter)
        self._sentence = label(sentence, "secondary", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._sentence)  # no alignment: an aligned label that wraps is given too little height
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addStretch(1)
        for act in buttons:
            acts.addWidget(act)
        acts.addStretch(1)
        column.addLayout(acts)
        column.addStretch(2)

    def set_sentence(self, sentence: str) -> None:
        """Change the sentence."""
        self._sentence.setText(sentence)


_BANNER_ICONS = {"attention": "triangle-alert", "danger": "circle-alert", "info": "info", "positive": "circle-check"}


class Banner(QFrame):
    """A line that asks for attention, with at most one act."""

    def __init__(
        self,
        text: str,
        tone: Tone = "attention",
        action: str = "",
        on_action: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("surface", tone)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 8, 8)
        line.setSpacing(8)
        line.addWidget(IconLabel(_BANNER_ICONS.get(tone, "info"), tone), 0, Qt.AlignmentFlag.AlignVCenter)
        self._text = label(text, wrap=True, tone=tone)
        line.addWidget(self._text, 1)
        self.action = button(action, kind="link", on_click=on_action)
        self.action.setVisible(bool(action))
        line.addWidget(self.action)

    def text(self) -> str:
        """Return the sentence shown."""
        return self._text.text()

    def set_text(self, text: str, action: str = "") -> None:
        """Change the sentence and the word of the act; an empty sentence hides the banner."""
        self._text.setText(text)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.setVisible(bool(text))


class DateBadge(QWidget):
    """« DÉC. 10 jeudi » in a square."""

    def __init__(self, day: date | None = None, *, on_hero: bool = False, parent: QWidget | None = None) -> None:
        """`on_hero`: white on the blue card of the next meeting."""
        super().__init__(parent)
        self._on_hero = on_hero
        self.setFixedSize(62, 78)
        self.set_day(day)

    def set_day(self, day: date | None) -> None:
        """Show another day; None shows « — »."""
        self._day = day
        self.setAccessibleName(f"{weekday(day)} {day.day}" if day else "date à fixer")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = QColor(tokens.on_button if self._on_hero else tokens.accent_ground)
        ground.setAlphaF(0.14 if self._on_hero else 1.0)
        painter.setBrush(ground)
        painter.drawRoundedRect(self.rect(), 8, 8)
        painter.setPen(QColor(tokens.on_button if self._on_hero else tokens.accent))
        top, figure, foot = (
            (month_short(self._day), str(self._day.day), weekday(self._day)) if self._day else ("", "—", "")
        )
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setFont(theme.font(theme.SMALL_PX))
        painter.drawText(QRect(0, 8, self.width(), 18), centre, top)
        painter.drawText(QRect(0, 52, self.width(), 18), centre, foot)
        painter.setFont(theme.font(theme.FIGURE_PX, QFont.Weight.Bold))
        painter.drawText(QRect(0, 25, self.width(), 28), centre, figure)
        painter.end()


STEPS = ("Préparer", "Conduire", "Rédiger", "Diffuser")


class Stepper(QWidget):
    """The four steps of a meeting, always visible: done, current, to come. A step reached can be clicked."""

    chosen = Signal(int)

    def __init__(self, steps: Sequence[str] = STEPS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[_Step] = []
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        for place, text in enumerate(steps):
            if place:
                dash = QFrame()
                dash.setProperty("surface", "line")
                dash.setFixedSize(46, 1)
                line.addWidget(dash)
            step = _Step(place + 1, text)
            step.clicked.connect(self._clicked)
            self._buttons.append(step)
            line.addWidget(step)
        line.addStretch(1)
        self.set_state(0, 0)

    def set_state(self, current: int, reached: int) -> None:
        """Show step `current` (0 to 3); steps before `reached` are done; those up to `reached` can be clicked."""
        for place, step in enumerate(self._buttons):
            step.show_state(current=place == current, done=place < reached, open_=place <= max(reached, current))

    @Slot()
    def _clicked(self) -> None:
        for place, step in enumerate(self._buttons):
            if step is self.sender():
                self.chosen.emit(place)


class _Step(QPushButton):
    def __init__(self, number: int, text: str) -> None:
        super().__init__(text)
        self._number = number
        self._current = self._done = False
        self.setFlat(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_state(self, *, current: bool, done: bool, open_: bool) -> None:
        self._current, self._done = current, done
        self.setEnabled(open_)
        state = "étape en cours" if current else "étape faite" if done else "étape à venir"
        self.setAccessibleDescription(state)
        self.update()

    def sizeHint(self) -> QSize:
        font = theme.font(weight=QFont.Weight.DemiBold)
        self.setFont(font)
        return QSize(34 + self.fontMetrics().horizontalAdvance(self.text()), 26)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRect(0, (self.height() - 22) // 2, 22, 22)
        ticked = self._done and not self._current
        ground = tokens.button if self._current else tokens.positive.ink if ticked else tokens.track
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawEllipse(disc)
        if ticked:
            icons.paint_icon(painter, disc.adjusted(5, 5, -5, -5), "check", tokens.card)
        else:
            painter.setFont(theme.font(theme.SMALL_PX, QFont.Weight.DemiBold))
            painter.setPen(QColor(tokens.on_button if self._current else tokens.secondary))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.setFont(theme.font(weight=QFont.Weight.DemiBold if self._current else QFont.Weight.Normal))
        painter.setPen(QColor(tokens.accent if self._current else tokens.secondary))
        painter.drawText(self.rect().adjusted(30, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            painter.setPen(QColor(tokens.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 5, 5)
        painter.end()
