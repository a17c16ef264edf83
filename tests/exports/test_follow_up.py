import errno
import re
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from app.errors import Cancelled, ExportBlocked
from app.vocabulary import Status, TaxBasis, Weather
from exports.excel.follow_up import write_follow_up
from tests.exports.factories import (
    a_commitment,
    a_funding,
    a_table,
    an_action,
    empty_table,
    hostile_table,
    many_actions,
    some_actions,
    some_fundings,
)
from tests.exports.golden import assert_matches_golden

TITLES = ["Plan d’action", "Financements", "Engagements", "Décisions et suites", "Indicateurs"]
FIRST = 5


@pytest.fixture
def path(tmp_path):
    return tmp_path / "suivi.xlsx"


@pytest.fixture
def written(path):
    """Write a table and open it again, formulas or values."""

    def write(table, values=False):
        write_follow_up(table, path)
        return load_workbook(path, data_only=values)

    return write


def plain(text):
    return re.sub("[\u00a0\u202f]", " ", text)


def headers(page):
    return [cell.value for cell in page[4]]


def lines(page):
    """Rows of the table as dictionaries."""
    (table,) = page.tables.values()
    names, *rows = page[table.ref]
    return [dict(zip((name.value for name in names), row, strict=True)) for row in rows]


def below(page):
    """Rows under the table, as {header: value} of the cells that have one."""
    (table,) = page.tables.values()
    last = int(re.search(r"\d+$", table.ref).group())
    names = headers(page)
    found = []
    for row in page.iter_rows(min_row=last + 1):
        values = {name: cell.value for name, cell in zip(names, row, strict=False) if cell.value is not None}
        if values:
            found.append(values)
    return found


def totals(page, label):
    (found,) = [row for row in below(page) if row.get("Intitulé") == label and not {"Axe", "Financeur"} & row.keys()]
    return found


def remarks(page):
    return [plain(next(iter(row.values()))) for row in below(page) if len(row) == 1]


def test_five_sheets_each_with_its_table(written):
    book = written(a_table())
    assert book.sheetnames == TITLES
    names = [name for page in book for name in page.tables]
    assert names == ["PlanAction", "Financements", "Engagements", "DecisionsSuites", "Indicateurs"]
    for page in book:
        (table,) = page.tables.values()
        assert [column.name for column in table.tableColumns] == headers(page)
        assert len(set(headers(page))) == len(headers(page))
        assert table.autoFilter is not None
        assert page.auto_filter.ref is None  # a second filter makes Excel repair the file
        assert not page.merged_cells.ranges


def test_numbers_are_numbers_and_dates_are_dates(written):
    page = written(a_table())["Plan d’action"]
    first = lines(page)[0]
    assert (first["Coût total"].value, first["Coût total"].number_format) == (800_000, '#,##0.00\\ "€"')
    assert (first["Avancement"].value, first["Avancement"].number_format) == (0.4, "0%")
    assert first["Fin prévue révisée"].value == datetime(2027, 9, 30)
    assert first["Fin prévue révisée"].number_format == "dd/mm/yyyy"
    assert first["Taux acquis"].value == pytest.approx(0.4)
    assert first["N°"].value == "1.1"
    assert first["N°"].data_type == "s"


def test_what_is_unknown_is_an_empty_cell(written):
    done, planned, blocked = (lines(written(a_table())["Plan d’action"])[n] for n in (2, 4, 5))
    assert [done[name].value for name in ("Coût total", "Base", "Financements acquis", "Reste à financer")] == [
        None
    ] * 4
    assert planned["Météo"].value is None
    assert planned["Fin prévue initiale"].value is None
    assert planned["Reste à financer"].value is None
    assert blocked["Financements acquis"].value == 0  # known to be nothing
    assert blocked["Reste à financer"].value == 800_000
    assert blocked["Retard (jours)"].value == 54
    assert done["Retard (jours)"].value is None


def test_totals_are_formulas_with_their_value(path):
    write_follow_up(a_table(), path)
    formulas, values = load_workbook(path), load_workbook(path, data_only=True)
    read = CalamineWorkbook.from_path(str(path))
    count = 0
    for page in formulas:
        grid = read.get_sheet_by_name(page.title).to_python(skip_empty_area=False)
        for row in page.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    value = values[page.title][cell.coordinate].value
                    assert value == grid[cell.row - 1][cell.column - 1]
                    count += 1
    assert count > 20
    assert "SUBTOTAL(109," in totals(formulas["Plan d’action"], "Total HT")["Coût total"]


