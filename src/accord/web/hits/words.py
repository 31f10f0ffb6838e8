"""What a hit is called on its page: its kind, its strength and the fields that agreed, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.cases.words import pair
from accord.linkage import Band, Judgement
from accord.reports.words import IDENTIFIER_KINDS

KINDS: dict[str, str | Promise] = {"person": _("Person"), **IDENTIFIER_KINDS}

# The three bands of the model; never a number, which would be read as more than it is.
BANDS: dict[str, tuple[str | Promise, str | Promise, str]] = {
    Band.STRONG: (_("Strong"), _("almost certainly the same"), "teal"),
    Band.PROBABLE: (_("Probable"), _("probably the same"), "blue"),
    Band.POSSIBLE: (_("Possible"), _("perhaps the same: compare before you conclude"), "grey"),
}

ANSWERS: dict[str, tuple[str | Promise, str]] = {
    Judgement.SAME: (_("The same"), "teal"),
    Judgement.DIFFERENT: (_("Different"), "orange"),
    Judgement.UNSURE: (_("Unsure"), "grey"),
}

FIELDS: dict[str, str | Promise] = {
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "alias": _("Name, under an alias"),
    "name_order": _("Names"),
    "date_of_birth": _("Date of birth"),
    "city": _("City"),
    "postal_code": _("Postal code"),
    "street_number": _("Street number"),
    "street": _("Street"),
    "birth_place": _("Place of birth"),
    "sex": _("Sex or gender"),
    "occupation": _("Occupation"),
    **IDENTIFIER_KINDS,
}

LEVELS: dict[str, str | Promise] = {
    "exact": _("identical"),
    "one_letter": _("one letter apart"),
    "close": _("spelled much alike"),
    "related": _("forms of one name"),
    "sounds": _("sound alike"),
    "start": _("begin alike"),
    "initial_given": _("the initial fits"),
    "one_digit": _("one digit apart"),
    "day_month_swapped": _("day and month swapped"),
    "two_parts": _("two of day, month and year agree"),
    "near": _("at most a month or so apart"),
    "year": _("the year agrees"),
    "next_year": _("one year apart"),
    "in_range": _("fits the age given"),
    "area": _("the same area"),
    "two_letters": _("two characters apart"),
    "swapped": _("in the other order"),
    "local_part": _("the same before the @"),
}


def kind(code: str) -> str:
    return str(KINDS.get(code, code))


def agreed(reasons: Iterable[Mapping[str, str]]) -> list[str]:
    """Each agreeing field in words: "Date of birth: one digit apart". Disagreeing ones are never told."""
    return [
        pair(FIELDS.get(each["field"], each["field"]), str(LEVELS.get(each["level"], each["level"])))
        for each in reasons
    ]
