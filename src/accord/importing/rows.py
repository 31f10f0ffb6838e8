"""A row of theirs → a draft of ours, or what is wrong with it.

A row is refused only where nothing sensible can be filed. A single value that cannot be understood (an impossible
date, a telephone number of nonsense) is left out of its field, kept word for word in the report's text, and said in
the list of remarks, so that one slip of the pen loses neither the person nor what was written.
"""

from __future__ import annotations

import json
import re
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from accord.importing.mapping import Mapping
from accord.importing.source import Line, Source
from accord.linkage import IdentifierKind, NotUnderstood
from accord.reports.draft import MOST_LINE, IdentifierDraft, PersonDraft, ReportDraft
from accord.reports.vocabulary import PersonRole, Sex, SourceKind

ALIAS_SEPARATORS = re.compile(r"[;|/]")
USUAL_DATES = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d/%m/%Y", "%d-%m-%Y")
SEXES = {
    **dict.fromkeys(("f", "female", "femme", "w", "woman", "fille", "girl"), Sex.FEMALE),
    **dict.fromkeys(("m", "male", "homme", "man", "garçon", "boy"), Sex.MALE),
    **dict.fromkeys(("x", "another", "other", "autre", "non-binary", "non binaire"), Sex.ANOTHER),
}
TEXT_FIELDS = (
    "given_name",
    "family_name",
    "street_number",
    "street",
    "city",
    "postal_code",
    "birth_place",
    "occupation",
)


@dataclass(frozen=True)
class Filing:
    """What holds for every row of one import."""

    lawful_reference: str
    reason: str
    today: date
    role: str = PersonRole.OTHER
    open_wanted: bool = False


@dataclass
class Reading:
    """One row as it was understood. ``refusal`` is set where it cannot be filed; ``remarks`` say what was left out."""

    number: int
    draft: ReportDraft | None = None
    refusal: str = ""
    remarks: list[str] = field(default_factory=list)


def read_row(line: Line, mapping: Mapping, filing: Filing, *, form_key: uuid.UUID) -> Reading:
    """Make a draft of a row."""
    reading = Reading(line.number)
    if line.problem:
        reading.refusal = line.problem
        return reading
    ours = mapping.ours(line.values)
    identifiers = _identifiers(ours, reading)
    person = _person(ours, mapping, filing, identifiers, reading)
    if person is None and not identifiers:
        reading.refusal = _("The row names neither a person nor an identifier.")
        return reading
    text = "\n".join([ours.get("narrative", ""), *reading.remarks]).strip()
    reading.draft = ReportDraft(
        form_key=form_key,
        occurred_from=_date("occurred_on", ours, mapping, reading) or filing.today,
        lawful_reference=filing.lawful_reference,
        filing_reason=filing.reason,
        file_number=ours.get("file_number", "")[:MOST_LINE],
        city_other=ours.get("report_city", "")[:MOST_LINE],
        narrative=text,
        source_kind=SourceKind.RECORDS,
        persons=(person,) if person else (),
        identifiers=() if person else identifiers,
    )
    return reading


def row_key(dossier_id: uuid.UUID, values: dict[str, str], occurrence: int) -> uuid.UUID:
    """The idempotency key of a row: what stands in it, and which of several equal rows of the file it is.

    A file that was interrupted, or mended in a few rows, is imported again without filing anything twice.
    """
    return uuid.uuid5(dossier_id, json.dumps([values, occurrence], sort_keys=True, ensure_ascii=False))


def keyed_lines(source: Source, dossier_id: uuid.UUID) -> Iterator[tuple[uuid.UUID, Line]]:
    """Each row of the file with its idempotency key."""
    seen: Counter[uuid.UUID] = Counter()
    for line in source.lines():
        plain = row_key(dossier_id, line.values, 1)
        seen[plain] += 1
        yield plain if seen[plain] == 1 else row_key(dossier_id, line.values, seen[plain]), line


