"""Work off the GUI thread: pure functions go out, their results come back on it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from app.errors import Cancelled

T = TypeVar("T")
Step = Callable[[int, int], None]
"""step(done, total): tells the progress and raises `Cancelled` when the user stopped the work."""


def ignore_progress(_done: int, _total: int) -> None:
    """Take a progress nobody shows."""


class Jobs(QObject):
    """One worker thread for the program; it lives as long as the application."""

    _posted = Signal(object)
    busy_changed = Signal(int)  # how many jobs are waiting or running

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._running = 0
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> int:
        """How many jobs are waiting or running."""
        return self._running

    def start(
        self,
        owner: QObject,
        work: Callable[[Step], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        progress: Step = ignore_progress,
    ) -> Event:
        """Start `work(step)`; setting the event returned cancels it. A destroyed owner hears nothing."""
        cancel = Event()

        def post(call: Callable[[], None]) -> None:
            self._posted.emit(lambda: call() if isValid(owner) else None)

        def step(count: int, total: int) -> None:
            if cancel.is_set():
                raise Cancelled("L’opération a été interrompue : rien n’a été écrit.")
            post(lambda: progress(count, total))

        def finished(future: Future[T]) -> None:
            error = None if future.cancelled() else future.exception()
            self._posted.emit(self._one_less)
            if future.cancelled():
                post(lambda: failed(CancelledError()))
            elif error is not None:
                post(lambda: failed(error))
            else:
                post(lambda: done(future.result()))

        self._running += 1
        self.busy_changed.emit(self._running)
        self._pool.submit(work, step).add_done_callback(finished)
        return cancel

    def close(self) -> None:
        """Wait for the running job and drop the others."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _one_less(self) -> None:
        self._running -= 1
        self.busy_changed.emit(self._running)

    @Slot(object)
    def _call(self, call: Callable[[], None]) -> None:
        call()
