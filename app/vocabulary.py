"""The closed lists of the domain: a stable code in the file, the French word a user reads.

The code (`Status.BLOCKED == "blocked"`) is what the dossier stores; `label` is what every screen and
document shows. Sources: PRODUCT vocabulary, DOMAIN §2.5, §3.3, §3.4, §4.2, §4.6, §5.2.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A word of a closed list: `value` is stored, `label` is shown."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        term = str.__new__(cls, value)
        term._value_ = value
        term.label = label
        return term


# --- territory and partners ------------------------------------------------------------------


class Phase(Term):
    """Phase of the national programme."""

    ONE = "1", "phase I (2018-2022)"
    TWO = "2", "phase II (2023-2027)"


class Priority(Term):
    """National priority a local axis answers to; phase I and II are not equivalent (DOMAIN §6.1)."""

    ATTRACT = "1-attract", "Attirer (phase I)"
    RECRUIT = "1-recruit", "Recruter (phase I)"
    INNOVATE = "1-innovate", "Innover (phase I)"
    SIMPLIFY = "1-simplify", "Simplifier (phase I)"
    TRANSITION = "2-transition", "Accélérer la transition écologique et énergétique"
    INNOVATION = "2-innovation", "Faire des territoires des écosystèmes d’innovation"
    SKILLS = "2-skills", "Lever les freins au recrutement"
    LAND = "2-land", "Mobiliser un foncier industriel adapté"


class AuthorityKind(Term):
    """Kind of local authority that belongs to the territory."""

    EPCI = "epci", "EPCI"
    PETR = "petr", "PETR"
    DEPARTMENT = "department", "Département"
    REGION = "region", "Région"
    COMMUNE = "commune", "Commune"


class Family(Term):
    """Family of an organisation."""

    STATE = "state", "État"
    REGION = "region", "Région"
    DEPARTMENT = "department", "Département"
    EPCI = "epci", "Intercommunalité"
    COMMUNE = "commune", "Commune"
    OPERATOR = "operator", "Opérateur"
    CHAMBER = "chamber", "Chambre ou fédération"
    COMPANY = "company", "Entreprise"
    TRAINING = "training", "Formation et recherche"
    EUROPE = "europe", "Europe"
    ASSOCIATION = "association", "Association"
    UNION = "union", "Organisation syndicale"
    OTHER = "other", "Autre"

    @property
    def is_public(self) -> bool:
        """Whether its money counts as brought by a public person (CGCT L1111-10, DOMAIN R3)."""
        return self in {
            Family.STATE,
            Family.REGION,
            Family.DEPARTMENT,
            Family.EPCI,
            Family.COMMUNE,
            Family.OPERATOR,
            Family.EUROPE,
        }

    @property
    def is_local_authority(self) -> bool:
        """Whether it is a collectivité or groupement, the only project owners R3 binds."""
        return self in {Family.REGION, Family.DEPARTMENT, Family.EPCI, Family.COMMUNE}


class College(Term):
    """College of a seat, in the order in which minutes list them (DOMAIN §4.2)."""

    PAIR = "pair", "Binôme"
    STATE = "state", "État"
    REGION = "region", "Région"
    AUTHORITIES = "authorities", "Intercommunalités"
    DEPARTMENTS = "departments", "Départements"
    INDUSTRY = "industry", "Industriels"
    OPERATORS = "operators", "Opérateurs"
    CHAMBERS = "chambers", "Chambres et fédérations"
    TRAINING = "training", "Formation et recherche"
    UNIONS = "unions", "Organisations syndicales"
    GUESTS = "guests", "Experts et invités"
    TEAM = "team", "Équipe projet"


class CommitteeKind(Term):
    """Kind of committee."""

    STEERING = "copil", "Comité de pilotage"
    TECHNICAL = "cotech", "Comité technique"
    WORKING_GROUP = "groupe", "Groupe de travail"
    FUNDERS = "financeurs", "Comité des financeurs"


class SeatRole(Term):
    """What a seat gives its holder."""

    CHAIR_ELECTED = "chair-elected", "Co-présidence (élu)"
    CHAIR_INDUSTRY = "chair-industry", "Co-présidence (industriel)"
    VOTING = "voting", "Voix délibérative"
    CONSULTATIVE = "consultative", "Voix consultative"

    @property
    def is_chair(self) -> bool:
        """Whether the holder is one of the binôme."""
        return self in {SeatRole.CHAIR_ELECTED, SeatRole.CHAIR_INDUSTRY}

    @property
    def votes(self) -> bool:
        """Whether the holder counts towards the quorum (DOMAIN R17)."""
        return self is not SeatRole.CONSULTATIVE


# --- action plan -----------------------------------------------------------------------------


class Status(Term):
    """Statut of an action. « En retard » is computed (DOMAIN R13), never stored."""

    PLANNED = "planned", "À venir"
    TO_DISCUSS = "to-discuss", "À discuter"
    RUNNING = "running", "En cours"
    PAUSED = "paused", "En pause"
    BLOCKED = "blocked", "Bloqué"
    DONE = "done", "Réalisé"
    ABANDONED = "abandoned", "Abandonné"

    @property
    def is_over(self) -> bool:
        """Whether nothing more is expected: never late again."""
        return self in {Status.DONE, Status.ABANDONED}


class Maturity(Term):
    """Phase (maturity) of an action: idea, study, operation."""

    IDEA = "idea", "Idée"
    STUDY = "study", "Étude"
    OPERATION = "operation", "Opération"


class SheetKind(Term):
    """A fiche-projet matures into a fiche-action (DOMAIN R22)."""

    PROJECT = "project", "Fiche-projet"
    ACTION = "action", "Fiche-action"


class Level(Term):
    """Level of priority of an action."""

    HIGH = "high", "Élevée"
    MEDIUM = "medium", "Moyenne"
    LOW = "low", "Basse"


class Scope(Term):
    """Portée of an action."""

    TERRITORY = "territory", "Territoire entier"
    SEVERAL = "several", "Plusieurs EPCI"
    ONE = "one", "Un EPCI"
    COMPANY = "company", "Une entreprise"


class Weather(Term):
    """Météo of an action, from best to worst, with its four official meanings (DOMAIN §3.4)."""

    SUN = "sun", "Soleil"
    CLOUDY = "cloudy", "Couvert"
    CLOUD = "cloud", "Nuage"
    STORM = "storm", "Orage"

    @property
    def meaning(self) -> str:
        """The official meaning."""
        return {
            Weather.SUN: "objectifs sécurisés",
            Weather.CLOUDY: "objectifs atteignables",
            Weather.CLOUD: "appuis nécessaires",
            Weather.STORM: "objectifs compromis",
        }[self]

    @property
    def rank(self) -> int:
        """0 for the best, 3 for the worst."""
        return list(Weather).index(self)


class Trend(Term):
    """Trend of the météo."""

    UP = "up", "en amélioration"
    STEADY = "steady", "stable"
    DOWN = "down", "en dégradation"


class PartnerRole(Term):
    """What an organisation does in an action."""

    LEAD = "lead", "Chef de file"
    CO_LEAD = "co-lead", "Co-maître d’ouvrage"
    TECHNICAL = "technical", "Partenaire technique"
    FUNDING = "funding", "Partenaire financier"
    BENEFICIARY = "beneficiary", "Bénéficiaire"
    TO_INVOLVE = "to-involve", "À associer"


class PersonRole(Term):
    """What a person does in an action."""

    PILOT = "pilot", "Pilote"
    ELECTED = "elected", "Élu référent"
    INDUSTRY = "industry", "Industriel référent"


class TaxBasis(Term):
    """Tax basis of an amount: never sum two of them (DOMAIN R2)."""

    NET = "ht", "HT"
    GROSS = "ttc", "TTC"
    EXEMPT = "exempt", "non assujetti"


class CommitmentKind(Term):
    """What a partner promises."""

    FUNDING = "funding", "Financier"
    ENGINEERING = "engineering", "Ingénierie"
    PROVISION = "provision", "Mise à disposition"
    PROCESSING = "processing", "Instruction, simplification"
    FACILITATION = "facilitation", "Animation"
    COMMUNICATION = "communication", "Communication"
    OTHER = "other", "Autre"


class FundingNature(Term):
    """Nature of a resource in a funding plan."""

    GRANT = "grant", "Subvention"
    LOAN = "loan", "Prêt"
    REPAYABLE = "repayable", "Avance remboursable"
    OWN = "own", "Fonds propres"
    REVENUE = "revenue", "Recettes"
    IN_KIND = "in-kind", "Apport en nature"


class Firmness(Term):
    """How firm a commitment is, from softest to firmest."""

    EXPECTED = "expected", "Pressenti"
    ANNOUNCED = "announced", "Annoncé"
    WRITTEN = "written", "Confirmé par écrit"
    VOTED = "voted", "Délibéré / notifié"
    CONTRACTED = "contracted", "Conventionné"


class Execution(Term):
    """Whether a commitment was kept."""

    NOT_STARTED = "not-started", "Non commencé"
    RUNNING = "running", "En cours"
    KEPT = "kept", "Tenu"
    PARTLY = "partly", "Tenu partiellement"
    BROKEN = "broken", "Non tenu"
    LAPSED = "lapsed", "Caduc"

    @property
    def is_over(self) -> bool:
        """Whether nothing more is expected: never overdue again."""
        return self not in {Execution.NOT_STARTED, Execution.RUNNING}


class Application(Term):
    """State of an application for funding."""

    TO_REQUEST = "to-request", "À solliciter"
    DRAFTING = "drafting", "En préparation"
    FILED = "filed", "Déposé"
    COMPLETE = "complete", "Complet"
    EXAMINED = "examined", "En instruction"
    GRANTED = "granted", "Accordé"
    CONTRACTED = "contracted", "Conventionné"
    PARTLY_PAID = "partly-paid", "Partiellement versé"
    SETTLED = "settled", "Soldé"
    REFUSED = "refused", "Refusé"
    DROPPED = "dropped", "Sans suite"

    @property
    def is_lost(self) -> bool:
        """Whether no money will come from it."""
        return self in {Application.REFUSED, Application.DROPPED}


class Stage(Term):
    """Stage of a funding amount: two stages never share a column (PRODUCT, principle 5)."""

    ANNOUNCED = "announced", "Annoncé"
    REQUESTED = "requested", "Demandé"
    GRANTED = "granted", "Accordé"
    CONTRACTED = "contracted", "Conventionné"
    PAID = "paid", "Versé"


# --- meetings --------------------------------------------------------------------------------


class MeetingState(Term):
    """State of a meeting, in order."""

    PREPARED = "prepared", "Préparée"
    CONVENED = "convened", "Convoquée"
    OPEN = "open", "Ouverte"
    CLOSED = "closed", "Close"
    MINUTES_SENT = "minutes-sent", "Compte rendu diffusé"
    APPROVED = "approved", "Approuvée"
    CANCELLED = "cancelled", "Annulée"

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to be held."""
        return self in {MeetingState.PREPARED, MeetingState.CONVENED}

    @property
    def is_held(self) -> bool:
        """Whether it took place."""
        return self in {MeetingState.CLOSED, MeetingState.MINUTES_SENT, MeetingState.APPROVED}


