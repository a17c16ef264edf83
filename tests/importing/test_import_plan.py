"""From files to proposals: what people type becomes what the dossier holds, every doubt is listed."""

import time
from datetime import date
from pathlib import Path

import pytest

from app.dto.plan_import import ProposedFunding, SheetTable, Target
from app.importing.plan import propose, with_target
from app.importing.recognise import recognise
from app.importing.workbook import read_tables
from app.vocabulary import Level, PartnerRole, PersonRole, Stage, Status, TaxBasis, Weather
from tests.importing.make_plans import (
    CSV_ROWS,
    as_csv,
    by_hand,
    funder_columns,
    large,
    one_sheet_per_axis,
    repeated_pairs,
)

TODAY = date(2026, 11, 23)


def proposal_of(path):
    tables = read_tables(path)
    return propose(tables, recognise(tables), today=TODAY, source=path.name)


def read(*rows, name="Plan", merged=()):
    width = max(len(row) for row in rows)
    table = SheetTable(name, tuple((*row, *[None] * (width - len(row))) for row in rows), merged)
    return propose([table], recognise([table]), today=TODAY)


def one(header, cell, **more):
    """The single action of a table with one column beside the title."""
    found = read(("Intitulé", header, *more), ("Moderniser l’atelier", cell, *more.values()))
    return found.actions[0], found


def doubts(found):
    return {doubt.cell: (doubt.understood, doubt.message) for doubt in found.doubts}


# --- the picture of the design ---------------------------------------------------------------


def test_the_plan_of_the_design_picture(tmp_path):
    found = proposal_of(by_hand(tmp_path / "plan.xlsx"))
    assert [(action.number, action.title) for action in found.actions][:2] == [
        ("1.1", "École de production"),
        ("1.2", "Forum des métiers"),
    ]
    assert len(found.actions) == 7
    assert [path[0] for path in found.new_axes] == [
        "AXE 1 – Attirer les talents",
        "AXE 2 – Verdir l’industrie",
        "AXE 3 – Foncier",
    ]
    assert doubts(found) == {
        "F7": ("31/12/2026", "fin d’année"),
        "E8": ("01/07/2026", "début de trimestre"),
        "I8": ("À venir", "statut"),
        "E10": ("01/01/2025 → 31/12/2027", "une période, deux dates"),
        "G11": ("inconnu", "gardé en note"),
        "H12": ("2\u00a0financements", "à vérifier"),
        "F14": ("30/09/2029", "fin de mois"),
    }
    assert [(line.row, line.reason) for line in found.left_out] == [
        (1, "titre du tableau"),
        (2, "titre du tableau"),
        (16, "ligne de total"),
    ]
    cost = next(column for column in found.layouts[0].columns if column.target is Target.COST)
    assert (cost.filled, cost.understood, cost.doubts) == (7, 7, 1)


def test_values_of_the_picture(tmp_path):
    actions = {action.number: action for action in proposal_of(by_hand(tmp_path / "plan.xlsx")).actions}
    heat = actions["2.1"]
    assert heat.values["total_cost_cents"] == 120_000_000
    assert heat.values["total_cost_basis"] is TaxBasis.NET
    assert (heat.values["planned_start"], heat.values["initial_end"]) == (date(2025, 1, 1), date(2027, 12, 31))
    assert heat.values["status"] is Status.RUNNING
    assert "total_cost_cents" not in actions["2.2"].values
    assert "n.c." in actions["2.2"].values["notes"]
    assert actions["2.3"].fundings == (
        ProposedFunding("Région", "", 20_000_000, TaxBasis.NET),
        ProposedFunding("État", "DSIL", 15_000_000, TaxBasis.NET),
    )
    assert ("CC du Val de Sambrelle", PartnerRole.LEAD) in actions["1.1"].partners
    assert ("Région", PartnerRole.FUNDING) in actions["1.1"].partners
    assert actions["1.1"].people == (("Camille EXEMPLE", PersonRole.PILOT),)


