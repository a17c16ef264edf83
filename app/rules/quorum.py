"""Quorum of a committee (R17): voting members present, in the room or on the line, and the mandates they hold."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.french import plural
from app.rules.findings import Finding, Severity
from app.vocabulary import Presence

_REFERENCE = "Règlement de l’instance ; par défaut la moitié des membres à voix délibérative"
_SITTING = frozenset({Presence.PRESENT, Presence.REMOTE, Presence.REPRESENTED})


@dataclass(frozen=True, slots=True)
class Member:
    """A seat at a meeting: its key, whether it votes, its presence and, for a pouvoir, the key of the holder."""

    key: int
    votes: bool
    presence: Presence
    proxy_to: int | None = None


@dataclass(frozen=True, slots=True)
class QuorumState:
    """Count of a meeting: `counted` is `sitting` plus `mandates`; `required` is 0 on second convocation."""

    voting: int
    required: int
    sitting: int
    mandates: int
    findings: tuple[Finding, ...]

    @property
    def counted(self) -> int:
        """Members that count towards the quorum."""
        return self.sitting + self.mandates

    @property
    def is_reached(self) -> bool:
        """Whether the committee may decide."""
        return self.counted >= self.required


def quorum(voting_members: int) -> int:
    """Give the least number of members that is half of them or more: 9 for 17, 9 for 18 (R17)."""
    return (voting_members + 1) // 2


def quorum_state(
    members: Sequence[Member], *, recused: Collection[int] = (), is_second_convocation: bool = False
) -> QuorumState:
    """Count the members towards the quorum (R17).

    Present, on the line or represented by their alternate, voting members count; so does a mandate given to a voting
    member who sits, one per holder. The `recused` keys leave the count of the item, with the mandates they hold. On a
    second convocation no quorum is required.
    """
    voting = [member for member in members if member.votes and member.key not in recused]
    sitting = {member.key for member in voting if member.presence in _SITTING}
    holders: set[int] = set()
    refused = doubled = 0
    for member in voting:
        if member.presence is not Presence.PROXY:
            continue
        if member.proxy_to is None or member.proxy_to not in sitting:
            refused += 1
        elif member.proxy_to in holders:
            doubled += 1
        else:
            holders.add(member.proxy_to)
    required = 0 if is_second_convocation else quorum(len(voting))
    return QuorumState(len(voting), required, len(sitting), len(holders), _findings(refused, doubled))


def _findings(refused: int, doubled: int) -> tuple[Finding, ...]:
    messages = []
    if refused:
        subject = plural(refused, "pouvoir ne compte pas", "pouvoirs ne comptent pas")
        messages.append(f"{subject} : le titulaire n’a pas voix délibérative ou ne siège pas.")
    if doubled:
        subject = plural(doubled, "pouvoir ne compte pas", "pouvoirs ne comptent pas")
        messages.append(f"{subject} : un seul pouvoir par membre.")
    return tuple(Finding("R17", Severity.ATTENTION, message, _REFERENCE) for message in messages)
