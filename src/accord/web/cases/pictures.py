"""What the page of a case shows, put together from the reads of ``accord.cases.queries``."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.agencies.models import Agency, Member
from accord.cases import actions, queries, words
from accord.cases.models import EventKind, JointCase
from accord.dossiers.disclosed import is_readable
from accord.dossiers.models import Disclosure, Dossier, Role
from accord.dossiers.rules import WORKING


@dataclass(frozen=True)
class Given:
    """A disclosure as a page lists it, on either side. ``lines`` are empty where it may no longer be read."""

    row: Disclosure
    title: str
    lines: list[tuple[str, str]]
    readers: list[Any]
    is_readable: bool

    @property
    def heading(self) -> str:
        return words.pair(self.subject, self.title) if self.title != self.subject else self.subject

    @property
    def subject(self) -> str:
        return str(words.SUBJECTS.get(self.row.subject, self.row.subject))


def drawn(row: Disclosure, readers: Iterable[Any] = ()) -> Given:
    readable = is_readable(row)
    fields = row.fields if readable or row.side == "given" else []
    lines = [
        (words.label(field["name"]), words.shown(row.subject, field["name"], field["value"]))
        for field in fields
    ]
    title = words.title(row.subject, fields) if fields else str(words.SUBJECTS.get(row.subject, ""))
    return Given(row, title, lines, list(readers), readable)


def case_page(member: Member, case: Dossier, joint: JointCase) -> dict[str, Any]:
    """Everything on ``/cases/<dossier>/``. What it shows of what was received is noted as read."""
    seats = list(queries.live_seats(case.id))
    own = next((seat for seat in seats if seat.member_id == member.id), None)
    received, given = queries.received_in(case.id), queries.given_into(case.id)
    readings = queries.readings_of(given)
    incoming = [drawn(row) for row in received]
    outgoing = [drawn(row, readings[row.event_id]) for row in given]
    actions.read_disclosures(by=member, received=[each.row for each in incoming if each.is_readable])
    working = own is not None and own.role in WORKING and not case.is_closed
    return {
        "case": case,
        "joint": joint,
        "agencies": queries.agencies_of([case.id])[case.id],
        "seats": seats,
        "own_seat": own,
        "seated": [seat.member for seat in seats],
        "incoming": incoming,
        "outgoing": outgoing,
        "persons": [
            each for each in incoming + outgoing if each.row.subject == "person" and each.is_readable
        ],
        "tasks": tasks(case.id),
        "timeline": timeline(case.id),
        "may_work": working,
        "may_seat": own is not None and own.role == Role.LEAD and not case.is_closed,
    }


def tasks(case_id: uuid.UUID) -> list[dict[str, Any]]:
    rows = queries.tasks_of(case_id)
    names = names_of([row.assignee_id for row in rows] + [row.done_by for row in rows])
    return [
        {"row": row, "assignee": names.get(row.assignee_id, ""), "done_by": names.get(row.done_by, "")}
        for row in rows
    ]


def names_of(members: Iterable[uuid.UUID | None]) -> dict[uuid.UUID | None, str]:
    found = Member.objects.filter(pk__in={each for each in members if each})
    return {member.id: member.name for member in found}


# ── The timeline ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Line:
    """One item of ``{% timeline %}``."""

    title: str
    when: datetime
    by: str = ""
    text: str = ""


def timeline(case_id: uuid.UUID) -> list[Line]:
    groups = _together(queries.history(case_id))
    happened = [each for each, _count in groups]
    names = names_of([each.by for each in happened] + [each.member_id for each in happened])
    ends = {one for each in happened for one in (each.agency_id, each.other_agency_id) if one}
    agencies = {agency.id: agency for agency in Agency.objects.filter(pk__in=ends)}
    return [_line(each, count, names, agencies) for each, count in groups]


def _together(happened: list[queries.Happening]) -> list[tuple[queries.Happening, int]]:
    """Parts that were given in one act are one line with a count."""
    groups: list[tuple[queries.Happening, int]] = []
    for each in happened:
        last, count = groups[-1] if groups else (None, 0)
        if last and each.kind in ONE_ACT and _who(each) == _who(last) and last.when - each.when < A_MOMENT:
            groups[-1] = (last, count + 1)
        else:
            groups.append((each, 1))
    return groups


ONE_ACT = frozenset({EventKind.GIVEN, EventKind.RECEIVED})
A_MOMENT = timedelta(seconds=5)


def _who(each: queries.Happening) -> tuple[Any, ...]:
    return each.kind, each.by, each.agency_id, each.other_agency_id


def _line(each: queries.Happening, count: int, names: dict[Any, str], agencies: dict[Any, Agency]) -> Line:
    said = {
        "agency": agencies.get(each.agency_id),
        "other": agencies.get(each.other_agency_id),
        "name": names.get(each.member_id, ""),
        "count": count,
    }
    told = {
        EventKind.OPENED: _("Joint case opened"),
        EventKind.GIVEN: ngettext(
            "Disclosed %(count)s item to %(other)s", "Disclosed %(count)s items to %(other)s", count
        ),
        EventKind.RECEIVED: ngettext(
            "%(agency)s disclosed %(count)s item to us", "%(agency)s disclosed %(count)s items to us", count
        ),
        EventKind.REVOKED: _("%(agency)s revoked what it had disclosed to %(other)s"),
        EventKind.DOUBTED: _("%(agency)s took back that both desks mean the same"),
        EventKind.AFFIRMED: _("%(agency)s says again that both desks mean the same"),
        EventKind.NOTE: _("Note of %(agency)s"),
        "party": _("%(agency)s joined the case"),
        "seat": _("Seat for %(name)s, %(agency)s"),
    }
    text = str(Role(each.text).label) if each.kind == "seat" else each.text
    return Line(told[each.kind] % said, each.when, names.get(each.by, ""), text)
