"""A report laid out for reading: sections of facts, cards of persons, lines of history."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accord.cases.words import pair
from accord.dossiers.models import Dossier
from accord.reports.models import Amendment, ChangeProposal, Identifier, Person, Report
from accord.reports.models.changes import State
from accord.reports.models.person import age_at
from accord.reports.rows import Sheet
from accord.reports.vocabulary import GradingScheme
from accord.web.reports.forms.identifiers import kind_label
from accord.web.reports.words import field_name, kept_value
from accord.web.templatetags.accord import bdi, localdate, localtime, phone

Names = Mapping[uuid.UUID | None, str]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the report itself says, as rows of summary lists: ``(key, value)``, and where it changes if it may."""

    event: list[Row]
    trust: list[Row]
    basis: list[Row]


def facts(report: Report, action: str) -> Facts:
    """``action`` is the word of the links that change a part; none without it."""

    def linked(part: str, rows: list[Row]) -> list[Row]:
        if not action:
            return rows
        address = reverse("reports:change", args=[report.dossier_id, report.id, part])
        return [(*row, address, action) for row in rows]

    seen = [(field_name("narrative"), _lines(report.narrative))]
    kind = [
        (field_name("exploitation"), report.get_exploitation_display()),
        (field_name("prong"), report.get_prong_display()),
    ]
    event = linked("seen", seen) + linked("when", [(_("When"), when(report))])
    event += linked("where", _where(report)) + linked("urgency", _urgency(report)) + linked("kind", kind)
    trust = linked("source", _source(report)) + linked("handling", _handling(report))
    return Facts(event, trust, linked("basis", _basis(report)))


def _handling(report: Report) -> list[Row]:
    return [
        (field_name("caveat"), report.get_caveat_display()),
        (field_name("third_party_rule"), yes_no(report.third_party_rule)),
    ]


def _basis(report: Report) -> list[Row]:
    texts = [
        (field_name(name), bdi(getattr(report, name)))
        for name in ("lawful_reference", "filing_reason", "file_number")
    ]
    return [*texts, (field_name("contact_allowed"), yes_no(report.contact_allowed))]


def yes_no(value: bool) -> str:
    return _("Yes") if value else _("No")


def _lines(text: str) -> str:
    return format_html('<div dir="auto">{}</div>', linebreaksbr(text)) if text else ""


def _urgency(report: Report) -> list[Row]:
    return [
        (field_name("danger_now"), yes_no(report.danger_now)),
        (field_name("minor_missing"), yes_no(report.minor_missing)),
    ]


def when(report: Report) -> str:
    """``March 27, 2026, 14:05``, or the first and the last day."""
    first = localdate(report.occurred_from)
    if report.occurred_time:
        first = _("%(date)s at %(time)s") % {"date": first, "time": localtime(report.occurred_time)}
    if not report.occurred_to or report.occurred_to == report.occurred_from:
        return first
    return _("%(first)s to %(last)s") % {"first": first, "last": localdate(report.occurred_to)}


def _where(report: Report) -> list[Row]:
    return [
        (field_name("city"), bdi(report.city_name)),
        (field_name("place_kind"), report.get_place_kind_display()),
        (field_name("place"), bdi(report.place)),
    ]


def _source(report: Report) -> list[Row]:
    rows = [
        (field_name("source_kind"), report.get_source_kind_display()),
        (field_name("grading_scheme"), report.get_grading_scheme_display()),
        (field_name("source_grade"), report.source_grade_words),
        (field_name("information_grade"), report.information_grade_words),
    ]
    if report.grading_scheme == GradingScheme.THREE_FIVE_TWO:
        rows.append((field_name("handling"), report.get_handling_display()))
    return rows


@dataclass(frozen=True, slots=True)
class IdentifierRow:
    kind: str
    value: str
    context: str
    note: str


