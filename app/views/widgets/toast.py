"""A sentence at the bottom of the window for a few seconds, with at most one act."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QWidget

from app.shell.workspace import Notice
from app.views.widgets.buttons import button, icon_button
from app.views.widgets.labels import IconLabel, label, restyle

SHOWN_MS, PROBLEM_MS = 6000, 12000
MARGIN = 24


class Toast(QFrame):
    """Floats above the bottom of its parent, and follows it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("surface", "toast")
        self._act: Callable[[], object] | None = None
        self._icon = IconLabel("info", "card")
        self._text = label("", wrap=True)
        self._button = button("", kind="link", on_click=self._run)
        self._close = icon_button("x", "Fermer le message", self.hide, role="card")
        self._host = parent
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(16, 10, 10, 10)
        line.setSpacing(10)
        for widget in (self._icon, self._text, self._button, self._close):
            line.addWidget(widget)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 4)
        self.setGraphicsEffect(shadow)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def text(self) -> str:
        """Return the sentence shown, "" when none is."""
        return self._text.text() if self.isVisible() else ""

    def show_notice(self, notice: Notice) -> None:
        """Show a notice; it leaves by itself, later when it tells a problem."""
        self._act = notice.act
        problem = notice.tone == "danger"
        self._icon.set_icon("circle-alert" if problem else "circle-check", "card")
        self._text.setText(notice.text)
        self._button.setText(notice.action)
        self._button.setVisible(bool(notice.action))
        restyle(self)
        self.setAccessibleName(notice.text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(PROBLEM_MS if problem else SHOWN_MS)

    def act(self) -> None:
        """Do what the notice offers."""
        self._run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    @Slot()
    def _run(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()

    def _place(self) -> None:
        room = self._host.rect()
        words = self._text.fontMetrics().horizontalAdvance(self._text.text()) + 4
        self._text.setFixedWidth(max(min(words, 620, room.width() - 240), 80))
        self._line.activate()
        self.resize(self._line.sizeHint())
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - MARGIN)
