"""Words in templates that were never marked for translation."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.template.base import Lexer, TokenType

# Names and codes that are the same in both languages, and each language's own name.
SAME_IN_BOTH = {"Accord", "English", "Français", "EN", "FR", "TLP", "PDF", "CSV", "JSON", "API", "QR"}
FOR_ROBOTS = {"index, nofollow", "noindex, nofollow"}
SPOKEN_ATTRIBUTES = {"alt", "aria-label", "aria-description", "content", "label", "placeholder", "title"}
NO_WORDS_INSIDE = {"script", "style", "code", "svg"}
SILENT_BLOCKS = {"blocktranslate", "blocktrans", "comment", "verbatim"}


def untranslated(source: str) -> Iterator[tuple[int, str]]:
    """Line number and words of each text or attribute that readers meet in English only."""
    finder = _Finder()
    finder.feed(_without_tags(source))
    finder.close()
    yield from finder.found


def _without_tags(source: str) -> str:
    """The HTML between template tags, at its own line numbers. What blocktranslate marks is left out."""
    out, silent = [], False
    for token in Lexer(source).tokenize():
        word = token.split_contents()[0] if token.token_type == TokenType.BLOCK and token.contents else ""
        if word.removeprefix("end") in SILENT_BLOCKS:
            silent = not word.startswith("end")
        if token.token_type == TokenType.VAR:
            out.append("x0")  # may stand for the name of an element; too short to be taken for a word
        elif token.token_type == TokenType.TEXT:
            out.append("\n" * token.contents.count("\n") if silent else token.contents)
    return "".join(out)


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NO_WORDS_INSIDE:
            self.inside.append(tag)
        for name, value in attrs:
            if name in SPOKEN_ATTRIBUTES and not (
                name == "content" and tag == "meta" and _is_technical(attrs)
            ):
                self._judge(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            blank = data[: len(data) - len(data.lstrip())]
            self._judge(data, blank.count("\n"))

    def _judge(self, text: str, lines_down: int = 0) -> None:
        words = " ".join(text.split())
        if re.search(r"[^\W\d_]{2}", words) and words.strip(" .,:;()–—-|/") not in SAME_IN_BOTH | FOR_ROBOTS:
            self.found.append((self.getpos()[0] + lines_down, words[:60]))


def _is_technical(attrs: list[tuple[str, str | None]]) -> bool:
    return dict(attrs).get("name") != "description"
