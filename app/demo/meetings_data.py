"""The past committees of the demonstration territory: when, what was said, decided and given to do."""

from __future__ import annotations

from dataclasses import dataclass

from app.vocabulary import DecisionKind, FollowUp, ItemKind, Result, Weather


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision: wording, start of the title of its action, and what became of it."""

    wording: str
    kind: DecisionKind
    about: str = ""
    result: Result = Result.UNANIMOUS
    responsible: str = ""
    due_days: int = 60  # after the meeting
    follow_up: FollowUp = FollowUp.DONE
    reserves: str = ""


@dataclass(frozen=True, slots=True)
class Todo:
    """A task: what, who, days after the meeting, and whether it is done."""

    wording: str
    responsible: str
    due_days: int | None
    state: FollowUp = FollowUp.DONE


@dataclass(frozen=True, slots=True)
class Point:
    """An agenda item as it was held."""

    title: str
    kind: ItemKind
    minutes: int
    notes: str
    about: str = ""
    presenter: str = "Chef de projet"
    decisions: tuple[Decided, ...] = ()
    tasks: tuple[Todo, ...] = ()
    weather: Weather | None = None  # changed in the room
    delay_months: int | None = None  # end moved in the room, months from today


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting held `days` days ago."""

    days: int
    place: str
    points: tuple[Point, ...]


D, F, I, R = DecisionKind, FollowUp, ItemKind, Result  # noqa: E741

WELCOME = Point(
    "Accueil et tour de table", I.INFORMATION, 5, "Les co-présidents accueillent les membres.", presenter="Binôme"
)


def approval(previous: int) -> Point:
    """The point that approves the minutes of the previous committee."""
    return Point(
        "Approbation du compte rendu précédent",
        I.VALIDATION,
        5,
        "Aucune observation n’est formulée.",
        presenter="Binôme",
        decisions=(
            Decided(
                f"Le comité approuve sans observation le compte rendu du COPIL n° {previous}.", D.MINUTES, due_days=0
            ),
        ),
    )


