"""The dossier file: engine, recorder, unit of work, undo, migrations, backups, lock."""