class ItemKind(Term):
    """Type of an agenda item."""

    INFORMATION = "information", "Information"
    EXCHANGE = "exchange", "Échange"
    OPINION = "opinion", "Avis"
    DECISION = "decision", "Décision"
    VALIDATION = "validation", "Validation"


class ItemState(Term):
    """What became of an agenda item."""

    WAITING = "waiting", "À traiter"
    CURRENT = "current", "En cours"
    TREATED = "treated", "Traité"
    POSTPONED = "postponed", "Reporté"


class Answer(Term):
    """Answer to an invitation."""

    NONE = "none", "Sans réponse"
    COMING = "coming", "Présent"
    REMOTE = "remote", "En visio"
    REPRESENTED = "represented", "Représenté"
    PROXY = "proxy", "Pouvoir"
    EXCUSED = "excused", "Excusé"


class Presence(Term):
    """Presence recorded at the meeting (DOMAIN §4.2)."""

    UNKNOWN = "unknown", "À pointer"
    PRESENT = "present", "Présent"
    REMOTE = "remote", "En visio"
    REPRESENTED = "represented", "Représenté"
    PROXY = "proxy", "Pouvoir"
    EXCUSED = "excused", "Excusé"
    ABSENT = "absent", "Absent"
    GUEST = "guest", "Invité"

    @property
    def is_in_the_room(self) -> bool:
        """Whether the person sits in the room or on the line."""
        return self in {Presence.PRESENT, Presence.REMOTE, Presence.GUEST}


