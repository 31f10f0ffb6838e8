"""Paper: tagged, in its language, and what people wrote is text, whatever it looks like."""

from __future__ import annotations

import re
import zlib

import pytest

from accord import letters

HOSTILE = '#read("/etc/passwd") *bold* $x$ \\ <label> @ref // = heading #panic("x") ${7*7} {{ 7*7 }}'


def made(text: str, **more: str) -> bytes:
    data = {
        "title": "Título",
        "parts": [{"heading": "One", "text": [text], "facts": [{"name": "Name", "value": text}]}],
    }
    return letters.render("plain", data, **({"language": "es"} | more))


def test_letter_is_tagged_and_says_its_language():
    pdf = made("Hola")
    assert pdf.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in pdf and b"/Lang(es)" in pdf and b"pdfuaid" in pdf


def test_letter_does_not_tell_when_it_was_made():
    pdf = made("Hola")
    assert b"CreationDate" not in pdf and b"CreateDate" not in _streams(pdf)
    assert made("Hola") == pdf


def test_written_text_is_never_markup():
    assert made(HOSTILE)


def test_name_that_no_font_draws_is_spelt_in_latin_letters():
    assert made("Li Na (𐀀𐀁, a script that no machine here draws)")


def test_unknown_letter_is_refused():
    for name in ("nowhere", "../render", "/etc/passwd"):
        with pytest.raises(letters.NoSuchLetter):
            letters.render(name, {}, language="en")


def test_unknown_paper_is_refused():
    with pytest.raises(ValueError, match="napkin"):
        made("x", paper="napkin")


def _streams(pdf: bytes) -> bytes:
    """The document's streams, inflated."""
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S)
    return b"".join(_inflated(each) for each in found)


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream
