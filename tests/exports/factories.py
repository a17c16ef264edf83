"""Invented minutes and follow-up tables: lifelike ones, empty ones, and hostile ones."""

from dataclasses import replace
from datetime import date, datetime, time

from app.dto.follow_up import (
    FollowUpAction,
    FollowUpCommitment,
    FollowUpDecision,
    FollowUpFunding,
    FollowUpIndicator,
    FollowUpTable,
)
from app.dto.minutes import Minutes, MinutesDecision, MinutesItem, MinutesTask, Participant
from app.vocabulary import (
    Application,
    CommitmentKind,
    DecisionKind,
    Execution,
    Firmness,
    FollowUp,
    FundingNature,
    IndicatorNature,
    ItemKind,
    ItemState,
    Level,
    Maturity,
    Presence,
    Reliability,
    Result,
    Status,
    TaxBasis,
    Trend,
    Weather,
)

HOSTILE = "L'É’ & <b> « x » \x00\x0b\ud800\ufffe =1+1\tfin"
LONG_NAME = "Syndicat mixte d’aménagement et de développement durable " * 6


def a_participant(name="Camille EXEMPLE", presence=Presence.PRESENT, college="Binôme", **changes):
    values = {"capacity": "Présidente", "organization": "Communauté de communes de l’Aubrelle", **changes}
    return Participant(name=name, college=college, presence=presence, **values)


def a_decision(number="D-2026-07-01", **changes):
    values = {
        "kind": DecisionKind.CHANGE,
        "wording": "Le comité de pilotage valide le décalage de l'échéance de l'action 3.1 au 30 juin 2027",
        "result": Result.UNANIMOUS,
        "reserves": "",
        "actions": ("3.1 Friche des Forges : dépollution",),
        "responsible": "Établissement public foncier",
        "due": date(2027, 1, 15),
        "follow_up": FollowUp.TO_DO,
    }
    return MinutesDecision(number=number, **(values | changes))


def a_task(wording="Transmettre un nouveau plan de financement", **changes):
    values = {"responsible": "EPF", "due": date(2027, 1, 15), "state": FollowUp.TO_DO, "action": ""}
    return MinutesTask(wording=wording, **(values | changes))


def an_item(number=1, title="Approbation du compte rendu du 16 septembre", **changes):
    values = {
        "kind": ItemKind.DECISION,
        "state": ItemState.TREATED,
        "presenter": "Camille EXEMPLE",
        "planned_minutes": 10,
        "actual_minutes": 12,
        "is_confidential": False,
        "notes": "",
        "decisions": (),
        "tasks": (),
        "plan_changes": (),
    }
    return MinutesItem(number=number, title=title, **(values | changes))


def participants():
    """Every presence state, ten colleges, one person under two capacities."""
    return (
        a_participant(is_chair=True),
        a_participant(
            "Dominique FICTIF", capacity="Directeur général", organization="Forges fictives SAS", is_chair=True
        ),
        a_participant(
            "Alix MODÈLE", college="État", capacity="Sous-préfète", organization="Sous-préfecture d’Exempleville"
        ),
        a_participant("Sacha TÉMOIN", Presence.REMOTE, "État", capacity="Chargé de mission", organization="DREETS"),
        a_participant("Lou SPÉCIMEN", college="Région", capacity="Conseillère régionale", organization="Région"),
        a_participant(
            "Noa GABARIT",
            Presence.REPRESENTED,
            "Région",
            capacity="",
            organization="Région",
            represented_by="Maé PATRON",
        ),
        a_participant(
            "Camille EXEMPLE", college="Intercommunalités", capacity="Vice-présidente du PETR", organization="PETR"
        ),
        a_participant(
            "Eden CANEVAS", Presence.PROXY, "Intercommunalités", capacity="Président", represented_by="Camille EXEMPLE"
        ),
        a_participant("Ange ÉBAUCHE", college="Industriels", capacity="Gérante", organization="Menuiserie Imaginaire"),
        a_participant(
            "Charlie ESQUISSE", Presence.ABSENT, "Industriels", capacity="", organization="Plastiques Inventés"
        ),
        a_participant("Swann CROQUIS", Presence.EXCUSED, "Opérateurs", capacity="Ingénieur", organization="ADEME"),
        a_participant(
            "Établissement public foncier",
            college="Opérateurs",
            capacity="",
            organization="Établissement public foncier",
        ),
        a_participant("Andrea PROTOTYPE", Presence.EXCUSED, "Chambres et fédérations", capacity="", organization="CCI"),
        a_participant(
            "Maxime PATRON", Presence.GUEST, "Experts et invités", capacity="Bureau d’études", organization=""
        ),
        a_participant(
            "Claude MAQUETTE", college="Équipe projet", capacity="Chef de projet", organization="Territoire d’industrie"
        ),
    )


