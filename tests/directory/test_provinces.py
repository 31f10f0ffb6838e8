"""A place's own words say where it is, or nothing does."""

from __future__ import annotations

import pytest

from accord.directory.provinces import (
    postal_codes,
    province_named,
    province_of_postal,
    province_of_town,
    serves_everywhere,
)
from accord.directory.sought import ways_in


@pytest.mark.parametrize(
    ("said", "code"),
    [("Québec", "QC"), ("quebec", "QC"), ("ON", "ON"), ("colombie-britannique", "BC"), ("IL", ""), ("", "")],
)
def test_province_has_names_in_both_languages(said, code):
    assert province_named(said) == code


@pytest.mark.parametrize(
    ("said", "code"),
    [("K1P 5N5", "ON"), ("12 rue Côté, J8X1A1", "QC"), ("X0A 0H0", ""), ("90210", ""), ("D1A 1A1", "")],
)
def test_postal_code_says_its_province(said, code):
    assert province_of_postal(said) == code


def test_town_of_two_provinces_says_nothing():
    assert (province_of_town("Hawkesbury"), province_of_town("gatineau"), province_of_town("Ottawa")) == (
        "", "QC", "ON",
    )  # fmt: skip


def test_postal_codes_are_read_in_one_run():
    assert postal_codes("M9B 6K8, then h2x") == ["m9b6k8", "h2x"]


def test_country_is_known_in_both_languages():
    assert serves_everywhere("Canada-wide") and serves_everywhere("Pancanadien")
    assert not serves_everywhere("Canada Water")


def test_way_in_that_is_denied_is_no_way_in():
    assert ways_in(["disabled_parking, ramp", "ASL interpreter"]) == ["mobility", "hearing"]
    assert ways_in(["Not wheelchair accessible", "pas d’ascenseur"]) == []
