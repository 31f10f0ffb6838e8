"""The words that stand on a PDF, read back from its glyphs: a search of the file's bytes would find none of them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
ONE = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
RANGE = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
SHOWN = re.compile(rb"<([0-9A-Fa-f\s]*)>|\(((?:\\.|[^\\()])*)\)", re.S)
ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def texts_of(pdf: bytes) -> Iterator[str]:
    """What is shown, once for each font's table of glyphs: of these readings, the font's own is right. Besides, every
    stream as it stands inflated (titles, bookmarks, what is read aloud instead of a picture)."""
    streams = [_inflated(each) for each in STREAM.findall(pdf)]
    yield from (each.decode("latin-1") for each in streams)
    tables = [_table(each) for each in streams if b"beginbf" in each]
    contents = [each for each in streams if re.search(rb"\bBT\b", each) and b"beginbf" not in each]
    for table in tables:
        for content in contents:
            yield "".join(_read(glyphs, table) for glyphs in _shown(content))


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def _table(cmap: bytes) -> dict[int, str]:
    """Glyph to letters (PDF 32000-1, 9.10.3)."""
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.S):
        for first, last, text in RANGE.findall(block):
            start = int(first, 16)
            for step in range(int(last, 16) - start + 1):
                letters = _letters(text)
                found[start + step] = letters[:-1] + chr(ord(letters[-1]) + step)
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.S):
        found |= {int(glyph, 16): _letters(text) for glyph, text in ONE.findall(block)}
    return found


def _letters(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be")


def _shown(content: bytes) -> Iterator[bytes]:
    for in_hex, literal in SHOWN.findall(content):
        yield bytes.fromhex(in_hex.decode()) if in_hex else ESCAPED.sub(_unescaped, literal)


def _unescaped(found: re.Match[bytes]) -> bytes:
    said = found[1]
    return bytes([int(said, 8) & 255]) if said[:1].isdigit() else LETTERS.get(said, said)


def _read(glyphs: bytes, table: dict[int, str]) -> str:
    pairs = zip(glyphs[::2], glyphs[1::2], strict=False)
    return "".join(table.get(high << 8 | low, "") for high, low in pairs)