class DecisionKind(Term):
    """Type of a decision (DOMAIN §4.6)."""

    VALIDATION = "validation", "Validation de fiche"
    CHANGE = "change", "Modification"
    ABANDON = "abandon", "Abandon"
    OPINION = "opinion", "Avis sur un projet"
    LABEL = "label", "Labellisation"
    ORIENTATION = "orientation", "Orientation"
    REQUEST = "request", "Demande à un partenaire"
    MINUTES = "minutes", "Approbation de compte rendu"
    CALENDAR = "calendar", "Calendrier"
    MEMBERSHIP = "membership", "Composition de l’instance"


class Result(Term):
    """Result of a decision."""

    UNANIMOUS = "unanimous", "Adoptée à l’unanimité"
    MAJORITY = "majority", "Adoptée à la majorité"
    CONSENSUS = "consensus", "Adoptée par consensus"
    POSTPONED = "postponed", "Ajournée"
    REJECTED = "rejected", "Rejetée"


class FollowUp(Term):
    """Follow-up state of a decision or a task."""

    TO_DO = "to-do", "À faire"
    RUNNING = "running", "En cours"
    DONE = "done", "Fait"
    LAPSED = "lapsed", "Caduc"

    @property
    def is_over(self) -> bool:
        """Whether nothing more is expected."""
        return self in {FollowUp.DONE, FollowUp.LAPSED}


# --- indicators ------------------------------------------------------------------------------


class IndicatorNature(Term):
    """What an indicator measures."""

    OUTPUT = "output", "Réalisation"
    RESULT = "result", "Résultat"
    IMPACT = "impact", "Impact"


class Reliability(Term):
    """How sure a reading is: prévu / déclaré / constaté never share a figure (DOMAIN §1)."""

    FORECAST = "forecast", "Prévu"
    DECLARED = "declared", "Déclaré"
    OBSERVED = "observed", "Constaté"


class DocumentKind(Term):
    """Kind of a document produced by Binôme."""

    MINUTES = "minutes", "Compte rendu"
    FOLLOW_UP = "follow-up", "Tableau de suivi"
