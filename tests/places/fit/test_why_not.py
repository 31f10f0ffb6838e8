"""What refuses, what only asks, and what a minor is kept from."""

from __future__ import annotations

from typing import Any

import pytest

from accord.places.fit import Kind, Offer, Seeker, cautions, why_not

FULLY_SAID: dict[str, Any] = {
    "age_min": 16, "age_max": 64, "genders": ("women",), "languages": ("fr", "en"), "children": True,
    "most_people": 3, "pets": True, "accessibility": ("wheelchair",), "substance_use": "welcome",
}  # fmt: skip
WOMAN = Seeker(age=30, gender="women", languages=("fr",), substance_use="uses")


def offer(**changed: Any) -> Offer:
    return Offer(**{"id": 1, "kind": Kind.EMERGENCY, "free": 1, **FULLY_SAID, **changed})


def seeker(**changed: Any) -> Seeker:
    said = {"age": 30, "gender": "women", "languages": ("fr",), "substance_use": "uses", **changed}
    return Seeker(**said)


def codes(who: Seeker, where: Offer) -> list[str]:
    assert all(reason.hard for reason in why_not(who, where))
    return [reason.code for reason in why_not(who, where)]


def asked(who: Seeker, where: Offer) -> list[str]:
    assert not any(reason.hard for reason in cautions(who, where))
    return [reason.code for reason in cautions(who, where)]


def test_a_place_that_says_everything_fits_without_a_question() -> None:
    everything = seeker(children=2, pets=True, accessibility=("wheelchair",))
    assert codes(everything, offer()) == []
    assert asked(everything, offer()) == []


@pytest.mark.parametrize(
    ("who", "where", "reason"),
    [
        ({}, {"free": 0}, "full"),
        ({"kinds": (Kind.YOUTH, Kind.DETOX)}, {}, "kind"),
        ({"age": 65}, {}, "age"),
        ({"age": 18}, {"age_min": 19}, "age"),
        ({"gender": "men"}, {}, "gender"),
        ({"children": 1}, {"children": False}, "children"),
        ({"children": 3}, {}, "people"),
        ({"pets": True}, {"pets": False}, "pets"),
        ({"accessibility": ("wheelchair", "lift")}, {}, "accessibility"),
        ({}, {"substance_use": "abstinence"}, "substance_use"),
        ({"substance_use": "none"}, {"kind": Kind.DETOX}, "substance_use"),
        ({"age": 17}, {"age_min": 18}, "minor"),
        ({"age": None, "minor": True}, {"age_min": 19}, "minor"),
        ({"age": 17}, {"kind": Kind.HOTEL_VOUCHER}, "guardian"),
    ],
)
def test_a_place_refuses_for_one_reason(who: dict[str, Any], where: dict[str, Any], reason: str) -> None:
    assert codes(seeker(**who), offer(**where)) == [reason]


@pytest.mark.parametrize(
    ("who", "where", "question"),
    [
        ({"age": None}, {}, "age"),
        ({}, {"kind": Kind.YOUTH, "age_max": None}, "age"),
        ({"age": 16}, {"age_min": None}, "minor"),
        ({"gender": ""}, {}, "gender"),
        ({}, {"genders": ()}, "gender"),
        ({"children": 1}, {"children": None}, "children"),
        ({"children": 1}, {"most_people": None}, "people"),
        ({"pets": True}, {"pets": None}, "pets"),
        ({"accessibility": ("lift",)}, {"accessibility": ()}, "accessibility"),
        ({}, {"substance_use": ""}, "substance_use"),
        ({}, {"substance_use": "not_on_site"}, "substance_use"),
        ({"substance_use": ""}, {"substance_use": "abstinence"}, "substance_use"),
        ({"substance_use": ""}, {"kind": Kind.DETOX}, "substance_use"),
        ({}, {"kind": Kind.INDIGENOUS}, "kind"),
        ({}, {"languages": ()}, "language"),
        ({"languages": ("vi",)}, {}, "language"),
    ],
)
def test_what_is_not_known_asks_and_never_refuses(
    who: dict[str, Any], where: dict[str, Any], question: str
) -> None:
    assert codes(seeker(**who), offer(**where)) == []
    assert asked(seeker(**who), offer(**where)) == [question]


def test_nothing_said_on_either_side_refuses_nobody() -> None:
    for kind in Kind:
        assert why_not(Seeker(), Offer(id=1, kind=kind, free=1)) == ()


def test_a_minor_goes_to_a_hotel_only_with_a_guardian() -> None:
    hotel = offer(kind=Kind.HOTEL_VOUCHER)
    assert codes(seeker(age=17, guardian=True), hotel) == []
    assert codes(seeker(age=40, minor=True), hotel) == [
        "guardian"
    ]  # what is said twice: the safer of the two
    assert codes(seeker(age=18), hotel) == []


def test_a_minor_of_unknown_age_is_kept_from_adults_by_one_reason_alone() -> None:
    assert codes(seeker(age=None, minor=True), offer(age_min=18)) == ["minor"]
    assert asked(seeker(age=None, minor=True), offer(age_min=18)) == []


def test_a_detox_bed_is_for_whoever_asks_for_it() -> None:
    assert codes(seeker(substance_use="none", kinds=(Kind.DETOX,)), offer(kind=Kind.DETOX)) == []
    assert codes(seeker(), offer(kind=Kind.DETOX, substance_use="abstinence")) == []


def test_every_reason_stands_beside_the_others() -> None:
    refused = seeker(age=70, gender="men", pets=True, kinds=(Kind.YOUTH,))
    assert codes(refused, offer(free=0, pets=False)) == ["full", "kind", "age", "gender", "pets"]
