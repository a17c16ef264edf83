"""Work off the GUI thread: it comes back on it, can be stopped, and forgets the dead."""

from __future__ import annotations

import threading
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QObject

from app.errors import AppError, Cancelled
from app.shell.jobs import Jobs


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()


def test_the_result_comes_back_on_the_gui_thread(qtbot, jobs) -> None:
    heard = []
    owner = QObject()
    jobs.start(
        owner,
        lambda _step: threading.current_thread(),
        lambda worker: heard.append((worker, threading.current_thread())),
        heard.append,
    )
    qtbot.waitUntil(lambda: bool(heard))
    worker, here = heard[0]
    assert worker is not threading.main_thread()
    assert here is threading.main_thread()
    assert jobs.running == 0


def test_progress_is_told_and_the_work_can_be_stopped(qtbot, jobs) -> None:
    told, failures, owner, may_go_on = [], [], QObject(), Event()

    def work(step) -> None:
        step(1, 2)
        may_go_on.wait(5)
        step(2, 2)

    cancel = jobs.start(owner, work, failures.append, failures.append, lambda done, total: told.append((done, total)))
    qtbot.waitUntil(lambda: told == [(1, 2)])
    cancel.set()
    may_go_on.set()
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], Cancelled)
    assert told == [(1, 2)]


def test_a_failure_is_handed_over_as_it_is(qtbot, jobs) -> None:
    failures, owner = [], QObject()

    def work(_step) -> None:
        raise AppError("Le disque est plein.")

    jobs.start(owner, work, failures.append, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert str(failures[0]) == "Le disque est plein."


def test_a_destroyed_owner_hears_nothing(qtbot, jobs) -> None:
    from shiboken6 import delete

    heard, owner, go_on = [], QObject(), Event()
    jobs.start(owner, lambda _step: go_on.wait(5), heard.append, heard.append)
    delete(owner)
    go_on.set()
    qtbot.waitUntil(lambda: jobs.running == 0)
    QCoreApplication.processEvents()
    assert heard == []


def test_the_number_of_jobs_is_told(qtbot, jobs) -> None:
    counts, owner = [], QObject()
    jobs.busy_changed.connect(counts.append)
    jobs.start(owner, lambda _step: None, lambda _none: None, lambda _error: None)
    qtbot.waitUntil(lambda: counts == [1, 0])
