"""The program outlives hundreds of thousands of Qt calls, whatever the Python."""

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QApplication, QWidget
from app.shell.constants_guard import keep_constants_alive
keep_constants_alive()
app = QApplication([])
widget = QWidget()
for n in range(100_000):
    widget.setWindowTitle("x")
print("alive", flush=True)
os._exit(0)
"""


def test_none_survives_a_hundred_thousand_calls() -> None:
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr
