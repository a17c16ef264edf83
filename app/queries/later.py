"""What already exists of the screens still to come: partners, funding lines, indicators, documents."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.french import date_time, euros, natural_key, number, short_date, sort_key
from app.models import Action, Commitment, Indicator, IssuedDocument, Meeting, Organization, Payment
from app.vocabulary import CommitmentKind


@dataclass(frozen=True, slots=True)
class LaterRow:
    """One line of a read-only list: French cells, and the object it leads to (key 0: none)."""

    key: int
    cells: tuple[str, ...]
    table: str = ""
    target: int = 0


def partners(session: Session) -> list[LaterRow]:
    """Structure, family, commitments, announced and paid."""
    counts = select(Commitment.organization_id, func.count(Commitment.id)).group_by(Commitment.organization_id)
    held = dict(session.execute(counts).all())
    paid: dict[int, int] = dict(
        session.execute(
            select(Commitment.organization_id, func.sum(Payment.amount_cents))
            .join(Payment, Payment.commitment_id == Commitment.id)
            .group_by(Commitment.organization_id)
        ).all()
    )
    rows = session.scalars(select(Organization)).all()
    return [
        LaterRow(
            row.id,
            (row.name, row.family.label, str(held.get(row.id, 0)), euros(paid.get(row.id), unknown="—")),
            "organization",
            row.id,
        )
        for row in sorted(rows, key=lambda row: sort_key(row.name))
    ]


def fundings(session: Session) -> list[LaterRow]:
    """Every funding line by action, one column per stage."""
    lines = session.scalars(
        select(Commitment)
        .where(Commitment.kind == CommitmentKind.FUNDING)
        .options(joinedload(Commitment.organization), selectinload(Commitment.payments))
    ).all()
    actions = {row.id: row for row in session.execute(select(Action.id, Action.number, Action.title))}
    found = []
    for line in lines:
        action = actions.get(line.action_id)
        stages = (line.announced_cents, line.requested_cents, line.granted_cents, line.contracted_cents)
        paid = sum(payment.amount_cents for payment in line.payments) if line.payments else None
        found.append(
            (
                natural_key(action.number if action else ""),
                LaterRow(
                    line.id,
                    (
                        f"{action.number} {action.title}" if action else "Plan entier",
                        line.organization.name,
                        line.scheme,
                        *(euros(cents, unknown="—") for cents in (*stages, paid)),
                    ),
                    "action",
                    line.action_id or 0,
                ),
            )
        )
    return [row for _, row in sorted(found, key=lambda pair: pair[0])]


def indicators(session: Session) -> list[LaterRow]:
    """Indicator, unit, baseline, last reading, target."""
    rows = session.scalars(select(Indicator).options(selectinload(Indicator.readings)).order_by(Indicator.position))
    return [LaterRow(row.id, _indicator(row)) for row in rows]


def _indicator(row: Indicator) -> tuple[str, ...]:
    last = row.readings[-1] if row.readings else None
    reading = f"{_figure(last.value)} le {short_date(last.read_on)} ({last.reliability.label.lower()})" if last else "—"
    return row.name, row.unit, _figure(row.baseline), reading, _figure(row.target)


def _figure(value: float | None) -> str:
    if value is None:
        return "—"
    return number(int(value)) if value == int(value) else f"{value:.1f}".replace(".", ",")


def documents(session: Session) -> list[LaterRow]:
    """Documents produced, newest first."""
    rows = session.scalars(
        select(IssuedDocument)
        .options(joinedload(IssuedDocument.meeting).joinedload(Meeting.committee))
        .order_by(IssuedDocument.issued_at.desc())
    )
    return [
        LaterRow(
            row.id,
            (
                row.title,
                row.meeting.name if row.meeting else "",
                date_time(row.issued_at.astimezone(), with_weekday=False),
                row.file_name,
            ),
            "meeting" if row.meeting_id else "",
            row.meeting_id or 0,
        )
        for row in rows
    ]