# --- shapes ----------------------------------------------------------------------------------


def test_one_column_per_funder_in_thousands(tmp_path):
    found = proposal_of(funder_columns(tmp_path / "plan.xlsx"))
    heat, sun, school, homes = found.actions
    assert heat.values["total_cost_cents"] == 120_000_000
    assert heat.fundings == (
        ProposedFunding("État", "Fonds vert", 24_000_000, TaxBasis.NET),
        ProposedFunding("Région", "", 15_000_000, TaxBasis.NET),
        ProposedFunding("SAS Fictive", "Autofinancement", 81_000_000, TaxBasis.NET),
    )
    assert heat.values["progress_percent"] == 50
    assert [action.axis_path for action in found.actions] == [("Transition",)] * 2 + [("Compétences",)] * 2
    assert ("État", PartnerRole.FUNDING) in school.partners
    assert school.values["notes"] == "Observations\u00a0: =2+2 en texte"
    assert homes.values == {}
    assert sun.values["initial_end"] == date(2026, 12, 31)
    assert found.left_out[-1].reason == "ligne de total"


def test_one_sheet_per_axis(tmp_path):
    found = proposal_of(one_sheet_per_axis(tmp_path / "plan.xlsx"))
    assert [(action.sheet, action.number, action.axis_path) for action in found.actions] == [
        ("Axe 1", "1.1", ("AXE 1 : Attirer",)),
        ("Axe 1", "1.2", ("AXE 1 : Attirer",)),
        ("Axe 2", "2.1", ("AXE 2 : Innover",)),
        ("Axe 2", "2.2", ("AXE 2 : Innover",)),
        ("Axe 2", "2.3", ("AXE 2 : Innover",)),
    ]


def test_pairs_sub_actions_and_words(tmp_path):
    found = proposal_of(repeated_pairs(tmp_path / "plan.xlsx"))
    bike, parking, pool, app = found.actions
    assert bike.fundings == (ProposedFunding("ADEME", "", 1_200_000, None), ProposedFunding("Région", "", None, None))
    assert (bike.values["level"], bike.weather, bike.values["continuous"]) == (Level.HIGH, Weather.SUN, True)
    assert parking.parent == 0
    assert (parking.values["level"], parking.weather, parking.values["continuous"]) == (
        Level.MEDIUM,
        Weather.CLOUD,
        False,
    )
    assert "500" in parking.values["notes"]
    assert len(parking.fundings) == 1
    assert (pool.title, pool.values, app.parent, app.weather) == ("Covoiturage", {}, 2, Weather.STORM)
    assert doubts(found)["A4"][1] == "action absente du fichier, créée pour sa sous-action"


def test_csv_of_a_french_excel(tmp_path):
    found = proposal_of(as_csv(tmp_path / "plan.csv", CSV_ROWS))
    assert [(a.number, a.values["total_cost_cents"], a.values["status"]) for a in found.actions] == [
        ("1.1", 125_050, Status.DONE),
        ("1.10", 120_000_000, Status.PLANNED),
    ]


def test_a_line_without_title_completes_the_one_above():
    found = read(
        ("Action", "Coût", "Financeur", "Montant"),
        ("Boucle", 100, "ADEME", 20),
        (None, None, "Région", 30),
    )
    assert [(funding.organization, funding.cents) for funding in found.actions[0].fundings] == [
        ("ADEME", 2_000),
        ("Région", 3_000),
    ]
    assert doubts(found)["C3"][1] == "ligne rattachée à l’action de la ligne 2"


def test_one_line_per_funder_is_one_action_and_an_exact_copy_is_left_out():
    found = read(
        ("Action", "Coût", "Financeur", "Montant"),
        ("Boucle", 100, "ADEME", 20),
        ("Boucle", 100, "Région", 30),
        ("Solaire", 50, None, None),
        ("Solaire", 50, None, None),
    )
    assert [(action.title, len(action.fundings)) for action in found.actions] == [("Boucle", 2), ("Solaire", 0)]
    assert found.left_out[0].reason == "copie exacte de la ligne 4"


