"""From levels to a score: bands, reasons, symmetry, and what a household may not do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.linkage import (
    REASON_CODES,
    Band,
    IdentifierKind,
    KeyedModel,
    Person,
    Reason,
    Score,
    person_payload,
)
from accord.linkage.compare.levels import FIELDS
from accord.linkage.train.invent import Inventor

from .conftest import KEY

Scoring = Callable[[Person, Person], Score]
ANN = Person(
    given_name="Annabel", family_name="Neumann", date_of_birth=date(1999, 3, 7), sex="F",
    street_number="1250", street="boul. René-Lévesque", city="Montréal", postal_code="H2X 1Y4",
)  # fmt: skip


def test_the_same_record_is_strong(score: Scoring) -> None:
    found = score(ANN, ANN)
    assert found.band is Band.STRONG
    assert found.probability > 0.999


def test_strangers_have_no_band_and_no_reasons(score: Scoring) -> None:
    found = score(ANN, Person("Olga", "Petrova", date_of_birth=date(1962, 11, 25), city="Toronto"))
    assert found.band is None
    assert found.reasons == ()
    assert found.weight < 0
    assert found.probability < 0.001


def test_reasons_golden(score: Scoring) -> None:
    """The reasons a partner reads, word for word; disagreement (the postal code) is never among them."""
    other = Person(
        given_name="Anabel", family_name="Neumann-Roy", date_of_birth=date(1999, 7, 3), sex="female",
        street_number="1250", street="Rene Levesque Blvd", city="Montreal", postal_code="M5V 2T6",
        identifiers=(("phone", "514-555-0123"),),
    )  # fmt: skip
    ann = replace(ANN, identifiers=(("phone", "(514) 555-0123"), ("email", "ann@example.ca")))
    assert score(ann, other).reasons == (
        Reason("phone", "exact"),
        Reason("given_name", "one_letter"),
        Reason("family_name", "close"),
        Reason("date_of_birth", "day_month_swapped"),
        Reason("city", "exact"),
        Reason("street_number", "exact"),
        Reason("street", "exact"),
        Reason("sex", "exact"),
    )


def test_reasons_tell_an_alias_and_a_crossed_order(score: Scoring) -> None:
    other = replace(ANN, given_name="Olga", family_name="Petrova", aliases=("Annabel Neumann",))
    assert score(ANN, other).reasons[0] == Reason("alias", "exact")
    assert not {"given_name", "family_name"} & {reason.field for reason in score(ANN, other).reasons}
    crossed = score(ANN, replace(ANN, given_name="Neumann", family_name="Annabel"))
    assert crossed.reasons[-1] == Reason("name_order", "swapped")


def test_every_reason_has_a_code_to_translate(score: Scoring) -> None:
    inventor = Inventor(3)
    seen = set()
    for person in inventor.people(150):
        again = inventor.again(person)
        seen |= {(reason.field, reason.level) for reason in score(person, again).reasons}
    assert len(seen) > 20
    assert seen <= REASON_CODES
    assert {(kind.value, "exact") for kind in IdentifierKind} <= REASON_CODES
    assert not {level for _field, level in REASON_CODES} & {
        "different",
        "out_of_range",
        "beside_range",
        "near_range",
        "faint",
        "initial",
        "missing",
    }


PEOPLE = st.builds(
    Person,
    given_name=st.sampled_from(["", "Ann", "Anne", "Bob", "Robert", "R", "Neumann", "Minh"]),
    family_name=st.sampled_from(["", "Neumann", "Neuman", "Tremblay", "Tremblay-Roy", "Ann", "Smith"]),
    aliases=st.lists(st.sampled_from(["Candy", "Ann Neumann", "Bob Smith", "Roy Bob"]), max_size=3).map(
        tuple
    ),
    date_of_birth=st.none()
    | st.sampled_from([date(1999, 3, 7), date(1999, 7, 3), date(1998, 3, 7), date(1970, 1, 1)]),
    year_of_birth=st.none() | st.tuples(st.integers(1990, 1999), st.integers(1999, 2005)),
    sex=st.sampled_from(["", "f", "m"]),
    street_number=st.sampled_from(["", "12", "21"]),
    street=st.sampled_from(["", "King Street", "Kings Street", "rue Saint-Denis"]),
    city=st.sampled_from(["", "Montréal", "Montreal", "Toronto", "Laval"]),
    postal_code=st.sampled_from(["", "H2X 1Y4", "H2X 1Y5", "M5V 2T6"]),
    identifiers=st.sampled_from(
        [(), (("phone", "514-555-0123"),), (("phone", "514-555-0123"), ("email", "a@b.ca"))]
    ),
)


@settings(max_examples=400, deadline=None)
@given(PEOPLE, PEOPLE)
def test_a_score_does_not_depend_on_who_came_first(keyed: KeyedModel, left: Person, right: Person) -> None:
    one, other = person_payload(left, KEY), person_payload(right, KEY)
    found, turned = keyed.score(one, other), keyed.score(other, one)
    assert found.weight == pytest.approx(turned.weight, abs=1e-9)
    assert (found.band, found.reasons) == (turned.band, turned.reasons)
    assert keyed.scorer(one)(other) == found


@settings(max_examples=60, deadline=None)
@given(PEOPLE)
def test_an_unknown_person_says_nothing(keyed: KeyedModel, person: Person) -> None:
    found = keyed.score(person_payload(person, KEY), person_payload(Person(), KEY))
    assert (found.weight, found.band) == (0.0, None)


@pytest.mark.parametrize(
    "field", [one.name for one in fields(Person) if one.type == "str" and one.name != "full_name"]
)
def test_a_missing_field_weighs_nothing_and_an_agreeing_one_something(score: Scoring, field: str) -> None:
    base = Person(given_name="Xanthe", date_of_birth=date(1999, 3, 7))
    values = {"sex": "f", "given_name": "Xanthe", "street_number": "1250"}
    filled = replace(base, **{field: values.get(field, "Wallaby")})
    if field == "given_name":
        base = Person(date_of_birth=date(1999, 3, 7))
    assert score(filled, base).weight == pytest.approx(score(base, base).weight)
    assert score(filled, filled).weight > score(base, base).weight + 0.5


def test_a_common_name_weighs_less_than_a_rare_one(score: Scoring) -> None:
    smith, rare = (
        Person(given_name="Ann", family_name="Smith"),
        Person(given_name="Ann", family_name="Zwetschgenbaum"),
    )
    assert score(smith, smith).weight + 2 < score(rare, rare).weight
    toronto, village = Person(given_name="Zed", city="Toronto"), Person(given_name="Zed", city="Wawa")
    assert score(toronto, toronto).weight + 2 < score(village, village).weight


def test_a_relative_at_the_same_address_is_no_hit(score: Scoring) -> None:
    brother = replace(ANN, given_name="Olivier", sex="M", date_of_birth=date(2003, 9, 21))
    assert score(ANN, brother).band is None
    assert score(ANN, replace(brother, date_of_birth=None)).band is None


def test_who_shares_a_pimps_telephone_is_not_the_same_person(score: Scoring) -> None:
    phone = (("phone", "514-555-0123"), ("email", "pimp@example.ca"))
    left = replace(ANN, identifiers=phone)
    right = Person("Olga", "Petrova", date_of_birth=date(1999, 10, 25), identifiers=phone)
    assert score(left, right).band is None


def test_who_moved_to_another_city_is_still_found(score: Scoring) -> None:
    moved = replace(ANN, street_number="7", street="Dundas Street", city="Toronto", postal_code="M5V 2T6")
    assert score(ANN, moved).band is not None


def test_a_street_name_and_a_city_are_not_enough(score: Scoring) -> None:
    left = Person(aliases=("Candy",), city="Toronto")
    assert score(left, left).band is None
    assert (
        score(left, Person(given_name="Ann", family_name="Roy", aliases=("Candy",), city="Toronto")).band
        is None
    )


def test_an_age_weighs_less_the_wider_it_is(score: Scoring) -> None:
    narrow = score(ANN, replace(ANN, date_of_birth=None, year_of_birth=(1998, 2000))).weight
    wide = score(ANN, replace(ANN, date_of_birth=None, year_of_birth=(1990, 2010))).weight
    outside = score(ANN, replace(ANN, date_of_birth=None, year_of_birth=(1970, 1972))).weight
    assert narrow > wide > outside


def test_worse_levels_never_weigh_more_where_it_matters(keyed: KeyedModel) -> None:
    for field, best in (
        ("given_name", 3),
        ("family_name", 3),
        ("city", 1),
        ("postal_code", 2),
        ("street_number", 3),
    ):
        table = keyed._tables[list(FIELDS).index(field)]
        assert list(table[:best]) == sorted(table[:best], reverse=True), field
        assert table[FIELDS[field].index("different")] < 0, field
        assert table[-1] == 0.0


def test_bands_rise_with_the_weight(keyed: KeyedModel) -> None:
    rules = keyed.rules
    assert rules.possible < rules.probable < rules.strong
    below = keyed.band(rules.possible - 0.001)
    assert [below, *map(keyed.band, (rules.possible, rules.probable, rules.strong))] == [
        None, Band.POSSIBLE, Band.PROBABLE, Band.STRONG,
    ]  # fmt: skip


def test_what_is_no_payload_is_refused(keyed: KeyedModel) -> None:
    payload = person_payload(ANN, KEY)
    for wrong in (b"", payload[:100], b"\1" + payload[1:]):
        with pytest.raises(ValueError, match="not a payload"):
            keyed.score(payload, wrong)
        with pytest.raises(ValueError, match="not a payload"):
            keyed.score(wrong, payload)


def test_payloads_of_two_keys_never_meet(keyed: KeyedModel) -> None:
    other = person_payload(ANN, KEY + b"!")
    assert keyed.score(person_payload(ANN, KEY), other).band is None
