"""The life of a dossier file: created, opened, locked, migrated, damaged, too new, copied."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path, PureWindowsPath

import pytest
from alembic.config import Config

from app.commands.fields import SetField
from app.db import backup, sqlite
from app.db.dossier import Dossier
from app.db.lifecycle import Office, copy, create, open_
from app.db.schema import VERSION
from app.errors import (
    DossierDamaged,
    DossierLocked,
    DossierTooNew,
    NotADossier,
    ReadOnly,
    StorageError,
)
from app.models import Territory

ROOT = Path(__file__).resolve().parents[2]


def name_of(dossier: Dossier) -> str:
    return dossier.ask(lambda session: session.get(Territory, 1).name)


def test_a_new_dossier_is_one_marked_file(tmp_path: Path, office: Office) -> None:
    path = tmp_path / "l’É & <b> #1 ?%.binome"
    create(path, office).close()

    assert sqlite.application_id(path) == 0x42494E4F
    assert sqlite.schema_version(path) == VERSION
    assert [f.name for f in tmp_path.iterdir() if f.is_file()] == [path.name]
    assert sqlite.diagnose(path) == []


def test_pragmas_hold_on_every_connection(dossier: Dossier) -> None:
    def pragma(name: str) -> object:
        return dossier.ask(lambda session: session.connection().exec_driver_sql(f"PRAGMA {name}").scalar())

    assert (pragma("foreign_keys"), pragma("journal_mode"), pragma("synchronous")) == (1, "delete", 2)


def test_creating_over_a_file_is_refused_and_leaves_it(tmp_path: Path, office: Office) -> None:
    path = tmp_path / "deja.binome"
    path.write_text("précieux")
    with pytest.raises(StorageError, match="existe déjà"):
        create(path, office)
    assert path.read_text() == "précieux"


def test_creating_in_a_missing_folder_says_so(tmp_path: Path, office: Office) -> None:
    with pytest.raises(StorageError, match="n’existe pas"):
        create(tmp_path / "absent" / "x.binome", office)


def test_what_was_written_is_there_after_reopening(dossier: Dossier, office: Office) -> None:
    dossier.run(SetField("territory", 1, "name", "Val d’Ouvèze"))
    dossier.close()
    again = open_(dossier.path, office)
    assert name_of(again) == "Val d’Ouvèze"
    again.close()


def test_a_second_window_is_refused_and_may_read(dossier: Dossier, office: Office) -> None:
    with pytest.raises(DossierLocked, match="déjà ouvert par") as refusal:
        open_(dossier.path, office)
    assert refusal.value.holder

    reader = open_(dossier.path, office, read_only=True)
    with pytest.raises(ReadOnly, match="lecture seule"):
        reader.run(SetField("territory", 1, "name", "Autre"))
    assert name_of(reader) == "Vallée de la Sambrelle"
    reader.close()


def test_the_lock_goes_with_the_window(dossier: Dossier, office: Office) -> None:
    dossier.close()
    open_(dossier.path, office).close()
    assert not [f for f in dossier.path.parent.iterdir() if f.name.endswith(".verrou")]


def test_a_lock_left_by_another_machine_is_respected_until_told_otherwise(dossier: Dossier, office: Office) -> None:
    dossier.close()
    left = dossier.path.with_name(f".{dossier.path.name}.verrou")
    left.write_text('{"user": "alix", "host": "POSTE-12", "pid": 1, "since": "2026-11-23T09:12"}')
    with pytest.raises(DossierLocked, match="par alix sur POSTE-12 depuis le 23/11/2026 à 09 h 12"):
        open_(dossier.path, office)
    open_(dossier.path, office, break_lock=True).close()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_a_killed_program_loses_nothing_and_frees_the_lock(dossier: Dossier, office: Office, tmp_path: Path) -> None:
    dossier.close()
    script = textwrap.dedent(f"""
        import sys
        from pathlib import Path
        from app.clock import Clock
        from app.commands.fields import SetField
        from app.db.lifecycle import Office, open_
        d = open_(Path({str(dossier.path)!r}), Office("x", Clock(), Path({str(tmp_path / "s")!r})))
        for n in range(10_000):
            d.run(SetField("territory", 1, "name", f"nom {{n}}"))
            print(n, flush=True)
    """)
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout is not None
        seen = [int(next(killed.stdout)) for _ in range(20)][-1]
        os.kill(killed.pid, signal.SIGKILL)
        seen = max([seen, *(int(line) for line in killed.stdout if line.strip().isdigit())])

    again = open_(dossier.path, office)
    assert int(name_of(again).split()[1]) >= seen
    assert sqlite.diagnose(dossier.path) == []
    again.close()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
@pytest.mark.parametrize("read_only", [False, True])
def test_a_program_killed_in_the_middle_of_a_commit_leaves_a_sound_dossier(
    dossier: Dossier, office: Office, read_only: bool
) -> None:
    dossier.close()
    script = """
        import os, signal, sqlite3, sys
        writer = sqlite3.connect(sys.argv[1], isolation_level=None)
        writer.execute("PRAGMA cache_size=1")  # pages reach the file before the commit
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE territory SET name='à moitié écrit', perimeter=hex(randomblob(200000))")
        writer.execute("PRAGMA user_version=99")
        writer.execute("CREATE TABLE big AS SELECT hex(randomblob(100000)) x FROM territory, committee, committee")
        os.kill(os.getpid(), signal.SIGKILL)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script), str(dossier.path)], check=False)
    assert dossier.path.with_name(f"{dossier.path.name}-journal").exists()

    again = open_(dossier.path, office, read_only=read_only)

    assert name_of(again) == "Vallée de la Sambrelle"
    again.close()