def test_two_actions_of_the_same_title_that_differ_are_both_kept():
    found = read(("Action", "Coût"), ("Étude", 100), ("Étude", 200))
    assert len(found.actions) == 2
    assert doubts(found)["A3"][1] == "même intitulé que la ligne 2"


def test_sections_nest_by_their_writing():
    found = read(
        ("N°", "Intitulé", "Pilote", "Statut"),
        ("AXE 1 : Attirer",),
        ("Orientation 1.1 – Faire connaître",),
        ("a", "Vitrine", "CCI", "En cours"),
        ("Orientation 1.2 – Recruter",),
        ("b", "Forum", "CCI", "En cours"),
        ("AXE 2 : Innover",),
        ("c", "Labo", "IUT", "En cours"),
    )
    assert [action.axis_path for action in found.actions] == [
        ("AXE 1 : Attirer", "Orientation 1.1 – Faire connaître"),
        ("AXE 1 : Attirer", "Orientation 1.2 – Recruter"),
        ("AXE 2 : Innover",),
    ]


def test_numbers_announce_their_sections_and_excel_does_not_eat_the_tenth():
    found = read(
        ("N°", "Action", "Pilote", "Budget"),
        (1, "Attirer"),
        (1.8, "Forum", "CCI", 1),
        (1.9, "Salon", "CCI", 1),
        (1.1, "Vitrine", "CCI", 1),
        ("2.1", "Labo", "IUT", 1),
    )
    assert [(action.number, action.axis_path) for action in found.actions] == [
        ("1.8", ("1. Attirer",)),
        ("1.9", ("1. Attirer",)),
        ("1.1", ("1. Attirer",)),
        ("2.1", ("1. Attirer",)),
    ]
    tenth = read(("N°", "Action"), (1.1, "a"), (1.9, "b"), (1.1, "c"))
    assert [action.number for action in tenth.actions] == ["1.1", "1.9", "1.10"]
    assert doubts(tenth)["A4"][0] == "1.10"


def test_axes_written_with_tiny_differences_are_one():
    found = read(
        ("Axe", "Sous-axe", "Action"),
        ("4. Vélo", "4.2. Plans scolaires", "a"),
        ("4. Vélo ", "4.2 : Plans scolaires", "b"),
        ("AXE 4 – Vélo", "4.3. Santé", "c"),
    )
    assert found.new_axes == (("4. Vélo",), ("4. Vélo", "4.2. Plans scolaires"), ("4. Vélo", "4.3. Santé"))


def test_totals_footnotes_and_repeated_headers_are_left_out_and_said():
    header = ("Action", "Pilote", "Coût", "Statut")
    found = read(
        header,
        ("Forum", "CCI", 10, "En cours"),
        ("Sous-total emploi", None, 10, None),
        header,
        ("Total Énergies – site de Modèle", "SAS Fictive", 20, "À venir"),
        ("TOTAL", None, 30, None),
        (),
        ("Source : comité du 3 mars",),
    )
    assert [action.title for action in found.actions] == ["Forum", "Total Énergies – site de Modèle"]
    assert [(line.row, line.reason) for line in found.left_out] == [
        (3, "ligne de total"),
        (4, "en-tête répété"),
        (6, "ligne de total"),
        (8, "texte sous le tableau"),
    ]


def test_a_merged_cost_belongs_to_its_first_line_and_merged_words_to_all():
    found = read(
        ("Action", "Porteur", "Coût"),
        ("a", "CC", 100),
        ("b", None, None),
        merged=((1, 1, 2, 1), (1, 2, 2, 2)),
    )
    assert [action.partners for action in found.actions] == [(("CC", PartnerRole.LEAD),)] * 2
    assert "total_cost_cents" not in found.actions[1].values
    assert "cellule commune à 2 lignes" in doubts(found)["C2"][1]


