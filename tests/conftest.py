"""Fixtures: a real dossier on disk for each test, copied from one made once; a fixed clock; no leaking widget."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app.clock import Clock
from app.commands.territory import SetUpDossier
from app.db.dossier import Dossier
from app.db.lifecycle import Office, create, open_
from app.demo.write import write_demo

NOW = datetime(2026, 11, 23, 14, 2)
SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"


@pytest.fixture(autouse=True)
def private_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the preferences of whoever runs it, and all live on the same day."""
    monkeypatch.setenv("BINOME_DONNEES", str(tmp_path / "donnees"))
    monkeypatch.setenv("BINOME_MAINTENANT", NOW.isoformat())


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office("Camille Testeuse", Clock.fixed(NOW), tmp_path / "donnees" / "sauvegardes")


@pytest.fixture(scope="session")
def blank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier with a territory and its two committees, migrated once."""
    folder = tmp_path_factory.mktemp("modele")
    dossier = create(folder / "vide.binome", Office("Camille Testeuse", Clock.fixed(NOW), folder / "sauvegardes"))
    dossier.run(SetUpDossier("Vallée d’essai"))
    dossier.close()
    return dossier.path


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration dossier, written once."""
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder / "demo.binome", Office("Camille Testeuse", Clock.fixed(NOW), folder / "sauvegardes"))
    return folder / "demo.binome"


@pytest.fixture
def dossier(blank_file: Path, tmp_path: Path, office: Office) -> Iterator[Dossier]:
    """An empty dossier, open, on a file of its own."""
    opened = open_(Path(shutil.copy(blank_file, tmp_path / "essai.binome")), office)
    yield opened
    opened.close()


@pytest.fixture
def demo(demo_file: Path, tmp_path: Path, office: Office) -> Iterator[Dossier]:
    """The demonstration dossier, open, on a copy of its own."""
    opened = open_(Path(shutil.copy(demo_file, tmp_path / "demo.binome")), office)
    yield opened
    opened.close()


@pytest.fixture
def workspace(dossier: Dossier, tmp_path: Path, qapp: object) -> object:
    """What a view receives, on the empty dossier."""
    from app.settings import SettingsFile
    from app.shell.workspace import Workspace

    return Workspace(dossier, SettingsFile(tmp_path / "preferences.json"))


@pytest.fixture
def demo_workspace(demo: Dossier, tmp_path: Path, qapp: object) -> object:
    """What a view receives, on the demonstration dossier."""
    from app.settings import SettingsFile
    from app.shell.workspace import Workspace

    return Workspace(demo, SettingsFile(tmp_path / "preferences.json"))


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
