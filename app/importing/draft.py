"""An action while its line is being read, and the book of what was doubtful."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from app.dto.plan_import import CellValue, Doubt, FieldValue, LeftOut, ProposedFunding, ProposedMilestone
from app.french import NBSP
from app.importing.folded import org_key
from app.importing.grid import letter, one_line, text_of
from app.importing.words import is_blank
from app.vocabulary import PartnerRole, PersonRole, Weather

KEPT = "gardé en note"


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell: where it stands (0-based) and what it holds."""

    sheet: str
    row: int
    column: int
    header: str
    value: CellValue

    @property
    def ref(self) -> str:
        """« F8 »."""
        return f"{letter(self.column)}{self.row + 1}"

    @property
    def text(self) -> str:
        """The cell as its reader sees it."""
        return text_of(self.value)

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing: dashes, slashes."""
        return is_blank(self.value)


@dataclass(slots=True)
class Tally:
    """What became of the filled cells of one column."""

    filled: int = 0
    lost: int = 0
    doubts: int = 0


@dataclass(slots=True)
class Ledger:
    """Doubts, lines left out, and the tally of each column."""

    doubts: list[Doubt] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    tallies: dict[tuple[str, int], Tally] = field(default_factory=dict)

    def tally(self, sheet: str, column: int) -> Tally:
        """Give the tally of a column."""
        return self.tallies.setdefault((sheet, column), Tally())

    def doubt(self, cell: Cell, understood: str, message: str) -> None:
        """List a cell understood with a doubt."""
        self.tally(cell.sheet, cell.column).doubts += 1
        self.doubts.append(Doubt(cell.sheet, cell.ref, cell.text, understood, message))

    def line(self, sheet: str, row: int, column: int, message: str, understood: str = "") -> None:
        """List a doubt about a whole line; `row` and `column` are 0-based."""
        self.doubts.append(Doubt(sheet, f"{letter(column)}{row + 1}", "", understood, message))


@dataclass(slots=True, eq=False)
class Draft:
    """An action being read; lists keep the order of the file."""

    sheet: str
    row: int  # 0-based
    title: str
    number: str = ""
    axis: tuple[str, ...] = ()
    parent: Draft | None = None
    values: dict[str, FieldValue] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    partners: list[tuple[str, PartnerRole]] = field(default_factory=list)
    people: list[tuple[str, PersonRole]] = field(default_factory=list)
    fundings: list[ProposedFunding] = field(default_factory=list)
    milestones: list[ProposedMilestone] = field(default_factory=list)
    weather: Weather | None = None
    pending: Cell | None = None  # a funder whose amount comes next
    pending_used: bool = False
    later: dict[str, date | None] = field(default_factory=dict)  # dates to set if nothing else does
    own_money: list[tuple[int, ProposedFunding]] = field(default_factory=list)
    number_cell: Cell | None = None
    title_cell: Cell | None = None

    def note(self, cell: Cell) -> None:
        """Keep a cell in the notes: « En-tête : texte »."""
        self.add_note(labelled(cell.header, cell.text))

    def add_note(self, text: str) -> None:
        """Keep a text in the notes, once."""
        if text and text not in self.notes:
            self.notes.append(text)

    def add_text(self, name: str, text: str) -> None:
        """Add to a text field, once."""
        kept = self.texts.setdefault(name, [])
        if text and text not in kept:
            kept.append(text)

    def add_partner(self, name: str, role: PartnerRole) -> None:
        """Add a structure, once per role."""
        if all((org_key(name), role) != (org_key(other), known) for other, known in self.partners):
            self.partners.append((name, role))

    def add_person(self, name: str, role: PersonRole) -> None:
        """Add a person, once per role."""
        if (name, role) not in self.people:
            self.people.append((name, role))


def labelled(header: str, text: str) -> str:
    """Write « En-tête : texte »; the text alone without a header."""
    label = one_line(header).rstrip(" :")
    return f"{label}{NBSP}: {text}" if label else text
