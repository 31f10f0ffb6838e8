"""What says where something stands is seen, in both languages; what only counts and describes is let be."""

from __future__ import annotations

import pytest

from accord.directory.whereabouts import says_where, without
from tests.directory.lists import MAPS, REAL, needs_real_lists

TELLING = """
Come to 123 King Street West|Come to 123 king street, ring twice|Our house is at 4-12 Main St.|at 12B Elm Ave
45 5th Avenue|17 Canary Lane|8 Maple Court|1200 PINE TRAIL|500 St. Joseph Blvd|1 Yonge St, Suite 5|55 Water St
123 Martin Luther King Drive|2300 North Sheridan Road|77 St-Denis street|located at 1161 South Bernardo
123, rue Sainte-Catherine Est|4500 boul. Saint-Laurent|12, place du Marché|au 45, 5e Avenue|rue Principale, 45
102, 3e Rang|12 chemin du Lac|Adresse : 45 Bernardo|à côté de la rue Notre-Dame|5e Avenue
County Road 12|4021 Highway 7 East|King Street near the library|We are on Queen St. E
K7L 1A1|k7l1a1|Chicago, IL 60601|Springfield, Illinois 62701|60601-1234
corner of King and Queen|à l’angle des rues King et Wellington|au coin de la rue Ontario
45.4215, -75.6972|https://maps.google.com/?q=abc|https://www.google.ca/maps/place/x|///filled.count.soap|87G8P27V+QX
"""
HARMLESS = """
Open 24 hours a day, 7 days a week|24/7 crisis line for street-involved youth|Invented 24/7 Crisis Line
25 beds for women and children in a safe place|Ages 16 to 24. Street outreach.|16-24 street involved youth
Call 613 555-0101 ext. 12|Stays of up to 3 months in a quiet place|Serves 12 women at any one time. Drop in
Ouvert 24 heures sur 24, 7 jours sur 7|10 places pour femmes et enfants|2 nights at a hotel
12-step program. Drive provided|Hébergement de 8 à 12 semaines|Appelez le 1 800 555-0199
Confidential location in Kingston|We help 40 families a year find the road home|Room for 3 court dates a week
Travail de rue|Fees: $25 per day. Court fees waived|s. 279.04 of the Criminal Code|P.O. Box 123
Women 18+ with or without children; no drugs on site|Sliding scale, $5 to $60|Le 211 vous dirige. Route ouverte
From 9:00 am to 5:00 pm. Way to ask: call|Un lieu sûr, à 20 minutes du centre|For 2 people. Place a call first.
"""


def lines(text: str) -> list[str]:
    return [each for line in text.strip().splitlines() for each in line.split("|")]


@pytest.mark.parametrize("text", lines(TELLING))
def test_words_that_say_where_are_seen(text):
    assert says_where(text)
    assert without(text) == ""


@pytest.mark.parametrize("text", lines(HARMLESS))
def test_words_that_do_not_are_let_be(text):
    assert says_where(text) == ""
    assert without(text) == text


def test_sentence_goes_and_the_others_stay():
    told = "We have beds. The house is at 123 St. Joseph Street. Ring twice. Call first."
    assert without(told) == "We have beds. Ring twice. Call first."
    assert without("Foyer; 12, rue du Lac; appelez") == "Foyer; appelez"


def test_name_may_be_that_of_a_street_but_not_an_address():
    assert says_where("Sherbourne Street Women’s House", is_name=True) == ""
    assert says_where("Women’s House, 12 Sherbourne Street", is_name=True)
    assert says_where("Call Sherbourne Street Women’s House")


def test_long_texts_are_read_in_steps_that_grow_with_them():
    """A pattern that tries every way of splitting would not come back from these."""
    for hard in ("1 " * 20_000, "a1 " * 15_000, "12 Elm " * 8_000, "rue " * 10_000, "45 " + "A " * 20_000):
        without(hard)


@needs_real_lists
def test_nearly_every_address_of_real_lists_is_seen_in_a_sentence():
    from accord.directory.mapped import read_mapped
    from accord.directory.mapping import load_mapping

    files = (
        ("kingston/services.json", "kingston", "json"),
        ("toronto/housing_shelters_211.csv", "toronto_shelters", "csv"),
        ("toronto/refugee_services_211.geojson", "toronto_newcomers", "json"),
    )
    streets = {
        place.street
        for file, name, form in files
        for offer in read_mapped(
            REAL / "directories" / file, load_mapping(MAPS / f"{name}.toml"), form
        ).offers
        for place in offer.places
        if place.street
    }
    missed = [each for each in streets if not says_where(f"Our house is at {each} in town.")]
    assert len(streets) > 250
    assert len(missed) <= len(streets) // 100, missed