def items():
    third = a_decision("D-2026-07-03")
    return (
        an_item(
            decisions=(
                a_decision(
                    kind=DecisionKind.MINUTES,
                    wording="Le compte rendu du COPIL n° 6 est approuvé sans observation.",
                    actions=(),
                    responsible="",
                    due=None,
                    follow_up=FollowUp.DONE,
                    done_on=date(2026, 12, 10),
                ),
            )
        ),
        an_item(2, "Suites des décisions", kind=ItemKind.INFORMATION, notes="Huit décisions sur onze sont soldées."),
        an_item(
            3,
            "Avancement du plan d'action",
            kind=ItemKind.EXCHANGE,
            notes="Trois actions demandent un appui :\n"
            "- la friche des Forges ;\n- le guichet foncier ;\n- l'école de production.",
            plan_changes=("Action 1.2 : l'avancement passe de 40 % à 55 %",),
        ),
        an_item(
            4,
            "Friche des Forges : plan de financement",
            notes="L'établissement public foncier présente les trois offres reçues : le surcoût de 22 % "
            "tient au volume de terres polluées. La Région confirme son engagement "
            "sous réserve d'un nouveau plan de financement.",
            decisions=(third,),
            tasks=(a_task(action="3.1"), a_task("Adresser un courrier à la sous-préfecture", due=date(2026, 12, 18))),
            plan_changes=(
                "Action 3.1 : la météo passe d'« objectifs compromis » à « appuis nécessaires »",
                "Action 3.1 : l'avancement passe de 15 % à 20 %",
                "Action 3.1 : l'échéance passe du 30 septembre 2026 au 30 juin 2027",
                "Engagement de la Région : 180 000 €, confirmé en séance",
            ),
        ),
        an_item(
            5,
            "Nouvelle action : halle d'essais composites",
            kind=ItemKind.OPINION,
            is_confidential=True,
            notes="Le technopôle présente le projet (1 240 000 € HT). "
            "Le comité relève l'absence d'indicateur d'emploi.",
            decisions=(
                a_decision(
                    "D-2026-07-04",
                    kind=DecisionKind.OPINION,
                    wording="Avis favorable de la gouvernance du Territoire d’industrie au titre du Fonds vert.",
                    result=Result.MAJORITY,
                    reserves="plan de financement à compléter de 120 000 €.",
                    actions=("2.4 Halle d'essais composites", "2.5 Plateforme de formation"),
                ),
                a_decision("D-2026-07-05", wording="La labellisation est examinée plus tard.", result=Result.POSTPONED),
            ),
        ),
        an_item(
            6,
            "Questions diverses",
            kind=ItemKind.EXCHANGE,
            state=ItemState.POSTPONED,
            actual_minutes=None,
            presenter="",
        ),
    )


def some_minutes(**changes):
    """Minutes like those of the picture."""
    people, points = participants(), items()
    values = {
        "territory": "Vallée de la Sambrelle",
        "committee": "Comité de pilotage",
        "short_name": "COPIL",
        "number": 7,
        "held_on": date(2026, 12, 10),
        "starts_at": time(14),
        "opened_at": datetime(2026, 12, 10, 14, 0),
        "closed_at": datetime(2026, 12, 10, 15, 36),
        "place": "salle du conseil, hôtel d'agglomération",
        "chairs": people[:2],
        "writer": "Claude MAQUETTE",
        "status": "Projet de compte rendu, soumis à observations jusqu’au 22 décembre 2026",
        "participants": people,
        "items": points,
        "decisions": tuple(decision for item in points for decision in item.decisions),
        "tasks": (
            *(task for item in points for task in item.tasks),
            a_task("Réserver la salle du prochain comité", due=None),
        ),
        "next_meeting": "Le prochain comité de pilotage se tiendra le jeudi 11 mars 2027 à 14 h",
        "notice": "Les données personnelles de ce compte rendu sont traitées pour le suivi du Territoire d’industrie.",
        "printed_on": date(2026, 12, 11),
        "off_item_changes": ("Action 4.2 : le pilote devient Ange ÉBAUCHE",),
    }
    return Minutes(**(values | changes))


def empty_minutes():
    """A meeting of which nothing is known but its number and day."""
    return some_minutes(
        opened_at=None,
        closed_at=None,
        place="",
        chairs=(),
        writer="",
        status="",
        participants=(),
        items=(),
        decisions=(),
        tasks=(),
        next_meeting="",
        notice="",
        off_item_changes=(),
        territory="",
    )


