"""Who is who in the demonstration territory. Everyone and everything here is invented."""

from __future__ import annotations

from app.vocabulary import AuthorityKind, College, Family, SeatRole

TERRITORY = "Vallée de la Sambrelle"
PROJECT_LEAD = "Camille VERDIER"
EMPLOYER = "CC Val de Sambrelle"

AUTHORITIES = (
    ("CC Val de Sambrelle", AuthorityKind.EPCI, "200900017", 31_400),
    ("CA des Deux-Rives", AuthorityKind.EPCI, "200900025", 68_900),
    ("CC du Haut-Plateau", AuthorityKind.EPCI, "200900033", 12_750),
)

ORGANIZATIONS = (
    ("Préfecture de la Sambrelle", "Préfecture", Family.STATE),
    ("DREETS", "", Family.STATE),
    ("Région Grand Val", "Région", Family.REGION),
    ("CC Val de Sambrelle", "CCVS", Family.EPCI),
    ("CA des Deux-Rives", "CA2R", Family.EPCI),
    ("CC du Haut-Plateau", "CCHP", Family.EPCI),
    ("ADEME", "", Family.OPERATOR),
    ("Banque des Territoires", "BdT", Family.OPERATOR),
    ("Bpifrance", "", Family.OPERATOR),
    ("Établissement public foncier du Val", "EPF", Family.OPERATOR),
    ("France Travail", "", Family.OPERATOR),
    ("UIMM Val et Plateau", "UIMM", Family.CHAMBER),
    ("CCI du Val", "CCI", Family.CHAMBER),
    ("Fonderies de la Sambrelle", "", Family.COMPANY),
    ("SAS TerraBois", "", Family.COMPANY),
    ("Composites du Plateau", "", Family.COMPANY),
    ("Campus des métiers de la Sambrelle", "Campus", Family.TRAINING),
    ("Technopole des Deux-Rives", "Technopole", Family.ASSOCIATION),
)

SEATS = (
    # person, structure, capacity, college, role
    (
        "Hélène MARCHANDEAU",
        "CC Val de Sambrelle",
        "vice-présidente, élue référente",
        College.PAIR,
        SeatRole.CHAIR_ELECTED,
    ),
    (
        "Bruno LACHENAL",
        "Fonderies de la Sambrelle",
        "directeur, industriel référent",
        College.PAIR,
        SeatRole.CHAIR_INDUSTRY,
    ),
    ("Agathe ROUVEROL", "Préfecture de la Sambrelle", "sous-préfète", College.STATE, SeatRole.VOTING),
    ("Yannick PELLEGRIN", "DREETS", "chargé de mission industrie", College.STATE, SeatRole.VOTING),
    ("Sonia TAVERNAY", "Région Grand Val", "développement économique", College.REGION, SeatRole.VOTING),
    ("Marc AUBERTIN", "CA des Deux-Rives", "vice-président", College.AUTHORITIES, SeatRole.VOTING),
    ("Lucie FROMENTAL", "CC du Haut-Plateau", "présidente", College.AUTHORITIES, SeatRole.VOTING),
    ("Olivier RAVANEL", "Composites du Plateau", "président", College.INDUSTRY, SeatRole.VOTING),
    ("Nadia ESPERANDIEU", "ADEME", "ingénieure", College.OPERATORS, SeatRole.VOTING),
    ("Thomas GRANGENEUVE", "Banque des Territoires", "chargé de développement", College.OPERATORS, SeatRole.VOTING),
    ("Élise CORBIERE", "Bpifrance", "chargée d’affaires", College.OPERATORS, SeatRole.VOTING),
    ("", "France Travail", "", College.OPERATORS, SeatRole.CONSULTATIVE),
    ("Pascal DUVERNAY", "UIMM Val et Plateau", "délégué général", College.CHAMBERS, SeatRole.VOTING),
    ("Ingrid SAINT-AUBIN", "Campus des métiers de la Sambrelle", "directrice", College.TRAINING, SeatRole.VOTING),
)
"""Seats of the COPIL: 14 invited capacities."""

FORMER_CHAIR = ("Jacques BELLEFONTAINE", "CC Val de Sambrelle", "vice-président, élu référent")
"""The elected chair before the mandate changed: the binôme has a history."""

TECHNICAL_SEATS = (
    ("Camille VERDIER", "CC Val de Sambrelle", "chef de projet", College.TEAM),
    ("Yannick PELLEGRIN", "DREETS", "chargé de mission industrie", College.STATE),
    ("Sonia TAVERNAY", "Région Grand Val", "développement économique", College.REGION),
    ("Nadia ESPERANDIEU", "ADEME", "ingénieure", College.OPERATORS),
    ("Pascal DUVERNAY", "UIMM Val et Plateau", "délégué général", College.CHAMBERS),
)
