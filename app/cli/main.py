"""Running a command: exit status 0 or not, errors on standard error in one French sentence, never a traceback."""

from __future__ import annotations

import io
import json
import logging
import os
import re
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from app.cli.check import problems
from app.cli.parser import UsageError, parser
from app.clock import VARIABLE, Clock
from app.commands.plan_import import ImportPlan
from app.commands.territory import SetUpDossier
from app.db import lifecycle
from app.db.dossier import Dossier
from app.db.lifecycle import Office
from app.demo.write import write_demo
from app.dto.plan_import import Doubt, Outcome, Proposal
from app.errors import AppError
from app.french import NBSP, guillemets, plural
from app.importing.plan import propose
from app.importing.recognise import recognise
from app.importing.workbook import read_tables
from app.paths import user_folders
from app.queries.follow_up import follow_up
from app.queries.minutes import meeting_key, minutes
from app.queries.plan_import import existing
from app.queries.summary import summary
from app.settings import SettingsFile, system_account
from exports.excel.follow_up import write_follow_up
from exports.word.minutes import write_minutes

LONGEST_EXCERPT = 80
"""Characters of a cell shown in the report for people; the JSON holds the whole text."""


def main(arguments: Sequence[str]) -> int:
    """Run one command of the command line; returns the exit status: 0, 1 refused, 2 not understood, 130 interrupted."""
    _prepare_streams()
    try:
        options = parser().parse_args(list(arguments))
        _start_log()
        status = _VERBS[options.verb](options)
        sys.stdout.flush()
    except UsageError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except AppError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("Commande interrompue.\n")
        return 130
    except BrokenPipeError:
        # Whoever read us is gone: without this, Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except SystemExit as shown:  # --aide
        return int(shown.code or 0)
    return status


