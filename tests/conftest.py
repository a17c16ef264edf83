"""Fixtures shared by every test: a dossier per test, copied from one made once, a fixed clock, strict Qt hygiene."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from app.shell.constants_guard import keep_constants_alive

keep_constants_alive()

from app.clock import Clock
from app.commands.territory import SetUpDossier
from app.db import lifecycle
from app.db.dossier import Dossier
from app.db.lifecycle import Office

NOW = datetime(2026, 11, 23, 14, 2)
AUTHOR = "Camille Testeuse"
TERRITORY = "Vallée de la Sambrelle"


def pytest_configure(config: pytest.Config) -> None:
    """The offscreen platform says what it cannot do each time a popup opens: that is no defect of ours."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support")


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test ever reads or writes the folders of the person who runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BINOME_DONNEES", str(home))
        patch.setenv("XDG_CONFIG_HOME", str(home))  # where QSettings keeps window state
        yield home


@pytest.fixture(scope="session", autouse=True)
def collect_only_between_tests() -> Iterator[None]:
    """As in the program: no worker thread may ever run the cyclic collector."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def destroy_widgets(request: pytest.FixtureRequest) -> Iterator[None]:
    """deleteLater() only posts an event: deliver it before the next test starts."""
    yield
    if "qapp" in request.fixturenames:
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()


@pytest.fixture(scope="session")
def clock() -> Clock:
    """Monday 23 November 2026, 14:02, local time."""
    return Clock.fixed(NOW)


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Office:
    """Who opens dossiers in tests, and where their backups go."""
    return Office(AUTHOR, clock, tmp_path / "sauvegardes")


@pytest.fixture(scope="session")
def blank_file(tmp_path_factory: pytest.TempPathFactory, clock: Clock) -> Path:
    """A dossier with a named territory and its two committees: every test starts from a copy."""
    folder = tmp_path_factory.mktemp("modele")
    made = lifecycle.create(folder / "vierge.binome", Office(AUTHOR, clock, folder / "sauvegardes"))
    made.run(SetUpDossier(TERRITORY))
    made.close()
    return made.path


@pytest.fixture
def dossier_file(blank_file: Path, tmp_path: Path) -> Path:
    """A fresh copy of the blank dossier, closed."""
    return Path(shutil.copy(blank_file, tmp_path / "sambrelle.binome"))


@pytest.fixture
def dossier(dossier_file: Path, office: Office) -> Iterator[Dossier]:
    """A fresh dossier, open for writing."""
    opened = lifecycle.open_(dossier_file, office)
    yield opened
    opened.close()


@pytest.fixture
def workspace(dossier: Dossier, qapp, tmp_path: Path):
    """The fresh dossier as screens receive it."""
    from app.settings import SettingsFile
    from app.shell import theme
    from app.shell.workspace import Workspace

    theme.apply_theme(qapp, "clair")
    made = Workspace(dossier, SettingsFile(tmp_path / "preferences.json"))
    yield made
    made.jobs.close()
    made.deleteLater()


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory, clock: Clock) -> Path:
    """The demonstration dossier, written once."""
    from app.demo.write import write_demo

    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder / "demo.binome", Office(AUTHOR, clock, folder / "sauvegardes"))
    return folder / "demo.binome"


@pytest.fixture
def demo(demo_file: Path, tmp_path: Path, office: Office) -> Iterator[Dossier]:
    """The demonstration dossier, open, on a copy of its own."""
    opened = lifecycle.open_(Path(shutil.copy(demo_file, tmp_path / "demo.binome")), office)
    yield opened
    opened.close()


@pytest.fixture
def demo_workspace(demo: Dossier, qapp, tmp_path: Path):
    """The demonstration dossier as screens receive it."""
    from app.settings import SettingsFile
    from app.shell import theme
    from app.shell.workspace import Workspace

    theme.apply_theme(qapp, "clair")
    made = Workspace(demo, SettingsFile(tmp_path / "preferences.json"))
    yield made
    made.jobs.close()
    made.deleteLater()
