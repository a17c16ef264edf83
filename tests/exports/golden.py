"""Reviewed references of the XML parts of documents: `UPDATE_GOLDEN=1` rewrites them, to be read in the diff."""

import os
from difflib import unified_diff
from pathlib import Path
from xml.dom import minidom
from zipfile import ZipFile

FOLDER = Path(__file__).parent / "golden"


def assert_matches_golden(office_file: Path, name: str, *parts: str) -> None:
    """Compare XML parts with their references."""
    with ZipFile(office_file) as archive:
        for part in parts:
            actual = (
                minidom.parseString(archive.read(part)).toprettyxml(indent=" ").replace("&quot;", '"')
            )  # 3.13 spares it
            reference = FOLDER / name / part.replace("/", "__")
            if os.environ.get("UPDATE_GOLDEN"):
                reference.parent.mkdir(parents=True, exist_ok=True)
                reference.write_text(actual, "utf-8")
            expected = reference.read_text("utf-8").replace("&quot;", '"')
            diff = unified_diff(expected.splitlines(), actual.splitlines(), str(reference), part, lineterm="")
            assert actual == expected, "\n".join(diff)


def xml_parts(office_file: Path) -> dict[str, bytes]:
    """Give every member of an office file."""
    with ZipFile(office_file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
