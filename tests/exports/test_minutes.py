import errno
import re
from datetime import date, datetime

import docx
import pytest
from docx.oxml.ns import qn

from app.errors import Cancelled, ExportBlocked
from app.vocabulary import ItemState, Presence
from exports.word.minutes import write_minutes
from exports.word.minutes_opening import presence_sentence
from tests.exports.factories import (
    a_decision,
    a_participant,
    a_task,
    an_item,
    empty_minutes,
    hostile_minutes,
    many_minutes,
    participants,
    some_minutes,
)
from tests.exports.golden import assert_matches_golden, xml_parts


@pytest.fixture
def written(tmp_path):
    """Write minutes and open them again with python-docx."""

    def write(minutes):
        path = tmp_path / "cr.docx"
        write_minutes(minutes, path)
        return docx.Document(str(path))

    return write


def plain(text):
    """Give the text with ordinary spaces, as it is read."""
    return re.sub("[\u00a0\u202f]", " ", text)


def texts(document):
    return [plain(paragraph.text) for paragraph in document.paragraphs]


def rows(table):
    return [[plain(cell.text) for cell in row.cells] for row in table.rows]


def table_named(document, caption):
    for table in document.tables:
        if table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == caption:
            return table
    raise AssertionError(caption)


def test_the_outline_is_made_of_real_headings(written):
    document = written(some_minutes())
    headings = [p for p in document.paragraphs if p.style.name.startswith(("Title", "Heading"))]
    outline = [(heading.style.name, plain(heading.text)) for heading in headings]
    assert outline == [
        ("Title", "Compte rendu du comité de pilotage n° 7"),
        ("Heading 1", "Participants"),
        ("Heading 1", "Ordre du jour"),
        ("Heading 1", "Échanges et décisions"),
        ("Heading 2", "1. Approbation du compte rendu du 16 septembre"),
        ("Heading 2", "2. Suites des décisions"),
        ("Heading 2", "3. Avancement du plan d’action"),
        ("Heading 2", "4. Friche des Forges : plan de financement"),
        ("Heading 2", "5. Nouvelle action : halle d’essais composites"),
        ("Heading 2", "6. Questions diverses"),
        ("Heading 1", "Autres évolutions du plan d’action"),
        ("Heading 1", "Prochaine réunion"),
        ("Heading 1", "Approbation"),
        ("Heading 1", "Annexe 1 — Relevé des décisions"),
        ("Heading 1", "Annexe 2 — Tâches à mener"),
    ]


def test_the_identity_block_says_when_where_and_who(written):
    document = written(some_minutes())
    assert "Jeudi 10 décembre 2026, de 14 h 00 à 15 h 36 — salle du conseil, hôtel d’agglomération" in texts(document)
    identity = dict(rows(table_named(document, "Identité de la séance")))
    assert identity["Participants"] == (
        "8 présents (dont 1 en visio), 1 représenté, 1 pouvoir, 2 excusés, 1 absent, 1 invité"
    )
    assert identity["Rédaction"] == "Claude MAQUETTE"
    assert identity["Co-présidence"].splitlines()[1] == "Dominique FICTIF, Directeur général, Forges fictives SAS"


def test_participants_stand_by_college_with_their_presence(written):
    table = rows(table_named(written(some_minutes()), "Participants par collège"))
    assert table[0] == ["Nom", "Fonction et structure", "Présence"]
    state = [row[0] for row in table].index("État")
    assert table[state] == ["État"] * 3  # one cell across the table
    assert table[state + 2] == ["Sacha TÉMOIN", "Chargé de mission, DREETS", "En visio"]
    assert ["Noa GABARIT", "Région", "Représenté par Maé PATRON"] in table
    assert ["Eden CANEVAS", "Président, Communauté de communes de l’Aubrelle", "Pouvoir à Camille EXEMPLE"] in table


def test_someone_under_two_capacities_counts_once():
    assert presence_sentence([a_participant(), a_participant(college="État")]) == "1\u00a0présent"


def test_only_what_is_known_is_counted():
    assert presence_sentence([]) == "Aucun participant enregistré"
    unknown = [a_participant(name, Presence.UNKNOWN) for name in ("A", "B")]
    assert plain(presence_sentence(unknown)) == "2 présences non renseignées"


def test_a_decision_is_boxed_with_its_result_and_what_follows(written):
    document = written(some_minutes())
    boxed = {plain(p.text).split(".")[0]: p for p in document.paragraphs if p.style.name.startswith("Décision")}
    assert [name[-2:] for name in boxed] == ["01", "03", "04", "05"]
    assert plain(boxed["Avis D-2026-07-04"].text).splitlines() == [
        "Avis D-2026-07-04. Avis favorable de la gouvernance du Territoire d’industrie au titre du Fonds vert. "
        "Adoptée à la majorité ; réserves : plan de financement à compléter de 120 000 €.",
        "Fiches concernées : 2.4 Halle d’essais composites et 2.5 Plateforme de formation.",
        "Responsable : Établissement public foncier — échéance : 15 janvier 2027.",
    ]
    assert boxed["Décision D-2026-07-03"].style.name == "Décision"
    assert boxed["Décision D-2026-07-05"].style.name.startswith("Décision non adoptée")
    left = boxed["Décision D-2026-07-03"].style.element.pPr.find(qn("w:pBdr")).find(qn("w:left"))
    assert left.get(qn("w:color")) == "1F7A4D"