def _person(
    ours: dict[str, str],
    mapping: Mapping,
    filing: Filing,
    identifiers: tuple[IdentifierDraft, ...],
    reading: Reading,
) -> PersonDraft | None:
    named = [name for name in (*TEXT_FIELDS, "full_name", "aliases", "date_of_birth") if ours.get(name)]
    if not named:
        return None
    values: dict[str, Any] = {name: ours.get(name, "")[:MOST_LINE] for name in TEXT_FIELDS}
    if ours.get("full_name") and not (values["given_name"] or values["family_name"]):
        # A whole name in one box: linkage splits it, blind to the order.
        values["given_name"] = ours["full_name"][:MOST_LINE]
    born = _date("date_of_birth", ours, mapping, reading)
    ages = _ages(ours, mapping, filing.today, reading) if born is None else (None, None)
    return PersonDraft(
        role=_role(ours, filing, reading),
        aliases=tuple(
            part.strip() for part in ALIAS_SEPARATORS.split(ours.get("aliases", "")) if part.strip()
        )[:10],
        date_of_birth=born,
        age_from=ages[0],
        age_to=ages[1],
        sex=SEXES.get(ours.get("sex", "").casefold(), ""),
        open_wanted=filing.open_wanted,
        identifiers=identifiers,
        **values,
    )


def _role(ours: dict[str, str], filing: Filing, reading: Reading) -> str:
    written = ours.get("role", "")
    if not written:
        return filing.role
    if written in PersonRole.values:
        return written
    reading.remarks.append(
        _("role: “%(value)s” is not one of %(known)s")
        % {"value": written[:MOST_LINE], "known": ", ".join(PersonRole.values)}
    )
    return filing.role


def _identifiers(ours: dict[str, str], reading: Reading) -> tuple[IdentifierDraft, ...]:
    found = []
    for kind in IdentifierKind:
        value = ours.get(kind.value, "")
        if not value:
            continue
        made = IdentifierDraft(kind.value, value, ours.get(f"{kind.value}_context", ""))
        try:
            made.normal()
        except NotUnderstood as error:
            reading.remarks.append(
                _("%(field)s: “%(value)s” is not understood (%(code)s)")
                % {"field": kind.value, "value": value[:MOST_LINE], "code": error.code}
            )
        else:
            found.append(made)
    return tuple(found)


def _date(name: str, ours: dict[str, str], mapping: Mapping, reading: Reading) -> date | None:
    written = ours.get(name, "")
    if not written:
        return None
    for pattern in (mapping.formats[name],) if name in mapping.formats else USUAL_DATES:
        try:
            return datetime.strptime(written, pattern).date()
        except ValueError:
            continue
    reading.remarks.append(
        _("%(field)s: “%(value)s” is no date of this calendar")
        % {"field": name, "value": written[:MOST_LINE]}
    )
    return None


def _ages(
    ours: dict[str, str], mapping: Mapping, today: date, reading: Reading
) -> tuple[int, int] | tuple[None, None]:
    """An age range as given; else, of an impossible date, the year that still stands in it."""
    given = [ours.get(name, "") for name in ("age_from", "age_to")]
    if any(given):
        try:
            low, high = sorted(int(value or given[0] or given[1]) for value in given)
        except ValueError:
            low, high = -1, -1
        if 0 <= low <= high <= 120:
            return low, high
        reading.remarks.append(
            _("age: “%(value)s” is no age in years") % {"value": " – ".join(given)[:MOST_LINE]}
        )
        return None, None
    year = _year(ours.get("date_of_birth", ""), mapping.formats.get("date_of_birth", "%Y"))
    if year is None or not 0 <= today.year - year <= 120:
        return None, None
    return max(0, today.year - year - 1), today.year - year


def _year(written: str, pattern: str) -> int | None:
    """The four-digit year of a date whose day or month is impossible."""
    if "%Y" not in pattern:
        return None
    before = re.escape(pattern.split("%Y", maxsplit=1)[0])
    shape = re.sub(r"%[a-zA-Z]", r"\\d{1,2}", before)
    found = re.match(rf"{shape}(\d{{4}})", written)
    return int(found.group(1)) if found else None
