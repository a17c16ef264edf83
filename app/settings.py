"""Preferences of the user: a frozen dataclass in a JSON file that survives old and damaged files."""

from __future__ import annotations

import getpass
import json
import logging
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

RECENT_KEPT = 8


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose. `theme` is « system », « clair » or « sombre »."""

    author: str = ""
    theme: str = "system"
    recent: list[str] = field(default_factory=list)
    reopen_last: bool = True


class SettingsFile:
    """The preferences and the file they live in."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.value = self._read()

    def update(self, **changes: Any) -> Settings:
        """Replace some preferences and write the file; a refused write is logged, never shown."""
        self.value = replace(self.value, **changes)
        scratch = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            scratch.write_text(json.dumps(asdict(self.value), indent=2, ensure_ascii=False), "utf-8")
            scratch.replace(self._path)
        except OSError:
            log.warning("preferences not written", exc_info=True)
        return self.value

    def remember(self, dossier: Path) -> Settings:
        """Put a dossier first among the recent ones."""
        name = str(dossier.absolute())
        kept = [name, *(other for other in self.value.recent if other != name)]
        return self.update(recent=kept[:RECENT_KEPT])

    def forget(self, dossier: Path) -> Settings:
        """Drop a dossier from the recent ones."""
        return self.update(recent=[other for other in self.value.recent if other != str(dossier.absolute())])

    def _read(self) -> Settings:
        try:
            stored = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return Settings()
        except (OSError, ValueError):
            log.warning("unreadable preferences: starting from the defaults", exc_info=True)
            return Settings()
        if not isinstance(stored, dict):
            return Settings()
        kinds = {f.name: type(getattr(Settings(), f.name)) for f in fields(Settings)}
        known = {name: value for name, value in stored.items() if name in kinds and type(value) is kinds[name]}
        known["recent"] = [path for path in known.get("recent", []) if isinstance(path, str)]
        return Settings(**known)


def system_account() -> str:
    """Name of the session's account: the author of changes until preferences say better."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "inconnu"
