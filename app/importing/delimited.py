"""Delimited text as Excel, Calc and old databases write it: its encoding and its separator are guessed."""

from __future__ import annotations

import codecs
import csv
import io

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ";\t,|"
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\v\x1a")
_SAMPLE_LINES = 200


def looks_like_text(content: bytes) -> bool:
    """Whether these bytes are text: no control characters once the encoding is known."""
    encoding = _encoding(content[:65536])
    if encoding.startswith(("utf-16", "utf-32")):
        head = content[:65536].decode(encoding, errors="replace")
        return sum((char < " " and char not in "\t\n\r\f\v") or char == "\ufffd" for char in head) <= len(head) // 200
    return sum(byte in _CONTROLS for byte in content[:65536]) == 0


def read_delimited(content: bytes) -> list[list[object]]:
    """Read rows of texts. The separator is the one that cuts the lines most regularly; « sep=; » is obeyed."""
    text = decode(content)
    first, _, rest = text.partition("\n")
    declared = first.strip().lower()
    if declared.startswith("sep=") and len(declared) == 5:
        separator, text = first.strip()[4], rest
    else:
        separator = _separator(text)
    csv.field_size_limit(2**26)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    except csv.Error:
        # A lone quote left open: take the lines as they are.
        return [list(line.split(separator)) for line in text.splitlines()]


def decode(content: bytes) -> str:
    """Decode by the byte order mark, else UTF-8 when valid, else Windows-1252 (Excel in France)."""
    text = content.decode(_encoding(content), errors="replace")
    return text.removeprefix("\ufeff").replace("\0", "").replace("\x1a", "")


def _encoding(content: bytes) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return encoding
    head = content[:400]
    if len(head) >= 4 and head[1::2].count(0) > len(head) * 0.3 and head[0::2].count(0) == 0:
        return "utf-16-le"
    if len(head) >= 4 and head[0::2].count(0) > len(head) * 0.3 and head[1::2].count(0) == 0:
        return "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(content, final=False)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _separator(text: str) -> str:
    """Give the separator whose number per record is the steadiest and greatest; « ; » when nothing separates."""
    best, best_score = ";", 0.0
    for separator in _SEPARATORS:
        counts = _counts(text, separator)
        cut = [count for count in counts if count]
        if not cut:
            continue
        usual = max(set(cut), key=lambda count: (cut.count(count), count))
        steadiness = cut.count(usual) / len(counts)
        # A semicolon beats commas: those are decimals and lists inside the cells.
        score = steadiness * (1 + min(usual, 20) / 20) * (1.5 if separator in ";\t" else 1)
        if score > best_score:
            best, best_score = separator, score
    return best


def _counts(text: str, separator: str) -> list[int]:
    """Number of separators in each of the first records."""
    reader = csv.reader(io.StringIO(text[: 2**20], newline=""), delimiter=separator)
    counts: list[int] = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                counts.append(len(row) - 1)
            if len(counts) >= _SAMPLE_LINES:
                break
    except csv.Error:
        return counts
    return counts
