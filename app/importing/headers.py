"""What the header of a column means: French synonyms met in real plans, folded, tried from the surest to the loosest.

Sources: the national template and its older versions (DOMAIN §2.2), the CRTE and PVD models (§2.4), the columns of a
tableau de suivi (§3.1), and the spellings of hand-made tables.
"""

# ruff: noqa: E501 (one pattern per line reads better than a wrapped one)

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.dto.plan_import import Target
from app.importing.folded import fold
from app.vocabulary import Stage, TaxBasis

FULL, PART, PREFIX, INSIDE = 100, 80, 60, 40
"""Sureness of a meaning: the whole header, one of its parts, its beginning, a word inside."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header means; `rank` orders the columns that may be axes (10: axe, 30: sous-sous-axe), 0 for others."""

    target: Target
    score: int
    rank: int = 0


_SMALL_WORDS = frozenset(re.findall(r"\w+", "de du des d la le les l un une et en a au aux pour par ou"))
_INCLUSIVE = re.compile(r"(?<=[a-z])[·•.\-(](?:[te]?e|trice|ice|euse|ne|sse|s)\)?(?:[·•.\-(]?s\)?)?(?![a-z])")
_PARENTHESES = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")
_NUMBER_SIGN = re.compile(r"\bn ?[°º]|№|^n\.|#")

_THING = r"(?:(?: (?:fiche|sous)? ?(?:actions?|projets?|operations?|mesures?|fiches?)| ti| plan| programme)*)"
_NAME = r"(?:intitules?|titres?|noms?|libelles?|designation|denomination)(?: complet| court| precis)?"
_PLANNED = r"(?: (?:previsionn?el(?:le)?s?|prevu?e?s?|prev|estim(?:e|ee|atif|ative|ation)s?|theoriques?|souhaitee?s?|cible|visee?))*"
_REAL = r"(?:reel(?:le)?s?|effecti(?:f|ve)s?|constatee?s?|realisee?s?)"
_REVISED = r"(?:revis(?:e|ee|ion)s?|actualisee?s?|reportee?s?|recalee?s?|ajustee?s?|corrigee?s?|nouvel(?:le)?)"
_START = r"(?:debuts?|demarrages?|lancements?|commencement|entree vigueur)"
_END = r"(?:fins?|echeances?|achevements?|termes?|butoirs?|limites?|livraisons?|clotures?|objectif date|cible date)"
_DATE = r"(?:dates? |annees? |mois )?"
_AMOUNT = (
    r"(?:couts?|budgets?|montants?|enveloppes?|depenses?|chiffrages?|estimations? (?:financieres?|budgetaires?|couts?))"
)
_MONEY_TAIL = r"(?:(?: (?:total(?:e|es|aux)?|global(?:e|es)?|ht|ttc|euros?|k|m|ke|me|keuros?|estim(?:e|ee|ees|es|atif|atifs|ation)|"
_MONEY_TAIL += (
    r"previsionn?el(?:le|les|s)?|prevu|prevus|prev|financiers?|projet|action|operation|fiche|plan|approximatif|"
)
_MONEY_TAIL += r"milliers|millions|indicatif|hors|taxes?))*)"
_ORGANISATION = r"(?:structures?|organismes?|entites?|collectivites?|institutions?|acteurs?|etablissements?)"

