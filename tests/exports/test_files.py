import errno
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from app.errors import Cancelled, ExportBlocked
from exports.files import french_text, printable, replace_file


def test_a_document_takes_the_place_of_the_previous_one(tmp_path):
    target = tmp_path / "CR.docx"
    target.write_bytes(b"before")
    target.chmod(0o640)

    replace_file(target, lambda handle: handle.write(b"after"))

    assert target.read_bytes() == b"after"
    assert target.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["CR.docx"]


def failing_with(error):
    def write(handle):
        handle.write(b"half")
        raise error

    return write


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left"), "disque est plein"),
        (OSError(errno.EIO, "I/O"), "n’a pas pu être écrit"),
        (PermissionError(errno.EACCES, "denied"), "ouvert dans un autre logiciel"),
    ],
)
def test_a_refusal_while_writing_leaves_the_previous_document(tmp_path, error, sentence):
    target = tmp_path / "CR.docx"
    target.write_bytes(b"before")

    with pytest.raises(ExportBlocked, match=sentence) as refusal:
        replace_file(target, failing_with(error))

    assert str(refusal.value).endswith("Le document précédent est intact.")
    assert target.read_bytes() == b"before"
    assert os.listdir(tmp_path) == ["CR.docx"]


def test_a_file_open_in_word_is_said_so(tmp_path, monkeypatch):
    target = tmp_path / "CR.docx"
    target.write_bytes(b"before")

    def refuse(self, other):
        raise PermissionError(errno.EACCES, "Sharing violation")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(ExportBlocked, match=r"CR\.docx\xa0» est ouvert dans un autre logiciel"):
        replace_file(target, lambda handle: handle.write(b"after"))
    assert os.listdir(tmp_path) == ["CR.docx"]
    assert target.read_bytes() == b"before"


def test_nothing_is_promised_about_a_document_that_did_not_exist(tmp_path):
    with pytest.raises(ExportBlocked) as refusal:
        replace_file(tmp_path / "CR.docx", failing_with(OSError(errno.ENOSPC, "full")))
    assert "précédent" not in str(refusal.value)
    assert os.listdir(tmp_path) == []


def test_giving_up_leaves_nothing_behind(tmp_path):
    with pytest.raises(Cancelled):
        replace_file(tmp_path / "CR.docx", failing_with(Cancelled("Abandonné.")))
    assert os.listdir(tmp_path) == []


def test_a_folder_is_not_a_document(tmp_path):
    with pytest.raises(ExportBlocked, match="est un répertoire"):
        replace_file(tmp_path, lambda handle: None)


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(ExportBlocked, match=r"absent\xa0» n’existe pas"):
        replace_file(tmp_path / "absent" / "CR.docx", lambda handle: None)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "fichier").write_bytes(b"")
    with pytest.raises(ExportBlocked, match="n’est pas un répertoire"):
        replace_file(tmp_path / "fichier" / "CR.docx", lambda handle: None)


def test_a_read_only_folder_is_refused(tmp_path, monkeypatch):
    def refuse(self, *args, **kwargs):
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(ExportBlocked, match="n’est pas accessible en écriture"):
        replace_file(tmp_path / "CR.docx", lambda handle: None)


def test_a_full_disk_before_the_first_byte(tmp_path, monkeypatch):
    def refuse(self, *args, **kwargs):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(ExportBlocked, match="disque est plein"):
        replace_file(tmp_path / "CR.docx", lambda handle: None)


def test_too_long_a_name_is_refused(tmp_path):
    with pytest.raises(ExportBlocked, match="trop long"):
        replace_file(tmp_path / ("x" * 300), lambda handle: None)


def test_a_link_is_followed(tmp_path):
    (tmp_path / "réel").write_bytes(b"before")
    link = tmp_path / "lien"
    try:
        link.symlink_to(tmp_path / "réel")
    except OSError:
        pytest.skip("links are not allowed here")
    replace_file(link, lambda handle: handle.write(b"after"))
    assert link.is_symlink()
    assert (tmp_path / "réel").read_bytes() == b"after"


@given(st.text(st.characters(codec=None)))
def test_any_text_fits_in_xml_once_printable(text):
    element = etree.Element("t")
    element.text = printable(text)
    assert (etree.fromstring(etree.tostring(element, encoding="utf-8")).text or "") == printable(text)


def test_text_is_set_in_french_and_cut():
    assert french_text("L'\x00offre : 22 %\r\nfin") == "L’offre\u00a0: 22\u00a0%\nfin"
    assert french_text("x" * 40_000, 32_767) == "x" * 32_766 + "…"
