"""Every command of the command line, as a script runs it: status, standard output, one French sentence on errors."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from app.bootstrap import VERBS
from app.cli.main import main
from app.cli.parser import COMMANDS
from app.db import lifecycle

ROOT = Path(__file__).parents[2]
ENGLISH = re.compile(r"\b(usage: |options:|positional|argument |required|invalid|choose|show this|Traceback|error)\b")


@pytest.fixture
def run(capsys):
    """Run one command line in this process: (status, standard output, standard error)."""

    def command(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main([str(word) for word in words])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return command


@pytest.fixture
def refused(run):
    """Run a command that must be refused; returns its one French sentence."""

    def command(*words: object, status: int = 1) -> str:
        found, out, err = run(*words)
        assert (found, out) == (status, "")
        assert err.count("\n") == 1
        assert err.endswith(".\n")
        assert not ENGLISH.search(err)
        return err.strip()

    return command


@pytest.fixture
def demo_copy(demo_file, tmp_path):
    """The demonstration dossier, closed, on a copy of its own."""
    return Path(shutil.copy(demo_file, tmp_path / "demo.binome"))


@pytest.fixture
def plan_file(tmp_path):
    """A plan of three lines, with one amount that cannot be read."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Plan"
    sheet.append(["Axe", "N°", "Action", "Statut", "Budget", "Échéance"])
    sheet.append(["1. Foncier", "1.1", "Dépolluer la friche", "En cours", "1,2 M€", "fin 2027"])
    sheet.append(["1. Foncier", "1.2", "Créer une pépinière", "À venir", "n.c.", "T3 2028"])
    sheet.append(["2. Emploi", "2.1", "Ouvrir une école", "à venir", "environ beaucoup", ""])
    book.save(tmp_path / "plan.xlsx")
    return tmp_path / "plan.xlsx"


def test_nouveau_creates_a_dossier_that_is_sound_and_empty(run, tmp_path):
    path = tmp_path / "neuf.binome"
    assert run("nouveau", path, "--nom", "Val d’Invention")[0] == 0
    status, out, _ = run("resume", path, "--json")
    found = json.loads(out)
    assert (status, found["territoire"], found["actions"]["total"]) == (0, "Val d’Invention", 0)
    assert run("verifier", path)[0] == 0
    assert not list(tmp_path.glob(".*"))  # neither lock nor scratch file is left


def test_nouveau_never_replaces_a_file(refused, dossier_file):
    before = dossier_file.read_bytes()
    assert "existe déjà" in refused("nouveau", dossier_file, "--nom", "Autre")
    assert dossier_file.read_bytes() == before
    assert "existe déjà" in refused("demo", dossier_file)


def test_nouveau_wants_a_folder_that_exists_and_a_name(refused, tmp_path):
    assert "n’existe pas" in refused("nouveau", tmp_path / "ailleurs" / "a.binome", "--nom", "A")
    refused("nouveau", tmp_path / "a.binome", "--nom", "  ", status=2)
    assert "--nom" in refused("nouveau", tmp_path / "a.binome", status=2)
    assert not (tmp_path / "a.binome").exists()


def test_demo_writes_an_inhabited_dossier(run, tmp_path):
    path = tmp_path / "demo.binome"
    status, out, err = run("demo", path)
    assert (status, err) == (0, "")
    assert str(path) in out
    assert json.loads(run("resume", path, "--json")[1])["actions"]["total"] == 26


def test_resume_gives_the_documented_keys_and_no_other(run, demo_copy):
    found = json.loads(run("resume", demo_copy, "--json")[1])
    documented = set(re.findall(r"^\| `([a-z_.]+)` \|", (ROOT / "docs/resume-json.md").read_text("utf-8"), re.M))
    given = {"territoire", "actions.par_statut", "actions.par_axe"} & documented
    for part, values in found.items():
        if isinstance(values, dict):
            given |= {f"{part}.{key}" for key in values}
    assert given == documented
    assert list(found["actions"]["par_statut"])[2] == "En cours"
    assert sum(found["actions"]["par_statut"].values()) == sum(found["actions"]["par_axe"].values()) == 26
    assert all(type(value) is int for value in (*found["couts"].values(), *found["financements"].values()))


def test_resume_in_words_says_the_same(run, demo_copy):
    out = run("resume", demo_copy)[1].splitlines()
    assert "actions.total\N{NO-BREAK SPACE}: 26" in out
    assert "actions.par_statut.En cours\N{NO-BREAK SPACE}: 14" in out


def test_import_says_what_it_did_in_json(run, dossier_file, plan_file):
    status, out, err = run("importer", "plan", dossier_file, plan_file, "--json")
    report = json.loads(out)
    assert (status, err) == (0, "")
    assert list(report) == ["crees", "modifies", "inchanges", "conflits", "doutes"]
    assert [report[key] for key in ("crees", "modifies", "inchanges", "conflits")] == [3, 0, 0, 0]
    assert all(list(doubt) == ["feuille", "cellule", "message"] for doubt in report["doutes"])
    doubt = next(doubt for doubt in report["doutes"] if doubt["cellule"] == "E4")
    assert doubt["feuille"] == "Plan"
    assert "environ beaucoup" in doubt["message"]
    figures = json.loads(run("resume", dossier_file, "--json")[1])
    assert figures["actions"]["total"] == 3
    assert figures["couts"] == {"connus_centimes": 120_000_000, "inconnus": 2}
    assert figures["axes"] == {"total": 2}


