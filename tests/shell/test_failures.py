"""What nobody caught reaches the user once, on the GUI thread."""

from __future__ import annotations

import sys
import threading

import pytest

from app.errors import StorageError
from app.shell.failures import FailureReporter


@pytest.fixture
def reporter(qapp):
    told, reports = [], []
    made = FailureReporter(told.append, reports.append)
    made.told, made.reports = told, reports
    return made


def a_bug() -> BaseException:
    try:
        return 1 // 0
    except ZeroDivisionError as error:
        return error


def test_a_refusal_of_the_machine_is_a_sentence(qtbot, reporter) -> None:
    reporter.catch(StorageError("Le disque est plein."))
    qtbot.waitUntil(lambda: reporter.told == ["Le disque est plein."])
    assert reporter.reports == []


def test_a_bug_is_reported_once_per_place_and_logged_each_time(qtbot, reporter, caplog) -> None:
    for _ in range(3):
        reporter.catch(a_bug())
    qtbot.waitUntil(lambda: len(caplog.records) == 3)
    assert len(reporter.reports) == 1
    assert "ZeroDivisionError" in reporter.reports[0]
    assert reporter.told == []


def test_installed_it_hears_slots_and_threads(qtbot, reporter, monkeypatch) -> None:
    from PySide6.QtCore import qInstallMessageHandler

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    reporter.install()
    qInstallMessageHandler(None)
    sys.excepthook(ZeroDivisionError, a_bug(), None)

    def fail() -> None:
        raise StorageError("Support retiré.")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: reporter.told == ["Support retiré."] and len(reporter.reports) == 1)
