"""Cells of money: total cost, funders and their amounts, funders in a list."""

from __future__ import annotations

import re

from app.dto.plan_import import CellValue, ProposedFunding
from app.french import NBSP, euros, plural
from app.importing.column import Column
from app.importing.draft import KEPT, Cell, Draft, Ledger, labelled
from app.importing.funding import Funder, Share, name_funder, read_shares
from app.importing.names import is_a_name, split_names
from app.importing.words import read_boolean
from app.rules.money import ParsedAmount, parse_amount
from app.vocabulary import PartnerRole, Stage

_UNIT_TYPED = re.compile(r"[€]|\b[kKM]\b|\d\s*[kKM]|euro|million|millier", re.IGNORECASE)
_LARGE = 10**8 * 100
"""100 M€: above every action of a Territoire d’industrie seen; in a column « k€ » it means the unit was forgotten."""


def read_amount(value: CellValue, column: Column) -> ParsedAmount:
    """Read an amount with the unit and the tax basis its header announces."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ParsedAmount(None, None, understood=False, note="ce n’est pas un montant")
    parsed = parse_amount(value)
    cents, note = parsed.cents, parsed.note
    bare = not isinstance(value, str) or not _UNIT_TYPED.search(value)
    if cents is not None and bare and column.unit > 1:
        cents *= column.unit
        if cents > _LARGE or (column.unit_is_shared and cents):
            unit = "k€" if column.unit == 1_000 else "M€"
            note = ", ".join(filter(None, [note, f"lu en {unit}, à vérifier"]))
    if cents is not None and cents < 0:
        return ParsedAmount(None, parsed.basis, understood=False, note="montant négatif")
    return ParsedAmount(cents, parsed.basis or column.basis, parsed.understood, note)


def _lost(cell: Cell, draft: Draft, ledger: Ledger, parsed: ParsedAmount) -> None:
    """Keep in the notes an amount that is unknown or not understood."""
    draft.note(cell)
    if parsed.understood:
        ledger.doubt(cell, "inconnu", KEPT)
        return
    ledger.tally(cell.sheet, cell.column).lost += 1
    ledger.doubt(cell, "", f"{parsed.note}, {KEPT}" if parsed.note else KEPT)


def read_cost(cell: Cell, column: Column, draft: Draft, ledger: Ledger) -> None:
    """Total cost: cents and tax basis; a null cost is kept and asked about."""
    parsed = read_amount(cell.value, column)
    if parsed.cents is None:
        _lost(cell, draft, ledger, parsed)
        return
    if "total_cost_cents" in draft.values:
        draft.note(cell)
        ledger.doubt(cell, euros(parsed.cents), f"coût déjà lu, {KEPT}")
        return
    draft.values["total_cost_cents"] = parsed.cents
    if parsed.basis is not None:
        draft.values["total_cost_basis"] = parsed.basis
    if parsed.note:
        ledger.doubt(cell, euros(parsed.cents), parsed.note)
    elif parsed.cents == 0:
        ledger.doubt(cell, euros(0), "coût nul, à confirmer")


# --- funders ---------------------------------------------------------------------------------


def add_funding(draft: Draft, funder: Funder, parsed: ParsedAmount, stage: Stage) -> None:
    """Add a line of the funding plan; the owner's own money waits until the chef de file is known."""
    funding = ProposedFunding(funder.organization, funder.scheme, parsed.cents, parsed.basis, stage)
    if funder.is_own:
        draft.own_money.append((len(draft.fundings), funding))
    else:
        draft.fundings.append(funding)


def read_funder(cell: Cell, column: Column, draft: Draft, ledger: Ledger) -> None:
    """Name of a funder; its amount is in the column that follows."""
    close_pending(draft)
    shares, _ = read_shares(cell.text)
    if shares:
        _add_shares(cell, column, draft, ledger, shares)
        return
    if not is_a_name(cell.text):
        draft.note(cell)
        ledger.doubt(cell, "inconnu", KEPT)
        return
    draft.pending, draft.pending_used = cell, False


def close_pending(draft: Draft) -> None:
    """A funder without amount is a funding of unknown amount (unknown is not zero)."""
    cell, draft.pending = draft.pending, None
    if cell is not None and not draft.pending_used:
        for name in split_names(cell.text):
            add_funding(draft, name_funder(name), ParsedAmount(None, None, understood=True), Stage.ANNOUNCED)


def read_funder_amount(cell: Cell, column: Column, draft: Draft, ledger: Ledger) -> None:
    """Amount of the funder named before; without one it is kept in the notes."""
    parsed = read_amount(cell.value, column)
    if column.stage is Stage.PAID:
        _keep_payment(cell, draft, ledger)
        return
    if draft.pending is None:
        draft.note(cell)
        ledger.tally(cell.sheet, cell.column).lost += 1
        ledger.doubt(cell, "", f"montant sans financeur, {KEPT}")
        return
    if parsed.cents is None:
        _lost(cell, draft, ledger, parsed)
        return
    names = split_names(draft.pending.text)
    if len(names) > 1:
        _share_between(cell, draft, ledger, names)
        return
    draft.pending_used = True
    add_funding(draft, name_funder(draft.pending.text), parsed, column.stage)
    if parsed.note:
        ledger.doubt(cell, euros(parsed.cents), parsed.note)