def test_two_decisions_in_a_row_stay_two_boxes(written):
    item = an_item(decisions=tuple(a_decision(f"D-2026-07-0{n}") for n in range(3)))
    document = written(some_minutes(items=(item,)))
    indents = [p.style.paragraph_format.left_indent for p in document.paragraphs if p.style.name.startswith("Décision")]
    assert indents[0] != indents[1] != indents[2]


def test_tasks_of_an_item_say_who_and_when(written):
    table = rows(table_named(written(some_minutes()), "À faire après le point 4"))
    assert table == [
        ["À faire", "Responsable", "Échéance"],
        ["Transmettre un nouveau plan de financement (action 3.1)", "EPF", "15/01/2027"],
        ["Adresser un courrier à la sous-préfecture", "EPF", "18/12/2026"],
    ]


def test_plan_changes_are_sentences(written):
    found = [text for text in texts(written(some_minutes())) if text.startswith("Évolutions du plan d’action")]
    assert found[0].endswith("— Action 1.2 : l’avancement passe de 40 % à 55 %.")


def test_many_plan_changes_become_a_list(written):
    changes = tuple(f"Action {n} : l'échéance passe du 30 septembre 2026 au 30 juin 2027" for n in range(12))
    document = written(some_minutes(items=(an_item(plan_changes=changes),)))
    listed = [p for p in document.paragraphs if p.style.name == "Évolutions du plan (liste)"]
    assert len(listed) == 12
    assert listed[0].style.base_style.name == "List Bullet"


def test_lines_with_a_dash_become_a_real_list(written):
    document = written(some_minutes())
    bullets = [plain(p.text) for p in document.paragraphs if p.style.name == "List Bullet"]
    assert bullets == ["la friche des Forges ;", "le guichet foncier ;", "l’école de production."]


def test_confidential_items_are_marked_wherever_they_show(written):
    document = written(some_minutes())
    assert "Avis — présenté par Camille EXEMPLE — 12 min (prévu : 10 min) — Confidentiel" in texts(document)
    agenda = rows(table_named(document, "Ordre du jour"))
    assert agenda[5][1] == "Nouvelle action : halle d’essais composites — confidentiel"
    record = rows(table_named(document, "Relevé des décisions"))
    assert [row[0] for row in record[3:]] == ["D-2026-07-04\nConfidentiel", "D-2026-07-05\nConfidentiel"]
    header = plain(document.sections[0].header.paragraphs[1].text)
    assert "Version complète, points confidentiels inclus" in header


def test_minutes_without_secret_do_not_speak_of_it(written):
    document = written(some_minutes(items=(an_item(),)))
    assert "onfidentiel" not in document.sections[0].header.paragraphs[1].text


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (ItemState.POSTPONED, "Ce point est reporté à une prochaine séance."),
        (ItemState.WAITING, "Ce point n’a pas été traité."),
        (ItemState.TREATED, "Ce point n’a pas donné lieu à un échange consigné."),
    ],
)
def test_an_item_with_nothing_says_why(written, state, sentence):
    assert sentence in texts(written(some_minutes(items=(an_item(state=state),))))


def test_annexes_are_on_landscape_pages_with_every_decision_and_task(written):
    document = written(some_minutes())
    first, last = document.sections
    assert first.page_width < first.page_height
    assert last.page_width > last.page_height
    record = rows(table_named(document, "Relevé des décisions"))
    assert [row[0].split("\n")[0] for row in record[1:]] == [
        "D-2026-07-01",
        "D-2026-07-03",
        "D-2026-07-04",
        "D-2026-07-05",
    ]
    assert record[1][-1] == "Fait le 10/12/2026"
    last_task = rows(table_named(document, "Tâches à mener"))[-1]
    assert last_task == ["Réserver la salle du prochain comité", "—", "EPF", "—", "À faire"]


def test_only_one_annex_may_have_something(written):
    document = written(some_minutes(decisions=(), tasks=(a_task(),)))
    assert "Aucune décision n’a été prise." in texts(document)
    document = written(some_minutes(decisions=(a_decision(),), tasks=()))
    assert "Aucune tâche n’a été confiée." in texts(document)


def test_an_empty_meeting_still_makes_a_document(written):
    document = written(empty_minutes())
    assert texts(document)[1] == "Jeudi 10 décembre 2026 à 14 h 00"
    assert "Aucun participant n’a été enregistré." in texts(document)
    assert "Aucun point n’était inscrit à l’ordre du jour." in texts(document)
    assert "La séance n’a donné lieu à aucune décision ni à aucune tâche." in texts(document)
    assert len(document.sections) == 1


