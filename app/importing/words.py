"""Closed lists as people spell them: statut, priorité, phase, portée, météo, yes or no, percentages.

Each reader takes a cell and gives `Reading(value, sure)`, or `None` when it is not understood. `sure` is False when
the user should look: a synonym that another territory could use for something else.
"""

# ruff: noqa: E501 (one pattern per line reads better than a wrapped one)

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from app.dto.plan_import import CellValue
from app.importing.folded import fold
from app.vocabulary import Level, Maturity, Scope, Status, Term, Weather

T = TypeVar("T")
K = TypeVar("K", bound=Term)


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """A value read, and whether it needs no second look. `late` marks a statut « En retard » (computed, DOMAIN R13)."""

    value: T
    sure: bool = True
    late: bool = False


_STATUS_SURE: Mapping[Status, str] = {
    Status.PLANNED: "a venir|prevue?|planifiee?|programmee?|non commencee?|non demarree?|pas commencee?|pas demarree?|"
    "non debutee?|a demarrer|non engagee?|non lancee?",
    Status.TO_DISCUSS: "a discuter|a arbitrer|en discussion|a debattre",
    Status.RUNNING: "en cours|en cours de realisation|en cours de mise en oeuvre|demarree?|commencee?|lancee?|engagee?|"
    "en cours d'execution|debutee?|actif|active|en realisation|en cours de deploiement|ongoing|in progress",
    Status.PAUSED: "en pause|en attente|suspendue?|en suspens|gelee?|stand by|standby|a l'arret",
    Status.BLOCKED: "bloquee?|en blocage|point de blocage|blocage",
    Status.DONE: "realisee?|terminee?|achevee?|fait|faite|finie?|finalisee?|cloturee?|clos|close|soldee?|livree?|"
    "accomplie?|effectuee?|action realisee|action terminee|ok fait|done|realisation achevee|mise? en oeuvre achevee",
    Status.ABANDONED: "abandonnee?|abandon|annulee?|supprimee?|sans suite|classee? sans suite|arretee?",
}
_STATUS_DOUBTFUL: Mapping[Status, str] = {
    Status.PLANNED: "a lancer|a faire|a engager|a initier|a realiser|a mettre en oeuvre|a commencer|futur|future|"
    "en projet|projet|"
    "a programmer|a planifier|en preparation|a preparer|en attente de (?:lancement|demarrage).*|todo|to do|"
    "a l'etude|en cours de (?:montage|definition|cadrage|preparation)|en reflexion|idee|non realisee?|pas encore.*",
    Status.TO_DISCUSS: "a valider|a definir|a confirmer|a preciser|a etudier|en reflexion|a reflechir|a instruire",
    Status.RUNNING: "ok|en bonne voie|partiellement realisee?|realisee? partiellement|avancee?|bien avancee?|en continu|"
    "continue?|permanent|recurrente?|reconduite?|poursuivie?|a poursuivre|poursuite|en phase .*|oui",
    Status.PAUSED: "reportee?|ajournee?|decalee?|differee?|a relancer|en sommeil",
    Status.BLOCKED: "en difficulte|difficultes?|probleme|a risque|critique",
    Status.DONE: "100 ?%|x|✓|✔|ok termine|quasi terminee?|operationnel(?:le)?|mise? en service|inauguree?",
    Status.ABANDONED: "non retenue?|refusee?|retiree?|non",
}
_LATE = "en retard|retard|retardee?|prend du retard|en retard .*"

