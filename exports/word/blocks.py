"""The pieces a Word document is made of: runs, paragraphs, fields and tables, as XML elements in schema order.

Every text goes through `french_text` here, once. Elements are built directly: python-docx looks a style
up by name for each paragraph (0.9 ms) and reads a whole table again for each `table.cell()`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from exports.files import french_text

TWIPS_PER_CM = 1440 / 2.54
GROUP_GROUND = "F4F6F8"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one character style (its id, "" for none)."""

    text: str
    style: str = ""


Content = str | Run
Cell = str | BaseOxmlElement | Sequence[BaseOxmlElement]
"""What a table cell holds: a text in the style of table texts, or paragraphs."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header, its width in centimetres, and whether a reader starts there."""

    header: str
    width: float


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """Make `<w:tag w:name="value">` from a tag without prefix."""
    made: BaseOxmlElement = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def paragraph(style: str, *contents: Content, keep_with_next: bool = False) -> BaseOxmlElement:
    """Make a paragraph of style id `style`; newlines become line breaks, tabs spaces."""
    made = element("p")
    properties = element("pPr")
    properties.append(element("pStyle", val=style))
    if keep_with_next:
        properties.append(element("keepNext"))
    made.append(properties)
    for content in contents:
        made.extend(_runs(content))
    return made


def field_paragraph(style: str, *contents: Content | BaseOxmlElement) -> BaseOxmlElement:
    """Make a paragraph that mixes texts and runs already made, such as those of `field`."""
    made = paragraph(style)
    for content in contents:
        made.extend([content] if isinstance(content, BaseOxmlElement) else _runs(content))
    return made


def field(instruction: str, shown: str = "1") -> list[BaseOxmlElement]:
    """Make the runs of a field that Word computes (« PAGE », « NUMPAGES »), showing `shown` until it has."""
    code = element("instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    parts = [_field_mark("begin"), code, _field_mark("separate"), _text_element(shown), _field_mark("end")]
    return [_wrapped("r", part) for part in parts]


def _field_mark(kind: str) -> BaseOxmlElement:
    return element("fldChar", fldCharType=kind)


def tab() -> BaseOxmlElement:
    """Make a run that goes to the next tab stop."""
    return _wrapped("r", element("tab"))


def _wrapped(tag: str, *children: BaseOxmlElement) -> BaseOxmlElement:
    made = element(tag)
    made.extend(children)
    return made


def _runs(content: Content) -> list[BaseOxmlElement]:
    run = Run(content) if isinstance(content, str) else content
    text = french_text(run.text.replace("\t", " "))
    if not text:
        return []
    made = element("r")
    if run.style:
        made.append(_wrapped("rPr", element("rStyle", val=run.style)))
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append(element("br"))
        if line:
            made.append(_text_element(line))
    return [made]


def _text_element(text: str) -> BaseOxmlElement:
    made = element("t")
    made.text = text
    if text != text.strip():
        made.set(qn("xml:space"), "preserve")
    return made


@dataclass(frozen=True, slots=True)
class Group:
    """A row across the whole table that names the rows below it."""

    title: str


def table(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell] | Group],
    *,
    caption: str,
    description: str,
    first_column: bool = False,
) -> BaseOxmlElement:
    """Make a table whose header row is repeated on each page and whose rows are never cut in two.

    `caption` and `description` are read aloud by assistive software. Without any header text, no header row is made
    and the first column names the rows. Widths are written twice: LibreOffice reads the grid, Word the cells.
    """
    made = element("tbl")
    made.append(_table_properties(columns, caption, description, first_column))
    grid = element("tblGrid")
    grid.extend(element("gridCol", w=_twips(column.width)) for column in columns)
    made.append(grid)
    if any(column.header for column in columns):
        headers = [paragraph("TableHeader", column.header, keep_with_next=True) for column in columns]
        made.append(_row(columns, headers, is_header=True))
    for row in rows:
        made.append(_group_row(columns, row) if isinstance(row, Group) else _row(columns, row))
    return made


def _twips(centimetres: float) -> str:
    return str(round(centimetres * TWIPS_PER_CM))


def _table_properties(columns: Sequence[Column], caption: str, description: str, first_column: bool) -> BaseOxmlElement:
    has_header = any(column.header for column in columns)
    look = element(
        "tblLook",
        val=f"{0x0600 | 0x20 * has_header | 0x80 * first_column:04X}",
        firstRow=str(int(has_header)),
        lastRow="0",
        firstColumn=str(int(first_column)),
        lastColumn="0",
        noHBand="1",
        noVBand="1",
    )
    return _wrapped(
        "tblPr",
        element("tblStyle", val="BinomeTable"),
        element("tblW", w=_twips(sum(column.width for column in columns)), type="dxa"),
        element("tblLayout", type="fixed"),
        look,
        element("tblCaption", val=french_text(caption)),
        element("tblDescription", val=french_text(description)),
    )


def _row(columns: Sequence[Column], cells: Sequence[Cell], is_header: bool = False) -> BaseOxmlElement:
    properties = _wrapped("trPr", element("cantSplit"))
    if is_header:
        properties.append(element("tblHeader"))
    made = _wrapped("tr", properties)
    for column, cell in zip(columns, cells, strict=True):
        made.append(_cell(column.width, 1, _paragraphs(cell)))
    return made


def _group_row(columns: Sequence[Column], group: Group) -> BaseOxmlElement:
    width = sum(column.width for column in columns)
    title = paragraph("TableGroup", group.title, keep_with_next=True)
    return _wrapped("tr", _wrapped("trPr", element("cantSplit")), _cell(width, len(columns), [title], GROUP_GROUND))


def _cell(width: float, span: int, paragraphs: Sequence[BaseOxmlElement], ground: str = "") -> BaseOxmlElement:
    properties = _wrapped("tcPr", element("tcW", w=_twips(width), type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=str(span)))
    if ground:
        properties.append(element("shd", val="clear", color="auto", fill=ground))
    return _wrapped("tc", properties, *paragraphs)


def _paragraphs(cell: Cell) -> Sequence[BaseOxmlElement]:
    if isinstance(cell, str):
        return [paragraph("TableText", cell)]
    if isinstance(cell, BaseOxmlElement):
        return [cell]
    return cell or [paragraph("TableText")]
