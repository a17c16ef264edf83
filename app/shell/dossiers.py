"""What a window does with dossier files: the views' only way to `app.db`."""

from app.db.backup import Backup, last_backup_day, newest_sound
from app.db.dossier import Dossier
from app.db.lifecycle import SUFFIX, Office, copy, create, open_

__all__ = ["SUFFIX", "Backup", "Dossier", "Office", "copy", "create", "last_backup_day", "newest_sound", "open_"]