def test_a_dossier_on_a_windows_share_has_an_uri_that_sqlite_opens() -> None:
    share = PureWindowsPath(r"\\serveur\partage\Vallée #1.binome")
    assert sqlite.uri_of(share, "ro") == "file:////serveur/partage/Vall%C3%A9e%20%231.binome?mode=ro"


def test_a_newer_file_is_refused_kindly_and_untouched(dossier: Dossier, office: Office) -> None:
    dossier.close()
    with closing(sqlite3.connect(dossier.path)) as connection:
        connection.execute(f"PRAGMA user_version={VERSION + 1}")
    before = dossier.path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(DossierTooNew, match="plus récente"):
            open_(dossier.path, office, read_only=read_only)
    assert dossier.path.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "suffix", "error"),
    [
        (b"", ".binome", DossierDamaged),
        (b"du texte", ".binome", DossierDamaged),
        (b"PK\x03\x04", ".xlsx", NotADossier),
    ],
)
def test_what_is_not_a_dossier_is_said(
    tmp_path: Path, office: Office, content: bytes, suffix: str, error: type[Exception]
) -> None:
    path = tmp_path / f"fichier{suffix}"
    path.write_bytes(content)
    with pytest.raises(error, match="fichier"):
        open_(path, office)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path, office: Office) -> None:
    path = tmp_path / "autre.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")
    with pytest.raises(NotADossier, match="n’est pas un dossier"):
        open_(path, office)


def test_a_missing_file_is_said(tmp_path: Path, office: Office) -> None:
    with pytest.raises(NotADossier, match="introuvable"):
        open_(tmp_path / "parti.binome", office)


def test_a_damaged_file_is_diagnosed_and_the_newest_sound_backup_found(dossier: Dossier, office: Office) -> None:
    dossier.close()
    open_(dossier.path, office).close()  # makes today's backup
    good = backup.list_backups(dossier.path, office.backups)[0]
    bad = good.path.with_name("2026-11-24T08-00-00-jour.binome")
    bad.write_bytes(good.path.read_bytes()[:5000])
    data = bytearray(dossier.path.read_bytes())
    data[4096 : 4096 * 6] = os.urandom(4096 * 5)
    dossier.path.write_bytes(data)

    with pytest.raises(DossierDamaged, match="endommagé"):
        open_(dossier.path, office)
    found = backup.newest_sound(dossier.path, office.backups)
    assert found is not None
    assert found.path == good.path
    restored = dossier.path.with_name("retrouve.binome")
    copy(found.path, restored)
    again = open_(restored, office)
    assert name_of(again) == "Vallée de la Sambrelle"
    again.close()


def test_a_copy_is_whole_and_leaves_the_original_open(dossier: Dossier, office: Office, tmp_path: Path) -> None:
    copy(dossier.path, tmp_path / "copie.binome")
    again = open_(tmp_path / "copie.binome", office)
    assert name_of(again) == name_of(dossier)
    again.close()


def test_a_copy_never_replaces_a_dossier_in_use(dossier: Dossier, office: Office, tmp_path: Path) -> None:
    other = create(tmp_path / "autre.binome", office)
    for target in (dossier.path, other.path):
        with pytest.raises(StorageError, match="est ouvert"):
            copy(dossier.path, target)
    dossier.run(SetField("territory", 1, "name", "Toujours là"))
    assert name_of(dossier) == "Toujours là"
    other.close()
    copy(dossier.path, other.path)
    assert name_of(open_(other.path, office, read_only=True)) == "Toujours là"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_shortcut_leads_to_the_same_lock(dossier: Dossier, office: Office, tmp_path: Path) -> None:
    link = tmp_path / "raccourci.binome"
    link.symlink_to(dossier.path)
    with pytest.raises(DossierLocked):
        open_(link, office)