_RULES: tuple[tuple[Target, str], ...] = (
    (Target.NOTES, r"(?:taux|reste|part) (?:\w+ )*financ\w*(?: \w+)*|reste charge|(?:taux|part) (?:aides?|subventions?)(?: \w+)*"),
    (Target.SUB_TITLE, rf"(?:{_NAME} )?sous ?(?:actions?|projets?|operations?|fiches?)(?: titre| intitule)?"),
    (Target.NUMBER, rf"(?:numeros?|num|no|nr|n|ref|references?|code|id|identifiants?|index|rang)(?: ordre| unique)?{_THING}"),
    (Target.NUMBER, r"(?:actions?|fiches?|projets?) (?:numero|num|no|n)"),
    (Target.TITLE, rf"{_NAME}{_THING}"),
    (Target.PROGRESS, r"%(?: \w+)*|(?:\w+ )+%|(?:taux|pourcentage|pct|degre)(?: physique)? (?:avancement|realisation|progression|execution)"),
    (Target.PROGRESS, r"progression(?: \w+)?|taux|pourcentage"),
    (Target.WEATHER, r"(?:indice )?meteo(?: \w+)*"),
    (Target.ACTUAL_START, rf"{_DATE}{_START} {_REAL}|{_REAL} {_START}|demarree? le|commencee? le"),
    (Target.ACTUAL_END, rf"{_DATE}{_END} {_REAL}|{_REAL} {_END}|terminee? le|achevee? le|{_DATE}realisation {_REAL}"),
    (Target.REVISED_END, rf"{_DATE}{_END}{_PLANNED} {_REVISED}|{_REVISED} (?:date )?{_END}"),
    (Target.START, rf"{_DATE}{_START}{_PLANNED}{_THING}{_PLANNED}(?: initiale?)?|debute? le|a partir"),
    (Target.END, rf"{_DATE}{_END}{_PLANNED}{_THING}{_PLANNED}(?: initiale?)?(?: realisation)?|delais?{_PLANNED}|pour le|deadline"),
    (Target.END, rf"date (?:realisation|mise oeuvre|mise service){_PLANNED}"),
    (Target.PERIOD, r"calendriers?(?: \w+)*|plannings?(?: \w+)*|periodes?(?: \w+)*|temporalites?|echeanciers?(?: \w+)*|dates?|annees?"),
    (Target.PERIOD, rf"(?:annee|date|periode)s? (?:realisation|mise oeuvre|execution){_PLANNED}|horizon(?: temporel)?|quand"),
    (Target.FUNDING_PARTNERS, r"(?:co ?)?financeurs(?: \w+)*|partenaires? (?:financiers?|financeurs?)(?: \w+)*"),
    (Target.FUNDING_PARTNERS, r"sources? financements?|(?:co ?)?financements? (?:mobilis\w+|pressentis?|possibles?|sollicites?|potentiels?|envisages?)"),
    (Target.FUNDER, r"(?:nom )?(?:co ?)?financeur(?: principal| \d+| [a-z])?"),
    (Target.COST, rf"{_AMOUNT}{_MONEY_TAIL}"),
    (Target.STATUS, rf"statuts?{_THING}|(?:etats?|niveaux?|stades?) (?:avancement|realisation|execution){_THING}"),
    (Target.STATUS, rf"avancements?{_THING}|etats?{_THING}|situations?|mise oeuvre"),
    (Target.MATURITY, rf"phases?{_THING}|(?:niveau |degre |stade )?maturite{_THING}|stades?{_THING}"),
    (Target.LEVEL, rf"(?:niveaux? |degre |ordre )?(?:priorites?|priorisation|urgence|importance){_THING}|hierarchisation"),
    (Target.SCOPE, r"portee|echelles?(?: territoriales?| intervention)?|perimetres?(?: \w+)*"),
    (Target.CONTINUOUS, r"(?:actions? )?(?:amelioration )?continues?|(?:actions? )?(?:recurrentes?|permanentes?|perennes?)"),
    (Target.CO_LEAD, rf"co ?(?:maitres?|maitrises?) ouvrages?|co ?porteurs?{_THING}|co ?pilotes?|autres? maitres? ouvrage"),
    (Target.LEAD, rf"(?:autorite )?(?:maitres?|maitrises?) ouvrages?(?: \w+)*|moa?|porteurs?(?: \w+)?{_THING}|portage(?: \w+)*"),
    (Target.LEAD, rf"{_ORGANISATION} (?:pilotes?|porteu(?:r|se)s?|responsables?|referente?s?|chefs? file|principale?s?)|chefs? files?"),
    (Target.LEAD, rf"(?:pilotes?|porteurs?|responsables?) {_ORGANISATION}|{_ORGANISATION}"),
    (Target.INDUSTRY, r"(?:referents? |co ?pilotes? )?industriels?(?: \w+)*|entreprise referente|chefs? entreprises? referente?s?"),
    (Target.ELECTED, r"(?:referents? )?elus?(?: \w+)*|(?:vice )?presidente?s? (?:referent|delegue)s?|portage politique"),
    (Target.PILOT, rf"(?:personnes? |ref |referente?s? )?pilotes?{_THING}|pilotage|personnes? (?:referente?s?|ressources?|contacts?)"),
    (Target.PILOT, rf"(?:chefs?|cheffes?|charges?|chargees?) (?:projets?|missions?)|referente?s?(?: techniques?)?{_THING}|ref"),
    (Target.PILOT, rf"(?:agents? |technicien )?responsables?(?: \w+)?{_THING}|contacts?|interlocuteurs?|suivi par|animateurs?|qui"),
    (Target.DEPARTMENT, r"(?:directions?|services?|poles?|departements? service)(?: \w+)*"),
    (Target.PARTNERS, r"(?:autres? |principaux )?partenaires?(?: \w+)*|partenariats?(?: \w+)*|parties prenantes|contributeurs?"),
    (Target.PARTNERS, r"acteurs?(?: \w+)*|(?:structures|organismes) (?:associ\w+|partenaires|concern\w+|mobilis\w+|impliqu\w+)"),
    (Target.FUNDING_TEXT, r"(?:plans? |modalites? |montages? )?(?:co ?)?financements?(?: \w+)?|(?:modalites?|volet) financi\w+|subventions?"),
    (Target.MILESTONES, r"(?:grandes? |principales? )?(?:etapes?|jalons?)(?: \w+)*|phasages?|deroules?"),
    (Target.OBJECTIVES, r"(?:rappel )?objectifs?(?: \w+)*|finalites?|buts?|resultats? (?:attendus?|vises?)|ambitions? action"),
    (Target.DELIVERABLES, r"livrables?(?: \w+)*|(?:realisations?|productions?) (?:attendue?s?|prevue?s?)"),
    (Target.BENEFICIARIES, r"beneficiaires?(?: \w+)*|cibles?(?: \w+)*|publics?(?: \w+)*|destinataires?"),
    (Target.RESOURCES, r"moyens?(?: \w+)*|ressources?(?: \w+)*|etp|besoins? (?:humains|ingenierie|techniques)"),
    (Target.GOVERNANCE, r"(?:instances? )?gouvernance(?: \w+)*|instances?(?: \w+)*|comitologie"),
    (Target.INDICATORS, r"indicateurs?(?: \w+)*|(?:criteres? |modalites? )?evaluations?(?: \w+)*"),
    (Target.PARTICIPATION, r"participations?(?: citoyennes?| habitants)?|concertations?"),
    (Target.CONTEXT, r"contextes?(?: \w+)*|diagnostics?(?: \w+)*|constats?|enjeux?|justifications?|problematiques?|etat lieux"),
    (Target.DESCRIPTION, rf"descriptifs?(?: \w+)*|descriptions?(?: \w+)*|contenus?{_THING}|resumes?|presentations?{_THING}"),
    (Target.DESCRIPTION, r"details?(?: \w+)*|precisions?|explications?|modalites? mise oeuvre|consistance"),
    (Target.LINKS, r"documents?(?: \w+)*|liens?(?: internet| web| utiles)?|annexes?|pieces? jointes?|url"),
    (Target.NOTES, r"notes?(?: \w+)*|observations?(?: \w+)*|commentaires?(?: \w+)*|remarques?(?: \w+)*|divers|suivi|info\w*"),
    (Target.NOTES, r"(?:fait|point|prochaine?|risque|frein|besoin|decision|actualite|difficulte|levier|mesures?|actions?|fiches?)s?(?: \w+)* ?(?:marquants?|attention|etapes?|lie(?:e|s|es)?|lever)"),
    (Target.NOTES, r"(?:freins?|besoins?|difficultes?|risques?|leviers?|decisions?|actualites?|localisations?|(?:dernieres? )?(?:mise|date) (?:a )?jour|maj)(?: \w+)*"),
    (Target.TITLE, r"(?:fiches? )?(?:actions?|projets?|operations?|mesures?|initiatives?)(?: (?:\w+ees?|\w+ues?|mener|conduire|concretes?|ti|plan))*|fiches?"),
)  # fmt: skip

