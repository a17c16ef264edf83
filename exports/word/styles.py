"""The blank document every Word export starts from: A4, French, own styles, running header and page numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm

from exports.files import french_text
from exports.word.blocks import Run, field, field_paragraph, tab
from exports.word.style_sheet import LANDSCAPE_TEXT_WIDTH, LANGUAGE, MARGIN, PORTRAIT, TEXT_WIDTH, put_styles


@dataclass(frozen=True, slots=True)
class RunningText:
    """What is repeated on each page. Empty texts take no room."""

    owner: str  # "Vallée de la Sambrelle"
    status: str  # "Projet de compte rendu"
    warning: str  # "Version complète : contient des points confidentiels"
    footer: str  # "COPIL n° 7 — 10 décembre 2026"


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself."""

    title: str
    subject: str
    author: str
    written_on: date


def blank_document(properties: Properties, running: RunningText) -> Document:
    """Make an empty A4 portrait document in French, with Binôme's styles, header and footer."""
    document: Document = docx.Document()
    _drop_stale_parts(document)
    _set_settings(document)
    put_styles(document)
    _set_properties(document, properties)
    section = document.sections[0]
    _set_page(section, *PORTRAIT)
    _set_running_text(section, running, TEXT_WIDTH)
    return document


def add_landscape_section(document: Document, running: RunningText) -> Section:
    """Continue on A4 landscape pages, with a header and footer as wide as they are."""
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    _set_page(section, PORTRAIT[1], PORTRAIT[0])
    section.header.is_linked_to_previous = False
    section.footer.is_linked_to_previous = False
    _set_running_text(section, running, LANDSCAPE_TEXT_WIDTH)
    return section


def _drop_stale_parts(document: Document) -> None:
    """Leave out what python-docx's template carries of another document: second style sheet, picture, bibliography."""
    for rels in (document.part.rels, document.part.package.rels):
        for key, relation in list(rels.items()):
            if relation.reltype.endswith(("/stylesWithEffects", "/customXml", "/thumbnail")):
                rels.pop(key)


def _set_settings(document: Document) -> None:
    """Leave compatibility mode, speak French, and zoom at a size the schema accepts."""
    settings = document.settings.element
    zoom = settings.find(qn("w:zoom"))
    zoom.attrib.pop(qn("w:val"), None)
    zoom.set(qn("w:percent"), "100")
    for name, attributes in {
        "themeFontLang": {"val": LANGUAGE},
        "decimalSymbol": {"val": ","},
        "listSeparator": {"val": ";"},
    }.items():
        found = settings.find(qn(f"w:{name}"))
        found.attrib.clear()
        for key, value in attributes.items():
            found.set(qn(f"w:{key}"), value)
    compat = settings.find(qn("w:compat"))
    compat.remove(compat.find(qn("w:useFELayout")))
    # 14 opens as « Mode de compatibilité » in every Word since 2013.
    compat.find(qn("w:compatSetting")).set(qn("w:val"), "15")
    for name in ("savePreviewPicture", "rsids"):
        settings.remove(settings.find(qn(f"w:{name}")))


def _set_properties(document: Document, properties: Properties) -> None:
    core = document.core_properties
    # The format allows 255 characters in each.
    core.title = french_text(properties.title, 255)
    core.subject = french_text(properties.subject, 255)
    core.author = core.last_modified_by = french_text(properties.author, 255)
    core.comments = core.keywords = core.category = ""
    core.language = LANGUAGE
    core.revision = 1
    core.created = core.modified = datetime.combine(properties.written_on, time())


def _set_page(section: Section, width: float, height: float) -> None:
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin, section.bottom_margin = Cm(2.8), Cm(2.2)
    section.header_distance, section.footer_distance = Cm(1.1), Cm(1.0)


def _set_running_text(section: Section, running: RunningText, width: float) -> None:
    """Fill the header with who and what, the footer with the meeting and « Page x sur y »."""
    header, footer = section.header.part.element, section.footer.part.element
    suffix = "" if width == TEXT_WIDTH else "Wide"
    for root in (header, footer):
        for old in list(root):
            root.remove(old)
    header.append(field_paragraph(f"PageOwner{suffix}", Run("Territoire d’industrie", "Owner"), tab(), running.status))
    header.append(
        field_paragraph(
            f"PageOwnerLast{suffix}", Run(running.owner, "Owner"), tab(), Run(running.warning, "Confidential")
        )
    )
    footer.append(
        field_paragraph(
            f"PageFoot{suffix}",
            running.footer,
            tab(),
            "Page ",
            *field("PAGE"),
            " sur ",
            *field("NUMPAGES"),
        )
    )
