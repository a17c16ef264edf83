"""Which columns are recognised, whatever their order, spelling, lines and neighbours."""

import pytest

from app.dto.plan_import import SheetTable, Target
from app.errors import ImportRefused
from app.importing.headers import basis_of, meaning, stage_of, unit_of
from app.importing.plan import with_target
from app.importing.recognise import recognise
from app.importing.workbook import read_tables
from app.vocabulary import Stage, TaxBasis
from tests.importing.make_plans import by_hand, funder_columns, one_sheet_per_axis


def table(*rows, name="Plan"):
    width = max(len(row) for row in rows)
    return SheetTable(name, tuple((*row, *[None] * (width - len(row))) for row in rows))


def targets(*rows, name="Plan"):
    return {column.header: column.target for column in recognise([table(*rows, name=name)])[0].columns}


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("N°", Target.NUMBER),
        ("Réf.", Target.NUMBER),
        ("N° de la fiche action", Target.NUMBER),
        ("Intitulé de l’action", Target.TITLE),
        ("Titre de la fiche action", Target.TITLE),
        ("Nom du projet", Target.TITLE),
        ("Maître d'ouvrage", Target.LEAD),
        ("Maîtrise d’ouvrage / porteur", Target.LEAD),
        ("Structure pilote", Target.LEAD),
        ("Réf. pilote", Target.PILOT),
        ("Chef de projet", Target.PILOT),
        ("Élu·e référent·e ", Target.ELECTED),
        ("Industriel(le) référent(e)", Target.INDUSTRY),
        ("Service-département-pôle pilote", Target.DEPARTMENT),
        ("Financeurs pressentis", Target.FUNDING_PARTNERS),
        ("Financeur 2", Target.FUNDER),
        ("Montant global (€ HT)", Target.COST),
        ("Coût prévisionnel\n(k€)", Target.COST),
        ("Échéance", Target.END),
        ("Date de fin révisée", Target.REVISED_END),
        ("Fin réelle", Target.ACTUAL_END),
        ("Démarrage prévu", Target.START),
        ("Calendrier prévisionnel", Target.PERIOD),
        ("État d’avancement", Target.STATUS),
        ("% d'avancement", Target.PROGRESS),
        ("Météo du projet", Target.WEATHER),
        ("Niveau de priorité", Target.LEVEL),
        ("Etapes de la fiche action", Target.MILESTONES),
        ("Prochaines étapes", Target.NOTES),
        ("Actions liées", Target.NOTES),
        ("Taux de financement", Target.NOTES),
    ],
)
def test_headers_in_their_many_spellings(header, target):
    assert meaning(header).target is target


def test_headers_that_are_not_the_total_cost():
    for header in ("Reste à financer", "Budget 2024", "Budget consommé", "Montant versé"):
        said = meaning(header)
        assert said is None or said.target is not Target.COST


def test_unit_basis_and_stage_of_a_header():
    assert (unit_of("Coût (k€ HT)"), unit_of("en M€"), unit_of("Coût (€)")) == (1_000, 1_000_000, 1)
    assert basis_of("Montant € HT") is TaxBasis.NET
    assert basis_of("Budget TTC") is TaxBasis.GROSS
    assert basis_of("HT ou TTC") is None
    assert stage_of("Montant accordé") is Stage.GRANTED
    assert stage_of("Aide sollicitée") is Stage.REQUESTED
    assert stage_of("Montant") is None


def test_the_header_of_the_design_picture(tmp_path):
    (layout,) = recognise(read_tables(by_hand(tmp_path / "plan.xlsx")))
    assert (layout.header_row, layout.first_row) == (5, 6)
    assert [column.target for column in layout.columns] == [
        Target.NUMBER,
        Target.TITLE,
        Target.LEAD,
        Target.PILOT,
        Target.START,
        Target.END,
        Target.COST,
        Target.FUNDING_PARTNERS,
        Target.STATUS,
    ]
    assert layout.columns[6].letter == "G"


def test_grouped_header_on_two_lines_with_one_column_per_funder(tmp_path):
    (layout,) = recognise(read_tables(funder_columns(tmp_path / "plan.xlsx")))
    found = {column.header: column.target for column in layout.columns}
    assert found["Début"] is Target.START
    assert found["Fin"] is Target.END
    assert [column.letter for column in layout.columns if column.target is Target.FUNDER_COLUMN] == ["G", "H", "I", "J"]
    assert found["% réalisé"] is Target.PROGRESS