_AXES: tuple[tuple[int, bool, str], ...] = (
    # rank, whether the word alone is enough, pattern
    (30, True, r"sous sous (?:axe|thematique|theme|objectif|orientation)s?"),
    (20, True, r"sous (?:axe|orientation|volet)s?(?: \w+)?"),
    (22, False, r"sous (?:thematique|theme|domaine|objectif)s?(?: \w+)?"),
    (10, True, rf"(?:{_NAME} |numero )?axes?(?: (?:strategiques?|thematiques?|prioritaires?|travail|intervention|principal|ti|plan|programme|rattachement|national|nationaux))*"),
    (12, False, rf"(?:{_NAME} )?(?:orientations?|volets?|piliers?|ambitions?|defis?|priorites?|chantiers?)(?: (?:strategiques?|nationale?s?|ti|thematiques?|locale?s?|territoriale?s?))*"),
    (15, False, r"(?:thematiques?|themes?|domaines?|champs?|categories?|familles?)(?: (?:principale?s?|intervention|action|strategiques?))*"),
    (20, False, r"objectifs? (?:strategiques?|generaux|general)"),
    (25, False, r"objectifs? (?:operationnels?|specifiques?)"),
)  # fmt: skip

_INSIDE: tuple[tuple[Target, str], ...] = (
    (Target.FUNDING_PARTNERS, r"financeurs"),
    (Target.LEAD, r"maitres? ouvrage|maitrise ouvrage|porteurs? projet"),
    (Target.WEATHER, r"meteo"),
    (Target.PARTNERS, r"partenaires"),
    (Target.INDICATORS, r"indicateurs?"),
    (Target.STATUS, r"statut"),
    (Target.LEVEL, r"priorite"),
    (Target.TITLE, r"(?:intitule|titre|nom) (?:\w+ )*(?:action|projet|operation|fiche)"),
    (Target.TITLE, r"actions?"),
)
_NOT_COST = re.compile(
    r"\b(?:reste|solde|taux|part|consomm\w+|engag\w+|mandat\w+|pay\w+|vers\w+|realis\w+|annuel\w*|20\d\d|investissement"
    r"|fonctionnement|demand\w+|sollicit\w+|accord\w+|obtenu\w*|notifi\w+|acquis\w*|subvention\w*|aides?|convention\w+)\b"
)
_COMPILED = tuple((target, re.compile(pattern)) for target, pattern in _RULES)
_COMPILED_AXES = tuple((rank, sure, re.compile(pattern)) for rank, sure, pattern in _AXES)
_COMPILED_INSIDE = tuple((target, re.compile(rf"\b(?:{pattern})\b")) for target, pattern in _INSIDE)
_PARTS = re.compile(r"[/\n;,+:&|]|\s[-–—]\s|\bet/ou\b")

