"""How the journal, the minutes and the screens name every table, field and value in French."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from app.french import clock_time, euros, number, short_date
from app.vocabulary import Term

TABLES: Mapping[str, str] = {
    "action": "Action",
    "action_partner": "Partenaire d’une action",
    "action_person": "Référent d’une action",
    "agenda_item": "Point à l’ordre du jour",
    "agenda_item_action": "Action d’un point",
    "attendance": "Présence",
    "axis": "Axe",
    "commitment": "Engagement",
    "committee": "Instance",
    "decision": "Décision",
    "decision_action": "Action d’une décision",
    "indicator": "Indicateur",
    "issued_document": "Document produit",
    "local_authority": "Collectivité membre",
    "meeting": "Séance",
    "milestone": "Étape",
    "organization": "Structure",
    "payment": "Versement",
    "person": "Interlocuteur",
    "progress_note": "Point d’avancement",
    "reading": "Relevé",
    "seat": "Siège",
    "task": "Tâche",
    "territory": "Territoire",
}

_COMMON: Mapping[str, str] = {
    "uid": "identifiant",
    "position": "ordre",
    "number": "numéro",
    "title": "intitulé",
    "name": "nom",
    "notes": "notes",
    "due": "échéance",
    "organization_id": "structure",
    "person_id": "personne",
    "action_id": "action",
    "axis_id": "axe",
    "meeting_id": "séance",
    "item_id": "point",
    "parent_id": "rattachement",
    "committee_id": "instance",
    "capacity": "qualité",
    "college": "collège",
    "role": "rôle",
    "wording": "libellé",
    "responsible": "responsable",
    "done_on": "réalisé le",
    "kind": "type",
    "siren": "SIREN",
    "nature": "nature",
    "state": "état",
}

_FIELDS: Mapping[str, Mapping[str, str]] = {
    "territory": {
        "phase": "phase du programme",
        "code": "code du label",
        "region": "région",
        "employment_area": "bassin d’emploi",
        "perimeter": "périmètre et justification",
        "employer": "structure porteuse",
        "project_lead": "chef de projet",
        "privacy_contact": "contact données personnelles",
        "stale_weather_days": "météo périmée après (jours)",
        "owner_share_percent": "participation minimale du maître d’ouvrage (%)",
    },
    "local_authority": {"population": "population"},
    "organization": {"short_name": "sigle", "family": "famille"},
    "person": {
        "civility": "civilité",
        "first_name": "prénom",
        "last_name": "nom",
        "function": "fonction",
        "email": "courriel",
        "phone": "téléphone",
    },
    "axis": {"priority": "priorité nationale"},
    "action": {
        "parent_id": "action principale",
        "sheet_kind": "type de fiche",
        "maturity": "phase",
        "status": "statut",
        "status_reason": "motif du statut",
        "level": "priorité",
        "scope": "portée",
        "context": "contexte",
        "description": "description",
        "objectives": "objectifs",
        "deliverables": "livrables",
        "beneficiaries": "bénéficiaires",
        "resources": "moyens humains et techniques",
        "governance": "instances de gouvernance",
        "participation": "participation citoyenne",
        "department": "service pilote",
        "indicators_text": "indicateurs liés",
        "funding_text": "financements (texte)",
        "planned_start": "début prévu",
        "actual_start": "début réel",
        "initial_end": "fin prévue",
        "revised_end": "fin révisée",
        "actual_end": "fin réelle",
        "continuous": "amélioration continue",
        "total_cost_cents": "coût total",
        "total_cost_basis": "base du coût",
        "progress_percent": "avancement",
        "links": "documents et liens",
        "is_confidential": "confidentiel",
    },
    "milestone": {
        "planned_on": "prévue le",
        "revised_on": "révisée au",
        "actual_on": "réalisée le",
        "is_done": "faite",
        "weight": "poids",
    },
    "progress_note": {
        "noted_on": "date",
        "weather": "météo",
        "trend": "tendance",
        "percent": "avancement",
        "highlights": "faits marquants",
        "obstacles": "freins à lever",
        "next_steps": "prochaines étapes",
        "requests": "demandes aux partenaires",
        "author": "auteur",
    },
    "commitment": {
        "scheme": "dispositif",
        "reference": "n° de dossier",
        "application": "état du dossier",
        "firmness": "fermeté",
        "basis": "base",
        "announced_cents": "montant annoncé",
        "requested_cents": "montant demandé",
        "granted_cents": "montant accordé",
        "contracted_cents": "montant conventionné",
        "quantity_hundredths": "quantité",
        "unit": "unité",
        "conditions": "conditions",
        "taken_on": "pris le",
        "execution": "exécution",
        "source": "source",
        "proof": "preuve",
    },
    "payment": {
        "commitment_id": "engagement",
        "paid_on": "versé le",
        "amount_cents": "montant versé",
        "note": "précision",
    },
    "committee": {
        "short_name": "sigle",
        "notice_days": "délai de convocation (jours)",
        "minutes_days": "délai du compte rendu (jours)",
        "has_quorum": "quorum",
    },
    "seat": {"alternate_id": "suppléant", "starts_on": "début de mandat", "ends_on": "fin de mandat"},
    "meeting": {
        "held_on": "date",
        "starts_at": "heure",
        "place": "lieu",
        "link": "lien visio",
        "writer": "rédacteur",
        "convened_on": "convoquée le",
        "opened_at": "ouverte à",
        "closed_at": "close à",
        "minutes_sent_on": "compte rendu envoyé le",
        "approved_on": "compte rendu approuvé le",
    },
    "agenda_item": {
        "presenter": "rapporteur",
        "planned_minutes": "durée prévue (min)",
        "is_confidential": "confidentiel",
        "preparation_note": "note de préparation",
        "notes": "relevé des échanges",
        "private_notes": "notes privées",
        "started_at": "commencé à",
        "resumed_at": "repris à",
        "ended_at": "terminé à",
        "spent_seconds": "durée réelle (s)",
    },
    "attendance": {
        "seat_id": "siège",
        "answer": "réponse",
        "presence": "présence",
        "represented_by": "représenté par",
        "arrived_at": "arrivée",
        "left_at": "départ",
    },
    "decision": {
        "result": "résultat",
        "reserves": "réserves",
        "follow_up": "suite",
        "follow_up_note": "précision sur la suite",
    },
    "decision_action": {"decision_id": "décision"},
    "indicator": {
        "code": "code",
        "definition": "définition",
        "unit": "unité",
        "baseline": "valeur initiale",
        "baseline_on": "date initiale",
        "target": "cible",
        "target_on": "échéance de la cible",
    },
    "reading": {
        "indicator_id": "indicateur",
        "read_on": "date",
        "value": "valeur",
        "reliability": "fiabilité",
        "source": "source",
    },
    "issued_document": {"file_name": "fichier", "issued_at": "produit le"},
}


def table_name(table: str) -> str:
    """French name of a table: « Point d’avancement »."""
    return TABLES[table]


def field_name(table: str, field: str) -> str:
    """French name of a field: « fin révisée ». Raises KeyError for an unknown field."""
    return _FIELDS.get(table, {}).get(field) or _COMMON[field]


def shown(field: str, value: Any) -> str:
    """A column value in French: « 1 200 € », « 30/06/2027 », « Bloqué », « oui »; "" for nothing."""
    match value:
        case None | "":
            return ""
        case bool():
            return "oui" if value else "non"
        case Term():
            return value.label
        case int() if field.endswith("_cents"):
            return euros(value)
        case int() if field.endswith("percent"):
            return f"{value}\N{NARROW NO-BREAK SPACE}%"
        case int() if field.endswith("_hundredths"):
            return number(Decimal(value) / 100, 2) if value % 100 else number(value // 100)
        case int():
            return number(value)
        case datetime():
            return f"{short_date(value.astimezone().date())} {clock_time(value.astimezone().time())}"
        case date():
            return short_date(value)
        case time():
            return clock_time(value)
        case StrEnum():
            return value.value
    return str(value)