def test_bases_are_never_summed_together_and_sub_actions_not_at_all(written):
    page = written(a_table(), values=True)["Plan d’action"]
    net, gross = totals(page, "Total HT"), totals(page, "Total TTC")
    assert net["Coût total"] == 1_612_000.50  # 1.1, 2.2 and 3.1, without 1.1.1
    assert net["Financements acquis"] == 320_000
    assert net["Taux acquis"] == 0.2  # 320 000 of the 1 600 000 whose funding is known
    assert gross["Coût total"] == 1_234_567.89
    assert remarks(page)[1:4] == [
        "1 action sur 5 sans coût connu : hors des totaux.",
        "2 actions sur 5 sans financement acquis connu.",
        "1 sous-action n’est pas ajoutée aux totaux.",
    ]


def test_a_simple_plan_has_a_simple_total(written):
    page = written(a_table(actions=(an_action(), an_action("1.2"))))["Plan d’action"]
    assert totals(page, "Total HT")["Coût total"] == "=SUBTOTAL(109,PlanAction[Coût total])"


def test_each_axis_has_its_total(written):
    page = written(a_table(), values=True)["Plan d’action"]
    by_axis = {(row["Axe"], row["Base"]): row["Coût total"] for row in below(page) if "Axe" in row}
    assert by_axis == {
        ("1. Accélérer la transition écologique", "HT"): 800_000,
        ("2. Lever les freins au recrutement", "HT"): 12_000.50,
        ("2. Lever les freins au recrutement", "TTC"): 1_234_567.89,
        ("3. Mobiliser un foncier industriel adapté", "HT"): 800_000,
    }


def test_nothing_known_is_not_zero(written):
    unknown = an_action(cost_cents=None, granted_cents=None)
    page = written(a_table(actions=(unknown,), fundings=()))["Plan d’action"]
    assert "Aucun montant n’est connu." in remarks(page)
    only_cost = an_action(granted_cents=None)
    page = written(a_table(actions=(only_cost,)), values=True)["Plan d’action"]
    assert "Financements acquis" not in totals(page, "Total HT")


def test_fundings_are_summed_by_stage_and_by_funder(written):
    page = written(a_table(), values=True)["Financements"]
    net = totals(page, "Total HT")
    assert (net["Annoncé"], net["Demandé"], net["Accordé"], net["Versé"]) == (360_000, 320_000, 40_000, 12_000)
    funders = {(row["Financeur"], row.get("Base", "")): row["Demandé"] for row in below(page) if "Financeur" in row}
    assert list(funders) == [("Région", "HT"), ("Région", "TTC"), ("ADEME", "HT"), ("État", "")]
    assert set(funders.values()) == {160_000}
    assert "Les lignes des sous-actions ne sont pas ajoutées aux totaux." in remarks(page)


def test_lines_without_amount_are_counted(written):
    unknown = dict.fromkeys(("announced_cents", "requested_cents"), None)
    fundings = (a_funding(), a_funding(organization="État", **unknown), a_funding(organization="EPF", **unknown))
    page = written(a_table(fundings=fundings))["Financements"]
    assert "2 lignes sur 3 sans montant connu." in remarks(page)


def test_commitments_are_never_summed_across_firmness(written):
    commitments = (
        a_commitment(basis=TaxBasis.NET),
        a_commitment("E-2", basis=TaxBasis.NET),
        *a_table().commitments[1:],
    )
    page = written(a_table(commitments=commitments), values=True)["Engagements"]
    sums = {
        (row["Fermeté"], row.get("Base")): row["Montant annoncé"] for row in below(page) if "Montant annoncé" in row
    }
    assert sums == {("Confirmé par écrit", "HT"): 80_000, ("Conventionné", None): 180_000}
    assert "1 engagement sur 4 sans montant connu." in remarks(page)


