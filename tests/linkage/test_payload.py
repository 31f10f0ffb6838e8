"""The payload: small, steady, and silent."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.linkage import Person, person_payload
from accord.linkage.compare.pair import Left
from accord.linkage.payload import layout
from accord.linkage.tokens import tokeniser

KEY = b"a key for tests, nobody's secret"
FULL = Person(
    given_name="Marie-Ève", family_name="Tremblay-Gagnon", aliases=("Candy",), date_of_birth=date(1999, 3, 7),
    sex="F", street_number="1250", street="boul. René-Lévesque", city="Montréal", postal_code="H2X 1Y4",
    birth_place="Gatineau", occupation="student", identifiers=(("phone", "514-555-0123"), ("email", "m@example.ca")),
)  # fmt: skip


def test_a_full_record_stays_within_nine_tenths_of_a_kilobyte() -> None:
    assert len(person_payload(FULL, KEY)) <= 900
    assert max(layout.SIZES.values()) <= 1200
    assert layout.SIZES[1] % 8 == layout.SIZES[4] % 8 == 0


def test_length_tells_only_whether_there_are_several_aliases() -> None:
    lengths = {len(person_payload(person, KEY)) for person in (Person(), Person(city="X"), FULL)}
    assert len(lengths) == 1
    assert len(person_payload(Person(aliases=("a", "b")), KEY)) == len(
        person_payload(Person(aliases=tuple("abcdef")), KEY)
    )


def test_a_payload_is_the_same_each_time_and_another_under_another_key() -> None:
    assert person_payload(FULL, KEY) == person_payload(FULL, KEY)
    other = person_payload(FULL, KEY + b"!")
    same = sum(one == two != 0 for one, two in zip(person_payload(FULL, KEY), other, strict=True))
    assert same < 0.02 * len(other)


def test_no_plain_text_is_left_in_it() -> None:
    payload = person_payload(FULL, KEY).lower()
    for text in (b"tremblay", b"gagnon", b"candy", b"montreal", b"5145550123", b"1999", b"h2x"):
        assert text not in payload


def test_empty_places_hold_filler_and_not_zeros_that_would_count_letters() -> None:
    short = person_payload(Person(given_name="Bo", family_name="Li"), KEY)
    for at in (layout.GIVEN_AT, layout.FAMILY_AT, layout.CITY_AT):
        assert b"\0\0\0\0" not in short[at + layout.NEAR : at + layout.RUN]
    assert b"\0\0\0\0" not in short[layout.ALIASES_AT :]


def test_filler_of_two_persons_does_not_meet() -> None:
    """Names too short for near tokens, so that every near token is filler; what is not known is never compared."""
    one, other = (person_payload(Person(given_name=name), KEY) for name in ("Bo", "Al"))
    near = slice(layout.GIVEN_AT + layout.NEAR, layout.GIVEN_AT + layout.RUN)
    met = sum(
        one[near][at : at + 2] == other[near][at : at + 2] for at in range(0, layout.RUN - layout.NEAR, 2)
    )
    assert met == 0


def test_a_filter_of_common_bigrams_holds_a_bit_for_each() -> None:
    tokens = tokeniser(KEY)
    for value in ("tremblay", "neumann", "annabel", "mariestern"):
        edged = f"_{value}_"
        assert tokens.bigram_filter(value).bit_count() == len(
            {edged[at : at + 2] for at in range(len(value) + 1)}
        )
    assert tokens.bigram_filter("zq9") != tokeniser(KEY + b"!").bigram_filter("zq9")
    assert tokens.bigram_filter("") > 0


def test_what_is_no_payload_is_refused() -> None:
    for wrong in (b"", b"\2" * 10, bytes(layout.SIZES[1]), b"\1" + person_payload(FULL, KEY)[1:]):
        with pytest.raises(ValueError, match="not a payload"):
            Left(wrong)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.text(max_size=80), min_size=12, max_size=12),
    st.dates(),
    st.integers(-50, 3000),
    st.integers(0, 90),
)
def test_any_person_can_be_packed(texts: list[str], born: date, year: int, width: int) -> None:
    person = Person(
        *texts[:3], tuple(texts[3:6]), born if year % 2 else None, (year, year + width), *texts[6:12], texts[5],
        identifiers=tuple((kind, texts[7]) for kind in ("phone", "other", "nonsense", "handle")),
    )  # fmt: skip
    assert len(person_payload(person, KEY)) in layout.SIZES.values()


def test_ten_megabytes_cost_no_more_than_a_long_name() -> None:
    flood = "Ж" * 10_000_000
    person = Person(
        flood, flood, flood, (flood,) * 3, None, None, flood, flood, flood, flood, flood, flood, flood
    )
    assert len(person_payload(person, KEY)) in layout.SIZES.values()
