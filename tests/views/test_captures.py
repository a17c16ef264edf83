"""`main.py captures`: every screen as a picture, without a display, from a private copy."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app.errors import AppError
from app.shell import theme
from app.views.captures import capture_all
from app.views.entries import ENTRIES


def test_every_screen_is_pictured_and_the_dossier_left_alone(qapp, dossier_file: Path, tmp_path: Path) -> None:
    before = hashlib.sha256(dossier_file.read_bytes()).hexdigest()
    made = capture_all(qapp, dossier_file, tmp_path / "images", "1366x768", "sombre")
    images = {path.stem: QImage(str(path)) for path in made}
    assert {entry.name for entry in ENTRIES} <= {name[3:] for name in images}
    assert {(image.width(), image.height()) for image in images.values()} == {(1366, 768)}
    corner = images["01-tableau-de-bord"].pixelColor(2, 300)
    assert corner.name().upper() == theme.DARK.sidebar
    assert hashlib.sha256(dossier_file.read_bytes()).hexdigest() == before
    theme.apply_theme(qapp, "clair")


@pytest.mark.parametrize("size", ["grand", "1366", "1x1"])
def test_a_size_that_is_none_is_refused_in_a_sentence(qapp, dossier_file: Path, tmp_path: Path, size: str) -> None:
    with pytest.raises(AppError, match="1366x768"):
        capture_all(qapp, dossier_file, tmp_path / "images", size, "clair")


def test_a_file_that_is_no_dossier_is_refused_in_a_sentence(qapp, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Bonjour", "utf-8")
    with pytest.raises(AppError, match="n’est pas un dossier Binôme"):
        capture_all(qapp, path, tmp_path / "images", "1366x768", "clair")
