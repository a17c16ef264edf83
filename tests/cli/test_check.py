"""`verifier`: sound, damaged and inconsistent dossiers."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.cli.check import problems
from app.cli.main import main
from app.commands.fields import Delete, SetField
from app.commands.plan import AddAction, AddAxis
from app.commands.territory import AddOrganization
from app.db import lifecycle
from app.vocabulary import Family


def by_hand(path: Path, *statements: str) -> None:
    """Change a dossier behind the program's back, as a curious person with a SQLite editor would."""
    with closing(sqlite3.connect(path)) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()


@pytest.fixture
def planned_file(dossier_file, office):
    """A dossier with three axes, two actions and a sub-action, closed."""
    opened = lifecycle.open_(dossier_file, office)
    top = opened.run(AddAxis("Foncier")).created("axis")
    under = opened.run(AddAxis("Friches", top)).created("axis")
    opened.run(AddAxis("Friches polluées", under))
    main_action = opened.run(AddAction("Dépolluer", under)).created("action")
    opened.run(AddAction("Étudier", parent=main_action))
    opened.run(AddAction("Bâtir", top))
    opened.run(AddOrganization("Forge Inventée", Family.COMPANY, ""))
    opened.close()
    return dossier_file


def test_the_demonstration_and_a_worked_on_dossier_are_sound(demo_file, planned_file, office):
    assert problems(demo_file, office) == []
    opened = lifecycle.open_(planned_file, office)
    opened.run(SetField("action", 1, "title", "Dépolluer la friche"))
    opened.undo()
    opened.run(Delete("action", 1))
    opened.undo()
    opened.redo()
    opened.close()
    assert problems(planned_file, office) == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE action SET status='enchanté' WHERE id=1", "valeur inconnue « enchanté » (status)"),
        ("UPDATE action SET initial_end='fin 2027' WHERE id=1", "« fin 2027 » (initial_end)"),
        ("UPDATE action SET total_cost_cents='beaucoup' WHERE id=1", "« beaucoup » (total_cost_cents)"),
        ("UPDATE action SET continuous=7 WHERE id=1", "« 7 » (continuous)"),
        ("UPDATE step SET at='hier' WHERE id=1", "« hier » (at)"),
        ("UPDATE change SET after='{' WHERE id=1", "« { » (after)"),
        ("UPDATE action SET number='1.1'", "le numéro 1.1 est porté 3 fois"),
        ("UPDATE action SET parent_id=2 WHERE id=3", "sous-action d’une sous-action"),
        ("UPDATE axis SET parent_id=3 WHERE id=1", "rangé sous lui-même"),
        ("UPDATE organization SET siren='123456789' WHERE id=1", "SIREN faux (123456789)"),
        ("DELETE FROM search_entry WHERE \"table\"='action'", "3 éléments hors de l’index"),
        ("UPDATE search_entry SET row_id=row_id+900 WHERE \"table\"='axis'", "3 entrées de l’index sans objet"),
        ("UPDATE action SET axis_id=900 WHERE id=1", "Action (ligne 1) : renvoie à un objet qui n’existe pas"),
    ],
)
def test_what_was_changed_by_hand_is_named(planned_file, office, capsys, statement, said):
    by_hand(planned_file, statement)
    assert main(["verifier", str(planned_file)]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err.replace("\N{NO-BREAK SPACE}", " ")
    assert all(line.endswith((".", "…")) for line in shown.err.splitlines())


def test_two_meetings_open_and_two_items_under_way_are_named(demo_file, tmp_path, office):
    path = tmp_path / "demo.binome"
    path.write_bytes(demo_file.read_bytes())
    by_hand(
        path,
        "UPDATE meeting SET state='open' WHERE id IN (1, 2)",
        "UPDATE agenda_item SET state='current' WHERE meeting_id IN (1, 3)",
    )
    found = " ".join(problems(path, office))
    assert "2 séances sont ouvertes à la fois" in found
    assert "hors d’une séance ouverte" in found
    assert "Deux points d’une même séance" in found


def test_a_damaged_dossier_is_diagnosed_with_its_newest_backup(planned_file, office, tmp_path, monkeypatch, capsys):
    lifecycle.open_(planned_file, office).close()  # the backup of the day
    content = bytearray(planned_file.read_bytes())
    content[4096:60_000] = b"\xa5" * (60_000 - 4096)
    planned_file.write_bytes(content)
    monkeypatch.setenv("BINOME_DONNEES", str(office.backups.parent))
    assert main(["verifier", str(planned_file)]) == 1
    shown = capsys.readouterr().err
    assert "est endommagé" in shown
    assert str(next(office.backups.rglob("*.binome"))) in shown
    assert planned_file.read_bytes() == bytes(content)


def test_a_truncated_dossier_is_damaged_whatever_command_reads_it(planned_file, capsys):
    planned_file.write_bytes(planned_file.read_bytes()[:50_000])
    for words in (["verifier"], ["resume"]):
        assert main([*words, str(planned_file)]) == 1
        assert "est endommagé" in capsys.readouterr().err