def hostile_minutes():
    """Every text is what a file should not hold: markup, control characters, half characters, too long."""
    decision = a_decision(
        HOSTILE, wording=HOSTILE * 40, reserves=HOSTILE, actions=(HOSTILE, LONG_NAME), responsible=LONG_NAME
    )
    task = a_task("=1+1", responsible=LONG_NAME, action=HOSTILE)
    item = an_item(
        1,
        LONG_NAME,
        presenter=LONG_NAME,
        notes=f"{HOSTILE}\n\n- {HOSTILE}\n" + "x" * 40_000,
        decisions=(decision,),
        tasks=(task,),
        plan_changes=(HOSTILE, "=1+1"),
    )
    return some_minutes(
        territory=LONG_NAME,
        place=HOSTILE,
        writer=LONG_NAME,
        status=HOSTILE,
        committee=HOSTILE,
        short_name=HOSTILE,
        participants=(a_participant(LONG_NAME, Presence.UNKNOWN, HOSTILE, capacity=HOSTILE, organization=LONG_NAME),),
        items=(item,),
        decisions=(decision,),
        tasks=(task,),
        next_meeting=HOSTILE,
        notice=HOSTILE,
    )


def many_minutes(count):
    """Minutes with `count` items of one decision and two tasks each, for measures."""
    points = tuple(
        an_item(
            number,
            f"Point {number}",
            notes="Le comité prend connaissance de l'avancement.\nLa Région précise le calendrier.",
            decisions=(a_decision(f"D-2026-07-{number:02}"),),
            tasks=(a_task(), a_task("Adresser un courrier")),
        )
        for number in range(1, count + 1)
    )
    return some_minutes(
        items=points,
        decisions=tuple(decision for item in points for decision in item.decisions),
        tasks=tuple(task for item in points for task in item.tasks),
    )


# --- follow-up table -------------------------------------------------------------------------


def an_action(number="1.1", **changes):
    values = {
        "uid": f"action-{number}",
        "axis": "1. Accélérer la transition écologique",
        "title": "Récupérer la chaleur fatale de la zone des Forges",
        "is_sub_action": False,
        "lead": "Communauté de communes de l’Aubrelle",
        "pilot": "Camille EXEMPLE",
        "elected": "Alix MODÈLE",
        "level": Level.HIGH,
        "maturity": Maturity.STUDY,
        "status": Status.RUNNING,
        "weather": Weather.CLOUDY,
        "trend": Trend.UP,
        "progress": 40,
        "planned_start": date(2026, 1, 15),
        "initial_end": date(2027, 6, 30),
        "revised_end": date(2027, 9, 30),
        "actual_end": None,
        "is_late": False,
        "late_days": 0,
        "slippage_days": 92,
        "cost_cents": 80_000_000,
        "cost_basis": TaxBasis.NET,
        "granted_cents": 32_000_000,
        "highlights": "L’étude de faisabilité est rendue ; deux industriels se sont engagés sur les volumes.",
        "next_step": "Choisir le montage juridique",
        "next_due": date(2027, 1, 31),
        "updated_on": date(2026, 11, 3),
    }
    return FollowUpAction(number=number, **(values | changes))


def a_funding(number="1.1", organization="Région", **changes):
    values = {
        "uid": f"funding-{number}-{organization}",
        "action_title": "Récupérer la chaleur fatale de la zone des Forges",
        "scheme": "Fonds friches",
        "nature": FundingNature.GRANT,
        "basis": TaxBasis.NET,
        "application": Application.EXAMINED,
        "reference": "2026-00123",
        "announced_cents": 18_000_000,
        "requested_cents": 16_000_000,
        "granted_cents": None,
        "contracted_cents": None,
        "paid_cents": None,
    }
    return FollowUpFunding(action_number=number, organization=organization, **(values | changes))


def a_commitment(number="E-01", **changes):
    values = {
        "uid": f"commitment-{number}",
        "organization": "ADEME",
        "wording": "Financer l’étude de faisabilité",
        "kind": CommitmentKind.FUNDING,
        "action_number": "1.1",
        "amount_cents": 4_000_000,
        "quantity": "",
        "firmness": Firmness.WRITTEN,
        "conditions": "Sous réserve du plan de financement",
        "due": date(2026, 10, 31),
        "execution": Execution.RUNNING,
        "is_overdue": True,
        "source": "COPIL n° 5",
    }
    return FollowUpCommitment(number=number, **(values | changes))


def a_followed_decision(number="D-2026-06-01", **changes):
    values = {
        "uid": f"decision-{number}",
        "decided_on": date(2026, 9, 16),
        "meeting": "COPIL n° 6",
        "wording": "La fiche 3.2 est validée ; plan de financement à compléter de 120 000 € avant le COTECH.",
        "kind": DecisionKind.VALIDATION,
        "actions": "3.2",
        "result": Result.CONSENSUS,
        "responsible": "Région",
        "due": date(2026, 10, 30),
        "follow_up": FollowUp.RUNNING,
        "done_on": None,
        "is_overdue": True,
    }
    return FollowUpDecision(number=number, **(values | changes))