def identifier_row(identifier: Identifier) -> IdentifierRow:
    shown = phone(identifier.value) if identifier.kind == "phone" else identifier.value
    context = "" if identifier.kind == "premises" else identifier.context
    return IdentifierRow(kind_label(identifier), shown, context, identifier.note)


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person with the facts that are recorded; what is not recorded takes no line."""

    person: Person
    title: str
    role: str
    is_minor: bool
    facts: list[Row]
    identifiers: list[IdentifierRow]


def person_card(person: Person, sheet: Sheet) -> PersonCard:
    return PersonCard(
        person=person,
        title=person.name or _("Name not known"),
        role=person.get_role_display(),
        is_minor=person.is_minor_at(sheet.report.occurred_from),
        facts=[row for row in _person_facts(person, sheet.report.occurred_from) if row[1]],
        identifiers=[identifier_row(each) for each in sheet.of(person)],
    )


def _person_facts(person: Person, day: dt.date) -> list[Row]:
    home = " ".join(filter(None, [person.street_number, person.street]))
    return [
        (field_name("aliases"), bdi(", ".join(person.aliases))),
        (field_name("date_of_birth"), _born(person, day)),
        (_("Age"), _ages(person)),
        (field_name("sex"), person.get_sex_display() if person.sex else ""),
        (
            pgettext("where a person lives", "Home"),
            bdi(", ".join(filter(None, [home, person.city, person.postal_code]))),
        ),
        (field_name("birth_place"), bdi(person.birth_place)),
        (field_name("occupation"), bdi(person.occupation)),
        (field_name("open_wanted"), yes_no(True) if person.open_wanted else ""),
    ]


def _born(person: Person, day: dt.date) -> str:
    if person.date_of_birth is None:
        return ""
    words = {"date": localdate(person.date_of_birth), "age": age_at(person.date_of_birth, day)}
    return _("%(date)s, aged %(age)s on the day of the report") % words


def _ages(person: Person) -> str:
    if person.age_from is None:
        return ""
    if person.age_from == person.age_to:
        return _("about %(age)s") % {"age": person.age_from}
    return _("%(youngest)s to %(oldest)s") % {"youngest": person.age_from, "oldest": person.age_to}


def history(amendments: Iterable[Amendment], names: Names, sheet: Sheet) -> list[dict[str, Any]]:
    """Lines for the timeline: what changed, from what to what, who and why."""
    titles = {person.id: person.name for person in sheet.persons}
    return [
        {
            "title": _change_title(each, titles),
            "when": each.created_at,
            "by": names[each.by],
            "text": _change_text(each),
        }
        for each in amendments
    ]


def _change_title(change: Amendment, titles: Mapping[uuid.UUID, str]) -> str:
    if change.field == "added":
        kinds = {"person": _("Person added"), "identifier": _("Identifier added")}
        return kinds[change.subject]
    name = field_name(change.field)
    title = titles.get(change.subject_id)
    return pair(title, name) if title else name


def _change_text(change: Amendment) -> str:
    after = kept_value(change.field, change.after)
    if change.field in ("added", "withdrawn"):
        words = {"after": change.after, "reason": change.reason}
        return (
            _("Reason: %(reason)s") % words
            if change.field == "withdrawn"
            else _("%(after)s. Reason: %(reason)s") % words
        )
    words = {"before": kept_value(change.field, change.before), "after": after, "reason": change.reason}
    return _("From “%(before)s” to “%(after)s”. Reason: %(reason)s") % words


@dataclass(frozen=True, slots=True)
class Proposal:
    row: ChangeProposal
    lines: list[Row]
    proposed_by: str
    decided_by: str
    state: str
    may_decide: bool

    @property
    def colour(self) -> str:
        return {State.PROPOSED: "blue", State.ACCEPTED: "green"}.get(State(self.row.state), "grey")


def proposal(row: ChangeProposal, names: Names, may_decide: bool) -> Proposal:
    return Proposal(
        row=row,
        lines=[(field_name(field), bdi(kept_value(field, text))) for field, text in row.changes.items()],
        proposed_by=names[row.proposed_by],
        decided_by=names.get(row.decided_by, "") if row.decided_by else "",
        state=row.get_state_display(),
        may_decide=may_decide and row.state == State.PROPOSED,
    )


def line(report: Report, dossier: Dossier | None, names: Names) -> dict[str, Any]:
    """One report in the list: enough to know it again, no more."""
    return {
        "report": report,
        "when": when(report),
        "where": report.city_name,
        "dossier": dossier.title if dossier else "",
        "by": names[report.filed_by],
    }
