"""`python -m app.db.check`: do the migrations lead exactly to the models? Exit 1 if not (CI)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from app.db import sqlite
from app.db.schema import REVISION
from app.db.upgrade import migration_config, upgrade
from app.models import Base


def differences() -> list[str]:
    """What a new migration would have to do; empty when models and migrations agree."""
    head = ScriptDirectory.from_config(migration_config()).get_current_head()
    found = [] if head == REVISION else [f"app.db.schema.REVISION is {REVISION}, the newest migration is {head}"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "check.binome"
        path.touch()
        engine = sqlite.open_engine(path)
        upgrade(engine)
        with engine.connect() as connection:
            context = MigrationContext.configure(
                connection, opts={"compare_type": True, "target_metadata": Base.metadata}
            )
            found += [repr(difference) for difference in compare_metadata(context, Base.metadata)]
        engine.dispose()
    return found


if __name__ == "__main__":
    problems = differences()
    sys.stdout.write("\n".join(problems) + "\n" if problems else "models and migrations agree\n")
    raise SystemExit(bool(problems))