def _prepare_streams() -> None:
    """Speak UTF-8 whatever the console: a script reads our JSON, and cp1252 has no narrow space."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _start_log() -> None:
    """Keep warnings and the traces of our own faults in a file: the console gets one sentence."""
    folder = user_folders().logs
    logging.raiseExceptions = False
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        logging.basicConfig(handlers=[logging.NullHandler()])
        return
    file = logging.FileHandler(folder / "commandes.log", encoding="utf-8", delay=True)
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", handlers=[file])
    sys.excepthook = _tell_fault


def _tell_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    logging.getLogger(__name__).critical("unexpected", exc_info=(kind, error, trace))
    where = user_folders().logs / "commandes.log"
    sys.stderr.write(f"Binôme a rencontré un défaut imprévu{NBSP}: le détail est dans {guillemets(str(where))}.\n")


def office() -> Office:
    """Who works, what time it is, where backups go; raises AppError when the clock is set to nonsense."""
    folders = user_folders()
    author = SettingsFile(folders.config / "preferences.json").value.author or system_account()
    try:
        clock = Clock.from_environment()
    except ValueError as error:
        raise AppError(f"{VARIABLE} ne se lit pas{NBSP}: écrivez une date comme 2026-11-23T14:02.") from error
    return Office(author, clock, folders.backups)


@contextmanager
def _opened(path: Path, *, read_only: bool = True) -> Iterator[Dossier]:
    dossier = lifecycle.open_(path, office(), read_only=read_only)
    try:
        yield dossier
    finally:
        dossier.close()


def _demo(options: Namespace) -> int:
    write_demo(options.dossier, office())
    print(f"Dossier de démonstration écrit{NBSP}: {options.dossier}")
    return 0


def _new(options: Namespace) -> int:
    if not options.nom.strip():
        raise UsageError(f'Donnez un nom au territoire{NBSP}: --nom "…".')
    dossier = lifecycle.create(options.dossier, office())
    try:
        dossier.run(SetUpDossier(options.nom))
    finally:
        dossier.close()
    print(f"Dossier créé{NBSP}: {options.dossier}")
    return 0


def _import_plan(options: Namespace) -> int:
    with _opened(options.dossier, read_only=options.essai) as dossier:
        tables = read_tables(options.fichier)
        actions, organizations, people, axes = dossier.ask(existing)
        proposal = propose(
            tables,
            recognise(tables),
            actions,
            organizations,
            people,
            today=dossier.clock.today(),
            source=options.fichier.name,
            known_axes=axes,
        )
        if not options.essai:
            dossier.run(ImportPlan(proposal))
    if options.json:
        print(json.dumps(_report(proposal), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_in_words(proposal, trial=options.essai)))
    return 0


def _report(proposal: Proposal) -> dict[str, object]:
    return {
        "crees": proposal.count(Outcome.CREATE),
        "modifies": proposal.count(Outcome.CHANGE),
        "inchanges": proposal.count(Outcome.SAME),
        "conflits": proposal.count(Outcome.CONFLICT),
        "doutes": [
            {"feuille": doubt.sheet, "cellule": doubt.cell, "message": _doubt(doubt)} for doubt in proposal.doubts
        ],
    }


def _in_words(proposal: Proposal, *, trial: bool) -> Iterator[str]:
    created, changed, same, conflicts = (proposal.count(outcome) for outcome in Outcome)
    yield (
        f"{plural(created, 'action à créer' if trial else 'action créée')}, "
        f"{plural(changed, 'à modifier' if trial else 'modifiée')}, {plural(same, 'inchangée')}, "
        f"{plural(conflicts, 'conflit')}, {plural(len(proposal.doubts), 'doute')}."
    )
    new = [plural(len(proposal.new_axes), "axe"), plural(len(proposal.new_organizations), "structure")]
    yield f"Avec elles{NBSP}: {', '.join(new)} et {plural(len(proposal.new_people), 'personne')} de plus."
    for action in proposal.actions:
        if action.outcome is Outcome.CONFLICT:
            title = guillemets(_excerpt(action.title))
            yield f"  {action.sheet} ligne {action.row}{NBSP}: {title}, conflit laissé de côté ({action.why})"
    for doubt in proposal.doubts:
        yield f"  {doubt.sheet} {doubt.cell}{NBSP}: {_doubt(doubt, excerpt=True)}"
    for line in proposal.left_out:
        where = f"{line.sheet} ligne {line.row}" if line.row else line.sheet
        yield f"  {where}{NBSP}: {_excerpt(line.text)} (laissée de côté{NBSP}: {line.reason})"
    if trial:
        yield f"Essai{NBSP}: rien n’a été écrit."


def _doubt(doubt: Doubt, *, excerpt: bool = False) -> str:
    typed = guillemets(_excerpt(doubt.typed) if excerpt else doubt.typed) if doubt.typed else ""
    arrow = " → ".join(part for part in (typed, doubt.understood) if part)
    return f"{NBSP}: ".join(part for part in (arrow, doubt.message) if part)


def _excerpt(words: str) -> str:
    line = re.sub(r"[ \t\r\n]+", " ", words).strip()
    return line if len(line) <= LONGEST_EXCERPT else f"{line[: LONGEST_EXCERPT - 1].rstrip()}…"


def _check(options: Namespace) -> int:
    found = problems(options.dossier, office())
    for problem in found:
        sys.stderr.write(f"{problem}\n")
    if not found:
        print(f"{guillemets(options.dossier.name)} est sain.")
    return 1 if found else 0


def _export(options: Namespace) -> int:
    if options.sortie.suffix == lifecycle.SUFFIX or options.sortie.resolve() == options.dossier.resolve():
        raise UsageError(f"{guillemets(options.sortie.name)} est un dossier{NBSP}: donnez un autre nom au document.")
    with _opened(options.dossier) as dossier:
        today = dossier.clock.today()
        if options.what == "compte-rendu":
            key = dossier.ask(meeting_key, options.seance)
            write_minutes(dossier.ask(minutes, key, today), options.sortie)
        else:
            write_follow_up(dossier.ask(follow_up, today), options.sortie)
    print(f"Document écrit{NBSP}: {options.sortie}")
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
            yield f"{prefix}{name}{NBSP}: {value}"


def _captures(_options: Namespace) -> int:
    """Pictures need Qt, which the command line does not know: the composition root takes this verb before us."""
    raise UsageError("Les captures se lancent par « main.py captures ».")


_VERBS: Mapping[str, Callable[[Namespace], int]] = {
    "demo": _demo,
    "nouveau": _new,
    "importer": _import_plan,
    "verifier": _check,
    "exporter": _export,
    "resume": _summary,
    "captures": _captures,
}
