"""Phone numbers → E.164 (ITU-T E.164), read with Google's numbering plans (phonenumbers)."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, ValidationResult

from accord.linkage.identifiers.normal import IdentifierKind, Normal, NotUnderstood

_POSTE = re.compile(r"\s*,?\s*\bposte\s*\d{1,7}\s*$", re.IGNORECASE)
"""A French extension, which the numbering plans' reader does not know."""

_PARSE_CODES = {
    NumberParseException.INVALID_COUNTRY_CODE: "phone.unknown_country",
    NumberParseException.TOO_LONG: "phone.too_long",
    NumberParseException.TOO_SHORT_AFTER_IDD: "phone.too_short",
    NumberParseException.TOO_SHORT_NSN: "phone.too_short",
}
_POSSIBLE_CODES = {
    ValidationResult.TOO_SHORT: "phone.too_short",
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "phone.too_short",  # seven digits: the area code is missing
    ValidationResult.TOO_LONG: "phone.too_long",
    ValidationResult.INVALID_COUNTRY_CODE: "phone.unknown_country",
}


def normalise_phone(value: str, region: str = "CA") -> Normal:
    """Return a phone number as E.164 (``+15145550123``); extensions are dropped, letters read as on a keypad.

    A *possible* number suffices: numbers not yet assigned, and the fictional 555-01xx, are accepted, because a
    pimp's number need not be in anyone's plan. Raises NotUnderstood.
    """
    if region.upper() not in phonenumbers.SUPPORTED_REGIONS:
        raise NotUnderstood("phone.unknown_region", value)
    try:
        number = phonenumbers.parse(_POSTE.sub("", value), region.upper())
    except NumberParseException as error:
        raise NotUnderstood(_PARSE_CODES.get(error.error_type, "phone.not_a_number"), value) from None
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason != ValidationResult.IS_POSSIBLE:
        raise NotUnderstood(_POSSIBLE_CODES.get(reason, "phone.not_a_number"), value)
    number.extension = None
    form = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    try:  # a few odd inputs print a number that reads back as another: those are nonsense, not evidence
        again = phonenumbers.parse(form, None)
    except NumberParseException:
        raise NotUnderstood("phone.not_a_number", value) from None
    if phonenumbers.format_number(again, PhoneNumberFormat.E164) != form:
        raise NotUnderstood("phone.not_a_number", value)
    return Normal(
        IdentifierKind.PHONE, form, phonenumbers.format_number(again, PhoneNumberFormat.INTERNATIONAL)
    )