amounts = st.none() | st.integers(0, 10**11)
drawn_actions = st.lists(
    st.builds(
        dict,
        cost_cents=amounts,
        granted_cents=amounts,
        cost_basis=st.none() | st.sampled_from(TaxBasis),
        is_sub_action=st.booleans(),
        axis=st.sampled_from(["", "Axe 1", "=1+1"]),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn_actions)
def test_totals_equal_sums_made_otherwise(written, drawn):
    actions = tuple(an_action(str(n), uid=str(n), **changes) for n, changes in enumerate(drawn))
    page = written(a_table(actions=actions), values=True)["Plan d’action"]
    expected = {}
    for changes in drawn:
        basis = changes["cost_basis"].label if changes["cost_basis"] else None
        if not changes["is_sub_action"] and changes["cost_cents"] is not None:
            expected[basis] = expected.get(basis, 0) + Decimal(changes["cost_cents"]) / 100
    general, by_axis = {}, {}
    found = general
    for row in below(page):
        if next(iter(row.values())).startswith("Par axe"):
            found = by_axis
        elif "Coût total" in row:
            found[row.get("Base")] = found.get(row.get("Base"), 0) + Decimal(repr(row["Coût total"]))
    assert general == expected
    assert by_axis == expected


def test_text_is_never_a_formula(written):
    page = written(hostile_table())["Plan d’action"]
    formula, phone, minus, at, error, hostile, _, long, tab, decimal, empty = (row["Intitulé"] for row in lines(page))
    assert [cell.value for cell in (formula, phone, minus)] == ["=1+1", "+33 1 23", "-2+3"]
    assert [cell.value for cell in (at, error)] == ["@SUM(1)", "#N/A"]
    assert {cell.data_type for cell in (formula, phone, minus, at, error, tab, decimal)} == {"s"}
    assert [cell.quotePrefix for cell in (formula, phone, minus, at, tab, decimal)] == [True] * 5 + [False]
    assert hostile.value.startswith("L’É’ & <b>")
    assert len(long.value) == 32_767
    assert empty.value is None


def test_a_figure_that_is_not_a_number_is_left_out(written):
    (line,) = lines(written(hostile_table())["Indicateurs"])
    assert line["Dernier relevé"].value is None
    assert line["Cible"].value is None


def test_an_empty_plan_still_makes_five_tables(written):
    book = written(empty_table())
    for page in book:
        (table,) = page.tables.values()
        assert table.ref.endswith("5")
        assert len(remarks(page)) == 1
    assert remarks(book["Engagements"]) == ["Aucun engagement n’est enregistré."]


def test_the_header_is_dressed_frozen_and_repeated(written):
    frozen = [page.freeze_panes for page in written(a_table())]
    assert frozen == ["D5", "C5", "D5", "B5", "C5"]
    for page in written(a_table()):
        for cell in page[4]:
            assert cell.font.b
            assert cell.font.name == "Calibri"
            assert cell.fill.fgColor.rgb.endswith("1D4E89")
        assert page.print_title_rows == "$4:$4"


def test_every_sheet_prints_on_a4_landscape_one_page_wide(written):
    for page in written(a_table()):
        setup = page.page_setup
        assert (setup.orientation, int(setup.paperSize)) == ("landscape", 9)
        assert (setup.fitToWidth, setup.fitToHeight) == (1, 0)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.oddFooter.right.text == "Page &P sur &N"
        assert page.oddFooter.left.text == "Vallée de la Sambrelle — Tableau de suivi au 23 novembre 2026"
        assert page.print_area


def test_codes_of_footers_are_not_taken_from_names(written):
    page = written(hostile_table())["Plan d’action"]
    assert "&& <b>" in page.oddFooter.left.text


def test_colours_come_with_the_word(written):
    page = written(a_table())["Plan d’action"]
    rules = {rule.formula[0].strip('"') for part in page.conditional_formatting for rule in part.rules}
    assert {status.label for status in Status} | {weather.label for weather in Weather} == rules
    assert [row["Statut"].value for row in lines(page)][-1] == "Bloqué"


def test_identifiers_come_along_hidden(written):
    for page in written(a_table()):
        column = next(cell.column_letter for cell in page[4] if cell.value == "Identifiant")
        assert page.column_dimensions[column].hidden
    assert [row["Identifiant"].value for row in lines(page)] == ["indicator-I-01", "indicator-I-02"]


def test_rows_are_tall_enough_for_wrapped_text(written):
    actions = (an_action(highlights="mot " * 100), an_action("1.2", highlights="court", lead="x"))
    page = written(a_table(actions=actions))
    heights = [page["Plan d’action"].row_dimensions[n].height for n in (FIRST, FIRST + 1)]
    assert heights[0] > 150
    assert heights[1] < 60


def test_the_file_names_itself_and_has_no_clock(written, path, tmp_path):
    book = written(a_table())
    assert book.properties.title == "Tableau de suivi au 23 novembre 2026"
    assert (book.properties.language, book.properties.modified) == ("fr-FR", datetime(2026, 11, 23))
    write_follow_up(a_table(), tmp_path / "b.xlsx")
    assert path.read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_sheets_are_as_reviewed(path):
    small = a_table(actions=some_actions()[:2], fundings=some_fundings()[:2], printed_on=date(2026, 11, 23))
    write_follow_up(small, path)
    parts = ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/tables/table1.xml")
    assert_matches_golden(path, "follow_up", *parts)


def test_progress_is_told_and_giving_up_writes_nothing(path):
    seen = []
    write_follow_up(many_actions(250), path, lambda done, total: seen.append((done, total)))
    total = 250 + len(some_fundings()) + 3 + 2 + 2
    assert seen[0] == (100, total)
    assert seen[-1] == (total, total)
    path.unlink()

    def give_up(done, total):
        raise Cancelled("Abandonné.")

    with pytest.raises(Cancelled):
        write_follow_up(a_table(), path, give_up)
    assert not path.exists()


def test_a_full_disk_leaves_the_previous_table(path, monkeypatch):
    path.write_bytes(b"before")

    def refuse(handle):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(ExportBlocked, match="disque est plein"):
        write_follow_up(a_table(), path)
    assert path.read_bytes() == b"before"