# --- cells -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "status", "doubt"),
    [
        ("EN COURS ", Status.RUNNING, False),
        ("réalisée", Status.DONE, False),
        ("Bloqué ", Status.BLOCKED, False),
        ("fait", Status.DONE, False),
        ("abandon", Status.ABANDONED, False),
        ("à lancer", Status.PLANNED, True),
        ("a discuter", Status.TO_DISCUSS, False),
        ("Suspendu", Status.PAUSED, False),
        ("en retard", Status.RUNNING, True),
    ],
)
def test_statuses_in_any_spelling(typed, status, doubt):
    action, found = one("Statut", typed)
    assert action.values["status"] is status
    assert bool(found.doubts) is doubt


def test_late_is_computed_so_its_word_stays_in_the_notes():
    action, _ = one("Statut", "En retard")
    assert action.values["notes"] == "Statut\u00a0: En retard"


@pytest.mark.parametrize(
    ("header", "typed", "cents", "basis"),
    [
        ("Coût", "1,2 M€", 120_000_000, None),
        ("Coût (€ HT)", "150 k€", 15_000_000, TaxBasis.NET),
        ("Coût", "780 000 € HT", 78_000_000, TaxBasis.NET),
        ("Coût (k€ TTC)", 12.5, 1_250_000, TaxBasis.GROSS),
        ("Coût (k€)", "45 000 €", 4_500_000, None),
        ("Coût", 0, 0, None),
    ],
)
def test_amounts_as_typed(header, typed, cents, basis):
    action, _ = one(header, typed)
    assert (action.values["total_cost_cents"], action.values.get("total_cost_basis")) == (cents, basis)


@pytest.mark.parametrize("typed", ["n.c.", "10 à 20 k€", "à définir", "-5", True])
def test_an_amount_nobody_can_read_is_unknown_and_kept(typed):
    action, found = one("Coût", typed)
    assert "total_cost_cents" not in action.values
    assert "Coût" in action.values["notes"]
    assert doubts(found)["B2"][1].endswith("gardé en note")


def test_dates_in_american_order_are_seen_by_column():
    found = read(("Action", "Fin"), ("a", "12/14/20"), ("b", "03/04/21"))
    assert [action.values["initial_end"] for action in found.actions] == [date(2020, 12, 14), date(2021, 3, 4)]
    assert doubts(found)["B3"] == ("04/03/2021", "mois avant le jour")


def test_a_calendar_column_gives_two_dates_or_one_side_or_a_note():
    found = read(
        ("Action", "Calendrier"),
        ("a", "2025-2027"),
        ("b", 2026),
        ("c", "à partir de mars 2026"),
        ("d", "fin 2026"),
        ("e", "2 chemins/an"),
    )
    dates = [(action.values.get("planned_start"), action.values.get("initial_end")) for action in found.actions]
    assert dates == [
        (date(2025, 1, 1), date(2027, 12, 31)),
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 3, 1), None),
        (None, date(2026, 12, 31)),
        (None, None),
    ]
    assert found.actions[4].values["notes"] == "Calendrier\u00a0: 2 chemins/an"


def test_an_end_before_the_start_is_kept_and_said():
    found = read(("Action", "Début", "Fin"), ("a", date(2026, 6, 1), date(2026, 1, 1)))
    assert found.actions[0].values["initial_end"] == date(2026, 1, 1)
    assert "la fin précède le début" in doubts(found)["A2"][1]


def test_structures_in_loose_lists():
    action, _ = one(
        "Partenaires",
        "FDE80, les communes, Regroupement d'agriculteurs\nCC de Bernay, de Conches, du Neubourg ; État (DREAL, DDT)",
    )
    assert [name for name, _ in action.partners] == [
        "FDE80",
        "les communes",
        "Regroupement d'agriculteurs",
        "CC de Bernay, de Conches, du Neubourg",
        "État (DREAL, DDT)",
    ]


