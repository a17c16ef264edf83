"""Reading one cell into the action of its line, by the target of its column.

Every filled cell ends in a value, or in the notes with a doubt: nothing is dropped. « - » and « / » alone are blanks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import TypeVar

from app.dto.plan_import import ProposedMilestone, Target
from app.french import guillemets, plural, short_date
from app.importing.column import Column
from app.importing.draft import KEPT, Cell, Draft, Ledger
from app.importing.folded import fold
from app.importing.money_cells import (
    read_cost,
    read_funder,
    read_funder_amount,
    read_funder_column,
    read_funding_partners,
    read_funding_text,
)
from app.importing.names import is_a_name, looks_like_organization, looks_like_person, split_names, split_people
from app.importing.template import is_help
from app.importing.words import (
    Reading,
    is_unknown,
    read_boolean,
    read_level,
    read_maturity,
    read_percent,
    read_scope,
    read_status,
    read_weather,
)
from app.rules.dates import ParsedDate, parse_date
from app.vocabulary import PartnerRole, PersonRole, Status, Term

T = TypeVar("T", bound=Term)
CellReader = Callable[[Cell, Column, Draft, Ledger], None]

_OWN_NOTES = re.compile(r"notes?(?: complementaires?| de suivi| diverses?)?")
_EXACT_PERIOD_START = re.compile(r"(?:a partir|depuis|des|debut|lancement|demarrage)\b")
_EXACT_PERIOD_END = re.compile(r"(?:fin|avant|jusqu|d'ici|au plus tard|echeance|horizon|livraison)")
_DONE = re.compile(r"^\s*(?:\[x\]|[☑✓✔✅])\s*|\s*\((?:fait|réalisée?|terminée?|ok)\)\s*$|\s*[✓✔✅]\s*$", re.IGNORECASE)
_TO_DO = re.compile(r"^\s*(?:\[ ?\]|☐)\s*")
_STEP_DATE = re.compile(
    r"^(?P<title>.*\S)\s*(?:\((?P<inside>[^()]{4,30})\)|\s[-–—:]\s*(?P<after>[^:–—]{4,30}))\s*$", re.DOTALL
)
_STEP_DATE_FIRST = re.compile(r"^(?P<before>[^:]{4,30})\s*:\s*(?P<title>\S.*)$", re.DOTALL)
_BULLET = re.compile(r"^\s*(?:[-–—•·▪►➔➢→*]|\d{1,2}[.)])\s*")
_FUNCTION = re.compile(r"^(?P<name>.+?)\s*(?:\s[-–—]|[-–—]\s|\()\s*(?P<rest>.+)$")


def read_cell(cell: Cell, column: Column, draft: Draft, ledger: Ledger, known: Collection[str]) -> None:
    """Read one filled cell; `known` holds the keys of the structures already known."""
    tally = ledger.tally(cell.sheet, cell.column)
    tally.filled += 1
    if cell.is_blank:
        return
    if isinstance(cell.value, str) and is_help(cell.value):
        _lose(cell, draft, ledger, f"consigne du modèle, {KEPT}")
        return
    if column.target in _NAMES:
        _read_names(cell, column, draft, ledger, known)
    else:
        _READERS[column.target](cell, column, draft, ledger)


def _lose(cell: Cell, draft: Draft, ledger: Ledger, message: str = KEPT, understood: str = "") -> None:
    """Keep in the notes what is not understood, and list it."""
    draft.note(cell)
    ledger.tally(cell.sheet, cell.column).lost += 1
    ledger.doubt(cell, understood, message)


def _keep_unknown(cell: Cell, draft: Draft, ledger: Ledger) -> None:
    """« n.c. », « à définir »: understood as unknown, kept in the notes."""
    draft.note(cell)
    ledger.doubt(cell, "inconnu", KEPT)


# --- texts -----------------------------------------------------------------------------------


def _read_text(cell: Cell, column: Column, draft: Draft, _ledger: Ledger) -> None:
    draft.add_text(column.target.value, cell.text)


def _read_note(cell: Cell, column: Column, draft: Draft, _ledger: Ledger) -> None:
    """Columns of notes keep their text as it is; any other header comes before its text."""
    if _OWN_NOTES.fullmatch(fold(column.header)):
        draft.add_note(cell.text)
    else:
        draft.note(cell)


def _ignore(_cell: Cell, _column: Column, _draft: Draft, _ledger: Ledger) -> None:
    """Leave the cell: the user chose so, or it is read with the line."""


# --- closed lists ----------------------------------------------------------------------------


def _read_choice(read: Callable[..., Reading[T] | None], name: str) -> CellReader:
    def reader(cell: Cell, column: Column, draft: Draft, ledger: Ledger) -> None:
        reading = read(cell.value)
        if reading is None:
            if is_unknown(cell.text):
                _keep_unknown(cell, draft, ledger)
            else:
                _lose(cell, draft, ledger)
        elif name in draft.values:
            _lose(cell, draft, ledger, f"déjà lu dans une autre colonne, {KEPT}")
        else:
            draft.values[name] = reading.value
            if not reading.sure:
                ledger.doubt(cell, reading.value.label, column.target.label.lower())

    return reader


_status = _read_choice(read_status, "status")


def _read_status(cell: Cell, column: Column, draft: Draft, ledger: Ledger) -> None:
    """Read the statut; « En retard » is computed from the dates, so it becomes En cours and stays in the notes."""
    reading = read_status(cell.value)
    if reading is not None and reading.late and "status" not in draft.values:
        draft.values["status"] = Status.RUNNING
        draft.note(cell)
        ledger.doubt(cell, Status.RUNNING.label, "le retard se calcule d’après les dates, " + KEPT)
        return
    _status(cell, column, draft, ledger)


def _read_weather(cell: Cell, _column: Column, draft: Draft, ledger: Ledger) -> None:
    reading = read_weather(cell.value)
    if reading is None or draft.weather is not None:
        _lose(cell, draft, ledger)
        return
    draft.weather = reading.value
    if not reading.sure:
        ledger.doubt(cell, reading.value.label, "météo")


def _read_continuous(cell: Cell, _column: Column, draft: Draft, ledger: Ledger) -> None:
    value = read_boolean(cell.value)
    if value is None or "continuous" in draft.values:
        _lose(cell, draft, ledger)
    else:
        draft.values["continuous"] = value


def _read_progress(cell: Cell, column: Column, draft: Draft, ledger: Ledger) -> None:
    percent = read_percent(cell.value, is_fraction=column.is_fraction)
    if percent is None or "progress_percent" in draft.values:
        status = read_status(cell.value) if isinstance(cell.value, str) else None
        if status is not None and "status" not in draft.values:
            draft.values["status"] = status.value
            ledger.doubt(cell, status.value.label, "lu comme un statut")
        else:
            _lose(cell, draft, ledger)
        return
    draft.values["progress_percent"] = percent


# --- dates -----------------------------------------------------------------------------------


_ENDS = frozenset({Target.END, Target.REVISED_END, Target.ACTUAL_END})


def _read_date(cell: Cell, column: Column, draft: Draft, ledger: Ledger) -> None:
    """Read a date; a period gives two dates when the other one is free."""
    is_end = column.target in _ENDS
    parsed = _parsed(cell, column, end=is_end)
    name = column.target.value
    if parsed is None or parsed.value is None:
        _no_date(cell, draft, ledger, parsed)
        return
    if name in draft.values:
        _lose(cell, draft, ledger, f"déjà lu dans une autre colonne, {KEPT}")
        return
    if parsed.until is not None:
        _set_period(cell, draft, ledger, parsed, name)
        return
    draft.values[name] = parsed.value
    note = parsed.note or ("date approximative" if parsed.approximate else "")
    if not note and column.us_order and isinstance(cell.value, str):
        note = "mois avant le jour"
    if not note and _is_serial(cell):
        note = "numéro de jour d’Excel"
    if note:
        ledger.doubt(cell, short_date(parsed.value), note)


def _parsed(cell: Cell, column: Column, *, end: bool) -> ParsedDate | None:
    if isinstance(cell.value, bool):
        return None
    return parse_date(cell.value, end=end, us_order=column.us_order)


def _is_serial(cell: Cell) -> bool:
    return isinstance(cell.value, int | float) and not isinstance(cell.value, bool) and cell.value > 2200


def _no_date(cell: Cell, draft: Draft, ledger: Ledger, parsed: ParsedDate | None) -> None:
    if parsed is not None and parsed.understood:
        _keep_unknown(cell, draft, ledger)
    else:
        _lose(cell, draft, ledger, f"{parsed.note}, {KEPT}" if parsed is not None and parsed.note else KEPT)


def _set_period(cell: Cell, draft: Draft, ledger: Ledger, parsed: ParsedDate, name: str) -> None:
    """« 2025-2027 » in one column: its own bound is set, the other one only when nothing else gives it."""
    start, end = parsed.value, parsed.until
    own = "planned_start" if name in {"planned_start", "actual_start"} else "initial_end"
    pairs = {name: start if own == "planned_start" else end}
    draft.values.update(pairs)
    other, value = ("initial_end", end) if own == "planned_start" else ("planned_start", start)
    draft.later.setdefault(other, value)
    ledger.doubt(cell, f"{short_date(start)} → {short_date(end)}", parsed.note)


def _read_period(cell: Cell, column: Column, draft: Draft, ledger: Ledger) -> None:
    """« Calendrier »: a period or a year gives both dates; one date gives the side its words say; else a note.

    Runs after the columns of dates: what they said is never replaced.
    """
    parsed = _parsed(cell, column, end=False)
    free = not {"planned_start", "initial_end"} & draft.values.keys()
    if parsed is None or parsed.value is None or not free:
        if not free:
            draft.note(cell)
            ledger.doubt(cell, "", f"dates déjà données par d’autres colonnes, {KEPT}")
        else:
            _no_date(cell, draft, ledger, parsed)
        return
    if parsed.until is not None:
        _both(cell, draft, ledger, parsed.value, parsed.until, parsed.note)
        return
    folded = fold(cell.text)
    last = parse_date(cell.value if not isinstance(cell.value, bool) else None, end=True, us_order=column.us_order)
    if _EXACT_PERIOD_END.match(folded) and last.value is not None:
        draft.values["initial_end"] = last.value
        ledger.doubt(cell, f"fin {short_date(last.value)}", last.note)
    elif _EXACT_PERIOD_START.match(folded):
        draft.values["planned_start"] = parsed.value
        ledger.doubt(cell, f"début {short_date(parsed.value)}", parsed.note)
    elif last.value is not None and last.value != parsed.value:
        _both(cell, draft, ledger, parsed.value, last.value, "une période, deux dates")
    else:
        _lose(cell, draft, ledger, f"début ou fin ? {KEPT}", short_date(parsed.value))


def _both(cell: Cell, draft: Draft, ledger: Ledger, start: date, end: date, note: str) -> None:
    draft.values["planned_start"], draft.values["initial_end"] = start, end
    ledger.doubt(cell, f"{short_date(start)} → {short_date(end)}", note)


# --- people and structures -------------------------------------------------------------------


_NAMES: Mapping[Target, PartnerRole | PersonRole] = {
    Target.LEAD: PartnerRole.LEAD,
    Target.CO_LEAD: PartnerRole.CO_LEAD,
    Target.PARTNERS: PartnerRole.TECHNICAL,
    Target.PILOT: PersonRole.PILOT,
    Target.ELECTED: PersonRole.ELECTED,
    Target.INDUSTRY: PersonRole.INDUSTRY,
}


def _read_names(cell: Cell, column: Column, draft: Draft, ledger: Ledger, known: Collection[str]) -> None:
    role = _NAMES[column.target]
    names = split_people(cell.text) if isinstance(role, PersonRole) else split_names(cell.text, known)
    if isinstance(cell.value, str):
        lost = [name for name in names if not is_a_name(name)]
    else:
        names, lost = [], [cell.text]
    for name in names:
        if name in lost:
            continue
        if isinstance(role, PersonRole):
            _add_person(cell, name, role, draft, ledger)
        else:
            _add_structure(name, role, draft)
    if lost and all(is_unknown(name) for name in lost):
        _keep_unknown(cell, draft, ledger)
    elif lost:
        _lose(cell, draft, ledger, understood=", ".join(name for name in names if name not in lost))


def _add_structure(name: str, role: PartnerRole, draft: Draft) -> None:
    """Add a structure; an action has one chef de file, the next ones are co-maîtres d’ouvrage."""
    if role is PartnerRole.LEAD and any(known is PartnerRole.LEAD for _, known in draft.partners):
        role = PartnerRole.CO_LEAD
    draft.add_partner(name, role)


def _add_person(cell: Cell, name: str, role: PersonRole, draft: Draft, ledger: Ledger) -> None:
    """Add a person; what follows her name goes to the notes, and a structure among people becomes a partner."""
    match = _FUNCTION.match(name)
    if match and (looks_like_person(match["name"]) or " " in match["name"]) and is_a_name(match["name"]):
        draft.add_person(match["name"].strip(), role)
        draft.note(cell)
        ledger.doubt(cell, match["name"].strip(), f"le reste est {KEPT}")
    elif "@" in name or re.search(r"\d{2}[ .]?\d{2}[ .]?\d{2}", name):
        _lose(cell, draft, ledger)
    elif looks_like_organization(name) and not looks_like_person(name):
        _add_structure(name, PartnerRole.LEAD, draft)
        given = draft.partners[-1][1].label.lower()
        ledger.doubt(cell, name, f"une structure et non une personne : {given}")
    else:
        draft.add_person(name, role)


# --- milestones ------------------------------------------------------------------------------


def _read_milestones(cell: Cell, _column: Column, draft: Draft, ledger: Ledger) -> None:
    """One step per line, bullet or « ; », with its date when it is surely one."""
    pieces = [piece for line in cell.text.splitlines() for piece in re.split(r"\s*;\s*|\s+[•▪►➢]\s+", line)]
    steps = [_step(_BULLET.sub("", piece).strip()) for piece in pieces if piece.strip(" -–—•;.")]
    draft.milestones += [step for step in steps if step not in draft.milestones]
    dated = sum(step.planned_on is not None for step in steps)
    if dated:
        ledger.doubt(cell, plural(len(steps), "étape"), f"{plural(dated, 'date')} à vérifier")


def _step(text: str) -> ProposedMilestone:
    is_done = bool(_DONE.search(text))
    title = _TO_DO.sub("", _DONE.sub("", text)).strip() or text
    for pattern, groups in ((_STEP_DATE, ("inside", "after")), (_STEP_DATE_FIRST, ("before",))):
        match = pattern.match(title)
        typed = next((match[group] for group in groups if match[group]), None) if match else None
        if match and typed and re.search(r"\d", typed):
            parsed = parse_date(typed, end=True)
            if parsed.value is not None:
                # The words stay in the title unless the date says exactly the same.
                exact = not parsed.approximate and not parsed.note and parsed.until is None
                return ProposedMilestone(
                    match["title"].strip() if exact else title, parsed.until or parsed.value, is_done
                )
    return ProposedMilestone(title, None, is_done)


_TEXTS = (
    Target.DESCRIPTION, Target.CONTEXT, Target.OBJECTIVES, Target.DELIVERABLES, Target.BENEFICIARIES, Target.RESOURCES,
    Target.GOVERNANCE, Target.INDICATORS, Target.PARTICIPATION, Target.DEPARTMENT, Target.LINKS,
)  # fmt: skip
_DATES = (Target.START, Target.ACTUAL_START, Target.END, Target.REVISED_END, Target.ACTUAL_END)
_READERS: Mapping[Target, CellReader] = {
    **dict.fromkeys(_TEXTS, _read_text),
    **dict.fromkeys(_DATES, _read_date),
    Target.IGNORE: _ignore,
    Target.NUMBER: _ignore,
    Target.TITLE: _ignore,
    Target.SUB_TITLE: _ignore,
    Target.AXIS: _ignore,
    Target.SUB_AXIS: _ignore,
    Target.SUB_SUB_AXIS: _ignore,
    Target.PERIOD: _read_period,
    Target.FUNDING_TEXT: read_funding_text,
    Target.FUNDING_PARTNERS: read_funding_partners,
    Target.FUNDER: read_funder,
    Target.FUNDER_AMOUNT: read_funder_amount,
    Target.FUNDER_COLUMN: read_funder_column,
    Target.COST: read_cost,
    Target.STATUS: _read_status,
    Target.MATURITY: _read_choice(read_maturity, "maturity"),
    Target.LEVEL: _read_choice(read_level, "level"),
    Target.SCOPE: _read_choice(read_scope, "scope"),
    Target.WEATHER: _read_weather,
    Target.PROGRESS: _read_progress,
    Target.CONTINUOUS: _read_continuous,
    Target.MILESTONES: _read_milestones,
    Target.NOTES: _read_note,
}
LAST = frozenset({Target.PERIOD})
"""Targets read after the other cells of the line."""


def quoted(text: str) -> str:
    """Quote a title in a French sentence, shortened."""
    return guillemets(text if len(text) <= 60 else text[:59].rstrip() + "…")