def _share_between(cell: Cell, draft: Draft, ledger: Ledger, names: list[str]) -> None:
    """One amount for several funders: who gives what is not known, so the amount stays in the notes."""
    pending = draft.pending
    close_pending(draft)
    draft.add_note(labelled(", ".join(names) if pending is None else pending.text, f"{cell.text} ({cell.header})"))
    ledger.doubt(cell, plural(len(names), "financeur"), f"montant commun à répartir, {KEPT}")


def _keep_payment(cell: Cell, draft: Draft, ledger: Ledger) -> None:
    """A payment has its own date and line in the dossier: it is not a promise, so it stays in the notes."""
    draft.note(cell)
    ledger.tally(cell.sheet, cell.column).lost += 1
    ledger.doubt(cell, "", f"versement à saisir, {KEPT}")


def read_funder_column(cell: Cell, column: Column, draft: Draft, ledger: Ledger) -> None:
    """Amount in the column of a funder; 0 is the blank of such grids, « x » or « oui » a funder without amount."""
    funder = column.funder or name_funder(column.header)
    if isinstance(cell.value, str) and read_boolean(cell.value) and not re.search(r"\d", cell.value):
        if funder.is_own:
            draft.note(cell)
        else:
            draft.add_partner(funder.organization, PartnerRole.FUNDING)
        return
    parsed = read_amount(cell.value, column)
    if column.stage is Stage.PAID and parsed.cents:
        _keep_payment(cell, draft, ledger)
        return
    if parsed.cents is None:
        if parsed.understood and not funder.is_own:
            draft.add_partner(funder.organization, PartnerRole.FUNDING)
        _lost(cell, draft, ledger, parsed)
        return
    if parsed.cents:
        add_funding(draft, funder, parsed, column.stage)
    elif isinstance(cell.value, float) or parsed.note:
        # Less than a cent is no blank of a grid: keep what was typed.
        _lost(cell, draft, ledger, parsed)
        return
    if parsed.note:
        ledger.doubt(cell, euros(parsed.cents), parsed.note)


def read_funding_partners(cell: Cell, column: Column, draft: Draft, ledger: Ledger) -> None:
    """List of funders: with amounts they are fundings (to check), without they are financial partners."""
    shares, rest = read_shares(cell.text)
    if shares:
        _add_shares(cell, column, draft, ledger, shares)
    lost = []
    for name in [name for piece in rest for name in split_names(piece)] if shares else split_names(cell.text):
        if is_a_name(name) and not re.search(r"\d[\d\s\u00a0\u202f.,]*(?:€|k€|%)|\d{4,}", name):
            _add_funding_partner(draft, name)
        else:
            lost.append(name)
    if lost or not (shares or rest):
        draft.note(cell)
        ledger.tally(cell.sheet, cell.column).lost += 1
        ledger.doubt(cell, ", ".join(lost) if draft.partners else "", KEPT)


def _add_funding_partner(draft: Draft, name: str) -> None:
    funder = name_funder(name)
    if funder.is_own:
        draft.add_note(labelled("Financeurs", name))
    elif funder.scheme:
        # A scheme named without amount: a funding of unknown amount keeps its name.
        add_funding(draft, funder, ParsedAmount(None, None, understood=True), Stage.ANNOUNCED)
    else:
        draft.add_partner(funder.organization, PartnerRole.FUNDING)


def _add_shares(cell: Cell, column: Column, draft: Draft, ledger: Ledger, shares: list[Share]) -> None:
    for share in shares:
        basis = share.basis or column.basis
        add_funding(draft, share.funder, ParsedAmount(share.cents, basis, understood=True), column.stage)
    ledger.doubt(cell, plural(len(shares), "financement"), "à vérifier")


def read_funding_text(cell: Cell, column: Column, draft: Draft, ledger: Ledger) -> None:
    """Free text on funding: kept as it is; when all of it reads as funders and amounts, they are proposed too."""
    draft.add_text("funding_text", cell.text)
    if not isinstance(cell.value, str):
        return
    shares, rest = read_shares(cell.text)
    if shares and not rest:
        _add_shares(cell, column, draft, ledger, shares)


def settle_own_money(draft: Draft, ledger: Ledger) -> None:
    """Give the owner's own money to the chef de file, once known; without one it goes to the notes."""
    lead = next((name for name, role in draft.partners if role is PartnerRole.LEAD), "")
    for shift, (position, funding) in enumerate(draft.own_money):
        if lead:
            draft.fundings.insert(
                position + shift, ProposedFunding(lead, funding.scheme, funding.cents, funding.basis, funding.stage)
            )
            continue
        draft.add_note(f"{funding.scheme}{NBSP}: {euros(funding.cents)}")
        ledger.line(draft.sheet, draft.row, 0, f"{KEPT} : l’action n’a pas de chef de file", funding.scheme)
    draft.own_money.clear()
