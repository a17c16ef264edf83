"""Who pays and how much, as written: « Région : 200 000 € ; État (DSIL) : 150 000 € », « Fonds vert »."""

# ruff: noqa: E501 (one pattern per line reads better than a wrapped one)

from __future__ import annotations

import re
from dataclasses import dataclass

from app.importing.folded import fold
from app.importing.headers import is_generic_money, plain, stage_of
from app.importing.names import is_a_name
from app.rules.money import parse_amount
from app.vocabulary import TaxBasis

STATE, EUROPE = "État", "Union européenne"
_STATE_SCHEMES = re.compile(
    r"(?:detr|dsil|dsid|dpv|fnadt|crte|fonds vert(?: \w+)*|france 2030|france relance|plan de relance|dgd|fonds friches?|"
    r"fonds de soutien(?: \w+)*|rebond industriel|anru)(?: \d{4})?"
)
_EUROPE_SCHEMES = re.compile(
    r"(?:feder(?:[- ]fse\+?)?|fse\+?|ftj|leader|interreg|feader|feampa|fonds europeens?)(?: \d{4}(?:-\d{2,4})?)?"
)
_STATE_NAMES = re.compile(r"(?:l'?)?etat")
_EUROPE_NAMES = re.compile(r"(?:l'?)?(?:europe|ue|union europeenne|fonds europeens?)")
_OWN = re.compile(
    r"(?:auto ?-?financements?|autofin\w*|fonds propres|part (?:communale|mo|du maitre d'ouvrage|maitre d'ouvrage)|reste a charge|maitre d'ouvrage|mo|moa|porteur)"
)
_FIGURE = r"(?:[-+]?\d[\d\s\u00a0\u202f.,']*\d|\d)"
_UNIT = r"(?:[kKM]\s?€|€|[kKM](?=\s|$|\))|k ?euros?|euros?|M(?:illions?)?(?: d['’]euros?)?|millions?(?: d['’]euros?)?)"
_TAX = r"(?:\s*(?:HT|TTC|H\.T\.?|T\.T\.C\.?))?"
_AMOUNT = rf"(?P<amount>{_FIGURE}\s*{_UNIT}{_TAX}|{_FIGURE}{_TAX})"
_NAME_FIRST = re.compile(
    rf"^(?P<name>.*?[^\W\d_].*?)\s*(?:[:=–—]|\s-\s|\s|\()\s*(?:env\.?|environ|à hauteur de)?\s*{_AMOUNT}\s*\)?\.?$"
)
_AMOUNT_FIRST = re.compile(
    rf"^{_AMOUNT}\s*(?:[:=–—(]|\s-\s|\bde la\b|\bdu\b|\bde l['’]|\bde\b|\bpar\b|\s)\s*(?P<name>[^\W\d_].*?)\s*\)?\.?$"
)
_CHUNKS = re.compile(
    r"[;\n]|\s\+\s|,\s+(?=[^\W\d_])|(?<=€),?\s+(?!HT\b|TTC\b|H\.T|d[eu]\b|par\b)(?=[^\W\d_])|(?<=€)\s*/\s*"
)
_CHUNKS_SLASH = re.compile(r"\s/\s")


@dataclass(frozen=True, slots=True)
class Funder:
    """A funder named: the structure, and the scheme when one is named. `is_own` for the project owner's own money."""

    organization: str
    scheme: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A funder and its amount in cents, `None` when the text names nobody's amount."""

    funder: Funder
    cents: int | None
    basis: TaxBasis | None = None


def name_funder(text: str) -> Funder:
    """Name the structure behind a funder as written: « DSIL » is the State, « Europe (FEDER) » the European Union."""
    label = " ".join(text.split()).strip(" :;,.-–—")
    outside, inside = _parenthesis(label)
    folded = fold(outside)
    if _OWN.fullmatch(fold(label)) or _OWN.fullmatch(folded):
        return Funder("", label, is_own=True)
    for names, schemes, organization in (
        (_STATE_NAMES, _STATE_SCHEMES, STATE),
        (_EUROPE_NAMES, _EUROPE_SCHEMES, EUROPE),
    ):
        if schemes.fullmatch(folded):
            return Funder(organization, label)
        if names.fullmatch(folded):
            return (
                Funder(organization, inside)
                if not inside or schemes.fullmatch(fold(inside))
                else Funder(f"{organization} ({inside})")
            )
        head, _, tail = (
            (part.strip() for part in re.split(r"(\s[-–—/]\s|\s:\s|\s)", outside, maxsplit=1))
            if " " in outside
            else (outside, "", "")
        )
        tail = tail.strip(" -–—/:")
        if names.fullmatch(fold(head)) and schemes.fullmatch(fold(tail)):
            return Funder(organization, tail)
    return Funder(label)


