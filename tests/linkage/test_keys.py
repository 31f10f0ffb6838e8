"""Index keys: what brings two records together, and what must not."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from accord.linkage import Person, person_keys
from accord.linkage.keys import MOST_KEYS

KEY = b"a key for tests, nobody's secret"
ANN = Person(
    given_name="Annabel", family_name="Neumann", date_of_birth=date(1999, 3, 7),
    street_number="12", street="rue Sainte-Catherine", city="Montréal", postal_code="H2X 1Y4",
)  # fmt: skip


def shared(left: Person, right: Person) -> int:
    return len(set(person_keys(left, KEY)) & set(person_keys(right, KEY)))


def test_keys_are_distinct_signed_and_bounded() -> None:
    keys = person_keys(ANN, KEY)
    assert len(set(keys)) == len(keys) <= MOST_KEYS
    assert all(-(2**63) <= key < 2**63 for key in keys)
    assert keys == person_keys(ANN, KEY)
    assert not set(keys) & set(person_keys(ANN, KEY + b"!"))


def test_the_rarest_kinds_come_first() -> None:
    """Name and day of birth before name and year, which thousands share."""
    keys = person_keys(ANN, KEY)
    same_day = Person(family_name="Neumann", date_of_birth=date(1950, 3, 7))
    same_year = Person(family_name="Neumann", date_of_birth=date(1999, 11, 20))
    by_day = [keys.index(key) for key in set(keys) & set(person_keys(same_day, KEY))]
    by_year = [keys.index(key) for key in set(keys) & set(person_keys(same_year, KEY))]
    assert by_day and by_year and min(by_day) < min(by_year)


def test_a_slip_in_each_name_still_shares_a_key() -> None:
    assert shared(ANN, Person(given_name="Anabel", family_name="Neuman", date_of_birth=date(1999, 3, 7)))
    assert shared(ANN, Person(given_name="Anabel", family_name="Neumann", city="Montreal"))
    assert shared(ANN, Person(family_name="Neumenn", postal_code="H2X 9Z9", city="Montreal"))


def test_a_place_of_birth_or_an_occupation_brings_together_too() -> None:
    old = Person(full_name="Thomas Clifford", birth_place="Devon", occupation="writer")
    assert shared(old, Person(given_name="Clifford", birth_place="Devonshire"))
    assert shared(old, Person(family_name="Cliford", birth_place="Devonshire"))
    assert shared(old, Person(family_name="Clifford", occupation="writer"))


def test_order_of_names_and_one_field_do_not_matter() -> None:
    assert shared(ANN, Person(given_name="Neumann", family_name="Annabel"))
    assert shared(ANN, Person(full_name="NEUMANN, Annabel"))


def test_a_short_form_meets_its_formal_name() -> None:
    left = Person(given_name="Bob", family_name="Xu", date_of_birth=date(1999, 3, 7))
    right = Person(given_name="Robert", family_name="Lee", date_of_birth=date(1950, 3, 7))
    assert shared(left, right)


def test_one_fact_alone_makes_no_key() -> None:
    for lone in (Person(), Person(city="Toronto"), Person(family_name="Tremblay"), Person(given_name="Kandi"),
                 Person(aliases=("Kandi",), city="Toronto"), Person(sex="f", occupation="driver")):  # fmt: skip
        assert person_keys(lone, KEY) == ()


def test_strangers_in_one_town_share_nothing() -> None:
    assert not shared(ANN, Person(given_name="Olga", family_name="Petrova", city="Montréal", sex="f"))


def test_an_identifier_is_a_key() -> None:
    left = Person(given_name="Ann", identifiers=(("phone", "514-555-0123"), ("phone", "nonsense")))
    assert shared(left, Person(given_name="Olga", identifiers=(("phone", "+15145550123"),))) == 1


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.text(max_size=60), st.text(max_size=60))
def test_any_text_gives_keys(one: str, two: str, three: str) -> None:
    person = Person(one, two, three, (one, two), date(1, 1, 1), None, one, two, three, one, two, three, one)
    assert len(person_keys(person, KEY)) <= MOST_KEYS
