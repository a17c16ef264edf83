"""Plans d’action as people make them, for tests: each function writes one shape and says nothing of how it is read.

Other tests may reuse them: `by_hand(path)` is the usual one (7 actions, picture 8 of the design).
"""

# ruff: noqa: E501 (rows of a table read better on one line)

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

Rows = Sequence[Sequence[object]]


def save(path: Path, **sheets: Rows) -> Path:
    """Write plain sheets: `save(path, Plan=[[…], […]])`."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


HEADER = (
    "N°",
    "Intitulé de l’action",
    "Maître d’ouvrage",
    "Réf. pilote",
    "Début",
    "Échéance",
    "Montant global\n(€ HT)",
    "Financeurs pressentis",
    "Avancement",
)


def by_hand(path: Path) -> Path:
    """Title rows, axes as section rows, sub-totals, a grand total: 7 actions, 3 axes, 4 structures (design, picture 8)."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Plan d'actions 2024-2027"
    rows: Rows = (
        ("TERRITOIRE D’INDUSTRIE – VALLÉE DE LA SAMBRELLE",),
        ("Plan d’actions 2024-2027 – suivi au 12/03/2026",),
        (),
        (),
        HEADER,
        ("AXE 1 – Attirer les talents",),
        ("1.1", "École de production", "CC du Val de Sambrelle", "Camille EXEMPLE", date(2025, 1, 1), "fin 2026", 900000, "Région, État", "En cours"),
        ("1.2", "Forum des métiers", "CCI de Sambrelle", None, "T3 2026", date(2027, 6, 30), 45000, "ADEME", "à lancer"),
        ("AXE 2 – Verdir l’industrie",),
        ("2.1", "Boucle de chaleur", "CC du Val de Sambrelle", "Dominique TEST", "2025-2027", None, "1,2 M€", "Région", "EN COURS "),
        ("2.2", "Diagnostics énergie", "UIMM Sambrelle", None, date(2025, 3, 1), date(2026, 3, 1), "n.c.", None, "Terminé"),
        ("2.3", "Réseau d’hydrogène", "SAS Hydrofictif", None, date(2026, 1, 1), date(2028, 1, 1), "150 k€", "Région: 200 000 € ; Etat (DSIL) : 150 000 €", "Bloqué"),
        ("AXE 3 – Foncier",),
        ("3.1", "Friche Sofral", "CC du Val de Sambrelle", "Alex MODÈLE", date(2024, 9, 1), "sept. 2029", "780 000 € HT", "État", "En pause"),
        ("3.2", "Lots clés en main", "CCI de Sambrelle", None, date(2026, 9, 1), date(2028, 9, 1), 310000, "Région", "À venir"),
        ("TOTAL GÉNÉRAL", None, None, None, None, None, 3385000),
    )  # fmt: skip
    for row in rows:
        sheet.append(list(row))
    sheet.merge_cells("A1:I1")
    for line in (6, 9, 13):
        sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=9)
        sheet.cell(line, 1).font = Font(bold=True)
    hidden = book.create_sheet("Ancien plan")
    for row in (("Action", "Statut"), ("Action cachée", "En cours")):
        hidden.append(list(row))
    hidden.sheet_state = "hidden"
    book.save(path)
    return path