_LEVEL_SURE: Mapping[Level, str] = {
    Level.HIGH: "elevee?|haute?|forte?|prioritaire|tres prioritaire|tres elevee?|tres haute?|tres forte?|maximale?|priorite haute|"
    "urgente?|urgence|majeure?|essentielle?|high|priorite elevee|priorite forte|critique",
    Level.MEDIUM: "moyen(?:ne)?|moderee?|normale?|intermediaire|medium|priorite moyenne|moyennement prioritaire|standard",
    Level.LOW: "bas(?:se)?|faible|mineure?|secondaire|peu prioritaire|non prioritaire|low|priorite basse|priorite faible|minimale?",
}
_LEVEL_DOUBTFUL: Mapping[Level, str] = {
    Level.HIGH: r"(?:p|priorite|niveau|rang)? ?1|a|court terme|1ere?|premiere",
    Level.MEDIUM: r"(?:p|priorite|niveau|rang)? ?2|b|moyen terme|2e(?:me)?|seconde?|deuxieme",
    Level.LOW: r"(?:p|priorite|niveau|rang)? ?3|c|long terme|3e(?:me)?|troisieme",
}
_MATURITY_SURE: Mapping[Maturity, str] = {
    Maturity.IDEA: "idee|idees|a l'etat d'idee|emergence|en emergence|emergente?",
    Maturity.STUDY: "etude|etudes|a l'etude|en etude|phase etude|etude de faisabilite|faisabilite|etude en cours|phase d'etude",
    Maturity.OPERATION: "operation|operationnel(?:le)?|phase operationnelle|phase operation|en operation",
}
_MATURITY_DOUBTFUL: Mapping[Maturity, str] = {
    Maturity.IDEA: "intention|piste|reflexion|en reflexion|a maturer|fiche[- ]projet|en projet|amorcage",
    Maturity.STUDY: "conception|cadrage|montage|avant[- ]projet|preparation|definition|avp|aps|apd|esquisse|developpement",
    Maturity.OPERATION: "realisation|travaux|mise en oeuvre|execution|deploiement|fiche[- ]action|mature|prete?|chantier|"
    "exploitation|validee?",
}
_SCOPE_SURE: Mapping[Scope, str] = {
    Scope.TERRITORY: "territoire entier|tout le territoire|ensemble du territoire|territoire|territoire d'industrie|"
    "territoriale?|l'ensemble du territoire|ti|tout le ti",
    Scope.SEVERAL: "plusieurs epci|pluri[- ]?epci|inter[- ]?epci|multi[- ]?epci|\\d+ epci|tous les epci|interterritoriale?",
    Scope.ONE: "un epci|1 epci|epci|intercommunale?|un seul epci|mono[- ]?epci",
    Scope.COMPANY: "une entreprise|1 entreprise|entreprise|une seule entreprise",
}
_WEATHER_SURE: Mapping[Weather, str] = {
    Weather.SUN: "soleil|ensoleillee?|beau temps|beau|grand soleil|☀.?|🌞|objectifs? securises?",
    Weather.CLOUDY: "couvert|eclaircies?|partiellement nuageux|peu nuageux|voilee?|🌤.?|⛅.?|objectifs? atteignables?",
    Weather.CLOUD: "nuages?|nuageux|☁.?|🌥.?|appuis? necessaires?",
    Weather.STORM: "orages?|orageux|tempete|⛈.?|🌩.?|objectifs? compromis",
}
_WEATHER_DOUBTFUL: Mapping[Weather, str] = {
    Weather.SUN: "verte?|🟢|ok|bon|bonne|tres bien|4",
    Weather.CLOUDY: "jaune|🟡|moyen|bien|3|gris",
    Weather.CLOUD: "orange|🟠|pluie|pluvieux|🌧.?|🌦.?|difficile|2|brouillard",
    Weather.STORM: "rouge|🔴|mauvais|critique|1|noire?",
}
_TRUE = re.compile(r"vrai|oui|o|x|true|yes|y|1|ok|✓|✔|☑|☒|✗|wahr|✅|\[x\]|continue?|permanente?|recurrente?|en continu")
_FALSE = re.compile(r"faux|non|n|false|no|0|☐|❌|\[ ?\]|ponctuelle?|aucune?|pas d'amelioration continue")
_BLANK = re.compile(r"[-–—_./\\*\s\u00a0\u202f]+")
_UNKNOWN = re.compile(
    r"n\.? ?[cdra]\.?|n ?/ ?[cdra]|nsp|\?+|inconnue?s?|non (?:connu|defini|renseigne|communique|determine|precise|concerne|chiffre|"
    r"estime|identifie)e?s?|a (?:definir|determiner|preciser|completer|identifier|confirmer|chiffrer|renseigner|voir|venir|"
    r"estimer|trouver|designer|recruter)|en (?:cours|attente)(?: de .*)?|neant|aucune?s?|sans objet|s\.? ?o\.?|so|tbd|xxx*|…|\.\.\.+|etc\.?|idem|vide"
)
_PERCENT = re.compile(r"(?:env\.?|environ|~|≈)?\s*(\d{1,3}(?:[.,]\d+)?)\s*%?")


