"""The only exceptions whose text a user reads: one French sentence, what to do included."""

from __future__ import annotations


class AppError(Exception):
    """Something the user can understand and act upon; `str(error)` is shown as it is."""


class ValidationFailed(AppError):
    """A field refuses its value. `fields` maps field names to French sentences."""

    def __init__(self, **fields: str) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = fields


class NotFound(AppError):
    """The object no longer exists."""


class StaleEdit(AppError):
    """The object changed since it was shown."""


class CannotUndo(AppError):
    """The step can no longer be undone or redone; nothing was changed."""


class ReadOnly(AppError):
    """The dossier is open for reading only."""


class StorageError(AppError):
    """The machine refuses: disk full, file locked or read-only."""


class NotADossier(AppError):
    """The file is not a Binôme dossier."""


class DossierTooNew(AppError):
    """The dossier was written by a newer version."""


class DossierDamaged(AppError):
    """The dossier fails its integrity check."""


class DossierLocked(AppError):
    """Another window holds the dossier. `holder` says who, in French; `is_here` whether on this machine."""

    def __init__(self, message: str, holder: str, *, is_here: bool = True) -> None:
        super().__init__(message)
        self.holder, self.is_here = holder, is_here


class ImportRefused(AppError):
    """The file cannot be read as a table: not a workbook, empty, protected."""


class ExportBlocked(AppError):
    """The document could not be written; the previous one is intact."""


class Cancelled(AppError):
    """The user stopped a long task."""
