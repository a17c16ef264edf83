"""Revisions, numbered, linear; no downgrade: the backup is the downgrade."""