def test_importing_twice_changes_nothing_the_second_time(run, dossier_file, plan_file):
    run("importer", "plan", dossier_file, plan_file)
    report = json.loads(run("importer", "plan", dossier_file, plan_file, "--json")[1])
    assert [report[key] for key in ("crees", "modifies", "inchanges", "conflits")] == [0, 0, 3, 0]
    assert json.loads(run("resume", dossier_file, "--json")[1])["actions"]["total"] == 3


def test_a_trial_tells_and_leaves_the_dossier_byte_for_byte(run, dossier_file, plan_file):
    before = dossier_file.read_bytes()
    trial = run("importer", "plan", dossier_file, plan_file, "--essai")
    trial_json = run("importer", "plan", dossier_file, plan_file, "--essai", "--json")
    assert (trial[0], trial[2]) == (0, "")
    assert "3\N{NO-BREAK SPACE}actions à créer" in trial[1]
    assert "Plan E4" in trial[1]
    assert "rien n’a été écrit" in trial[1]
    assert dossier_file.read_bytes() == before
    assert sorted(path.name for path in dossier_file.parent.iterdir()) == ["plan.xlsx", dossier_file.name]
    assert trial_json[1] == run("importer", "plan", dossier_file, plan_file, "--json")[1]


def test_the_report_agrees_in_number(run, dossier_file, tmp_path):
    (tmp_path / "une.csv").write_bytes("Intitulé de l'action;Statut\nModerniser la halle;En cours\n".encode("cp1252"))
    first = run("importer", "plan", dossier_file, tmp_path / "une.csv")[1]
    again = run("importer", "plan", dossier_file, tmp_path / "une.csv")[1]
    assert first.replace("\N{NO-BREAK SPACE}", " ").startswith("1 action créée, 0 modifiée, 0 inchangée, 0 conflit")
    assert again.replace("\N{NO-BREAK SPACE}", " ").startswith("0 action créée, 0 modifiée, 1 inchangée")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing", b"PK\x03\x04 broken", b"\x00" * 40])
def test_what_is_not_a_workbook_is_refused_and_nothing_is_written(refused, dossier_file, tmp_path, content):
    (tmp_path / "plan.xlsx").write_bytes(content)
    before = dossier_file.read_bytes()
    assert "plan.xlsx" in refused("importer", "plan", dossier_file, tmp_path / "plan.xlsx")
    assert dossier_file.read_bytes() == before


def test_a_missing_plan_is_refused(refused, dossier_file, tmp_path):
    assert "introuvable" in refused("importer", "plan", dossier_file, tmp_path / "rien.xlsx")


def test_exports_are_documents_that_open(run, demo_copy, tmp_path):
    minutes, table = tmp_path / "cr.docx", tmp_path / "suivi.xlsx"
    assert run("exporter", "compte-rendu", demo_copy, "--seance", "6", "-o", minutes)[0] == 0
    assert run("exporter", "compte-rendu", demo_copy, "--seance", "cotech:1", "-o", tmp_path / "ct.docx")[0] == 0
    assert run("exporter", "tableau-de-suivi", demo_copy, "-o", table)[0] == 0
    assert any("Sambrelle" in paragraph.text for paragraph in Document(str(minutes)).paragraphs)
    assert "Plan d’action" in " ".join(load_workbook(table).sheetnames).replace("'", "’")


def test_an_export_reads_only(run, demo_copy, tmp_path):
    before = demo_copy.read_bytes()
    run("exporter", "tableau-de-suivi", demo_copy, "-o", tmp_path / "suivi.xlsx")
    assert demo_copy.read_bytes() == before


def test_an_unknown_meeting_is_named_with_those_there_are(refused, demo_copy, tmp_path):
    output = tmp_path / "cr.docx"
    assert "1, 2, 3" in refused("exporter", "compte-rendu", demo_copy, "--seance", "99", "-o", output)
    assert "cotech" in refused("exporter", "compte-rendu", demo_copy, "--seance", "clubdesix:1", "-o", output)
    refused("exporter", "compte-rendu", demo_copy, "--seance", "la dernière", "-o", output)
    assert not output.exists()


def test_an_output_that_cannot_be_written_is_said(refused, demo_copy, tmp_path):
    assert "n’existe pas" in refused("exporter", "tableau-de-suivi", demo_copy, "-o", tmp_path / "non" / "s.xlsx")
    assert "répertoire" in refused("exporter", "tableau-de-suivi", demo_copy, "-o", tmp_path)


