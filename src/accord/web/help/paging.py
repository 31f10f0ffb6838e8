"""Turning pages without an address: the question and the page's number travel in a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

SIZE = 20


@dataclass(frozen=True)
class Page:
    """One page of a list; ``first`` and ``last`` count from 1. ``carried``: what the forms send again."""

    items: Sequence[Any]
    number: int
    pages: int
    first: int
    last: int
    total: int
    carried: list[tuple[str, str]]

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def following(self) -> int:
        return self.number + 1 if self.number < self.pages else 0


def page_of(items: Sequence[Any], asked: str, data: QueryDict, fields: Sequence[str]) -> Page:
    """The asked page, or the nearest there is: a number that is none is the first page's."""
    pages = max(1, -(-len(items) // SIZE))
    number = min(max(int(asked), 1), pages) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1
    start = (number - 1) * SIZE
    shown = items[start : start + SIZE]
    carried = [(name, value) for name in fields for value in data.getlist(name) if value]
    return Page(shown, number, pages, start + 1, start + len(shown), len(items), carried)