@pytest.mark.parametrize("name", ["n" * 250, "é" * 150, "a\x01b"])
def test_a_name_that_no_disk_can_hold_is_said(dossier: Dossier, office: Office, tmp_path: Path, name: str) -> None:
    for act in (lambda p: create(p, office), lambda p: copy(dossier.path, p)):
        with pytest.raises(StorageError, match="choisissez-en un"):
            act(tmp_path / f"{name}.binome")


def break_migrations(monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    """Have the migrations run these statements instead."""

    def run(config: Config, _revision: str) -> None:
        for statement in statements:
            config.attributes["connection"].exec_driver_sql(statement)

    monkeypatch.setattr("alembic.command.upgrade", run)


def test_an_older_file_is_backed_up_then_migrated(
    dossier: Dossier, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier.close()
    with closing(sqlite3.connect(dossier.path)) as connection:
        connection.execute("PRAGMA user_version=0")
    break_migrations(monkeypatch, "UPDATE territory SET code='migré'")

    again = open_(dossier.path, office)

    assert again.ask(lambda session: session.get(Territory, 1).code) == "migré"
    assert sqlite.schema_version(dossier.path) == VERSION
    before = [kept for kept in backup.list_backups(dossier.path, office.backups) if kept.reason != "jour"]
    assert [kept.reason for kept in before] == [f"avant-version-{VERSION}"]
    again.close()


def test_a_migration_that_fails_midway_changes_nothing(
    dossier: Dossier, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier.close()
    with closing(sqlite3.connect(dossier.path)) as connection:
        connection.execute("PRAGMA user_version=0")
    whole = dossier.path.read_bytes()
    break_migrations(
        monkeypatch, "CREATE TABLE half (id INTEGER)", "DROP TABLE milestone", "INSERT INTO absent DEFAULT VALUES"
    )

    with pytest.raises(StorageError, match="mise à niveau"):
        open_(dossier.path, office)

    assert dossier.path.read_bytes() == whole
    assert not [f for f in dossier.path.parent.iterdir() if f.name.endswith((".verrou", "-journal"))]


def test_a_dossier_without_its_tables_is_damaged(dossier: Dossier, office: Office) -> None:
    dossier.close()
    with closing(sqlite3.connect(dossier.path)) as connection:
        connection.execute("DROP TABLE change")
    with pytest.raises(DossierDamaged):
        open_(dossier.path, office)


def test_a_creation_that_fails_leaves_nothing(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    break_migrations(monkeypatch, "CREATE TABLE half (id INTEGER)", "INSERT INTO absent DEFAULT VALUES")
    with pytest.raises(StorageError):
        create(tmp_path / "neuf.binome", office)
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_cannot_be_written_says_so(dossier: Dossier, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="le dossier est intact"):
        copy(dossier.path, tmp_path / "absent" / "copie.binome")


def test_a_full_disk_refuses_the_edit_in_one_sentence_and_keeps_the_rest(dossier: Dossier) -> None:
    pages = dossier.ask(lambda session: session.connection().exec_driver_sql("PRAGMA page_count").scalar())
    # SQLite's own limit stands for the disk: it raises the same SQLITE_FULL.
    engine_limit = f"PRAGMA max_page_count={pages}"
    from sqlalchemy import event

    event.listen(dossier._engine, "begin", lambda c: c.exec_driver_sql(engine_limit))
    with pytest.raises(StorageError, match="Le disque est plein"):
        dossier.run(SetField("territory", 1, "perimeter", "x" * 400_000))
    assert dossier.ask(lambda session: session.get(Territory, 1).perimeter) == ""


def test_closing_twice_never_frees_the_lock_of_the_next_window(dossier: Dossier, office: Office) -> None:
    dossier.close()
    next_window = open_(dossier.path, office)
    dossier.close()
    with pytest.raises(DossierLocked):
        open_(dossier.path, office)
    next_window.close()


def test_one_backup_a_day(dossier: Dossier, office: Office) -> None:
    dossier.close()
    for _ in range(3):
        open_(dossier.path, office).close()
    kept = backup.list_backups(dossier.path, office.backups)
    assert [b.reason for b in kept] == ["jour"]
    assert sqlite.diagnose(kept[0].path) == []


def test_no_backup_does_not_forbid_opening(dossier: Dossier, office: Office, tmp_path: Path) -> None:
    dossier.close()
    shutil.rmtree(office.backups, ignore_errors=True)
    office.backups.parent.mkdir(parents=True, exist_ok=True)
    office.backups.write_text("un fichier à la place du répertoire")
    again = open_(dossier.path, office)
    assert name_of(again) == "Vallée de la Sambrelle"
    again.close()
