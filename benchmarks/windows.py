"""Start-up in fresh processes, and a keystroke in the real plan screen. Offscreen, wherever it runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from app.db import lifecycle
from app.db.dossier import Dossier
from benchmarks.large import NOW, office
from benchmarks.measure import Case

ROOT = Path(__file__).parent.parent

# main.py itself, stopped when the event loop would start: everything shown has been painted once by then.
_OURS = """
import os, sys
from PySide6.QtWidgets import QApplication
def painted(*_):
    for _ in range(3):
        QApplication.processEvents()
    window = next(w for w in QApplication.topLevelWidgets() if w.inherits("QMainWindow"))
    assert window.isVisible() and (window.workspace is not None) == bool(sys.argv[1:])
    os._exit(0)
QApplication.exec = painted
from app.bootstrap import main
main(sys.argv[1:])
"""
_BARE = """
import os, sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1366, 768)
window.show()
for _ in range(3):
    app.processEvents()
os._exit(0)
"""


def starting(demo: Path, large: Path, folder: Path) -> list[Case]:
    """From the start of the process to the first paint: empty shell, dashboard of usual size, then a large one."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "BINOME_DONNEES": str(folder / "person"),
        "BINOME_MAINTENANT": NOW.isoformat(),
    }

    def launch(script: str, *words: str) -> None:
        line = [sys.executable, "-c", script, *words]
        subprocess.run(line, check=True, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)

    def bare() -> None:
        launch(_BARE)

    def shell() -> None:
        (folder / "person" / "preferences.json").unlink(missing_ok=True)  # no last dossier to reopen
        launch(_OURS)

    def usual() -> None:
        launch(_OURS, str(demo))

    def dashboard() -> None:
        launch(_OURS, str(large))

    return [
        Case("first window", "bare PySide6 window", shell, bare, 9),
        Case("window on the dashboard of the demonstration", "bare PySide6 window", usual, bare, 9),
        Case("window on the dashboard of 2,000 actions", "bare PySide6 window", dashboard, bare, 5),
    ]


def typing(large: Path, folder: Path) -> list[Case]:
    """A word typed in the search of the plan screen, until the table is painted again (without the 150 ms pause)."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from app.bootstrap import application
    from app.settings import SettingsFile
    from app.shell.theme import apply_theme
    from app.shell.workspace import Workspace
    from app.views.plan.screen import PlanScreen

    app = application(folder)
    apply_theme(app, "clair")
    dossier: Dossier = lifecycle.open_(large, office(folder), read_only=True)
    screen = PlanScreen(Workspace(dossier, SettingsFile(folder / "preferences.json")))
    screen.resize(1130, 700)
    screen.show()
    screen.refresh()
    QApplication.processEvents()
    rows = screen.table.rows_model.rows()
    words = ["forges", "for", "friche", "fri"]

    def ours() -> None:
        words.append(words.pop(0))
        screen.filters.search.setText(words[0])
        screen.filters.search.returnPressed.emit()
        QApplication.processEvents()

    def reference() -> None:
        [row for row in rows if words[0] in row.text]

    return [Case("filter keystroke until painted", "bare list comprehension", ours, reference, 31)]
