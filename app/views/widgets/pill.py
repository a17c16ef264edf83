"""Pills: a word, an icon and a colour for every state of the domain."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.shell import icons, theme
from app.shell.theme import Tone
from app.vocabulary import (
    Answer,
    Application,
    Execution,
    Firmness,
    FollowUp,
    ItemState,
    Level,
    MeetingState,
    Presence,
    Reliability,
    Result,
    Stage,
    Status,
    Term,
    Trend,
    Weather,
)

HEIGHT, ICON, PAD, GAP = 20, 13, 9, 5


@dataclass(frozen=True, slots=True)
class Look:
    """How a state is shown: word, tone, icon (a file of resources/icons, "" for none)."""

    text: str
    tone: Tone
    icon: str = ""


_LOOKS: tuple[tuple[Term, Tone, str], ...] = (
    (Status.PLANNED, "neutral", "circle-dashed"),
    (Status.TO_DISCUSS, "attention", "message-circle"),
    (Status.RUNNING, "info", "play"),
    (Status.PAUSED, "attention", "pause"),
    (Status.BLOCKED, "danger", "circle-alert"),
    (Status.DONE, "positive", "check"),
    (Status.ABANDONED, "neutral", "ban"),
    (Weather.SUN, "positive", "sun"),
    (Weather.CLOUDY, "info", "cloud-sun"),
    (Weather.CLOUD, "attention", "cloud"),
    (Weather.STORM, "danger", "cloud-lightning"),
    (Trend.UP, "positive", "trending-up"),
    (Trend.STEADY, "neutral", "arrow-right"),
    (Trend.DOWN, "danger", "trending-down"),
    (Level.HIGH, "danger", "arrow-up"),
    (Level.MEDIUM, "neutral", "minus"),
    (Level.LOW, "neutral", "arrow-down"),
    (Firmness.EXPECTED, "neutral", "circle-dashed"),
    (Firmness.ANNOUNCED, "attention", "message-circle"),
    (Firmness.WRITTEN, "info", "mail"),
    (Firmness.VOTED, "info", "gavel"),
    (Firmness.CONTRACTED, "positive", "circle-check"),
    (Execution.NOT_STARTED, "neutral", "circle-dashed"),
    (Execution.RUNNING, "info", "play"),
    (Execution.KEPT, "positive", "circle-check"),
    (Execution.PARTLY, "attention", "circle-dot"),
    (Execution.BROKEN, "danger", "circle-x"),
    (Execution.LAPSED, "neutral", "ban"),
    (Application.TO_REQUEST, "neutral", "circle-dashed"),
    (Application.DRAFTING, "neutral", "pencil"),
    (Application.FILED, "info", "send"),
    (Application.COMPLETE, "info", "file-check"),
    (Application.EXAMINED, "attention", "hourglass"),
    (Application.GRANTED, "positive", "check"),
    (Application.CONTRACTED, "positive", "circle-check"),
    (Application.PARTLY_PAID, "positive", "coins"),
    (Application.SETTLED, "positive", "circle-check"),
    (Application.REFUSED, "danger", "circle-x"),
    (Application.DROPPED, "neutral", "ban"),
    (Stage.ANNOUNCED, "attention", "message-circle"),
    (Stage.REQUESTED, "neutral", "send"),
    (Stage.GRANTED, "info", "check"),
    (Stage.CONTRACTED, "positive", "circle-check"),
    (Stage.PAID, "positive", "coins"),
    (MeetingState.PREPARED, "neutral", "pencil"),
    (MeetingState.CONVENED, "info", "mail"),
    (MeetingState.OPEN, "live", "play"),
    (MeetingState.CLOSED, "attention", "circle-stop"),
    (MeetingState.MINUTES_SENT, "info", "send"),
    (MeetingState.APPROVED, "positive", "circle-check"),
    (MeetingState.CANCELLED, "neutral", "ban"),
    (ItemState.WAITING, "neutral", "circle"),
    (ItemState.CURRENT, "live", "circle-dot"),
    (ItemState.TREATED, "positive", "circle-check"),
    (ItemState.POSTPONED, "attention", "clock"),
    (Answer.NONE, "attention", "circle-help"),
    (Answer.COMING, "positive", "check"),
    (Answer.REMOTE, "positive", "video"),
    (Answer.REPRESENTED, "info", "users"),
    (Answer.PROXY, "info", "handshake"),
    (Answer.EXCUSED, "neutral", "user-x"),
    (Presence.UNKNOWN, "attention", "circle-help"),
    (Presence.PRESENT, "positive", "check"),
    (Presence.REMOTE, "positive", "video"),
    (Presence.REPRESENTED, "info", "users"),
    (Presence.PROXY, "info", "handshake"),
    (Presence.EXCUSED, "neutral", "user-x"),
    (Presence.ABSENT, "danger", "circle-x"),
    (Presence.GUEST, "info", "user"),
    (Result.UNANIMOUS, "positive", "circle-check"),
    (Result.MAJORITY, "positive", "check"),
    (Result.CONSENSUS, "positive", "check"),
    (Result.POSTPONED, "attention", "clock"),
    (Result.REJECTED, "danger", "circle-x"),
    (FollowUp.TO_DO, "attention", "circle-dashed"),
    (FollowUp.RUNNING, "info", "play"),
    (FollowUp.DONE, "positive", "check"),
    (FollowUp.LAPSED, "neutral", "ban"),
    (Reliability.FORECAST, "neutral", "target"),
    (Reliability.DECLARED, "attention", "message-circle"),
    (Reliability.OBSERVED, "positive", "check"),
)
# Members of two lists may be equal as texts (« running »): the key is the list and the member.
_PLAIN: tuple[Tone, str] = ("neutral", "")
_BY_LIST = {(type(term), term.value): (tone, icon) for term, tone, icon in _LOOKS}


def look_of(term: Term) -> Look:
    """Return word, tone and icon of any term of the vocabulary; a plain neutral word for those that are no state."""
    tone, icon = _BY_LIST.get((type(term), term.value), _PLAIN)
    return Look(term.label, tone, icon)


def pill_for(term: Term, parent: QWidget | None = None) -> Pill:
    """Return the pill of a term."""
    look = look_of(term)
    return Pill(look.text, look.tone, look.icon, parent)


def pill_size(text: str, icon: str = "") -> QSize:
    """Size of a pill, in logical pixels."""
    words = QFontMetrics(_font()).horizontalAdvance(text)
    return QSize(2 * PAD + words + (ICON + GAP if icon and text else ICON if icon else 0), HEIGHT)


def paint_pill(painter: QPainter, where: QRect, look: Look, ground: str = "") -> None:
    """Paint a pill at the left of `where`, centred in height, elided when there is no room."""
    pair, size = theme.current().pair(look.tone), pill_size(look.text, look.icon)
    rect = QRect(QPoint(where.left(), where.top() + (where.height() - HEIGHT) // 2), size)
    rect.setWidth(min(size.width(), where.width()))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground or pair.ground))
    painter.drawRoundedRect(rect, HEIGHT / 2, HEIGHT / 2)
    inside = rect.adjusted(PAD, 0, -PAD, 0)
    if look.icon:
        icons.paint_icon(painter, QRect(inside.left(), rect.center().y() - ICON // 2, ICON, ICON), look.icon, pair.ink)
        inside.setLeft(inside.left() + ICON + GAP)
    painter.setFont(_font())
    painter.setPen(QColor(pair.ink))
    words = painter.fontMetrics().elidedText(look.text, Qt.TextElideMode.ElideRight, inside.width() + 1)
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    painter.restore()


class Pill(QWidget):
    """A state: icon + word + colour."""

    def __init__(self, text: str, tone: Tone = "neutral", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._look = Look(text, tone, icon)
        self.show_look(self._look)

    def text(self) -> str:
        """Return the word shown."""
        return self._look.text

    def show_look(self, look: Look) -> None:
        """Show another state."""
        self._look = look
        self.setAccessibleName(look.text)
        self.setToolTip("")
        self.updateGeometry()
        self.update()

    def show_term(self, term: Term) -> None:
        """Show the state a term says."""
        self.show_look(look_of(term))

    def sizeHint(self) -> QSize:
        return pill_size(self._look.text, self._look.icon)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 48), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_pill(painter, self.rect(), self._look)
        painter.end()


def _font() -> QFont:
    return theme.font(11, QFont.Weight.DemiBold)
