"""A sentence for a few seconds at the bottom of the window, with at most one act."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.shell.workspace import Notice

SECONDS = 7


class NoticeBar(QFrame):
    """Floats over its parent; the next notice replaces the last."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("surface", "toast")
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.act = QPushButton()
        self.act.clicked.connect(self._run)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 10, 12, 10)
        layout.setSpacing(12)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.act)
        self._over = parent
        self._notice: Notice | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    @Slot(object)
    def show_notice(self, notice: Notice) -> None:
        """Show a sentence and its act."""
        self._notice = notice
        self.text.setText(notice.text)
        self.act.setText(notice.action)
        self.act.setVisible(bool(notice.action))
        self._place()
        self.show()
        self.raise_()
        self._timer.start(SECONDS * 1000 * (2 if notice.tone == "danger" else 1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom when the window is resized."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        frame = self._over.rect()
        act = self.act.sizeHint().width() + 24 if self._notice and self._notice.action else 12
        wanted = self.text.fontMetrics().horizontalAdvance(self.text.text()) + act + 32
        width = min(max(wanted, 220), frame.width() - 80, 760)
        height = max(44, self.text.heightForWidth(width - act - 32) + 22)
        self.setGeometry((frame.width() - width) // 2, frame.height() - height - 20, width, height)

    @Slot()
    def _run(self) -> None:
        self.hide()
        if self._notice is not None and self._notice.act is not None:
            self._notice.act()