def funder_columns(path: Path) -> Path:
    """Grouped header on two lines, one column per funder, axis in merged cells, a progress in %."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Programme"
    rows: Rows = (
        ("Programme d’actions du territoire",),
        ("Axe", "Action", "Porteur", "Calendrier", None, "Coût total\n(k€ HT)", "Plan de financement", None, None, None, "% réalisé", "Observations"),
        (None, None, None, "Début", "Fin", None, "État (Fonds vert)", "Région", "ADEME", "Autofinancement", None, None),
        ("Transition", "Chaleur fatale", "SAS Fictive", 2025, 2027, 1200, 240, 150, 0, 810, 0.5, "Étude rendue"),
        (None, "Solaire", "CC des Essais", "mars 2026", "déc. 2026", 300, None, 60, 30, None, 0.25, None),
        ("Compétences", "CFA", "Association Exemple", "S1 2026", "S2 2028", 900, "x", 400, None, 100, 0, "=2+2 en texte"),
        (None, "Logements", "CC des Essais", None, None, None, None, None, None, None, None, None),
        ("Total", None, None, None, None, 2400, 240, 610, 30, 910),
    )  # fmt: skip
    for row in rows:
        sheet.append(list(row))
    for area in ("A1:L1", "D2:E2", "G2:J2", "A2:A3", "B2:B3", "C2:C3", "F2:F3", "K2:K3", "L2:L3", "A4:A5", "A6:A7"):
        sheet.merge_cells(area)
    for line in (4, 5, 6):
        sheet.cell(line, 11).number_format = "0%"
    sheet["L6"].data_type = "s"
    book.save(path)
    return path


def one_sheet_per_axis(path: Path) -> Path:
    """Two sheets of actions, one per axis, with a sheet of contacts and a list."""
    book = openpyxl.Workbook()
    for number, (title, actions) in enumerate(
        (("Attirer", ("Forum", "Vitrine")), ("Innover", ("Plateforme", "Banc d’essai", "Prototype"))), start=1
    ):
        sheet = book.active if number == 1 else book.create_sheet()
        sheet.title = f"Axe {number}"
        sheet.append([f"AXE {number} : {title}"])
        sheet.append([])
        sheet.append(["Réf", "Projet", "Responsable", "Date de fin", "Statut"])
        for rank, action in enumerate(actions, start=1):
            sheet.append([f"{number}.{rank}", action, "Camille EXEMPLE", f"{rank}er trimestre 2027", "en cours"])
    contacts = book.create_sheet("Contacts")
    for row in (("Nom", "Prénom", "Téléphone"), ("EXEMPLE", "Camille", "01 00 00 00 00")):
        contacts.append(list(row))
    lists = book.create_sheet("Listes déroulantes")
    lists.append(["Statut", "Priorité"])
    lists.append(["En cours", "Élevé"])
    book.save(path)
    return path


def repeated_pairs(path: Path) -> Path:
    """« Financeur / Montant » three times, priorities, météo, booleans, sub-actions without their parent."""
    return save(
        path,
        Suivi=(
            (
                "Actions",
                "Sous-action",
                "Financeur",
                "Montant",
                "Financeur",
                "Montant",
                "Coût",
                "Priorité",
                "Météo",
                "Récurrente",
            ),
            ("Vélo usine", None, "ADEME", "12 000 €", "Région", "n.c.", "60000", "P1", "soleil", "oui"),
            ("Vélo usine", "Parking", "ADEME", 1000, None, 500, 1500, "moyenne", "☁", "non"),
            ("Covoiturage", "Application", None, None, None, None, None, "faible", "Orage", "x"),
        ),
    )


def as_csv(path: Path, rows: Rows, encoding: str = "cp1252", delimiter: str = ";") -> Path:
    """Write rows as Excel in France does."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(
            [["" if cell is None else cell for cell in row] for row in rows]
        )
    return path


CSV_ROWS: Rows = (
    ("N°", "Intitulé de l’action", "Maître d’ouvrage", "Coût total", "Échéance", "État d’avancement"),
    ("1.1", "Requalifier la friche ; étude", "CC d’Œuvre", "1 250,50 €", "31/12/2027", "Réalisé"),
    ("1.10", "Déployer la fibre", "CA du Modèle", "1,2 M€", "T3 2026", "à venir"),
)


def converted(path: Path, extension: str) -> Path | None:
    """Convert with LibreOffice; `None` when it is not on this machine."""
    office = shutil.which("soffice")
    if office is None:
        return None
    home = path.parent / "office"
    command = [office, f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", extension, path.name]
    subprocess.run(command, cwd=path.parent, check=True, capture_output=True, timeout=120)
    return path.with_suffix(f".{extension}")


def large(path: Path, lines: int) -> Path:
    """A long plan in the usual shape."""
    book = openpyxl.Workbook(write_only=True)
    sheet: Worksheet = book.create_sheet("Plan")
    sheet.append(
        [
            "N°",
            "Axe",
            "Intitulé",
            "Description",
            "Chef de file",
            "Partenaires",
            "Pilote",
            "Début",
            "Fin",
            "Coût (€ HT)",
            "Financeur",
            "Montant",
            "Statut",
            "Priorité",
        ]
    )
    for index in range(lines):
        sheet.append(
            [f"{index // 40 + 1}.{index % 40 + 1}", f"Axe {index // 40 + 1}", f"Moderniser l’atelier {index}", "Texte " * 20, f"Structure {index % 30}",
             f"Partenaire {index % 7}, Partenaire {index % 5 + 10}", f"Camille ESSAI{index % 50}", date(2025, 1, 1), "T4 2027", 1000 + index, "Région", 500, "En cours", "Moyen"]
        )  # fmt: skip
    book.save(path)
    return path