_FUNDERS = re.compile(
    r"(?:part |financement |subvention |aide |participation )?(?:"
    r"etat(?: (?!avancement|lieux|actuel|realisation)\w+)*|regions?(?: \w+)*|conseils? (?:regional|departemental|regionaux|departementaux)(?: \w+)*|cr|cd ?\d*|cg ?\d*"
    r"|departements?(?: \w+)*|ademe|epci(?: \w+)*|cc(?: \w+)*|ca(?: \w+)*|cu(?: \w+)*|com com|agglo\w*(?: \w+)*"
    r"|communautes?(?: \w+)*|communes?|mairies?|villes?(?: \w+)*|metropoles?(?: \w+)*|petr|pays|syndicats?(?: \w+)*"
    r"|banque(?: territoires)?|bdt|caisse depots|cdc|bpi|bpifrance|bpi france|anct|detr|dsil|dsid|fnadt|dgd|crte|fonds vert"
    r"|france 2030|france relance|fonds(?: \w+)*|feder|fse\w*|ftj|leader|europe|ue|union europeenne|interreg|feader|feampa"
    r"|agences?(?: \w+)*|ars|caf|msa|france travail|pole emploi|opco\w*(?: \w+)*|action logement|autofinancement|autof"
    r"|fonds propres|part (?:communale|mo)|maitre ouvrage|mo|autres?(?: \w+)*|prives?|secteur prive|entreprises?|industriels?"
    r"|cci|cma|chambres?(?: \w+)*|epf\w*|dreets|direccte|dreal|draaf|mecenat|emprunts?|prets?|fondations?(?: \w+)*|uimm|sgar)"
)
_STAGES = (
    (Stage.PAID, re.compile(r"\b(?:vers\w+|paye\w*|percu\w*|encaiss\w+|mandat\w+)\b")),
    (Stage.CONTRACTED, re.compile(r"\b(?:convention\w+|signe\w*|contractualis\w+)\b")),
    (Stage.GRANTED, re.compile(r"\b(?:accord\w+|notifi\w+|obtenu\w*|acquis\w*|attribu\w+|octroy\w+|valid\w+|engag\w+)\b")),
    (Stage.REQUESTED, re.compile(r"\b(?:demand\w+|sollicit\w+|depos\w+)\b")),
    (Stage.ANNOUNCED, re.compile(r"\b(?:annonc\w+|pressenti\w*)\b")),
)  # fmt: skip
_FUNDING_GROUP = re.compile(
    r"\b(?:co ?)?(?:financ\w+|recettes?|ressources financieres|subventions?|participations?|aides?)\b"
)
_GENERIC_MONEY = re.compile(
    r"(?:plan |montants? |repartition |sources? |taux )?(?:(?:co ?)?financements?|financeurs?|recettes?|subventions?|ressources?"
    r"|montants?|aides?|euros?|participations?|budgets?|contributions?)(?: (?:financi\w+|euros?|ht|ttc|previsionn?el\w*|prevu\w*|action|partenaires?))*"
)


