"""What the import of a plan d’action understood, and what it would do: reviewed before anything is written.

Chain: file → `SheetTable`s → `ColumnGuess`es (changeable by the user) → `ProposedAction`s and `Doubt`s → `Proposal`
matched with the dossier's actions → one command writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.vocabulary import PartnerRole, PersonRole, Stage, TaxBasis, Term, Weather

CellValue = str | int | float | bool | date | None
FieldValue = str | int | bool | date | StrEnum | None
"""Value of an Action field as the dossier holds it (cents, date, vocabulary Term, text)."""


class Target(Term):
    """What a column of the file becomes; `label` is what the review screen offers."""

    IGNORE = "ignore", "Ne pas importer"
    NUMBER = "number", "Numéro"
    TITLE = "title", "Intitulé"
    SUB_TITLE = "sub-title", "Intitulé de la sous-action"
    AXIS = "axis", "Axe"
    SUB_AXIS = "sub-axis", "Sous-axe"
    SUB_SUB_AXIS = "sub-sub-axis", "Sous-sous-axe"
    DESCRIPTION = "description", "Description"
    CONTEXT = "context", "Contexte, diagnostic"
    OBJECTIVES = "objectives", "Objectifs"
    DELIVERABLES = "deliverables", "Livrables"
    BENEFICIARIES = "beneficiaries", "Bénéficiaires, cibles"
    RESOURCES = "resources", "Moyens humains et techniques"
    GOVERNANCE = "governance", "Instances de gouvernance"
    INDICATORS = "indicators_text", "Indicateurs liés"
    PARTICIPATION = "participation", "Participation citoyenne"
    LEAD = "lead", "Chef de file"
    CO_LEAD = "co-lead", "Co-maîtres d’ouvrage"
    DEPARTMENT = "department", "Direction ou service pilote"
    PARTNERS = "partners", "Partenaires"
    FUNDING_PARTNERS = "funding-partners", "Partenaires financiers"
    PILOT = "pilot", "Pilote"
    ELECTED = "elected", "Élu référent"
    INDUSTRY = "industry", "Industriel référent"
    FUNDING_TEXT = "funding_text", "Financements (texte)"
    FUNDER = "funder", "Financeur"
    FUNDER_AMOUNT = "funder-amount", "Montant du financeur précédent"
    FUNDER_COLUMN = "funder-column", "Montant du financeur nommé en en-tête"
    COST = "total_cost_cents", "Coût total"
    STATUS = "status", "Statut"
    MATURITY = "maturity", "Phase"
    LEVEL = "level", "Priorité"
    SCOPE = "scope", "Portée"
    WEATHER = "weather", "Météo"
    PROGRESS = "progress_percent", "Avancement (%)"
    START = "planned_start", "Début prévu"
    ACTUAL_START = "actual_start", "Début réel"
    END = "initial_end", "Fin prévue"
    REVISED_END = "revised_end", "Fin révisée"
    ACTUAL_END = "actual_end", "Fin réelle"
    PERIOD = "period", "Calendrier (début et fin)"
    CONTINUOUS = "continuous", "Amélioration continue"
    MILESTONES = "milestones", "Étapes"
    LINKS = "links", "Documents et liens"
    NOTES = "notes", "Notes"


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One visible sheet as read: `rows[r][c]` is the cell of Excel row r+1, column c+1.

    `merged` holds the merged ranges as (top, left, bottom, right), 0-based, bounds included.
    """

    name: str
    rows: tuple[tuple[CellValue, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One column of one sheet and what it becomes. `doubts` and `understood` count its cells."""

    sheet: str
    index: int  # 0-based
    letter: str  # "F"
    header: str  # as typed, multi-line headers joined by " — "
    target: Target
    filled: int = 0
    understood: int = 0
    doubts: int = 0


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """Where the table of a sheet lies. Rows are Excel rows (1-based)."""

    sheet: str
    header_row: int
    first_row: int
    axis_from_sheet: str  # axis title taken from the sheet's name, "" if none
    columns: tuple[ColumnGuess, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something understood with a doubt, or not understood and kept in the notes."""

    sheet: str
    cell: str  # "F8"
    typed: str  # as typed, "" when the doubt is about the line
    understood: str  # French: "31/12/2026", "inconnu", "2 financements"
    message: str  # French: "fin d’année", "gardé en note"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that is not an action: total, title, instruction. Row 0 is a whole sheet without table of actions."""

    sheet: str
    row: int
    text: str
    reason: str  # French


@dataclass(frozen=True, slots=True)
class ProposedFunding:
    """A financial commitment read from the file."""

    organization: str
    scheme: str  # dispositif, "" if none
    cents: int | None
    basis: TaxBasis | None
    stage: Stage = Stage.ANNOUNCED


@dataclass(frozen=True, slots=True)
class ProposedMilestone:
    """A step of an action read from the file."""

    title: str
    planned_on: date | None = None
    is_done: bool = False


class Outcome(StrEnum):
    """What importing a proposed action would do."""

    CREATE = "create"
    CHANGE = "change"
    SAME = "same"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a matched action that the file would change (French texts, for the review screen)."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ProposedAction:
    """One action of the file. A blank cell is absent from `values`: importing never erases."""

    sheet: str
    row: int
    number: str  # "" if the file has none
    title: str
    axis_path: tuple[str, ...]  # up to three titles, outermost first
    parent: int | None  # index of the parent action in Proposal.actions (sub-action)
    values: Mapping[str, FieldValue] = field(default_factory=dict)
    partners: tuple[tuple[str, PartnerRole], ...] = ()
    people: tuple[tuple[str, PersonRole], ...] = ()
    fundings: tuple[ProposedFunding, ...] = ()
    milestones: tuple[ProposedMilestone, ...] = ()
    weather: Weather | None = None
    outcome: Outcome = Outcome.CREATE
    match: int | None = None  # key of the existing action
    changes: tuple[FieldChange, ...] = ()
    why: str = ""  # French reason of a conflict


@dataclass(frozen=True, slots=True)
class ExistingAction:
    """An action of the dossier, as matching needs it. `values` holds every field of the fiche."""

    key: int
    number: str
    title: str
    axis_path: tuple[str, ...]
    parent: int | None  # key of the parent action
    values: Mapping[str, FieldValue]
    partners: tuple[tuple[str, PartnerRole], ...] = ()
    people: tuple[tuple[str, PersonRole], ...] = ()
    fundings: tuple[ProposedFunding, ...] = ()
    milestones: tuple[str, ...] = ()
    weather: Weather | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything the import understood, ready to review."""

    source: str  # file name
    layouts: tuple[SheetLayout, ...]
    actions: tuple[ProposedAction, ...]
    doubts: tuple[Doubt, ...]
    left_out: tuple[LeftOut, ...]
    new_axes: tuple[tuple[str, ...], ...] = ()
    new_organizations: tuple[str, ...] = ()
    new_people: tuple[str, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """Number of actions with this outcome."""
        return sum(action.outcome is outcome for action in self.actions)
