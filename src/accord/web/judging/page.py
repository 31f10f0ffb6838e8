"""Two records beside each other, and lists of those that may be one person, in words."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accord.cases.words import pair as said
from accord.dossiers.models import Dossier
from accord.reports import judging
from accord.reports.judging_likeness import Candidate, Likeness, gathered
from accord.reports.models import Judgement, Person
from accord.reports.models.judgement import Key
from accord.web.hits.words import ANSWERS, BANDS, agreed
from accord.web.reports.sheet import PersonCard, person_card
from accord.web.reports.views.found import names_of

NAMED = 4  # agreeing fields that a list names


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of a list: the other record, and what speaks for it."""

    href: str
    name: str
    reference: str
    beside: str  # the report of the one that it is compared with
    dossier: str
    band: tuple[Any, ...]
    agreed: list[str]


@dataclass(frozen=True, slots=True)
class Line:
    """One answer, of those that stand or of the history."""

    href: str
    name: str
    verdict: str | Promise
    colour: str
    by: str
    when: datetime
    reason: str


def address(one: Key, other: Key) -> str:
    return reverse("judging:pair", args=[*one, *other])


def suggested(pairs: Iterable[Likeness]) -> list[Suggestion]:
    pairs = list(pairs)
    titles = titles_of(pair.other.key.dossier_id for pair in pairs)
    return [
        Suggestion(
            address(pair.one.key, pair.other.key),
            name_of(pair.other.person),
            pair.other.report.reference,
            pair.one.report.reference,
            titles.get(pair.other.key.dossier_id, ""),
            BANDS[pair.score.band],
            agreed(_reasons(pair))[:NAMED],
        )
        for pair in pairs
        if pair.score.band is not None
    ]


def answered(key: Key, lines: Iterable[Judgement]) -> list[Line]:
    """Answers about one record, by the other record of each."""
    lines = list(lines)
    persons = judging.persons_at([each.beside(key) for each in lines])
    members = names_of(each.by for each in lines)
    return [
        Line(
            address(key, each.beside(key)),
            name_of(persons.get(each.beside(key))),
            *ANSWERS[each.verdict],
            members[each.by],
            each.created_at,
            each.reason,
        )
        for each in lines
    ]


def history(key: Key, lines: Iterable[Judgement]) -> list[dict[str, Any]]:
    """Everything said, newest first; what was taken back is a line of its own."""
    lines = list(lines)
    persons = judging.persons_at([each.beside(key) for each in lines])
    members = names_of([*[each.by for each in lines], *[each.undone_by for each in lines]])
    told: list[dict[str, Any]] = []
    for each in lines:
        name = name_of(persons.get(each.beside(key)))
        said = {"name": name, "answer": ANSWERS[each.verdict][0]}
        title = _("%(name)s: %(answer)s") % said
        told.append({"title": title, "when": each.created_at, "by": members[each.by], "text": each.reason})
        if each.undone_at:
            title = _("%(name)s: “%(answer)s” taken back") % said
            told.append(
                {
                    "title": title,
                    "when": each.undone_at,
                    "by": members[each.undone_by],
                    "text": each.undone_reason,
                }
            )
    return sorted(told, key=lambda line: line["when"], reverse=True)


def compared(pair: Likeness) -> dict[str, Any]:
    """What ``judging/compared.html`` draws."""
    titles = titles_of(each.key.dossier_id for each in (pair.one, pair.other))
    sides = [_side(each, titles) for each in (pair.one, pair.other)]
    return {
        "left": sides[0],
        "right": sides[1],
        "rows": list(_rows(pair)),
        "band": BANDS[pair.score.band] if pair.score.band else None,
        "agreed": agreed(_reasons(pair)),
        "address": address(pair.one.key, pair.other.key),
    }


def candidates(*persons: Person) -> list[Candidate]:
    """The records with what stands around them, those of withdrawn reports left out."""
    return gathered(persons)


def name_of(person: Person | None) -> str:
    return (person.name if person else "") or _("Name not known")


def titles_of(dossiers: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    return {each.id: each.title for each in Dossier.objects.filter(id__in=set(dossiers))}


def _reasons(pair: Likeness) -> list[dict[str, str]]:
    return [{"field": reason.field, "level": reason.level} for reason in pair.score.reasons]


def _side(each: Candidate, titles: Mapping[uuid.UUID, str]) -> dict[str, Any]:
    return {
        "name": name_of(each.person),
        "report": each.report,
        "dossier": titles.get(each.key.dossier_id, ""),
        "href": reverse("judging:person", args=each.key),
    }


def _rows(pair: Likeness) -> Iterable[tuple[Any, Any, Any, str]]:
    """(label, ours, theirs, "same", "different" or ""), for what either side has recorded."""
    cards = [person_card(each.person, each.sheet) for each in (pair.one, pair.other)]
    facts = [_facts(card) for card in cards]
    labels = list(dict.fromkeys([*facts[0], *facts[1]]))
    for label in labels:
        left, right = (each.get(label, "") for each in facts)
        if left or right:
            yield label, left, right, _verdict(left, right)
    forms = [
        {(each.kind, each.form) for each in side.sheet.of(side.person)} for side in (pair.one, pair.other)
    ]
    if any(forms):
        left, right = (", ".join(said(row.kind, row.value) for row in card.identifiers) for card in cards)
        yield _("Identifiers"), left, right, "same" if forms[0] & forms[1] else ""


def _facts(card: PersonCard) -> dict[str, Any]:
    return {_("Name"): card.title, _("Role"): card.role, **{row[0]: row[1] for row in card.facts}}


def _verdict(left: str | SafeString, right: str | SafeString) -> str:
    if not left or not right:
        return ""
    return "same" if _plain(left) == _plain(right) else "different"


def _plain(text: str | SafeString) -> str:
    return strip_tags(str(text)).strip().casefold()
