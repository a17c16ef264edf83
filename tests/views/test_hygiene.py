"""What reviews would send back, found by a search: leaks, blocking dialogs, proxies, colours outside the tokens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VIEWS = sorted([*(ROOT / "app" / "views").rglob("*.py"), *(ROOT / "app" / "shell").rglob("*.py")])

FORBIDDEN = {
    "a lambda or partial kept by a signal keeps its widget for ever": re.compile(r"\.connect\(\s*(lambda|partial\()"),
    "a modal loop stops the program": re.compile(r"\.exec\(|QMessageBox\.(question|warning|information|critical)\("),
    "these widgets and proxies are slow or own their data": re.compile(
        r"QTableWidget|QSqlTableModel|QSortFilterProxyModel|ResizeToContents|resizeColumnsToContents"
    ),
    "a write on every keystroke": re.compile(r"textChanged\.connect\(self\._?(save|commit)"),
    "a colour outside the tokens": re.compile(r"[\"']#[0-9A-Fa-f]{3,8}[\"']"),
    "a store opened by a view": re.compile(r"^\s*(from|import) (sqlalchemy|app\.models|app\.db)", re.MULTILINE),
}
ALLOWED = {("theme.py", "a colour outside the tokens"), ("workspace.py", "a store opened by a view"),
           ("dossiers.py", "a store opened by a view")}  # fmt: skip


@pytest.mark.parametrize("why", FORBIDDEN)
def test_no_view_does_what_the_house_forbids(why: str) -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in VIEWS
        if (path.name, why) not in ALLOWED and FORBIDDEN[why].search(path.read_text("utf-8"))
    ]
    assert found == []


def test_the_style_sheet_takes_its_colours_from_the_tokens() -> None:
    sheet = (ROOT / "resources" / "style.qss").read_text("utf-8")
    assert re.findall(r"#[0-9A-Fa-f]{6}", sheet) == []