def test_one_sheet_per_axis_takes_the_fuller_title(tmp_path):
    layouts = recognise(read_tables(one_sheet_per_axis(tmp_path / "plan.xlsx")))
    assert [(layout.sheet, layout.axis_from_sheet) for layout in layouts] == [
        ("Axe 1", "AXE 1 : Attirer"),
        ("Axe 2", "AXE 2 : Innover"),
    ]


def test_the_content_decides_when_the_header_says_two_things():
    base = ("Action", "Avancement")
    assert targets(base, ("a", "En cours"), ("b", "terminé"))["Avancement"] is Target.STATUS
    assert targets(base, ("a", "50 %"), ("b", "100%"))["Avancement"] is Target.PROGRESS
    assert targets(base, ("a", 0.5), ("b", 0.25))["Avancement"] is Target.PROGRESS
    long = "Le cahier des charges est rédigé et la consultation est lancée auprès de trois bureaux d’études."
    assert targets(base, ("a", long), ("b", long + "!"))["Avancement"] is Target.NOTES
    pilots = ("Action", "Pilote")
    assert targets(pilots, ("a", "Camille ESSAI"))["Pilote"] is Target.PILOT
    assert targets(pilots, ("a", "CC du Modèle"), ("b", "CCI"))["Pilote"] is Target.LEAD
    state = ("Action", "Coût", "État", "Région")
    assert targets(state, ("a", 10_000, 5_000, 2_000))["État"] is Target.FUNDER_COLUMN
    assert targets(state, ("a", 10_000, "en cours", 2_000))["État"] is Target.STATUS


def test_weak_axis_words_need_to_repeat():
    rows = [("Thématique", "Action", "Objectif opérationnel", "Statut")]
    rows += [("Emploi", f"a{index}", f"Un objectif propre à l’action {index}", "En cours") for index in range(6)]
    found = targets(*rows)
    assert found["Thématique"] is Target.AXIS
    assert found["Objectif opérationnel"] is Target.OBJECTIVES


def test_an_unknown_column_goes_to_the_notes_and_never_is_ignored():
    found = targets(("Action", "Statut", "Zorglub", None), ("a", "En cours", "bidule", "sans en-tête"))
    assert found["Zorglub"] is Target.NOTES
    assert Target.IGNORE not in found.values()
    assert len(found) == 4


def test_amounts_follow_their_funder_but_a_total_does_not():
    found = recognise(
        [table(("Action", "Financeur", "Montant demandé", "Montant accordé", "Montant total"), ("a", "ADEME", 1, 2, 3))]
    )
    assert [column.target for column in found[0].columns][2:] == [
        Target.FUNDER_AMOUNT,
        Target.FUNDER_AMOUNT,
        Target.COST,
    ]


def test_of_two_costs_the_one_without_tax_is_kept():
    found = targets(("Action", "Budget TTC", "Budget HT"), ("a", 120, 100))
    assert found["Budget HT"] is Target.COST
    assert found["Budget TTC"] is Target.NOTES


def test_lists_notices_and_contacts_are_not_plans():
    lists = table(("Statut", "Priorité"), ("En cours", "Élevé"), name="Listes déroulantes")
    contacts = table(("Structure", "Nom", "Mail"), ("CCI", "EXEMPLE", "a@exemple.fr"), name="Contacts")
    invoices = table(("Date", "Fournisseur", "Montant"), ("2025", "X", 10), name="Factures")
    with pytest.raises(ImportRefused, match="Aucun tableau d’actions"):
        recognise([lists, contacts, invoices])


def test_changing_a_column_frees_the_one_that_had_its_target():
    layouts = recognise([table(("Action", "Projet bis", "Statut"), ("a", "b", "En cours"))])
    changed = with_target(layouts, "Plan", 1, Target.TITLE)
    assert [column.target for column in changed[0].columns] == [Target.NOTES, Target.TITLE, Target.STATUS]
    ignored = with_target(changed, "Plan", 2, Target.IGNORE)
    assert ignored[0].columns[2].target is Target.IGNORE