def an_indicator(code="I-01", **changes):
    values = {
        "uid": f"indicator-{code}",
        "name": "Emplois industriels",
        "unit": "emplois",
        "nature": IndicatorNature.IMPACT,
        "baseline": 4120.0,
        "baseline_on": date(2023, 12, 31),
        "target": 4400.0,
        "target_on": date(2027, 12, 31),
        "value": 4215.5,
        "read_on": date(2026, 6, 30),
        "reliability": Reliability.DECLARED,
        "source": "Observatoire inventé",
    }
    return FollowUpIndicator(code=code, **(values | changes))


def some_actions():
    return (
        an_action(),
        an_action(
            "1.1.1", title="Étude de faisabilité", is_sub_action=True, cost_cents=8_500_000, granted_cents=4_000_000
        ),
        an_action(
            "1.2",
            title="Guichet foncier",
            weather=Weather.SUN,
            status=Status.DONE,
            progress=100,
            cost_cents=None,
            granted_cents=None,
            cost_basis=None,
            actual_end=date(2026, 8, 31),
        ),
        an_action(
            "2.1",
            title="École de production",
            axis="2. Lever les freins au recrutement",
            cost_basis=TaxBasis.GROSS,
            cost_cents=123_456_789,
            granted_cents=50_000_000,
            weather=Weather.CLOUD,
            status=Status.PAUSED,
        ),
        an_action(
            "2.2",
            title="Forum des métiers",
            axis="2. Lever les freins au recrutement",
            weather=None,
            trend=None,
            status=Status.PLANNED,
            progress=None,
            initial_end=None,
            revised_end=None,
            slippage_days=None,
            cost_cents=1_200_050,
            granted_cents=None,
            highlights="",
            next_step="",
            next_due=None,
            updated_on=None,
        ),
        an_action(
            "3.1",
            title="Friche des Forges : dépollution",
            axis="3. Mobiliser un foncier industriel adapté",
            weather=Weather.STORM,
            status=Status.BLOCKED,
            is_late=True,
            late_days=54,
            granted_cents=0,
            notes="Voir EPF",
        ),
    )


def some_fundings():
    return (
        a_funding(),
        a_funding(organization="ADEME", granted_cents=4_000_000, contracted_cents=4_000_000, paid_cents=1_200_000),
        a_funding("1.1.1", organization="ADEME", requested_cents=4_000_000),
        a_funding("2.1", organization="Région", basis=TaxBasis.GROSS, granted_cents=50_000_000),
        a_funding("3.1", organization="État", nature=None, basis=None, application=None, announced_cents=None),
    )


def a_table(**changes):
    """A small table with every case: sub-action, two bases, unknown amounts, lateness."""
    values = {
        "territory": "Vallée de la Sambrelle",
        "printed_on": date(2026, 11, 23),
        "title": "Tableau de suivi au 23 novembre 2026",
        "actions": some_actions(),
        "fundings": some_fundings(),
        "commitments": (
            a_commitment(),
            a_commitment("E-02", kind=CommitmentKind.ENGINEERING, amount_cents=None, quantity="25 j", is_overdue=False),
            a_commitment("E-03", organization="Région", firmness=Firmness.CONTRACTED, amount_cents=18_000_000),
        ),
        "decisions": (
            a_followed_decision(),
            a_followed_decision(
                "Tâche", uid="task-1", kind=None, result=None, follow_up=FollowUp.DONE, is_overdue=False
            ),
        ),
        "indicators": (
            an_indicator(),
            an_indicator(
                "I-02", name="Hectares de friches requalifiés", unit="ha", value=None, read_on=None, reliability=None
            ),
        ),
    }
    return FollowUpTable(**(values | changes))


def empty_table():
    return a_table(actions=(), fundings=(), commitments=(), decisions=(), indicators=())


def hostile_table():
    """Texts that would become formulas, errors, broken XML or cut cells."""
    texts = ("=1+1", "+33 1 23", "-2+3", "@SUM(1)", "#N/A", HOSTILE, LONG_NAME, "x" * 40_000, "\tonglet", "1,5", "")
    return a_table(
        territory=f"{HOSTILE} &P &D",
        title=HOSTILE,
        actions=tuple(
            an_action(str(n), uid=f"h{n}", title=text, axis=text[:300], lead=text, highlights=text, notes=text)
            for n, text in enumerate(texts)
        ),
        indicators=(an_indicator(value=float("nan"), target=float("inf")),),
    )


def many_actions(count):
    """A table of `count` actions in four axes, for measures."""
    return a_table(actions=tuple(an_action(f"{n % 4 + 1}.{n}", axis=f"Axe {n % 4 + 1}") for n in range(count)))


def without_basis(action):
    return replace(action, cost_basis=None)
