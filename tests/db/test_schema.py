"""Models, migrations, wording and documentation tell the same schema."""

from pathlib import Path

from app import wording
from app.db.check import differences
from app.db.codec import ENTITIES
from app.db.draw import diagram, tables

DOC = Path(__file__).resolve().parents[2] / "docs" / "schema.md"


def test_migrations_lead_to_the_models() -> None:
    assert differences() == []


def test_the_drawing_is_up_to_date() -> None:
    text = DOC.read_text("utf-8")
    assert diagram() in text
    assert tables() in text


def test_every_table_and_field_has_a_french_name() -> None:
    for table, entity in ENTITIES.items():
        assert wording.table_name(table)
        for column in entity.__table__.columns:
            if column.name not in {"id", "version"}:
                assert wording.field_name(table, column.name), f"{table}.{column.name}"


def test_no_foreign_key_deletes_silently() -> None:
    cascading = [
        f"{table}.{key.parent.name}"
        for table, entity in ENTITIES.items()
        for key in entity.__table__.foreign_keys
        if key.ondelete
    ]
    assert cascading == []