def _parenthesis(label: str) -> tuple[str, str]:
    match = re.fullmatch(r"([^()]*[^()\s])\s*\(([^()]*)\)", label)
    return (match[1].strip(), match[2].strip()) if match else (label, "")


def funder_of_header(header: str) -> Funder:
    """Name the funder of a column: « ADEME — Demandé », « Région (€ HT) », « Part État »."""
    parts = [re.sub(r"\((?:en )?[^)]*(?:€|HT|TTC|euros?)[^)]*\)", "", part).strip() for part in header.split(" — ")]
    named = [part for part in parts if part and not is_generic_money(part)]
    name = named[-1] if named else header
    name = re.sub(
        r"^(?:part|financement|subvention|aide|participation|montant)s? (?:de la |de l['’]|du |des |de |d['’])?(?=\w)",
        "",
        name,
        flags=re.IGNORECASE,
    )
    name = re.sub(r"\s*(?:en )?(?:k€|M€|€|euros?)?\s*(?:HT|TTC)?$", "", name).strip() or name
    if stage_of(name) is not None and len(plain(name).split()) > 1:
        name = re.sub(
            r"\s+(?:demand|accord|sollicit|notifi|obtenu|vers|acquis|convention)\w*$", "", name, flags=re.IGNORECASE
        )
    return name_funder(name)


def read_shares(text: str) -> tuple[list[Share], list[str]]:
    """Read a cell that may hold several funders: the shares with an amount, and the other pieces of text.

    A piece is a share only when a name and one readable amount stand side by side.
    """
    shares: list[Share] = []
    rest: list[str] = []
    for piece in _pieces(text):
        share = _share(piece)
        if share is not None:
            shares.append(share)
        elif piece.strip(" .;,"):
            rest.append(piece.strip(" ;,"))
    return shares, rest


def _pieces(text: str) -> list[str]:
    pieces = [re.sub(r"^\s*[-–—•·▪*]\s*", "", piece).strip() for piece in _CHUNKS.split(_protected(text))]
    pieces = [_restored(piece) for piece in pieces if piece]
    if len(pieces) == 1 and _share(pieces[0]) is None and len(_CHUNKS_SLASH.split(pieces[0])) > 1:
        return [piece.strip() for piece in _CHUNKS_SLASH.split(pieces[0])]
    return pieces


def _protected(text: str) -> str:
    """Hide the separators that stand in parentheses."""
    return re.sub(
        r"\([^()]*\)", lambda match: match[0].replace(";", "\x01").replace(",", "\x02").replace("+", "\x03"), text
    )


def _restored(text: str) -> str:
    return text.replace("\x01", ";").replace("\x02", ",").replace("\x03", "+")


def _share(piece: str) -> Share | None:
    for pattern in (_NAME_FIRST, _AMOUNT_FIRST):
        match = pattern.match(piece)
        if match is None or not _is_money(match["amount"]):
            continue
        name = match["name"].strip(" :=-–—(")
        parsed = parse_amount(match["amount"])
        if (
            parsed.cents is None
            or parsed.cents < 0
            or not is_a_name(name)
            or re.search(r"(?!(?:19|20)\d\d(?!\d))\d{4,}|%|€", name)
        ):
            continue
        return Share(name_funder(name), parsed.cents, parsed.basis)
    return None


def _is_money(amount: str) -> bool:
    """Whether a figure can be an amount: it has a unit, or at least four digits and is not a year."""
    if re.search(r"[€kKM]|euro|million", amount):
        return True
    digits = re.sub(r"\D", "", amount)
    return len(digits) >= 4 and not re.fullmatch(r"(?:19|20)\d\d", amount.strip())
