"""Reference cycles are collected on the GUI thread only."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot


class Collector(QObject):
    """Collect Python's reference cycles on the GUI thread only.

    Left alone, CPython collects in whichever thread allocates; a worker then destroys widgets caught in a cycle, and
    Qt crashes.
    """

    def __init__(self, parent: QObject | None = None, every_ms: int = 1000) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.setInterval(every_ms)
        timer.timeout.connect(self.collect)
        timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due, if any."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
