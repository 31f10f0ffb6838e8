"""From an address to what it asks of the picture, and back. Whatever else somebody typed there is passed over."""

from __future__ import annotations

import calendar
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import QueryDict

from accord.cases.network.asked import DRAWN, KINDS, MOST_OPENED, Asked
from accord.reports.vocabulary import SOURCE_GRADES, GradingScheme

NODE = re.compile(r"[0-9a-f]{16}")
MONTH = re.compile(r"(\d{4})-(\d{2})")
GRADES = {"g352": GradingScheme.THREE_FIVE_TWO, "gadm": GradingScheme.ADMIRALTY}
NODE_SORTS = ("links", "name", "kind", "since", "last", "group")
LINK_SORTS = ("since", "from", "link", "to")


@dataclass(frozen=True)
class Address:
    """``is_set``: the filters were chosen on the page, so that a saved layout's own are not asked again."""

    asked: Asked
    is_set: bool = False
    sort: str = NODE_SORTS[0]
    links: str = LINK_SORTS[0]

    def query(self, **changes: Any) -> str:
        """The query of this address with changes of ``Asked``, or of the sorting, such as ``sort="name"``."""
        sorting = {name: changes.pop(name) for name in ("sort", "links") if name in changes}
        there = replace(self, asked=replace(self.asked, **changes), **sorting)
        made = QueryDict(mutable=True)
        for name, value in there.pairs():
            made.appendlist(name, value)
        return f"?{made.urlencode()}"

    def pairs(self) -> Iterable[tuple[str, str]]:
        asked = self.asked
        yield "set", "1"
        if asked.desks:
            yield "desks", "on"
        yield from (("open", name) for name in asked.opened)
        for name, day in (("since", asked.since), ("until", asked.until)):
            if day:
                yield name, f"{day:%Y-%m}"
        floors = dict(asked.grades)
        yield from ((name, floors[scheme]) for name, scheme in GRADES.items() if scheme in floors)
        if set(asked.kinds) != set(DRAWN):
            yield from (("kind", kind) for kind in asked.kinds)
        singles = {"start": asked.start, "end": asked.end, "a": asked.cities[0], "b": asked.cities[1]}
        singles["layout"] = str(asked.layout or "")
        singles["sort"] = self.sort if self.sort != NODE_SORTS[0] else ""
        singles["links"] = self.links if self.links != LINK_SORTS[0] else ""
        yield from ((name, value) for name, value in singles.items() if value)


def read(query: QueryDict) -> Address:
    opened = [name for name in dict.fromkeys(query.getlist("open")) if NODE.fullmatch(name)]
    kinds = tuple(kind for kind in KINDS if kind in query.getlist("kind")) or DRAWN
    since, until = _month(query.get("since", "")), _month(query.get("until", ""), last=True)
    since, until = _stepped(query.get("step", ""), since, until)
    asked = Asked(
        desks=query.get("desks") == "on",
        opened=tuple(opened[:MOST_OPENED]),
        since=since,
        until=until,
        grades=tuple(_grades(query)),
        kinds=kinds,
        start=_node(query, "start"),
        end=_node(query, "end"),
        cities=(_node(query, "a"), _node(query, "b")),
        layout=_uuid(query.get("layout", "")),
    )
    sort = query.get("sort", "") if query.get("sort") in NODE_SORTS else NODE_SORTS[0]
    links = query.get("links", "") if query.get("links") in LINK_SORTS else LINK_SORTS[0]
    return Address(asked, query.get("set") == "1", sort, links)


def _node(query: QueryDict, name: str) -> str:
    given = query.get(name, "")
    return given if NODE.fullmatch(given) else ""


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _grades(query: QueryDict) -> Iterable[tuple[str, str]]:
    for name, scheme in GRADES.items():
        if query.get(name, "") in SOURCE_GRADES[scheme]:
            yield str(scheme), query.get(name, "")


def _month(text: str, *, last: bool = False) -> date | None:
    found = MONTH.fullmatch(text)
    if not found or not 1900 <= int(found[1]) <= 2100 or not 1 <= int(found[2]) <= 12:
        return None
    year, month = int(found[1]), int(found[2])
    return date(year, month, calendar.monthrange(year, month)[1] if last else 1)


def _stepped(step: str, since: date | None, until: date | None) -> tuple[date | None, date | None]:
    """The buttons beside the months: one month earlier or later."""
    which, _, months = step.partition(":")
    if months not in ("-1", "1"):
        return since, until
    if which == "since" and since:
        since = moved(since, int(months))
    if which == "until" and until:
        until = moved(until, int(months), last=True)
    return since, until


def moved(day: date, months: int, *, last: bool = False) -> date:
    """The first, or last, day of the month so many months later."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1] if last else 1)