@lru_cache(maxsize=4096)
def plain(header: str, keep_parentheses: bool = False) -> str:
    """Fold a header to bare words: « Maître(s) d’ouvrage (€ HT) » gives « maitre ouvrage »."""
    text = _NUMBER_SIGN.sub(" numero ", fold(header))
    text = _INCLUSIVE.sub("", text)
    if not keep_parentheses:
        text = _PARENTHESES.sub(" ", text).strip() or text
    words = re.findall(r"[a-z0-9]+|%", text.replace("€", " "))
    kept = [word for word in words if word not in _SMALL_WORDS]
    return " ".join(kept or words)


@lru_cache(maxsize=4096)
def meaning(header: str) -> Meaning | None:
    """Give the likeliest meaning of a header by its words alone, `None` when nothing is recognised."""
    if not header or len(header) > 250:
        return None
    whole = plain(header)
    found = _whole(whole, FULL)
    if found is None and whole != plain(header, keep_parentheses=True):
        found = _whole(plain(header, keep_parentheses=True), PART)
    if found is not None:
        return found
    if len(header) > 120:
        return None
    for part in _PARTS.split(_PARENTHESES.sub(" ", header)):
        if part.strip() and (found := _whole(plain(part), PART)):
            return found
    return _loosely(whole)


def _whole(words: str, score: int) -> Meaning | None:
    for rank, sure, pattern in _COMPILED_AXES:
        if pattern.fullmatch(words):
            return Meaning(_axis_target(rank) if sure else _weak_axis_target(words), score, rank)
    for target, pattern in _COMPILED:
        if pattern.fullmatch(words) and not (target is Target.COST and _NOT_COST.search(words)):
            return Meaning(target, score)
    return None


def _axis_target(rank: int) -> Target:
    return {10: Target.AXIS, 20: Target.SUB_AXIS, 30: Target.SUB_SUB_AXIS}[rank]


def _weak_axis_target(words: str) -> Target:
    """Say what the column is when it turns out not to be an axis."""
    if words.startswith("objectif"):
        return Target.OBJECTIVES
    return Target.LEVEL if words in {"priorite", "priorites"} else Target.NOTES


def _loosely(words: str) -> Meaning | None:
    for target, pattern in _COMPILED:
        match = pattern.match(words)
        if match and match.end() > 3 and words[match.end() : match.end() + 1] in {"", " "}:
            if target is Target.COST and _NOT_COST.search(words):
                continue
            return Meaning(target, PREFIX)
    for target, pattern in _COMPILED_INSIDE:
        if pattern.search(words):
            return Meaning(target, INSIDE)
    return None


def is_funder_name(header: str) -> bool:
    """Whether a header names a usual funder: « Région », « Fonds vert (€ HT) », « CC »."""
    words = plain(header)
    return bool(_FUNDERS.fullmatch(words)) or any(
        _FUNDERS.fullmatch(plain(part)) for part in _PARTS.split(header) if part
    )


def is_funding_group(header: str) -> bool:
    """Whether a group header announces funders: « Plan de financement », « Cofinanceurs »."""
    return bool(_FUNDING_GROUP.search(plain(header)))


def is_generic_money(header: str) -> bool:
    """Whether a header speaks of money without naming anybody: « Montant », « Financement prévisionnel »."""
    words = plain(header)
    return bool(_GENERIC_MONEY.fullmatch(words)) or (stage_of(header) is not None and len(words.split()) <= 2)


def stage_of(header: str) -> Stage | None:
    """Give the stage a header announces (« Montant accordé »), `None` when it says nothing."""
    words = plain(header, keep_parentheses=True)
    return next((stage for stage, pattern in _STAGES if pattern.search(words)), None)


def basis_of(header: str) -> TaxBasis | None:
    """Give the tax basis a header announces: « Montant € HT »; `None` when none or both are named (R2)."""
    words = set(re.findall(r"[a-z]+", fold(header)))
    net, gross = "ht" in words or {"hors", "taxes"} <= words, "ttc" in words
    if net == gross:
        return None
    return TaxBasis.NET if net else TaxBasis.GROSS


def unit_of(header: str) -> int:
    """Give what one means in a column of bare figures: 1 000 for « Coût (k€) », 1 000 000 for « en M€ », else 1."""
    text = fold(header).replace("\u20ac", "€")
    if re.search(r"\bk ?(?:€|euros?\b|eur\b)|\bke\b|milliers", text):
        return 1_000
    if re.search(r"\bm ?(?:€|euros?\b|eur\b)|\bme\b|\bmillions?\b", text):
        return 1_000_000
    return 1