def test_several_leads_and_people_with_their_function():
    action, found = one("Structure pilote", "CC du Modèle, CCI", Pilote="Camille EXEMPLE, Alex ESSAI - Secrétariat")
    assert action.partners == (("CC du Modèle", PartnerRole.LEAD), ("CCI", PartnerRole.CO_LEAD))
    assert [name for name, _ in action.people] == ["Camille EXEMPLE", "Alex ESSAI"]
    assert "Secrétariat" in action.values["notes"]
    assert doubts(found)["C2"][0] == "Alex ESSAI"


def test_one_amount_for_two_funders_is_not_guessed():
    action, found = one("Financeur 1", "Métropole, Région", **{"Montant € HT": 50_000})
    assert [(funding.organization, funding.cents) for funding in action.fundings] == [
        ("Métropole", None),
        ("Région", None),
    ]
    assert "50000" in action.values["notes"]
    assert "à répartir" in doubts(found)["C2"][1]


def test_stages_of_funding_never_share_an_amount():
    found = read(
        ("Action", "Financeur", "Montant demandé", "Montant accordé", "Montant versé"), ("a", "ADEME", 30, 20, 10)
    )
    assert [(funding.stage, funding.cents) for funding in found.actions[0].fundings] == [
        (Stage.REQUESTED, 3_000),
        (Stage.GRANTED, 2_000),
    ]
    assert "Montant versé\u00a0: 10" in found.actions[0].values["notes"]


def test_milestones_line_by_line():
    action, _ = one("Étapes", "- Étude (31/03/2026)\n- Travaux : T4 2026\n[x] Recrutement")
    assert [(step.title, step.planned_on, step.is_done) for step in action.milestones] == [
        ("Étude", date(2026, 3, 31), False),
        ("Travaux : T4 2026", date(2026, 12, 31), False),
        ("Recrutement", None, True),
    ]


def test_a_title_that_is_too_long_is_cut_and_kept_whole_in_the_notes():
    title = "Moderniser " * 40
    found = read(("Intitulé", "Statut"), (title, "En cours"))
    action = found.actions[0]
    assert len(action.title) <= 300
    assert action.title.endswith("…")
    assert title.strip() in action.values["notes"]


@pytest.mark.parametrize(
    ("typed", "number", "title"),
    [
        ("Action 3 : Créer une école", "3", "Créer une école"),
        ("Fiche n° 2.1 – Créer une école", "2.1", "Créer une école"),
        ("12 actions de formation", "", "12 actions de formation"),
        ("2024 : lancement du site", "", "2024 : lancement du site"),
        ("Action 2", "", "Action 2"),
    ],
)
def test_numbers_inside_titles_when_they_are_sure(typed, number, title):
    found = read(("Intitulé", "Statut"), (typed, "En cours"))
    assert (found.actions[0].number, found.actions[0].title) == (number, title)


def test_numbers_in_titles_need_company_and_must_differ():
    assert [action.number for action in read(("Intitulé",), ("1. Un toit",), ("2. Un mur",)).actions] == ["1", "2"]
    same = read(("Axe", "Intitulé"), ("A", "1. Un toit"), ("B", "1. Un mur"))
    assert [(action.number, action.title) for action in same.actions] == [("", "1. Un toit"), ("", "1. Un mur")]


def test_a_number_names_one_action():
    found = read(("N°", "Intitulé"), ("1", "Un toit"), ("1", "Un mur"))
    assert [action.number for action in found.actions] == ["1", ""]
    assert "N°\u00a0: 1" in found.actions[1].values["notes"]
    assert "numéro déjà porté par la ligne 2" in doubts(found)["A3"][1]