COPILS = (
    Held(
        715,
        "salle du conseil, hôtel d’agglomération",
        (
            WELCOME,
            Point(
                "Gouvernance et calendrier",
                I.DECISION,
                20,
                "La composition du comité et le rythme de trois réunions par an sont présentés.",
                presenter="Binôme",
                decisions=(
                    Decided("Le comité arrête sa composition et se réunit trois fois par an.", D.MEMBERSHIP),
                    Decided("Le comité retient quatre axes de travail.", D.ORIENTATION),
                ),
            ),
            Point(
                "Premières fiches actions",
                I.VALIDATION,
                40,
                "Huit fiches sont présentées. La Région souligne l’intérêt de la filière composites.",
                about="Plateforme hydrogène",
                decisions=(
                    Decided(
                        "Le comité valide la fiche « Plateforme hydrogène mutualisée ».",
                        D.VALIDATION,
                        "Plateforme hydrogène",
                        responsible="CA des Deux-Rives",
                    ),
                ),
                tasks=(
                    Todo("Transmettre les fiches au préfet", "Chef de projet", 20),
                    Todo("Désigner un référent par opérateur", "Préfecture de la Sambrelle", 45),
                ),
            ),
        ),
    ),
    Held(
        580,
        "Fonderies de la Sambrelle",
        (
            WELCOME,
            approval(1),
            Point(
                "Avancement du plan d’action",
                I.EXCHANGE,
                30,
                "Douze actions sont lancées, deux attendent un pilote.",
                tasks=(Todo("Proposer un pilote pour la charte d’aménagement", "CC Val de Sambrelle", 60),),
            ),
            Point(
                "Récupération d’eau de process",
                I.OPINION,
                15,
                "La fonderie présente son projet ; M. LACHENAL se déporte.",
                "Récupération d’eau",
                "Fonderies de la Sambrelle",
                decisions=(
                    Decided(
                        "Le comité émet un avis favorable au projet de récupération d’eau.",
                        D.OPINION,
                        "Récupération d’eau",
                        R.CONSENSUS,
                        "Binôme",
                    ),
                ),
            ),
        ),
    ),
    Held(
        440,
        "sous-préfecture",
        (
            WELCOME,
            approval(2),
            Point(
                "École de production métallurgie",
                I.VALIDATION,
                25,
                "Le Campus confirme l’engagement de huit entreprises tutrices.",
                "École de production",
                "Campus des métiers de la Sambrelle",
                decisions=(
                    Decided(
                        "Le comité valide la fiche « École de production métallurgie ».",
                        D.VALIDATION,
                        "École de production",
                        responsible="Campus des métiers de la Sambrelle",
                    ),
                ),
                tasks=(Todo("Réunir les entreprises tutrices", "UIMM Val et Plateau", 40),),
            ),
            Point(
                "Concours d’innovation des lycées",
                I.DECISION,
                10,
                "Le calendrier n’est pas compatible avec les épreuves.",
                "Concours d’innovation",
                decisions=(
                    Decided(
                        "Le comité prend acte de l’abandon du concours et remercie le Campus.",
                        D.ABANDON,
                        "Concours d’innovation",
                    ),
                ),
            ),
        ),
    ),
    Held(
        310,
        "salle du conseil, hôtel d’agglomération",
        (
            WELCOME,
            approval(3),
            Point(
                "Point financier",
                I.EXCHANGE,
                25,
                "Les cofinancements accordés progressent ; trois plans de financement restent incomplets.",
                decisions=(
                    Decided(
                        "Le comité demande à la Région de préciser son calendrier pour les friches.",
                        D.REQUEST,
                        "Friche des Forges",
                        responsible="Région Grand Val",
                        due_days=90,
                    ),
                ),
            ),
            Point(
                "Friche des Forges : plan de gestion",
                I.EXCHANGE,
                20,
                "L’EPF présente le plan de gestion des terres.",
                "Friche des Forges",
                "EPF",
                tasks=(
                    Todo("Déposer le dossier Fonds vert", "Établissement public foncier du Val", 60),
                    Todo("Consulter le service des eaux", "EPF", 30),
                ),
            ),
        ),
    ),
    Held(
        190,
        "Technopole des Deux-Rives",
        (
            WELCOME,
            approval(4),
            Point(
                "Renouvellement du binôme",
                I.INFORMATION,
                10,
                "Mme MARCHANDEAU succède à M. BELLEFONTAINE comme élue référente.",
                presenter="Binôme",
                decisions=(
                    Decided("Le comité prend acte de la désignation de la nouvelle élue référente.", D.MEMBERSHIP),
                ),
            ),
            Point(
                "Cybersécurité des sous-traitants",
                I.DECISION,
                15,
                "L’appel à projets régional est reporté au printemps.",
                "Cybersécurité",
                decisions=(
                    Decided(
                        "L’action est mise en pause dans l’attente de l’appel à projets régional.",
                        D.CHANGE,
                        "Cybersécurité",
                        responsible="UIMM Val et Plateau",
                        due_days=240,
                        follow_up=F.RUNNING,
                    ),
                ),
            ),
            Point(
                "Sites clés en main",
                I.EXCHANGE,
                20,
                "L’étude faune-flore doit être refaite sur quatre saisons.",
                "Sites clés en main",
                tasks=(Todo("Lancer l’étude faune-flore", "CC Val de Sambrelle", 150, F.TO_DO),),
            ),
        ),
    ),
    Held(
        68,
        "salle du conseil, hôtel d’agglomération",
        (
            WELCOME,
            approval(5),
            Point("Suites des décisions", I.INFORMATION, 10, "Onze décisions sur quatorze sont exécutées."),
            Point(
                "Friche des Forges : plan de financement",
                I.DECISION,
                20,
                "L’EPF présente les trois offres reçues. Le surcoût de 22 % tient au volume de terres polluées.\n"
                "La Région confirme son intérêt, sous réserve d’un nouveau plan de financement.",
                "Friche des Forges",
                "EPF",
                decisions=(
                    Decided(
                        "Le comité demande la saisine de la sous-préfecture avant la fin du mois suivant.",
                        D.REQUEST,
                        "Friche des Forges",
                        responsible="EPF",
                        due_days=45,
                    ),
                    Decided(
                        "Le plan de financement de la friche sera représenté au prochain comité.",
                        D.ORIENTATION,
                        "Friche des Forges",
                        R.CONSENSUS,
                        "EPF",
                        85,
                        F.RUNNING,
                        "Sous réserve de l’arrêté préfectoral.",
                    ),
                ),
                weather=Weather.CLOUD,
                delay_months=-2,
                tasks=(
                    Todo("Transmettre un nouveau plan de financement", "EPF", 60, F.TO_DO),
                    Todo("Adresser un courrier à la sous-préfecture", "Chef de projet", 20),
                ),
            ),
            Point(
                "Réseau de chaleur industriel",
                I.EXCHANGE,
                20,
                "Le tracé traverse une voie départementale ; l’autorisation reste à obtenir.",
                "Réseau de chaleur",
                "Fonderies de la Sambrelle",
                decisions=(
                    Decided(
                        "Le comité demande une étude de raccordement de la chaleur fatale.",
                        D.REQUEST,
                        "Réseau de chaleur",
                        responsible="Fonderies de la Sambrelle",
                        due_days=55,
                        follow_up=F.TO_DO,
                    ),
                ),
                weather=Weather.CLOUDY,
                delay_months=2,
                tasks=(Todo("Organiser une réunion avec le gestionnaire de voirie", "Chef de projet", None, F.TO_DO),),
            ),
            Point(
                "Questions diverses et prochaine date",
                I.EXCHANGE,
                10,
                "Le prochain comité examinera la halle d’essais.",
                presenter="Binôme",
            ),
        ),
    ),
)

COTECHS = (
    Held(
        120,
        "visioconférence",
        (
            Point(
                "Instruction des fiches",
                I.EXCHANGE,
                60,
                "Six fiches sont relues avec les cofinanceurs.",
                tasks=(Todo("Compléter les budgets prévisionnels", "Chef de projet", 30),),
            ),
        ),
    ),
    Held(
        40,
        "CC Val de Sambrelle",
        (
            Point(
                "Préparation du COPIL n° 7",
                I.EXCHANGE,
                45,
                "Les points à arbitrer sont la friche des Forges et la halle d’essais.",
                tasks=(Todo("Vérifier les plans de financement", "Région Grand Val", 25, F.RUNNING),),
            ),
        ),
    ),
)

NEXT_AGENDA = (
    ("Accueil et approbation du compte rendu précédent", I.VALIDATION, "Binôme", 5, ()),
    ("Suites des décisions du COPIL n° 6", I.INFORMATION, "Chef de projet", 10, ()),
    ("Avancement du plan d’action", I.EXCHANGE, "Chef de projet", 30, ("Réseau de chaleur", "Plateau technique")),
    ("Friche des Forges : plan de financement", I.DECISION, "EPF", 20, ("Friche des Forges",)),
    ("Nouvelle action : halle d’essais composites", I.OPINION, "Technopole", 15, ("Halle d’essais",)),
    ("Questions diverses et prochaine date", I.EXCHANGE, "Binôme", 10, ()),
)
