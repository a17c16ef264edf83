"""Everything that only SQLite knows: pragmas, header, VACUUM, integrity, error codes.

The rest of the code is portable SQL, for the day a team shares a PostgreSQL database.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path, PurePath

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, sessionmaker

from app.errors import AppError, DossierDamaged, StorageError

APPLICATION_ID = 0x42494E4F  # "BINO"
MAGIC = b"SQLite format 3\x00"

PRAGMAS = (
    "foreign_keys=ON",
    "journal_mode=DELETE",  # one file, also on USB sticks and synchronised folders
    "synchronous=FULL",
    "busy_timeout=5000",
    "secure_delete=ON",
    "trusted_schema=OFF",
)


def open_engine(path: Path, *, read_only: bool = False) -> Engine:
    """Engine on the file; with `read_only` SQLite itself refuses every write."""
    uri = uri_of(path.absolute(), "ro" if read_only else "rw")
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        creator=lambda: sqlite3.connect(uri, uri=True, timeout=5, check_same_thread=False),
    )
    event.listen(engine, "connect", _configure_reader if read_only else _configure)
    event.listen(engine, "begin", _begin)
    return engine


def uri_of(path: PurePath, mode: str) -> str:
    """URI that SQLite opens; a Windows share (« //serveur/partage ») is part of its path, not of its authority."""
    uri = path.as_uri()
    return f"{uri if uri.startswith('file:///') else uri.replace('file:', 'file://', 1)}?mode={mode}"


def session_factory(engine: Engine) -> sessionmaker[Session]:
    """Sessions that keep their objects readable after commit, and never flush by surprise."""
    return sessionmaker(engine, expire_on_commit=False, autoflush=False)


def begin_writing(session: Session) -> None:
    """Take the write lock at once: a reader that becomes a writer could be refused midway."""
    session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we emit BEGIN: DDL joins the transaction, pragmas run outside one
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _configure_reader(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA query_only=ON")
    connection.execute("PRAGMA trusted_schema=OFF")


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


def set_foreign_keys(connection: Connection, state: str) -> None:
    """Switch enforcement ON or OFF, below any transaction (the pragma is ignored inside one)."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(f"PRAGMA foreign_keys={state}")


def broken_references(connection: Connection) -> list[tuple[object, ...]]:
    """Rows whose foreign key points at nothing."""
    return [tuple(row) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]


def mark(connection: Connection, schema: int) -> None:
    """Write the application id and the schema version in the header."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={schema}")


def application_id(path: Path) -> int | None:
    """Application id of a SQLite file, or None when the file is not SQLite at all."""
    with path.open("rb") as file:
        header = file.read(100)
    if len(header) < 100 or not header.startswith(MAGIC):
        return None
    return int.from_bytes(header[68:72], "big")


def schema_version(path: Path) -> int:
    """`user_version` of a SQLite file, read from its header."""
    with path.open("rb") as file:
        file.seek(60)
        return int.from_bytes(file.read(4), "big")


def diagnose(path: Path) -> list[str]:
    """What `PRAGMA integrity_check` and `foreign_key_check` find wrong; empty when sound."""
    uri = uri_of(path.absolute(), "ro")
    try:
        with closing(sqlite3.connect(uri, uri=True, timeout=5)) as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
            if found == ["ok"]:
                found = [f"{row[0]} {row[1]}" for row in connection.execute("PRAGMA foreign_key_check")]
            return found
    except sqlite3.DatabaseError as error:
        return [str(error)]


def vacuum_into(source: Path, target: Path) -> None:
    """Write a compact, self-contained copy of a live dossier to a file that must not exist.

    Raises sqlite3.Error. (`Connection.backup` would hang for ever behind our own open transaction.)
    """
    uri = uri_of(source.absolute(), "ro")
    with closing(sqlite3.connect(uri, uri=True, timeout=5)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))


def quick_check(path: Path) -> bool:
    """Whether a SQLite file passes its quick check; raises sqlite3.Error when the machine, not the file, refuses."""
    try:
        with closing(sqlite3.connect(uri_of(path.absolute(), "ro"), uri=True, timeout=5)) as connection:
            row: tuple[str] | None = connection.execute("PRAGMA quick_check(1)").fetchone()
            return row == ("ok",)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return False
        raise


def table_names(path: Path) -> set[str]:
    """Tables of a sound SQLite file."""
    with closing(sqlite3.connect(uri_of(path.absolute(), "ro"), uri=True, timeout=5)) as connection:
        return {str(row[0]) for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether an error says that the file itself is broken."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE


def roll_back_interrupted(path: Path) -> None:
    """Take back the transaction of a program that died while writing: its journal still lies beside the file.

    A reader may not do it, and would fail. Raises sqlite3.Error when the folder refuses.
    """
    real = path.resolve()
    if not real.with_name(f"{real.name}-journal").exists():
        return
    with closing(sqlite3.connect(uri_of(path.absolute(), "rw"), uri=True, timeout=5)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

_SENTENCES = {
    sqlite3.SQLITE_FULL: "Le disque est plein\u00a0: la dernière modification n’a pas été enregistrée, "
    "le dossier est intact. Libérez de la place puis recommencez.",
    sqlite3.SQLITE_READONLY: "Le dossier est protégé en écriture\u00a0: rien n’a été modifié. "
    "Enregistrez-en une copie dans un autre répertoire pour y travailler.",
    sqlite3.SQLITE_BUSY: "Le dossier est occupé par un autre programme\u00a0: la dernière modification n’a pas été "
    "enregistrée. Recommencez dans un instant.",
    sqlite3.SQLITE_LOCKED: "Le dossier est occupé par un autre programme\u00a0: la dernière modification n’a pas été "
    "enregistrée. Recommencez dans un instant.",
    sqlite3.SQLITE_IOERR: "Le disque ne répond pas\u00a0: la dernière modification n’a pas été enregistrée. "
    "Vérifiez que le support (clé USB, réseau) est toujours branché, puis recommencez.",
    sqlite3.SQLITE_CANTOPEN: "Le fichier du dossier est devenu inaccessible\u00a0: la dernière modification n’a "
    "pas été enregistrée. Vérifiez que le support (clé USB, réseau) est toujours branché, puis recommencez.",
}


def as_app_error(error: DatabaseError) -> AppError | None:
    """The French sentence for an error of the machine, or None when the fault is ours."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF
    if primary in _DAMAGE:
        return DossierDamaged(
            "Le dossier est endommagé\u00a0: la dernière modification n’a pas été enregistrée. "
            "Fermez-le puis rouvrez-le pour retrouver la dernière sauvegarde."
        )
    return StorageError(_SENTENCES[primary]) if primary in _SENTENCES else None
