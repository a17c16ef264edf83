"""The version of the schema this program reads and writes."""

REVISION = "0001"
"""Alembic revision the models stand for; the audit trail is an undo stack only within one revision."""

VERSION = int(REVISION)
"""The same as a number, written in the header of the file (`user_version`)."""
