"""What the lines say together: numbers, the same action on several lines, dates that contradict one another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from app.dto.plan_import import LeftOut, ProposedFunding
from app.french import short_date
from app.importing.cells import quoted
from app.importing.draft import KEPT, Cell, Draft, Ledger, labelled
from app.importing.folded import fold
from app.importing.titles import is_named_number, split_number, title_key

_FAR = 40  # years
_BLOCK = "\n\n"


def settle(drafts: list[Draft], ledger: Ledger, today: date) -> list[Draft]:
    """Number, merge and check the actions of all sheets; gives those that remain, in order."""
    _typed_numbers(drafts, ledger)
    _numbers_in_titles(drafts)
    for draft in drafts:
        _settle_values(draft)
    _parents_by_number(drafts)
    kept = _without_doubles(drafts, ledger)
    _say_repeated_numbers(kept, ledger)
    for draft in kept:
        _check_dates(draft, ledger, today)
    return kept


# --- numbers ---------------------------------------------------------------------------------


def _typed_numbers(drafts: Sequence[Draft], ledger: Ledger) -> None:
    """Write the numbers typed in their column; Excel turns « 1.10 » into 1,1 and « 1.2 » into a date."""
    seen: dict[str, set[str]] = {}
    previous: dict[str, str] = {}
    for draft in drafts:
        cell = draft.number_cell
        if cell is None:
            continue
        known = seen.setdefault(cell.sheet, set())
        number = _number(cell, ledger, known, previous.get(cell.sheet, ""))
        if len(number) > 40:
            draft.note(cell)
            ledger.doubt(cell, "", f"trop long pour un numéro, {KEPT}")
            continue
        draft.number = number
        known.add(number)
        previous[cell.sheet] = number


def _number(cell: Cell, ledger: Ledger, known: set[str], previous: str) -> str:
    value = cell.value
    if isinstance(value, date):
        number = f"{value.day}.{value.month}"
        ledger.doubt(cell, number, "numéro transformé en date par Excel")
        return number
    if isinstance(value, float):
        number = repr(value)
        if re.fullmatch(r"\d+\.\d", number) and number in known and previous == f"{number.partition('.')[0]}.9":
            ledger.doubt(
                cell, f"{number}0", "numéro lu comme 1.10 après 1.9".replace("1.", f"{number.partition('.')[0]}.")
            )
            return f"{number}0"
        return number
    text = " ".join(cell.text.split())
    bare = re.fullmatch(
        r"(?:fiche[- ]?action|action|fiche|projet)?\s*(?:n ?[°ºo]\.?)?\s*"
        r"([A-Za-z]{0,3}[-. ]?\d+(?:[.-]\d+)*[a-z]?)\s*[.):]?",
        text,
        re.I,
    )
    return bare[1] if bare else text


def _numbers_in_titles(drafts: Sequence[Draft]) -> None:
    """Take out of the titles the numbers surely theirs: announced, or found in most titles; all different."""
    for level in (False, True):
        group = [draft for draft in drafts if (draft.parent is not None) is level]
        found = {id(draft): split_number(draft.title) for draft in group}
        numbered = [draft for draft in group if found[id(draft)][0]]
        counts = Counter(fold(found[id(draft)][0]) for draft in numbered)
        taken = {fold(draft.number) for draft in group if draft.number}
        usual = len(numbered) >= max(2, len(group) / 2)
        for draft in numbered:
            number, title = found[id(draft)]
            if draft.number:
                if fold(draft.number) == fold(number):
                    draft.title = title
            elif counts[fold(number)] == 1 and fold(number) not in taken and (usual or is_named_number(draft.title)):
                draft.number, draft.title = number, title


def _say_repeated_numbers(drafts: Sequence[Draft], ledger: Ledger) -> None:
    first: dict[str, Draft] = {}
    for draft in drafts:
        if not draft.number:
            continue
        holder = first.setdefault(fold(draft.number), draft)
        if holder is not draft:
            # A number names one action only (DOMAIN R20): the second one keeps it in its notes.
            message = f"numéro déjà porté par {_place(holder, draft)}, {KEPT}"
            if draft.number_cell is not None:
                draft.note(draft.number_cell)
                ledger.doubt(draft.number_cell, "", message)
            else:
                draft.add_note(labelled("Numéro", draft.number))
                ledger.line(draft.sheet, draft.row, 0, message, draft.number)
            draft.values["notes"] = "\n".join(draft.notes)
            draft.number = ""


def _parents_by_number(drafts: Sequence[Draft]) -> None:
    """A line said to be a sub-action (« Type : Sous-action ») hangs from the action its number begins with."""
    mains = {fold(draft.number): draft for draft in drafts if draft.number and draft.parent is None}
    for draft in drafts:
        above = mains.get(fold(draft.number.rpartition(".")[0])) if "." in draft.number else None
        said = any(re.fullmatch(r"(?:type|nature|niveau)\b[^:]*: sous[- ]?action", fold(note)) for note in draft.notes)
        if said and draft.parent is None and above is not None and above is not draft and above.row < draft.row:
            draft.parent = above


# --- values ----------------------------------------------------------------------------------


def _settle_values(draft: Draft) -> None:
    for name, value in draft.later.items():
        if name not in draft.values:
            draft.values[name] = value
    for name, texts in draft.texts.items():
        if texts:
            draft.values[name] = _BLOCK.join(texts)
    if draft.notes:
        draft.values["notes"] = "\n".join(draft.notes)


def _check_dates(draft: Draft, ledger: Ledger, today: date) -> None:
    for start_name, end_name in (
        ("planned_start", "initial_end"),
        ("actual_start", "actual_end"),
        ("planned_start", "revised_end"),
    ):
        start, end = draft.values.get(start_name), draft.values.get(end_name)
        if isinstance(start, date) and isinstance(end, date) and end < start:
            period = f"{short_date(start)} → {short_date(end)}"
            ledger.line(draft.sheet, draft.row, _column(draft), "la fin précède le début, dates gardées", period)
            break
    for value in draft.values.values():
        if isinstance(value, date) and abs(value.year - today.year) > _FAR:
            ledger.line(draft.sheet, draft.row, _column(draft), "date lointaine, à vérifier", short_date(value))


def _column(draft: Draft) -> int:
    return draft.title_cell.column if draft.title_cell else 0


# --- the same action on several lines --------------------------------------------------------


def _without_doubles(drafts: list[Draft], ledger: Ledger) -> list[Draft]:
    """Join the lines of one action (one line per funder, or one sheet per subject); leave out exact copies."""
    kept: list[Draft] = []
    by_key: dict[tuple[object, ...], list[Draft]] = {}
    moved: dict[int, Draft] = {}
    for draft in drafts:
        if draft.parent is not None and id(draft.parent) in moved:
            draft.parent = moved[id(draft.parent)]
        key = (title_key(draft.title), id(draft.parent) if draft.parent else None)
        twins = by_key.setdefault(key, [])
        twin = next((other for other in twins if _is_twin(other, draft)), None)
        if twin is None:
            kept.append(draft)
            twins.append(draft)
            continue
        if _content(twin) == _content(draft):
            moved[id(draft)] = twin
            text = " · ".join(filter(None, [draft.number, draft.title]))
            ledger.left_out.append(
                LeftOut(draft.sheet, draft.row + 1, text, f"copie exacte de la ligne {twin.row + 1}")
            )
        elif _can_join(twin, draft):
            moved[id(draft)] = twin
            _join(twin, draft)
            ledger.line(
                draft.sheet,
                draft.row,
                _column(draft),
                f"même action que {_place(twin, draft)}, lignes réunies",
                quoted(twin.title),
            )
        else:
            kept.append(draft)
            ledger.line(
                draft.sheet, draft.row, _column(draft), f"même intitulé que {_place(twin, draft)}", quoted(draft.title)
            )
    return kept


def _place(twin: Draft, draft: Draft) -> str:
    line = f"la ligne {twin.row + 1}"
    return line if twin.sheet == draft.sheet else f"{line} de la feuille {quoted(twin.sheet)}"


def _is_twin(one: Draft, other: Draft) -> bool:
    """Whether two lines name the same action; another sheet may leave out the axis and the number."""
    numbers = {fold(draft.number) for draft in (one, other)}
    same_number = len(numbers) == 1 or (one.sheet != other.sheet and "" in numbers)
    return same_number and _same_axis(one, other)


def _same_axis(one: Draft, other: Draft) -> bool:
    return one.axis == other.axis or (one.sheet != other.sheet and (not one.axis or not other.axis))


def _content(draft: Draft) -> tuple[object, ...]:
    return (
        dict(draft.values),
        draft.partners,
        draft.people,
        draft.fundings,
        draft.milestones,
        draft.weather,
    )


def _can_join(one: Draft, other: Draft) -> bool:
    """Whether nothing contradicts: each field is given once, or twice the same; notes and lists add up."""
    elsewhere = one.sheet != other.sheet
    for name, value in other.values.items():
        added = name == "notes" or (elsewhere and name in other.texts)
        if not added and name in one.values and one.values[name] != value:
            return False
    return one.weather is None or other.weather is None or one.weather == other.weather


def _join(one: Draft, other: Draft) -> None:
    for note in other.notes:
        one.add_note(note)
    one.values = {**other.values, **one.values}
    one.number = one.number or other.number
    for name, texts in other.texts.items():
        for text in texts:
            one.add_text(name, text)
    _settle_values(one)
    for partner in other.partners:
        one.add_partner(*partner)
    for person in other.people:
        one.add_person(*person)
    one.fundings += [funding for funding in other.fundings if funding not in one.fundings]
    one.milestones += [step for step in other.milestones if step not in one.milestones]
    one.weather = one.weather or other.weather
    one.axis = one.axis or other.axis


def only_known(fundings: Sequence[ProposedFunding]) -> tuple[ProposedFunding, ...]:
    """Drop the fundings of unknown amount that a known one of the same funder and scheme completes."""
    known = {(fold(funding.organization), fold(funding.scheme)) for funding in fundings if funding.cents is not None}
    return tuple(
        funding
        for funding in fundings
        if funding.cents is not None or (fold(funding.organization), fold(funding.scheme)) not in known
    )