def is_blank(value: CellValue) -> bool:
    """Whether a cell says nothing: empty, or only dashes, dots and slashes (« - », « / », « … » is not)."""
    return value is None or (isinstance(value, str) and bool(_BLANK.fullmatch(value)))


@lru_cache(maxsize=4096)
def is_unknown(text: str) -> bool:
    """Whether the words say that nobody knows yet: « n.c. », « à définir », « néant »."""
    return bool(_UNKNOWN.fullmatch(fold(text)))


def _choice(
    value: CellValue, sure: Mapping[K, re.Pattern[str]], doubtful: Mapping[K, re.Pattern[str]]
) -> Reading[K] | None:
    words = _words(value)
    if not words:
        return None
    for is_sure, table in ((True, sure), (False, doubtful)):
        for term, pattern in table.items():
            if pattern.fullmatch(words):
                return Reading(term, is_sure)
    return None


def _words(value: CellValue) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    text = fold(str(value)).strip(" .,;:!»«\"'()")
    return re.sub(r"^\d+ ?[-.):] ?", "", text) or text


def _compiled(table: Mapping[K, str]) -> dict[K, re.Pattern[str]]:
    own = {term: re.escape(fold(term.label)) for term in table}
    return {term: re.compile(f"{own[term]}|{pattern}") for term, pattern in table.items()}


_STATUS = (_compiled(_STATUS_SURE), _compiled(_STATUS_DOUBTFUL))
_LEVEL = (_compiled(_LEVEL_SURE), _compiled(_LEVEL_DOUBTFUL))
_MATURITY = (_compiled(_MATURITY_SURE), _compiled(_MATURITY_DOUBTFUL))
_SCOPE: tuple[dict[Scope, re.Pattern[str]], dict[Scope, re.Pattern[str]]] = (_compiled(_SCOPE_SURE), {})
_WEATHER = (_compiled(_WEATHER_SURE), _compiled(_WEATHER_DOUBTFUL))


@lru_cache(maxsize=4096, typed=True)
def read_status(value: CellValue) -> Reading[Status] | None:
    """Read a statut in any case and spelling; « En retard » is « En cours », marked late (it is computed)."""
    if re.fullmatch(_LATE, _words(value)):
        return Reading(Status.RUNNING, sure=False, late=True)
    return _choice(value, *_STATUS)


@lru_cache(maxsize=4096, typed=True)
def read_level(value: CellValue) -> Reading[Level] | None:
    """Read a priorité: « Élevé », « forte », « P1 », 1."""
    if isinstance(value, str) and re.fullmatch(r"[+*!]{1,3}", value.strip()):
        return Reading((Level.LOW, Level.MEDIUM, Level.HIGH)[len(value.strip()) - 1], sure=False)
    return _choice(value, *_LEVEL)


@lru_cache(maxsize=4096, typed=True)
def read_maturity(value: CellValue) -> Reading[Maturity] | None:
    """Read a phase: idée, étude, opération."""
    return _choice(value, *_MATURITY)


@lru_cache(maxsize=4096, typed=True)
def read_scope(value: CellValue) -> Reading[Scope] | None:
    """Read a portée."""
    return _choice(value, *_SCOPE)


@lru_cache(maxsize=4096, typed=True)
def read_weather(value: CellValue) -> Reading[Weather] | None:
    """Read a météo: its word, its emoji, or a colour (to check)."""
    return _choice(value, *_WEATHER)


def read_boolean(value: CellValue) -> bool | None:
    """Read « VRAI », « oui », « x », true booleans; `None` when it is neither yes nor no."""
    if isinstance(value, bool):
        return value
    if value is None:
        return None
    words = fold(str(value)).strip(" .")
    if _TRUE.fullmatch(words):
        return True
    return False if _FALSE.fullmatch(words) else None


def read_percent(value: CellValue, *, is_fraction: bool) -> int | None:
    """Read a percentage from 0 to 100; `is_fraction` when the column holds Excel percentages (0,5 for 50 %)."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        percent = float(value) * 100 if is_fraction else float(value)
    elif isinstance(value, str):
        match = _PERCENT.fullmatch(value.strip().replace("\u00a0", " ").replace("\u202f", " "))
        if match is None:
            return None
        percent = float(match[1].replace(",", "."))
        if is_fraction and "%" not in value:
            percent *= 100
    else:
        return None
    rounded = int(percent + 0.5)
    return rounded if 0 <= percent <= 100 else None
