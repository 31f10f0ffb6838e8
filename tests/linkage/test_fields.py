"""A person's fields in folded form, and what counts as unknown."""

from __future__ import annotations

from datetime import date

import pytest

from accord.linkage import Person
from accord.linkage.fields import fields_of
from accord.linkage.names import Name


def test_the_first_of_january_is_a_year_and_no_birthday() -> None:
    """Border posts write it for whoever knows only a year; two of them do not agree on a day."""
    fields = fields_of(Person(date_of_birth=date(1999, 1, 1)))
    assert (fields.born, fields.years) == (None, (1999, 1999))
    assert fields_of(Person(date_of_birth=date(1999, 1, 2))).born == date(1999, 1, 2)


@pytest.mark.parametrize("text", ["unknown", " Inconnue ", "N/A", "non précisé", "NONE"])
def test_a_placeholder_is_unknown(text: str) -> None:
    fields = fields_of(
        Person(text, text, text, (text,), None, None, text, text, text, text, text, text, text)
    )
    assert fields.names == (Name(),)
    assert not any(
        (fields.sex, fields.number, fields.street, fields.city, fields.postal_code, fields.occupation)
    )


def test_padding_does_not_matter() -> None:
    bare = Person(given_name="Ann", street_number="12", city="Montreal")
    assert fields_of(Person(given_name="  Ann ", street_number=" 0012", city="\tMontréal ")) == fields_of(
        bare
    )


def test_a_date_outranks_an_age_and_an_age_too_wide_is_unknown() -> None:
    both = Person(date_of_birth=date(1999, 3, 7), year_of_birth=(1990, 1992))
    assert fields_of(both).years is None
    assert fields_of(Person(year_of_birth=(2001, 1999))).years == (1999, 2001)
    assert fields_of(Person(year_of_birth=(1950, 2001))).years is None


def test_identifiers_without_sense_are_left_out() -> None:
    person = Person(
        identifiers=(("phone", "12"), ("nonsense", "x"), ("phone", "514-555-0123"), ("phone", "5145550123"))
    )
    assert fields_of(person).identifiers == (("phone", "+15145550123"),)
