"""Failures reach the user once, on the right thread."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from traceback import format_exception, walk_tb
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QtMsgType, Signal, Slot, qInstallMessageHandler

from app.errors import AppError

log = logging.getLogger(__name__)


class FailureReporter(QObject):
    """Catches what nobody caught: sentences for the user's world, one report per place for our bugs."""

    _raised = Signal(object)

    def __init__(
        self, tell: Callable[[str], None], report: Callable[[str], None], parent: QObject | None = None
    ) -> None:
        """`tell` shows a French sentence, `report` offers a technical report to copy."""
        super().__init__(parent)
        self._tell, self._report = tell, report
        self._seen: set[tuple[type, str, int]] = set()
        self._raised.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over the hooks of the interpreter, of threads and of Qt's messages."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        qInstallMessageHandler(_log_qt)

    def catch(self, error: BaseException) -> None:
        """Handle an error by hand, from any thread."""
        self._raised.emit(error)

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        self._caught(args.exc_type, args.exc_value, args.exc_traceback)

    def _caught(self, kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None) -> None:
        if error is not None and not issubclass(kind, KeyboardInterrupt):
            self._raised.emit(error)  # any thread may be here: never touch a widget

    @Slot(object)
    def _show(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._tell(str(error))
            return
        log.critical("unexpected failure", exc_info=error)
        frames = list(walk_tb(error.__traceback__))
        frame, line = frames[-1] if frames else (None, 0)
        place = (type(error), frame.f_code.co_filename if frame else "", line)
        if place not in self._seen:  # a broken data() raises dozens of times per repaint
            self._seen.add(place)
            self._report("".join(format_exception(error)))


_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _log_qt(kind: QtMsgType, _context: object, message: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), message)
