"""Starting is quick: the shell paints before the database library is imported, documents' libraries stay unread."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import json, sys
from pathlib import Path
from app import bootstrap
folder, dossier = Path(sys.argv[1]), Path(sys.argv[2])
app = bootstrap.application(folder)
from app.clock import Clock
from app.paths import Folders
from app.settings import SettingsFile
from app.shell.jobs import Jobs
from app.shell.theme import apply_theme
from app.views.entries import ENTRIES
from app.views.main_window import MainWindow
apply_theme(app, "clair")
jobs = Jobs(app)
window = MainWindow(SettingsFile(folder / "p.json"), jobs, Clock.from_environment(), Folders(folder, folder, folder))
window.show()
app.sendPostedEvents()
painted = not window.grab().isNull()
before = sorted({"sqlalchemy", "app.models", "app.commands"} & set(sys.modules))
window.start(dossier)
while window.workspace is None:
    app.processEvents()
heavy = {"openpyxl", "docx", "alembic", "numpy", "python_calamine"}
opened = sorted(heavy & set(sys.modules))
for entry in ENTRIES:
    window.open_screen(entry.name)
    app.processEvents()
shown = sorted({"openpyxl", "docx", "alembic", "numpy"} & set(sys.modules))
window.close()
jobs.close()
print(json.dumps({"painted": painted, "before": before, "opened": opened, "shown": shown}))
"""


def test_the_shell_paints_first_and_documents_cost_nothing_before_they_are_asked_for(
    dossier_file: Path, tmp_path: Path
) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "BINOME_DONNEES": str(tmp_path / "home")}
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path), str(dossier_file)],
        capture_output=True,
        text=True,
        timeout=120,
        env=environment,
        cwd=Path(__file__).resolve().parents[2],
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout.splitlines()[-1])
    assert told == {"painted": True, "before": [], "opened": [], "shown": []}