def test_an_ignored_column_leaves_no_trace_and_a_changed_one_is_read_again():
    table = SheetTable("Plan", (("Action", "Remarques", "Statut"), ("a", "2027", "En cours")))
    layouts = recognise([table])
    ignored = propose([table], with_target(layouts, "Plan", 1, Target.IGNORE), today=TODAY)
    assert ignored.actions[0].values == {"status": Status.RUNNING}
    ends = propose([table], with_target(layouts, "Plan", 1, Target.END), today=TODAY)
    assert ends.actions[0].values["initial_end"] == date(2027, 12, 31)


def test_new_names_are_those_the_dossier_lacks_whatever_their_spelling():
    table = SheetTable(
        "Plan", (("Action", "Porteur", "Pilote", "Axe"), ("a", "CC du modele", "ESSAI Camille", "Axe 1 – Vélo"))
    )
    found = propose(
        [table], recognise([table]), (), ["C.C. du Modèle"], ["Camille ESSAI"], today=TODAY, known_axes=[("1. Vélo",)]
    )
    assert (found.new_organizations, found.new_people, found.new_axes) == ((), (), ())
    assert found.actions[0].partners == (("C.C. du Modèle", PartnerRole.LEAD),)
    assert found.actions[0].people == (("Camille ESSAI", PersonRole.PILOT),)
    assert found.actions[0].axis_path == ("1. Vélo",)


def test_two_thousand_lines_take_about_a_second(tmp_path):
    path = large(tmp_path / "grand.xlsx", 2000)
    start = time.perf_counter()
    found = proposal_of(path)
    assert len(found.actions) == 2000
    assert time.perf_counter() - start < 6  # a shared machine under load; about one second alone
    assert not [doubt for doubt in found.doubts if not isinstance(doubt.cell, str)]
    assert Path(found.source).name == "grand.xlsx"


def test_the_fuller_spelling_of_an_axis_wins():
    found = read(("Axe", "Action"), ("Axe 1", "a"), ("Axe 1 – Attirer", "b"))
    assert found.new_axes == (("Axe 1 – Attirer",),)
    assert [action.axis_path for action in found.actions] == [("Axe 1 – Attirer",)] * 2


def test_sheets_beside_the_plan_complete_it_or_are_left_aside():
    def sheet(name, *rows):
        return SheetTable(name, rows)

    tables = [
        sheet(
            "Plan d’actions",
            ("N°", "Action", "Porteur", "Statut"),
            ("1.1", "Forum", "CCI", "En cours"),
            ("1.2", "Labo", "IUT", "À venir"),
        ),
        sheet(
            "Budget", ("Action", "Coût (€ HT)", "État", "Région"), ("Forum", 1000, 500, 200), ("Labo", 5000, None, 2000)
        ),
        sheet("Décisions", ("N°", "Action", "Échéance", "Statut"), ("D-1", "Écrire au préfet", "2026", "fait")),
        sheet("Contacts", ("Structure", "Nom", "Mail"), ("CCI", "EXEMPLE", "a@exemple.fr")),
    ]
    found = propose(tables, recognise(tables), today=TODAY)
    assert [(action.number, action.title) for action in found.actions] == [("1.1", "Forum"), ("1.2", "Labo")]
    assert found.actions[0].fundings == (
        ProposedFunding("État", "", 50_000, TaxBasis.NET),
        ProposedFunding("Région", "", 20_000, TaxBasis.NET),
    )
    assert [(line.sheet, line.row) for line in found.left_out] == [("Décisions", 0), ("Contacts", 0)]


def test_two_axes_in_one_cell_and_sub_actions_told_by_their_number():
    found = read(
        ("N°", "Axe", "Intitulé", "Type"),
        ("1.1.1", "1 Transition › 1.1 Énergie", "Chaleur", "Action"),
        ("1.1.1.1", "1 Transition › 1.1 Énergie", "Étude", "Sous-action"),
    )
    assert found.actions[1].axis_path == ("1 Transition", "1.1 Énergie")
    assert [action.parent for action in found.actions] == [None, 0]
