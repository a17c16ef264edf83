"""What the command line understands."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from app.errors import AppError


class UsageError(AppError):
    """The command line is not understood."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Refuse in one French sentence instead of argparse's English."""
        raise UsageError(f"Commande incomprise ({message}). Essayez « {self.prog} --aide ».")


COMMANDS = ("demo", "nouveau", "importer", "verifier", "exporter", "resume", "captures")


def parser() -> argparse.ArgumentParser:
    """The whole grammar."""
    root = _sub(
        None, "main.py", "Binôme : préparer, conduire et suivre le comité de pilotage d’un Territoire d’industrie."
    )
    verbs = root.add_subparsers(dest="verb", required=True, metavar="COMMANDE", parser_class=_Parser)

    demo = _sub(verbs, "demo", "écrit le dossier de démonstration")
    demo.add_argument("dossier", type=Path, metavar="DOSSIER")

    new = _sub(verbs, "nouveau", "crée un dossier vide")
    new.add_argument("dossier", type=Path, metavar="DOSSIER")
    new.add_argument("--nom", required=True, help="nom du territoire")

    importing = _sub(verbs, "importer", "importe un fichier dans un dossier")
    what = importing.add_subparsers(dest="what", required=True, metavar="QUOI", parser_class=_Parser)
    plan = _sub(what, "plan", "importe un plan d’action (.xlsx, .xls, .ods, .csv)")
    plan.add_argument("dossier", type=Path, metavar="DOSSIER")
    plan.add_argument("fichier", type=Path, metavar="FICHIER")
    plan.add_argument("--essai", action="store_true", help="dit ce qui se passerait, n’écrit rien")
    plan.add_argument("--json", action="store_true", help="résultat en JSON")

    check = _sub(verbs, "verifier", "vérifie l’intégrité et la cohérence d’un dossier")
    check.add_argument("dossier", type=Path, metavar="DOSSIER")

    exporting = _sub(verbs, "exporter", "produit un document")
    which = exporting.add_subparsers(dest="what", required=True, metavar="QUOI", parser_class=_Parser)
    minutes = _sub(which, "compte-rendu", "compte rendu d’une séance (Word)")
    minutes.add_argument("dossier", type=Path, metavar="DOSSIER")
    minutes.add_argument("--seance", required=True, metavar="N", help="numéro du COPIL, ou « cotech:3 »")
    minutes.add_argument("-o", dest="sortie", type=Path, required=True, metavar="F.docx")
    table = _sub(which, "tableau-de-suivi", "tableau de suivi (Excel)")
    table.add_argument("dossier", type=Path, metavar="DOSSIER")
    table.add_argument("-o", dest="sortie", type=Path, required=True, metavar="F.xlsx")

    summary = _sub(verbs, "resume", "nombres et sommes d’un dossier")
    summary.add_argument("dossier", type=Path, metavar="DOSSIER")
    summary.add_argument("--json", action="store_true", help="résultat en JSON")

    captures = _sub(verbs, "captures", "chaque écran en image PNG, sans écran")
    captures.add_argument("dossier", type=Path, metavar="DOSSIER")
    captures.add_argument("-o", dest="sortie", type=Path, required=True, metavar="RÉPERTOIRE")
    captures.add_argument("--taille", default="1366x768", metavar="1366x768")
    captures.add_argument("--theme", choices=("clair", "sombre"), default="clair")
    return root


def _sub(verbs: argparse._SubParsersAction[_Parser] | None, name: str, text: str) -> argparse.ArgumentParser:
    made = (
        _Parser(prog=name, description=text, add_help=False)
        if verbs is None
        else verbs.add_parser(name, help=text, description=text, add_help=False)
    )
    made.add_argument("-h", "--aide", "--help", action="help", help="affiche cette aide")
    return made
