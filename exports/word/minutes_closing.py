"""The end of the minutes: next meeting, approval, and the annexed tables of decisions and tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from app.dto.minutes import Minutes, MinutesDecision, MinutesTask
from app.french import NBSP, long_date, short_date
from exports.word.blocks import Cell, Column, Content, Run, paragraph, table
from exports.word.minutes_items import plan_change_blocks
from exports.word.minutes_words import DASH, result_words, sentence
from exports.word.style_sheet import LANDSCAPE_TEXT_WIDTH


def closing(minutes: Minutes) -> Iterator[BaseOxmlElement]:
    """Make what follows the items, in the body of the minutes."""
    if minutes.off_item_changes:
        yield paragraph("Heading1", "Autres évolutions du plan d’action")
        yield from plan_change_blocks("Enregistrées pendant la séance, hors ordre du jour", minutes.off_item_changes)
    yield paragraph("Heading1", "Prochaine réunion")
    yield paragraph("Normal", sentence(minutes.next_meeting) or "La date de la prochaine réunion reste à fixer.")
    yield paragraph("Heading1", "Approbation")
    writer = f" par {minutes.writer}" if minutes.writer.strip() else ""
    yield paragraph(
        "Normal",
        f"Compte rendu établi le {long_date(minutes.printed_on, with_weekday=False)}{writer}. "
        f"Statut{NBSP}: {sentence(minutes.status) or 'non renseigné.'}",
    )
    if not (minutes.decisions or minutes.tasks):
        yield paragraph("Normal", "La séance n’a donné lieu à aucune décision ni à aucune tâche.")
    if minutes.notice.strip():
        yield paragraph("SmallPrint", minutes.notice)


def annexes(minutes: Minutes) -> Iterator[BaseOxmlElement]:
    """Make the tables of every decision and every task."""
    secret = {decision.number for item in minutes.items if item.is_confidential for decision in item.decisions}
    yield paragraph("Heading1", f"Annexe 1 {DASH} Relevé des décisions")
    if minutes.decisions:
        yield _decisions_table(minutes.decisions, secret)
    else:
        yield paragraph("Normal", "Aucune décision n’a été prise.")
    yield paragraph("Heading1", f"Annexe 2 {DASH} Tâches à mener")
    if minutes.tasks:
        yield _tasks_table(minutes.tasks)
    else:
        yield paragraph("Normal", "Aucune tâche n’a été confiée.")


def _decisions_table(decisions: Sequence[MinutesDecision], secret: set[str]) -> BaseOxmlElement:
    widths = (2.9, 0.0, 4.8, 3.2, 3.6, 2.3, 2.2)
    headers = ("N°", "Décision", "Fiche", "Résultat", "Responsable", "Échéance", "Suite")
    rest = LANDSCAPE_TEXT_WIDTH - sum(widths)
    return table(
        [Column(header, width or rest) for header, width in zip(headers, widths, strict=True)],
        [_decision_row(decision, decision.number in secret) for decision in decisions],
        caption="Relevé des décisions",
        description="Une ligne par décision, avec son résultat, son responsable, son échéance et sa suite.",
    )


def _decision_row(decision: MinutesDecision, is_secret: bool) -> Sequence[Cell]:
    number: list[Content] = [Run(decision.number, "Strong")]
    if is_secret:
        number.append(Run("\nConfidentiel", "Confidential"))
    follow_up = decision.follow_up.label
    if decision.done_on:
        follow_up += f" le {short_date(decision.done_on)}"
    return [
        paragraph("TableText", *number),
        decision.wording,
        [paragraph("TableText", action) for action in decision.actions] or DASH,
        result_words(decision),
        decision.responsible or DASH,
        short_date(decision.due, DASH),
        follow_up,
    ]


def _tasks_table(tasks: Sequence[MinutesTask]) -> BaseOxmlElement:
    widths = (0.0, 6.0, 4.6, 2.3, 2.4)
    headers = ("À faire", "Action", "Responsable", "Échéance", "Suite")
    rest = LANDSCAPE_TEXT_WIDTH - sum(widths)
    return table(
        [Column(header, width or rest) for header, width in zip(headers, widths, strict=True)],
        [
            [
                task.wording,
                task.action or DASH,
                task.responsible or DASH,
                short_date(task.due, DASH),
                task.state.label,
            ]
            for task in tasks
        ],
        caption="Tâches à mener",
        description="Une ligne par tâche, avec l’action concernée, le responsable, l’échéance et la suite.",
    )
