"""Reading files: every format, every refusal in one French sentence, never a traceback."""

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import ImportRefused
from app.importing.workbook import read_tables
from tests.importing.make_plans import CSV_ROWS, as_csv, by_hand, converted, save


def refusal(path: Path) -> str:
    with pytest.raises(ImportRefused) as caught:
        read_tables(path)
    text = str(caught.value)
    assert text.endswith((".", "csv."))
    assert "\n" not in text
    return text


def tables_or_sentence(path):
    """What reading gives: tables, or the sentence of the refusal; anything else is a failure."""
    try:
        return read_tables(path)
    except ImportRefused as refused:
        return str(refused)


def test_hidden_sheets_are_ignored_and_cells_keep_their_kind(tmp_path):
    path = by_hand(tmp_path / "plan.xlsx")
    tables = read_tables(path)
    assert [table.name for table in tables] == ["Plan d'actions 2024-2027"]
    row = tables[0].rows[6]
    assert row[4] == date(2025, 1, 1)
    assert row[6] == 900000
    assert isinstance(row[6], int)
    assert (5, 0, 5, 8) in tables[0].merged


def test_booleans_times_and_far_cells(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Action", True, 0.5, 2.0])
    sheet["A60000"] = "loin"
    book.save(tmp_path / "loin.xlsx")
    table = read_tables(tmp_path / "loin.xlsx")[0]
    assert table.rows[0] == ("Action", True, 0.5, 2)
    assert table.rows[59999][0] == "loin"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_of_any_origin_reads_the_same(tmp_path, encoding, delimiter):
    rows = read_tables(as_csv(tmp_path / "plan.csv", CSV_ROWS, encoding, delimiter))[0].rows
    assert rows[0][1] == "Intitulé de l’action"
    assert rows[1][1] == "Requalifier la friche ; étude"
    assert rows[2][2] == "CA du Modèle"


@pytest.mark.parametrize("extension", ["ods", "xls"])
def test_ods_and_xls_read_like_xlsx(tmp_path, extension):
    path = converted(by_hand(tmp_path / "plan.xlsx"), extension)
    if path is None:
        pytest.skip("LibreOffice is not on this machine")
    original = read_tables(tmp_path / "plan.xlsx")[0]
    assert read_tables(path)[0].rows == original.rows


def test_refusals_say_what_the_file_is(tmp_path):
    def file(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    with zipfile.ZipFile(tmp_path / "lettre.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
        archive.writestr("[Content_Types].xml", "<x/>")
    with zipfile.ZipFile(tmp_path / "archive.xlsx", "w") as archive:
        archive.writestr("photo.jpg", "x")
    assert "document Word" in refusal(tmp_path / "lettre.xlsx")
    assert "archive" in refusal(tmp_path / "archive.xlsx")
    assert "PDF" in refusal(file("plan.xlsx", b"%PDF-1.7 rien"))
    assert "image" in refusal(file("plan.ods", b"\x89PNG\r\n\x1a\n"))
    assert "web" in refusal(file("export.xls", b"<html><table></table></html>"))
    assert "est vide" in refusal(file("vide.xlsx", b""))
    assert "est vide" in refusal(file("vide.csv", b"\n \n"))
    assert "pas un classeur" in refusal(file("texte.xlsx", b"bonjour"))
    assert "pas un classeur" in refusal(file("octets.csv", bytes(range(256))))
    assert "mot de passe" in refusal(
        file("protege.xlsx", bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"))
    )
    assert "document Word" in refusal(
        file("vieux.doc", bytes.fromhex("D0CF11E0A1B11AE1") + "WordDocument".encode("utf-16-le"))
    )
    assert "endommagé" in refusal(
        file("abime.xls", bytes.fromhex("D0CF11E0A1B11AE1") + "Workbook".encode("utf-16-le") * 90)
    )
    assert "introuvable" in refusal(tmp_path / "absent.xlsx")
    assert "dossier" in refusal(tmp_path)


def test_an_empty_workbook_and_one_with_only_hidden_content_are_empty(tmp_path):
    assert "est vide" in refusal(save(tmp_path / "vide.xlsx", Feuil1=[]))
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Caché")
    sheet.append(["Action"])
    sheet.sheet_state = "hidden"
    book.save(tmp_path / "cache.xlsx")
    assert "est vide" in refusal(tmp_path / "cache.xlsx")


def test_too_many_lines_are_refused(tmp_path):
    path = tmp_path / "grand.csv"
    path.write_text("Action;Statut\n" + "x;En cours\n" * 50_001, encoding="utf-8")
    assert "50 000 lignes" in refusal(path)


def test_steps_are_told_and_may_stop_the_reading(tmp_path):
    class Stop(Exception):
        pass

    def stop(done, total):
        raise Stop

    with pytest.raises(Stop):
        read_tables(by_hand(tmp_path / "plan.xlsx"), stop)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=400),
    start=st.sampled_from([b"", b"PK\x03\x04", bytes.fromhex("D0CF11E0A1B11AE1"), b"\xff\xfe", b"\xef\xbb\xbf"]),
)
def test_random_bytes_give_tables_or_a_sentence(tmp_path, content, start):
    for name in ("x.xlsx", "x.csv"):
        path = tmp_path / name
        path.write_bytes(start + content)
        outcome = tables_or_sentence(path)
        assert outcome


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_truncated_or_scratched_workbooks_give_tables_or_a_sentence(tmp_path, data):
    source = tmp_path / "plan.xlsx"
    if not source.exists():
        by_hand(source)
    content = bytearray(source.read_bytes())
    cut = data.draw(st.integers(1, len(content)))
    for _ in range(data.draw(st.integers(0, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    damaged = tmp_path / "abime.xlsx"
    damaged.write_bytes(bytes(content[:cut]) if data.draw(st.booleans()) else bytes(content))
    assert tables_or_sentence(damaged)
