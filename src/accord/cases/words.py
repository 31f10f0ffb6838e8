"""What the fields of a disclosure are called, and how their frozen values read in the reader's language."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accord.reports import places
from accord.reports.vocabulary import (
    INFORMATION_GRADES,
    SOURCE_GRADES,
    Exploitation,
    Handling,
    PersonRole,
    PlaceKind,
    Prong,
    Sex,
)
from accord.reports.words import IDENTIFIER_KINDS

SUBJECTS: dict[str, str | Promise] = {
    "report": _("Report"),
    "person": _("Person"),
    "identifier": _("Identifier"),
}

FIELDS: dict[str, str | Promise] = {
    "reference": _("Reference"),
    "file_number": _("File number of the agency"),
    "occurred_from": _("Date"),
    "occurred_to": pgettext_lazy("last day", "Until"),
    "occurred_time": _("Time"),
    "city": _("City"),
    "city_other": _("City"),
    "place": _("Place"),
    "place_kind": _("Kind of place"),
    "narrative": _("What was seen"),
    "exploitation": _("Form of exploitation"),
    "prong": _("Whom it is about"),
    "source_grade": _("Source"),
    "information_grade": _("Information"),
    "handling": _("Handling"),
    "role": _("Role"),
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "aliases": _("Other names"),
    "date_of_birth": _("Date of birth"),
    "age_from": _("Age, at least"),
    "age_to": _("Age, at most"),
    "sex": _("Sex or gender"),
    "street_number": _("Street number"),
    "street": _("Street"),
    "postal_code": _("Postal code"),
    "birth_place": _("Place of birth"),
    "occupation": _("Occupation"),
    "kind": _("Kind"),
    "value": _("Value"),
    "context": _("Platform, province or kind"),
}

_CODED: dict[str, dict[str, str | Promise]] = {
    "place_kind": dict(PlaceKind.choices),
    "exploitation": dict(Exploitation.choices),
    "prong": dict(Prong.choices),
    "handling": dict(Handling.choices),
    "role": dict(PersonRole.choices),
    "sex": dict(Sex.choices),
    "kind": dict(IDENTIFIER_KINDS),
    "context": {"hotel": _("Hotel or motel"), "address": _("Street address")},  # of premises
    "source_grade": {code: words for scheme in SOURCE_GRADES.values() for code, words in scheme.items()},
    "information_grade": {
        code: words for scheme in INFORMATION_GRADES.values() for code, words in scheme.items()
    },
}
_DATES = frozenset({"occurred_from", "occurred_to", "date_of_birth"})


def label(name: str) -> str:
    """The field's name on a page."""
    return str(FIELDS.get(name, name))


def pair(name: str | Promise, value: str) -> str:
    """A name and what it is, with the colon that the language wants."""
    return gettext("%(name)s: %(value)s") % {"name": name, "value": value}


def shown(subject: str, name: str, value: str) -> str:
    """A frozen value as the page reads it: codes in words, dates as the language writes them, text as it was given."""
    if name in _CODED:
        return str(_CODED[name].get(value, value))
    if name in _DATES:
        return date_format(date.fromisoformat(value), "DATE_FORMAT")
    if name == "occurred_time":
        return value[:5]
    if subject == "report" and name == "city":
        return places.city_label(value, "") or value
    return value


def title(subject: str, fields: list[dict[str, str]]) -> str:
    """What a disclosure is about, in a few words: a name, a value, a reference; else only its kind."""
    given = {field["name"]: field["value"] for field in fields}
    name = " ".join(filter(None, [given.get("given_name"), given.get("family_name")])) or given.get(
        "aliases", ""
    )
    if subject == "person":
        return name or gettext("Without a name")
    return given.get("value") or given.get("reference") or str(SUBJECTS.get(subject, subject))