def test_any_text_is_kept_as_text(written):
    document = written(hostile_minutes())
    assert document.paragraphs[0].text.startswith("Compte rendu — L’É’ & <b>")
    assert "x" * 40_000 in texts(document)
    assert rows(table_named(document, "Tâches à mener"))[1][0] == "=1+1"


@pytest.mark.parametrize(
    ("committee", "title"),
    [
        ("Comité technique", "Compte rendu du comité technique n° 7"),
        ("Groupe de travail foncier", "Compte rendu du groupe de travail foncier n° 7"),
        ("Assemblée des partenaires", "Compte rendu — Assemblée des partenaires n° 7"),
    ],
)
def test_the_title_agrees_with_the_committee(written, committee, title):
    assert texts(written(some_minutes(committee=committee)))[0] == title


def test_tables_repeat_their_header_and_never_cut_a_row(written):
    for table in written(many_minutes(12)).tables:
        header, *others = table.rows
        has_header = table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
        assert (header._tr.trPr.find(qn("w:tblHeader")) is not None) is has_header
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in others)
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))


def test_widths_are_the_same_in_the_grid_and_in_the_cells(written):
    for table in written(some_minutes()).tables:
        grid = [column.get(qn("w:w")) for column in table._tbl.tblGrid]
        for row in table._tbl.tr_lst:
            cells = [cell for cell in row.tc_lst if cell.grid_span == 1]
            assert [cell.tcPr.find(qn("w:tcW")).get(qn("w:w")) for cell in cells] in ([], grid)


def test_every_page_says_its_number_and_the_meeting(written):
    for section in written(some_minutes()).sections:
        (footer,) = section.footer.paragraphs
        assert plain(footer.text) == "COPIL n° 7 — 10 décembre 2026\tPage 1 sur 1"
        codes = [code.text.strip() for code in footer._p.iter(qn("w:instrText"))]
        assert codes == ["PAGE", "NUMPAGES"]
        assert "Vallée de la Sambrelle" in section.header.paragraphs[1].text


def test_the_file_speaks_french_and_names_itself(written):
    document = written(some_minutes())
    core = document.core_properties
    assert plain(core.title) == "Compte rendu du comité de pilotage n° 7 — 10 décembre 2026"
    assert (core.author, core.subject, core.language) == ("Claude MAQUETTE", "Vallée de la Sambrelle", "fr-FR")
    assert core.created == datetime(2026, 12, 11, tzinfo=core.created.tzinfo)
    assert core.comments == ""
    languages = {code.get(qn("w:val")) for code in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"fr-FR"}


def test_nothing_of_the_library_template_is_left(tmp_path):
    write_minutes(some_minutes(), tmp_path / "cr.docx")
    parts = xml_parts(tmp_path / "cr.docx")
    assert not [name for name in parts if "thumbnail" in name or "stylesWithEffects" in name or "customXml" in name]
    styles = parts["word/styles.xml"].decode()
    assert "asciiTheme" not in styles
    assert styles.count("<w:style ") < 40
    assert re.search(rb'"compatibilityMode"[^>]* w:val="15"', parts["word/settings.xml"])


def test_every_style_used_exists(written):
    document = written(hostile_minutes())
    known = {style.style_id for style in document.styles}
    uses = document.element.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
    used = {use.get(qn("w:val")) for use in uses}
    assert len(used) > 10
    assert used <= known


def test_the_same_minutes_give_the_same_bytes(tmp_path):
    for name in ("a.docx", "b.docx"):
        write_minutes(some_minutes(), tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_the_body_is_as_reviewed(tmp_path):
    small = some_minutes(
        participants=participants()[:4],
        items=(
            an_item(
                notes="Avis :\n- un.",
                decisions=(a_decision(),),
                tasks=(a_task(),),
                plan_changes=("Action 1",),
            ),
        ),
        decisions=(a_decision(),),
        tasks=(a_task(due=date(2027, 2, 1)),),
    )
    write_minutes(small, tmp_path / "cr.docx")
    assert_matches_golden(tmp_path / "cr.docx", "minutes", "word/document.xml", "word/header1.xml", "word/footer1.xml")


def test_progress_is_told_and_giving_up_writes_nothing(tmp_path):
    seen = []
    write_minutes(some_minutes(), tmp_path / "cr.docx", lambda done, total: seen.append((done, total)))
    assert seen[0] == (1, 7)
    assert seen[-1] == (7, 7)

    def give_up(done, total):
        raise Cancelled("Abandonné.")

    with pytest.raises(Cancelled):
        write_minutes(some_minutes(), tmp_path / "autre.docx", give_up)
    assert not (tmp_path / "autre.docx").exists()


def test_a_full_disk_leaves_the_previous_minutes(tmp_path, monkeypatch):
    path = tmp_path / "cr.docx"
    path.write_bytes(b"before")

    def refuse(handle):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(ExportBlocked, match="disque est plein"):
        write_minutes(some_minutes(), path)
    assert path.read_bytes() == b"before"
