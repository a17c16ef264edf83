"""Binôme's own style sheet for Word: titles, boxed decisions, tables, headers and footers, as real styles."""

from __future__ import annotations

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from exports.word.blocks import TWIPS_PER_CM

PORTRAIT = (21.0, 29.7)  # centimetres
MARGIN = 2.0
TEXT_WIDTH = PORTRAIT[0] - 2 * MARGIN
LANDSCAPE_TEXT_WIDTH = PORTRAIT[1] - 2 * MARGIN

# Carlito, which LibreOffice takes in its place, has the same metrics.
FONT = "Calibri"
LANGUAGE = "fr-FR"


INK = "172033"
SECONDARY = "5B6577"
LINE = "C9D2DC"
ACCENT = "1D4E89"
ACCENT_GROUND = "E8EFF8"
POSITIVE = "1F7A4D"
POSITIVE_GROUND = "E4F4EA"
ATTENTION = "9A5B00"
ATTENTION_GROUND = "FFF1D6"
DANGER = "A3263F"

# The default template brings 160 styles; only these are used, or are the ones Word cannot do without.
_KEPT_STYLES = {
    "Normal",
    "Title",
    "Heading1",
    "Heading2",
    "Heading3",
    "ListBullet",
    "Header",
    "Footer",
    "DefaultParagraphFont",
    "TableNormal",
    "NoList",
}
_BUILT_IN_NAMES = {"Normal", "Title", "heading 1", "heading 2", "heading 3", "List Bullet", "Strong", "Emphasis"}


def put_styles(document: Document) -> None:
    """Replace the 160 styles of python-docx's template by our own, and its English by French."""
    styles = document.styles.element
    for style in list(styles.findall(qn("w:style"))):
        if style.get(qn("w:styleId")) not in _KEPT_STYLES:
            styles.remove(style)
    defaults = styles.find(qn("w:docDefaults"))
    _replace_child(defaults.find(qn("w:rPrDefault")), _run_properties(size=10.5, color=INK, is_default=True))
    spacing = defaults.find(qn("w:pPrDefault")).find(qn("w:pPr")).find(qn("w:spacing"))
    spacing.set(qn("w:after"), "100")
    spacing.set(qn("w:line"), "264")
    for xml in _built_in_styles() + _own_styles():
        _put_style(styles, parse_xml(xml))


def _put_style(styles: BaseOxmlElement, style: BaseOxmlElement) -> None:
    key = qn("w:styleId")
    for old in styles.findall(qn("w:style")):
        if old.get(key) == style.get(key):
            styles.replace(old, style)
            return
    styles.append(style)


def _replace_child(parent: BaseOxmlElement, xml: str) -> None:
    for old in list(parent):
        parent.remove(old)
    parent.append(parse_xml(xml))


