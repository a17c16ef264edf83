"""Running a command: exit status 0 or not, errors on standard error in one French sentence, never a traceback."""

from __future__ import annotations

import json
import logging
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from exports.excel.follow_up import write_follow_up

from app.cli.check import problems
from app.cli.parser import parser
from app.clock import Clock
from app.commands.plan_import import ImportPlan
from app.commands.territory import SetUpDossier
from app.db import lifecycle
from app.db.dossier import Dossier
from app.db.lifecycle import Office
from app.demo.write import write_demo
from app.dto.plan_import import Outcome, Proposal
from app.errors import AppError
from app.french import plural
from app.importing.plan import propose
from app.importing.recognise import recognise
from app.importing.workbook import read_tables
from app.paths import user_folders
from app.queries.follow_up import follow_up
from app.queries.minutes import meeting_key, minutes
from app.queries.plan_import import existing
from app.queries.summary import summary
from app.settings import SettingsFile, system_account
from exports.word.minutes import write_minutes

log = logging.getLogger(__name__)


def main(arguments: Sequence[str]) -> int:
    """Run one command of the command line; returns the exit status."""
    try:
        options = parser().parse_args(list(arguments))
        return _VERBS[options.verb](options)
    except AppError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("Interrompu : rien n’a été écrit.\n")
        return 130
    except BrokenPipeError:
        return 1


def office() -> Office:
    """Who works, what time it is, where backups go."""
    folders = user_folders()
    author = SettingsFile(folders.config / "preferences.json").value.author or system_account()
    return Office(author, Clock.from_environment(), folders.backups)


@contextmanager
def _opened(path: Path, *, read_only: bool = True) -> Iterator[Dossier]:
    dossier = lifecycle.open_(path, office(), read_only=read_only)
    try:
        yield dossier
    finally:
        dossier.close()


def _demo(options: Namespace) -> int:
    write_demo(options.dossier, office())
    print(f"Dossier de démonstration écrit : {options.dossier}")
    return 0


def _new(options: Namespace) -> int:
    if not options.nom.strip():
        raise AppError('Donnez un nom au territoire : --nom "…".')
    dossier = lifecycle.create(options.dossier, office())
    try:
        dossier.run(SetUpDossier(options.nom))
    finally:
        dossier.close()
    print(f"Dossier créé : {options.dossier}")
    return 0


def _import_plan(options: Namespace) -> int:
    with _opened(options.dossier, read_only=options.essai) as dossier:
        tables = read_tables(options.fichier)
        actions, organizations, people = dossier.ask(existing)
        proposal = propose(tables, recognise(tables), actions, organizations, people, today=dossier.clock.today())
        if not options.essai:
            dossier.run(ImportPlan(proposal))
    report = _report(proposal)
    print(json.dumps(report, ensure_ascii=False, indent=2) if options.json else _in_words(proposal, options.essai))
    return 0


def _report(proposal: Proposal) -> dict[str, object]:
    return {
        "crees": proposal.count(Outcome.CREATE),
        "modifies": proposal.count(Outcome.CHANGE),
        "inchanges": proposal.count(Outcome.SAME),
        "conflits": proposal.count(Outcome.CONFLICT),
        "doutes": [
            {
                "feuille": doubt.sheet,
                "cellule": doubt.cell,
                "message": _doubt(doubt.typed, doubt.understood, doubt.message),
            }
            for doubt in proposal.doubts
        ],
    }


def _doubt(typed: str, understood: str, message: str) -> str:
    arrow = f"« {typed} » → {understood}" if typed and understood else f"« {typed} »" if typed else understood
    return " : ".join(part for part in (arrow, message) if part)


def _in_words(proposal: Proposal, trial: bool) -> str:
    verb = "à créer" if trial else "créées"
    lines = [
        f"{plural(proposal.count(Outcome.CREATE), 'action')} {verb}, "
        f"{proposal.count(Outcome.CHANGE)} modifiées, {proposal.count(Outcome.SAME)} inchangées, "
        f"{plural(proposal.count(Outcome.CONFLICT), 'conflit')}, {plural(len(proposal.doubts), 'doute')}."
    ]
    lines += [f"  {d.sheet} {d.cell} : {_doubt(d.typed, d.understood, d.message)}" for d in proposal.doubts]
    lines += [f"  {o.sheet} ligne {o.row} laissée de côté : {o.text} ({o.reason})" for o in proposal.left_out]
    if trial:
        lines.append("Essai : rien n’a été écrit.")
    return "\n".join(lines)


def _check(options: Namespace) -> int:
    found = problems(options.dossier, office())
    for problem in found:
        sys.stderr.write(f"{problem}\n")
    if not found:
        print(f"« {options.dossier.name} » est sain.")
    return 1 if found else 0


def _export(options: Namespace) -> int:
    with _opened(options.dossier) as dossier:
        today = dossier.clock.today()
        if options.what == "compte-rendu":
            key = dossier.ask(meeting_key, options.seance)
            write_minutes(dossier.ask(minutes, key, today), options.sortie)
        else:
            write_follow_up(dossier.ask(follow_up, today), options.sortie)
    print(f"Document écrit : {options.sortie}")
    return 0


def _summary(options: Namespace) -> int:
    with _opened(options.dossier) as dossier:
        found = dossier.ask(summary)
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        for line in _flat(found):
            print(line)
    return 0


def _flat(values: Mapping[str, object], prefix: str = "") -> Iterator[str]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name} : {value}"


_VERBS: Mapping[str, Callable[[Namespace], int]] = {
    "demo": _demo,
    "nouveau": _new,
    "importer": _import_plan,
    "verifier": _check,
    "exporter": _export,
    "resume": _summary,
}
