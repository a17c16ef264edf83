"""Remembering which documents were produced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from app.db.uow import UnitOfWork
from app.models import IssuedDocument
from app.vocabulary import DocumentKind


@dataclass(frozen=True, slots=True)
class RecordDocument:
    """Record a document just written."""

    kind: DocumentKind
    title: str
    file_name: str
    meeting: int | None = None
    label: ClassVar[str] = "Document produit"

    def __call__(self, uow: UnitOfWork) -> None:
        """Add the line, stamped now."""
        uow.add(
            IssuedDocument(
                kind=self.kind,
                title=self.title,
                file_name=self.file_name,
                meeting_id=self.meeting,
                issued_at=uow.now,
            )
        )