def _run_properties(
    *,
    size: float = 0,
    color: str = "",
    bold: bool = False,
    italic: bool = False,
    caps: bool = False,
    is_default: bool = False,
) -> str:
    """Write `<w:rPr>`, in schema order. No theme font: it would win over the name."""
    parts = []
    if is_default:
        parts.append(f'<w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>')
    parts += ["<w:b/><w:bCs/>"] * bold + ["<w:i/><w:iCs/>"] * italic + ["<w:caps/>"] * caps
    if color:
        parts.append(f'<w:color w:val="{color}"/>')
    if size:
        parts.append(f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>')
    if is_default:
        parts.append(f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/>')
    return f"<w:rPr {nsdecls('w') if is_default else ''}>{''.join(parts)}</w:rPr>"


def _style(
    key: str,
    name: str,
    *,
    paragraph_xml: str = "",
    run_xml: str = "",
    based_on: str = "Normal",
    following: str = "",
    kind: str = "paragraph",
    priority: int = 1,
) -> str:
    """Write `<w:style>`; names Word knows are shown in the reader's language."""
    own = "" if name in _BUILT_IN_NAMES else 'w:customStyle="1"'
    default = 'w:default="1"' if key == "Normal" else ""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on and key != "Normal" else ""
    after = f'<w:next w:val="{following}"/>' if following else ""
    return (
        f'<w:style {nsdecls("w")} w:type="{kind}" {default} {own} w:styleId="{key}"><w:name w:val="{name}"/>'
        f'{base}{after}<w:uiPriority w:val="{priority}"/><w:qFormat/>'
        f"{f'<w:pPr>{paragraph_xml}</w:pPr>' if paragraph_xml else ''}{run_xml}</w:style>"
    )


def _heading(level: int, size: float, before: int) -> str:
    return _style(
        f"Heading{level}",
        f"heading {level}",
        following="Normal",
        priority=9,
        paragraph_xml=f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="80" w:line="240" '
        f'w:lineRule="auto"/><w:outlineLvl w:val="{level - 1}"/>',
        run_xml=_run_properties(size=size, color=ACCENT, bold=True),
    )


def _built_in_styles() -> list[str]:
    return [
        _style("Normal", "Normal", priority=0),
        _style(
            "Title",
            "Title",
            following="Normal",
            priority=10,
            paragraph_xml='<w:keepNext/><w:spacing w:before="60" w:after="40" w:line="240" w:lineRule="auto"/>',
            run_xml=_run_properties(size=20, color=ACCENT, bold=True),
        ),
        _heading(1, 15, 320),
        _heading(2, 12.5, 280),
        _heading(3, 10.5, 160),
        _style(
            "ListBullet",
            "List Bullet",
            priority=2,
            paragraph_xml='<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="40"/><w:contextualSpacing/>',
        ),
    ]


def _own_styles() -> list[str]:
    return [*_text_styles(), *_decision_styles(), *_table_styles(), *_page_styles(), *_character_styles()]


def _text_styles() -> list[str]:
    small = _run_properties(size=9, color=SECONDARY)
    grey = _run_properties(size=10, color=SECONDARY)
    return [
        _style(
            "MeetingLine",
            "Date et lieu",
            paragraph_xml='<w:spacing w:after="180"/>',
            run_xml=_run_properties(size=11, color=SECONDARY),
        ),
        _style("ItemLine", "Présentation du point", paragraph_xml="<w:keepNext/>", run_xml=grey),
        _style("PlanChanges", "Évolutions du plan", paragraph_xml='<w:spacing w:before="120"/>', run_xml=grey),
        _style(
            "PlanChangesList",
            "Évolutions du plan (liste)",
            based_on="ListBullet",
            run_xml=grey,
        ),
        _style("SmallPrint", "Mention", paragraph_xml='<w:spacing w:before="160"/>', run_xml=small),
    ]


def _decision_styles() -> list[str]:
    """Write each box twice: two boxes that follow each other in the very same style would be drawn as one."""
    made = []
    for suffix, label, indent in (("", "", 227), ("Next", " (suivante)", 228)):
        made += [
            _boxed(f"Decision{suffix}", f"Décision{label}", POSITIVE, POSITIVE_GROUND, indent),
            _boxed(f"DecisionPending{suffix}", f"Décision non adoptée{label}", ATTENTION, ATTENTION_GROUND, indent),
        ]
    return made


def _boxed(key: str, name: str, line: str, ground: str, indent: int) -> str:
    """Write a paragraph style with a thick line on the left and a coloured ground; `indent` in twips."""
    top, bottom = (f'<w:{side} w:val="single" w:sz="4" w:space="4" w:color="{ground}"/>' for side in ("top", "bottom"))
    return _style(
        key,
        name,
        following="Normal",
        paragraph_xml=f'<w:keepLines/><w:pBdr>{top}<w:left w:val="single" w:sz="36" w:space="8" w:color="{line}"/>'
        f'{bottom}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'
        f'<w:spacing w:before="140" w:after="180"/><w:ind w:left="{indent}"/>',
    )


def _table_styles() -> list[str]:
    tight = '<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>'
    return [
        _table_style(),
        _style("TableText", "Texte de tableau", paragraph_xml=tight, run_xml=_run_properties(size=9.5)),
        _style(
            "TableHeader",
            "En-tête de tableau",
            based_on="TableText",
            paragraph_xml="<w:keepNext/>",
            run_xml=_run_properties(size=9.5, bold=True),
        ),
        _style(
            "TableGroup",
            "Groupe de tableau",
            based_on="TableText",
            paragraph_xml="<w:keepNext/>",
            run_xml=_run_properties(size=9.5, color=ACCENT, bold=True),
        ),
        _style(
            "TableBullet",
            "Liste de tableau",
            based_on="TableText",
            paragraph_xml='<w:numPr><w:numId w:val="1"/></w:numPr>',
        ),
    ]


def _table_style() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>' for side in sides)
    shaded = "".join(
        f'<w:tblStylePr w:type="{part}"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{ACCENT_GROUND}"/></w:tcPr></w:tblStylePr>'
        for part in ("firstRow", "firstCol")
    )
    return (
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="BinomeTable">'
        '<w:name w:val="Tableau Binôme"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="3"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>"
        '<w:top w:w="28" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
        '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"{shaded}</w:style>"
    )


def _page_styles() -> list[str]:
    """Write the header and footer styles twice: their right tab stop is as far as the page is wide."""
    made = []
    for suffix, label, width in (("", "", TEXT_WIDTH), ("Wide", " (paysage)", LANDSCAPE_TEXT_WIDTH)):
        stop = f'<w:tabs><w:tab w:val="right" w:pos="{round(width * TWIPS_PER_CM)}"/></w:tabs>'
        tight = '<w:spacing w:after="0" w:line="264" w:lineRule="auto"/>'
        under = f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="6" w:color="{ACCENT}"/></w:pBdr>'
        over = f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{LINE}"/></w:pBdr>'
        small = _run_properties(size=9, color=SECONDARY)
        made += [
            _style(f"PageOwner{suffix}", f"En-tête de page{label}", paragraph_xml=stop + tight, run_xml=small),
            _style(
                f"PageOwnerLast{suffix}",
                f"En-tête de page (fin){label}",
                paragraph_xml=under + stop + tight,
                run_xml=small,
            ),
            _style(f"PageFoot{suffix}", f"Pied de page{label}", paragraph_xml=over + stop + tight, run_xml=small),
        ]
    return made


def _character_styles() -> list[str]:
    looks = {
        ("Strong", "Strong"): _run_properties(bold=True),
        ("Emphasis", "Emphasis"): _run_properties(italic=True),
        ("Confidential", "Confidentiel"): _run_properties(bold=True, color=DANGER),
        ("Owner", "Territoire"): _run_properties(bold=True, caps=True, color=INK),
    }
    return [
        _style(key, name, kind="character", based_on="DefaultParagraphFont", run_xml=look)
        for (key, name), look in looks.items()
    ]
