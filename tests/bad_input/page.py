"""A page as a browser without scripts sees it: its forms, what would be sent, and what it complains of."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any


@dataclass
class Control:
    """One input by its name: ``kind`` as HTML has it ("text", "radio", "textarea", "select" …)."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)


@dataclass
class Form:
    """One <form>: where it goes, and its controls by name."""

    action: str
    method: str
    controls: dict[str, Control] = field(default_factory=dict)

    def sent(self) -> dict[str, Any]:
        """What a browser would send if nobody typed."""
        return {name: each.value for name, each in self.controls.items() if each.value}


class Page(HTMLParser):
    """Reads one answer. ``complaints``: the lines of the error summary; ``beside``: messages at fields."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.kept: set[str] = set()
        self.complaints: list[str] = []
        self.beside: list[str] = []
        self._open: Control | None = None
        self._text: list[str] | None = None
        self._into: list[str] = []
        self._until, self._depth, self._summed = "", 0, False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(told.get("action", ""), told.get("method", "get").lower()))
        elif tag in ("input", "button", "textarea", "select"):
            self._control(tag, told)
        elif tag == "option" and self._open:
            self._open.options.append(told.get("value", ""))
            if "selected" in told:
                self._open.value = told.get("value", "")
                self.kept.add(self._open.value)
        self._complaint(tag, told)

    def _control(self, tag: str, told: dict[str, str]) -> None:
        kind, name = told.get("type", tag) if tag in ("input", "button") else tag, told.get("name", "")
        ticked = kind not in ("radio", "checkbox") or "checked" in told
        if ticked and kind not in ("submit", "button"):
            self.kept.add(told.get("value", ""))
        if not self.forms or not name:
            self._open = Control(name, kind) if tag in ("textarea", "select") else None
            return
        known = self.forms[-1].controls.setdefault(name, Control(name, kind))
        if kind in ("radio", "checkbox"):
            known.options.append(told.get("value", "on"))
        if ticked and tag != "button":
            known.value = told.get("value", "")
        if tag in ("textarea", "select"):
            self._open = known
        if tag == "textarea":
            self._text, self._until, self._depth = [], "textarea", 0

    def _complaint(self, tag: str, told: dict[str, str]) -> None:
        classes = told.get("class", "").split()
        if self._text is not None and tag == self._until:
            self._depth += 1
        self._summed = self._summed or "govuk-error-summary__list" in classes
        if self._text is None and self._summed and tag == "li":
            self._text, self._into, self._until, self._depth = [], self.complaints, tag, 1
        elif self._text is None and "govuk-error-message" in classes:
            self._text, self._into, self._until, self._depth = [], self.beside, tag, 1

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "ul":
            self._summed = False
        if self._text is None or tag != self._until:
            if tag == "select":
                self._open = None
            return
        if tag == "textarea":
            words = "".join(self._text).removeprefix("\n").replace("\r\n", "\n")
            self.kept.add(words)
            if self._open:
                self._open.value = words
            self._open, self._text = None, None
            return
        self._depth -= 1
        if not self._depth:
            self._into.append(" ".join("".join(self._text).split()))
            self._text = None

    def form_to(self, address: str) -> Form | None:
        """The form that posts to this address ("" is the page itself), the fullest of several."""
        here = [each for each in self.forms if each.method == "post" and each.action in ("", address)]
        return max(here, key=lambda each: len(each.controls), default=None)
