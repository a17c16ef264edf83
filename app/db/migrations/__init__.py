"""Alembic migrations, run on opening a dossier."""