def test_an_export_never_takes_the_place_of_a_dossier(refused, demo_copy):
    before = demo_copy.read_bytes()
    refused("exporter", "tableau-de-suivi", demo_copy, "-o", demo_copy, status=2)
    assert demo_copy.read_bytes() == before


@pytest.mark.parametrize("command", ["resume", "verifier"])
def test_what_is_not_a_dossier_is_refused(refused, tmp_path, command):
    (tmp_path / "note.txt").write_text("bonjour")
    assert "introuvable" in refused(command, tmp_path / "rien.binome")
    assert "n’est pas un dossier Binôme" in refused(command, tmp_path / "note.txt")
    refused(command, tmp_path)


def test_a_dossier_open_elsewhere_is_read_but_never_written(run, refused, dossier_file, office, plan_file):
    held = lifecycle.open_(dossier_file, office)
    try:
        assert "déjà ouvert" in refused("importer", "plan", dossier_file, plan_file)
        assert run("importer", "plan", dossier_file, plan_file, "--essai")[0] == 0
        assert run("resume", dossier_file)[0] == 0
        assert run("verifier", dossier_file)[0] == 0
    finally:
        held.close()


def test_a_dossier_of_a_newer_version_is_left_alone(refused, dossier_file):
    with closing(sqlite3.connect(dossier_file)) as raw:
        raw.execute("PRAGMA user_version=9999")
    before = dossier_file.read_bytes()
    assert "plus récente" in refused("resume", dossier_file)
    assert dossier_file.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "COMMANDE"),
        (["inventer"], "«\u00a0inventer\u00a0» est inconnu"),
        (["importer"], "QUOI"),
        (["importer", "recette", "a", "b"], "«\u00a0recette\u00a0»"),
        (["importer", "plan", "a.binome"], "FICHIER"),
        (["exporter", "compte-rendu", "a.binome", "-o", "b.docx"], "--seance"),
        (["exporter", "tableau-de-suivi", "a.binome", "-o"], "une valeur après -o"),
        (["resume", "a.binome", "de trop"], "de trop"),
        (["resume", "a.binome", "--json=oui"], "--json"),
        (["captures", "a.binome", "-o", "b", "--theme", "rose"], "clair ou sombre"),
        (["nouveau", "a.binome", "--no", "abrégé"], "--nom"),
    ],
)
def test_a_command_not_understood_is_refused_in_french(refused, words, said):
    sentence = refused(*words, status=2)
    assert said in sentence
    assert "--aide" in sentence


@pytest.mark.parametrize(
    "words",
    [
        [],
        *([verb] for verb in COMMANDS),
        ["importer", "plan"],
        ["exporter", "compte-rendu"],
        ["exporter", "tableau-de-suivi"],
    ],
)
@pytest.mark.parametrize("flag", ["--aide", "-h", "--help"])
def test_help_is_wholly_in_french(run, words, flag):
    status, out, err = run(*words, flag)
    assert (status, err) == (0, "")
    assert out.startswith("Usage\N{NO-BREAK SPACE}: main.py")
    assert "--aide, -h" in out
    assert not ENGLISH.search(out)
    assert "--help" not in out


def test_the_window_hands_over_every_command():
    assert set(COMMANDS) == VERBS | {"captures"}


def test_a_clock_set_to_nonsense_is_said(refused, dossier_file, monkeypatch):
    monkeypatch.setenv("BINOME_MAINTENANT", "demain")
    assert "BINOME_MAINTENANT" in refused("resume", dossier_file)


def launch(*words: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run main.py as a script does."""
    line = [sys.executable, ROOT / "main.py", *map(str, words)]
    return subprocess.run(line, capture_output=True, env={**os.environ, **environment}, check=False, timeout=60)


def test_the_program_itself_creates_imports_and_exports(tmp_path, plan_file):
    path, table = tmp_path / "été.binome", tmp_path / "suivi.xlsx"
    assert launch("nouveau", path, "--nom", "Val d’Été").returncode == 0
    assert launch("importer", "plan", path, plan_file).returncode == 0
    assert launch("exporter", "tableau-de-suivi", path, "-o", table).returncode == 0
    assert table.stat().st_size > 1_000
    found = launch("resume", path, "--json", PYTHONIOENCODING="cp1252")
    assert json.loads(found.stdout)["territoire"] == "Val d’Été"  # UTF-8 whatever the console


def test_the_program_refuses_in_one_sentence_without_a_traceback(tmp_path):
    found = launch("resume", tmp_path / "rien.binome")
    assert found.returncode == 1
    assert found.stdout == b""
    assert found.stderr.decode().splitlines() == [
        "«\u00a0rien.binome\u00a0» est introuvable\u00a0: il a été déplacé, renommé ou supprimé."
    ]


def test_the_command_line_needs_no_qt(demo_copy):
    probe = "import sys; from app.bootstrap import main; main(sys.argv[1:]); assert 'PySide6' not in sys.modules"
    line = [sys.executable, "-c", probe, "resume", str(demo_copy)]
    assert subprocess.run(line, capture_output=True, cwd=ROOT, check=False, timeout=60).returncode == 0
