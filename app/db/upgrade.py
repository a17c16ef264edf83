"""Bringing the schema to this program's: backup first, all revisions in one transaction, checked before commit."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

from app.db import sqlite
from app.db.schema import REVISION, VERSION
from app.errors import StorageError

if TYPE_CHECKING:
    from alembic.config import Config

log = logging.getLogger(__name__)

MIGRATION_FAILED = "La mise à niveau du dossier a échoué\u00a0: rien n’a été modifié."


def upgrade(engine: Engine) -> None:
    """Run every missing revision; on any failure the whole upgrade, DDL included, is rolled back.

    Raises StorageError when the result has dangling references, or the file claims a revision nobody knows.
    """
    from alembic import command  # noqa: PLC0415 — 0.4 s, needed only by old files
    from alembic.util import CommandError  # noqa: PLC0415

    with engine.connect() as connection:
        sqlite.set_foreign_keys(connection, "OFF")  # batch mode drops and recreates tables
        try:
            with connection.begin():
                command.upgrade(migration_config(connection), "head")
                if broken := sqlite.broken_references(connection):
                    log.error("upgrade left dangling references: %s", broken[:5])
                    raise StorageError(MIGRATION_FAILED)
                sqlite.mark(connection, VERSION)
        except CommandError as error:
            raise StorageError(MIGRATION_FAILED) from error
        finally:
            sqlite.set_foreign_keys(connection, "ON")
    log.info("schema at revision %s", REVISION)


def migration_config(connection: Connection | None = None) -> Config:
    """Alembic configuration without a file: no ini, no logging of its own."""
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "app.db:migrations")
    config.attributes["connection"] = connection
    return config
