"""What the command line understands, and how it says so: argparse speaks English, everything shown here is French."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from app.errors import AppError
from app.french import NBSP, join_and

if TYPE_CHECKING:
    _Verbs = argparse._SubParsersAction["_Parser"]  # noqa: SLF001 — the type has no public name

PROGRAM = "main.py"
COMMANDS = ("demo", "nouveau", "importer", "verifier", "exporter", "resume", "captures")

_HEADINGS: Mapping[str, str] = {
    "positional arguments": f"Arguments{NBSP}",
    "options": f"Options{NBSP}",
}
_EPILOG = f"""\
Sans commande{NBSP}: « {PROGRAM} [DOSSIER] » ouvre la fenêtre, « {PROGRAM} --demo » ouvre une copie neuve du
territoire de démonstration. « {PROGRAM} COMMANDE --aide » détaille une commande.
"""
# What argparse says, in every Python from 3.11 on, and what we say instead.
_REFUSALS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"the following arguments are required: (.+)"), "il manque {0}"),
    (re.compile(r"unrecognized arguments: (.+)"), "« {0} » est de trop"),
    (re.compile(r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.+)\)"), "« {1} » est inconnu, écrivez {2}"),
    (re.compile(r"argument (.+?): expected (?:one|at least one) argument"), "il manque une valeur après {0}"),
    (re.compile(r"argument (.+?): ignored explicit argument (.+)"), "{0} n’attend aucune valeur"),
)


class UsageError(AppError):
    """The command line is not understood."""


class _Help(argparse.HelpFormatter):
    """argparse's own layout, with French headings."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Begin with « Usage : », as French writes it."""
        super().add_usage(usage, actions, groups, f"Usage{NBSP}: " if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        """Name a section in French, with a capital."""
        super().start_section(_HEADINGS.get(heading or "", heading))


class _Parser(argparse.ArgumentParser):
    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, add_help=False, allow_abbrev=False, formatter_class=_Help)
        self.add_argument("--aide", "-h", action="help", help="affiche cette aide")
        self.add_argument("--help", action="help", help=argparse.SUPPRESS)

    def error(self, message: str) -> NoReturn:
        """Refuse in one French sentence instead of argparse's English."""
        raise UsageError(f"Commande incomprise{NBSP}: {_in_french(message)}. Essayez « {self.prog} --aide ».")


def _in_french(message: str) -> str:
    for pattern, sentence in _REFUSALS:
        if match := pattern.fullmatch(message):
            words = list(match.groups())
            if len(words) == 3:
                words[2] = join_and([choice.strip(" '") for choice in words[2].split(",")], "ou")
            return sentence.format(*(word.replace("/--help", "") for word in words))
    return "vérifiez l’ordre et l’écriture des arguments"


def parser() -> argparse.ArgumentParser:
    """The whole grammar; parsing raises UsageError with one French sentence."""
    about = f"Binôme{NBSP}: préparer, conduire et suivre le comité de pilotage d’un Territoire d’industrie."
    root = _Parser(prog=PROGRAM, description=about, epilog=_EPILOG)
    verbs = _commands(root, "verb", "COMMANDE", "Commandes")

    _with_dossier(_add(verbs, "demo", "écrit le dossier de démonstration"), "fichier à créer")
    new = _with_dossier(_add(verbs, "nouveau", "crée un dossier vide"), "fichier à créer")
    new.add_argument("--nom", required=True, metavar="NOM", help="nom du territoire")
    _add_import(_commands(_add(verbs, "importer", "importe un fichier dans un dossier"), "what", "QUOI", "À importer"))
    _with_dossier(_add(verbs, "verifier", "vérifie l’intégrité et la cohérence d’un dossier"))
    _add_exports(_commands(_add(verbs, "exporter", "produit un document"), "what", "DOCUMENT", "Documents"))
    summary = _with_dossier(_add(verbs, "resume", "nombres et sommes d’un dossier"))
    summary.add_argument("--json", action="store_true", help="résultat en JSON, montants en centimes")
    _add_captures(_with_dossier(_add(verbs, "captures", "enregistre chaque écran en image PNG, sans affichage")))
    return root


def _commands(parent: argparse.ArgumentParser, dest: str, metavar: str, title: str) -> _Verbs:
    return parent.add_subparsers(
        dest=dest, required=True, metavar=metavar, title=f"{title}{NBSP}", parser_class=_Parser
    )


def _add(verbs: _Verbs, name: str, text: str) -> argparse.ArgumentParser:
    return verbs.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")


def _with_dossier(made: argparse.ArgumentParser, text: str = "fichier .binome") -> argparse.ArgumentParser:
    made.add_argument("dossier", type=Path, metavar="DOSSIER", help=text)
    return made


def _add_import(what: _Verbs) -> None:
    plan = _with_dossier(_add(what, "plan", "importe un plan d’action (.xlsx, .xls, .ods, .csv)"))
    plan.add_argument("fichier", type=Path, metavar="FICHIER", help="classeur ou texte délimité à lire")
    plan.add_argument("--essai", action="store_true", help="dit ce qui se passerait et n’écrit rien")
    plan.add_argument("--json", action="store_true", help="résultat en JSON")


def _add_exports(which: _Verbs) -> None:
    minutes = _with_dossier(_add(which, "compte-rendu", "compte rendu d’une séance (Word)"))
    minutes.add_argument("--seance", required=True, metavar="N", help="numéro du COPIL, ou « cotech:3 »")
    _add_output(minutes, "F.docx", "document à écrire")
    table = _with_dossier(_add(which, "tableau-de-suivi", "tableau de suivi (Excel)"))
    _add_output(table, "F.xlsx", "classeur à écrire")


def _add_captures(captures: argparse.ArgumentParser) -> None:
    _add_output(captures, "RÉPERTOIRE", "où écrire les images, créé s’il manque")
    captures.add_argument(
        "--taille", default="1366x768", metavar="LxH", help="taille de la fenêtre en points, 1366x768 d’ordinaire"
    )
    captures.add_argument("--theme", choices=("clair", "sombre"), default="clair", help="clair d’ordinaire")


def _add_output(made: argparse.ArgumentParser, metavar: str, text: str) -> None:
    made.add_argument("-o", dest="sortie", type=Path, required=True, metavar=metavar, help=text)
