"""What pages call the fields of a report, how they show a kept value, and what is wrong with an identifier."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accord.dossiers.models import Caveat
from accord.reports import places
from accord.reports.vocabulary import (
    Exploitation,
    GradingScheme,
    Handling,
    Outcome,
    PersonRole,
    PlaceKind,
    Prong,
    Sex,
    SourceKind,
)
from accord.web.templatetags.accord import localdate, localtime

FIELDS = {
    "file_number": _("Local file number"),
    "occurred_from": _("Date"),
    "occurred_to": _("Last day"),
    "occurred_time": _("Time"),
    "city": _("City"),
    "city_other": _("City (as typed)"),
    "place": _("Where exactly"),
    "place_kind": _("Kind of place"),
    "narrative": _("What was seen"),
    "danger_now": _("Somebody is in danger now"),
    "minor_missing": _("A minor is missing"),
    "exploitation": _("Form of exploitation"),
    "prong": _("Whom it is about"),
    "source_kind": _("Source"),
    "grading_scheme": _("Grading scale"),
    "source_grade": _("Grade of the source"),
    "information_grade": _("Grade of the information"),
    "handling": _("Handling code"),
    "caveat": _("Caveat"),
    "third_party_rule": _("Third-party rule"),
    "lawful_reference": _("Lawful reference"),
    "filing_reason": _("Reason for filing"),
    "contact_allowed": _("Our desk may be called about it"),
    "outcome": _("Outcome"),
    "withdrawn": _("Withdrawn"),
    "added": _("Added"),
    "role": _("Role"),
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "aliases": _("Aliases"),
    "date_of_birth": _("Date of birth"),
    "age_from": _("Age, from"),
    "age_to": _("Age, to"),
    "sex": _("Sex or gender"),
    "street_number": _("Street number"),
    "street": _("Street"),
    "postal_code": _("Postal code"),
    "birth_place": _("Place of birth"),
    "occupation": _("Occupation"),
    "open_wanted": _("Open pointer asked for"),
}

_CHOICES = {
    "place_kind": PlaceKind,
    "exploitation": Exploitation,
    "prong": Prong,
    "source_kind": SourceKind,
    "grading_scheme": GradingScheme,
    "handling": Handling,
    "caveat": Caveat,
    "outcome": Outcome,
    "role": PersonRole,
    "sex": Sex,
}
_YES_NO = frozenset({"danger_now", "minor_missing", "third_party_rule", "contact_allowed", "open_wanted"})


def field_name(field: str) -> str:
    return str(FIELDS.get(field, field))


def kept_value(field: str, text: str) -> str:
    """A value as history and proposals keep it (``reports.actions.history.as_text``), in the reader's words."""
    if not text:
        return gettext("nothing")
    if field in _YES_NO:
        return gettext("yes") if text == "yes" else gettext("no")
    if field == "withdrawn":
        return gettext("yes")
    if field == "city":
        return places.city_label(text, text)
    if field in _CHOICES:
        return str(dict(_CHOICES[field].choices).get(text, text))
    return _MOMENTS[field](text) if field in _MOMENTS else text


_MOMENTS: dict[str, Callable[[str], Any]] = {
    "occurred_from": lambda text: localdate(dt.date.fromisoformat(text)),
    "occurred_to": lambda text: localdate(dt.date.fromisoformat(text)),
    "date_of_birth": lambda text: localdate(dt.date.fromisoformat(text)),
    "occurred_time": lambda text: localtime(dt.time.fromisoformat(text)),
}

# One sentence a code of linkage.ERROR_CODES: what is wrong, and what would be right.
IDENTIFIER_ERRORS = {
    "kind.unknown": _("Choose what kind of identifier it is"),
    "phone.empty": _("Enter the phone number"),
    "phone.too_long": _("This phone number has too many digits. Check it, or choose “Something else”"),
    "phone.too_short": _(
        "This phone number is too short. Give it with its area code, for example 514 555 0123"
    ),
    "phone.unknown_country": _("No country has this code. Check the digits after the +"),
    "phone.not_a_number": _("This is no phone number. Check it, or choose “Something else”"),
    "phone.unknown_region": _(
        "This is no phone number. Give it with its country code, for example +1 514 555 0123"
    ),
    "email.empty": _("Enter the e-mail address"),
    "email.too_long": _("This is too long for an e-mail address"),
    "email.no_at": _("An e-mail address needs an @, for example name@example.org"),
    "email.bad_name": _("The part before the @ is no e-mail name. Check it, or choose “Something else”"),
    "email.bad_domain": _("The part after the @ is no domain, for example example.org"),
    "handle.empty": _("Enter the handle"),
    "handle.too_long": _("This is too long for a handle. Give the name only"),
    "handle.no_platform": _("Say on which platform, for example Instagram"),
    "handle.bad_characters": _(
        "A handle has no spaces or slashes. Give the name only, or the address of the profile"
    ),
    "plate.empty": _("Enter the letters and digits of the plate"),
    "plate.too_long": _("A plate has at most eight letters and digits. Check it, or choose “Something else”"),
    "plate.too_short": _("A plate has at least two letters and digits"),
    "plate.unknown_province": _(
        "Give the province or state by its code or name, for example QC, or leave it empty"
    ),
    "ad_url.empty": _("Enter the address of the advertisement"),
    "ad_url.too_long": _("This address is too long: at most 2,000 characters"),
    "ad_url.bad_address": _("This is no web address, for example example.org/ad/12345"),
    "premises.empty": _("Enter the name or the address"),
    "premises.too_long": _("This is too long. Give the name or the address only"),
    "premises.too_vague": _("Give more of it: the name of the hotel, or the number and the street"),
    "premises.unknown_context": _("Choose whether it is a hotel or an address"),
    "payment.empty": _("Enter the payment handle"),
    "payment.too_long": _("This is too long for a payment handle"),
    "payment.not_a_handle": _(
        "Give the e-mail or phone that the transfer went to, a $cashtag or a paypal.me name"
    ),
    "wallet.empty": _("Enter the wallet's address"),
    "wallet.too_long": _("This is too long for a wallet's address"),
    "wallet.unknown_shape": _("No wallet is written like this. Check it, or choose “Something else”"),
    "other.empty": _("Enter at least one letter or digit"),
    "other.too_long": _("This is too long: at most 400 characters"),
}
IN_CONTEXT = frozenset({"handle.no_platform", "plate.unknown_province"})
