"""A service is found by words without accents; where nothing stands, the next larger area is looked at."""

from __future__ import annotations

import pytest

from accord.directory.finding import Question, Reach, seek
from accord.directory.loading import load
from accord.directory.mapped import read_mapped
from accord.directory.mapping import load_mapping
from accord.directory.models import Service
from accord.directory.records import Place, Whom
from tests.directory.lists import MAPS, REAL, STREET, needs_real_lists, offer, reading


def place(city: str, province: str = "QC", **more: str) -> Place:
    return Place(f"{city} {more}", street=more.pop("street", "4 Main"), city=city, province=province, **more)


def names(question: Question, **how: bool) -> list[str]:
    found = dict(Service.objects.values_list("id", "name_en"))
    return [found[each.service_id] for each in seek(question, **how).matches]


@pytest.fixture
def listed(world):
    load(
        reading(
            offer("m", name_en="Montréal house", places=[place("Montréal", postal_code="H2X 1Y4")], areas=[]),
            offer("t", name_en="Town house", places=[place("Trois-Rivieres")], areas=[], needs=["food"]),
            offer("k", name_en="Kingston house", areas=[],
                  places=[place("Kingston", "ON", street="9 Montreal Street")]),
            offer("o", name_en="One address", areas=[],
                  places=[Place("o", street="123 Princess Street, Perth, ON K7H 3E4")]),
            offer("n", name_en="Line for all", places=[], areas=["Canada"], needs=["crisis"]),
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "name"),
    [("montreal", "Montréal house"), ("MONTRÉAL, QC", "Montréal house"), ("Montréal Québec", "Montréal house"),
     ("trois-rivières", "Town house"), ("Trois Rivieres", "Town house"), ("montr", "Montréal house"),
     ("h2x", "Montréal house"), ("H2X 1Y4", "Montréal house"), ("h2x1y4", "Montréal house"),
     ("h2x 9z9", "Montréal house"), ("perth", "One address"), ("princess street perth", "One address"),
     ("K7H", "One address"), ("9 montreal st kingston", "Kingston house")],
)  # fmt: skip
def test_place_is_found_however_it_is_written(listed, asked, name):
    found = [each for each in names(Question(place=asked)) if each != "Line for all"]
    assert found == [name]
    assert seek(Question(place=asked)).reach is Reach.PLACE


def test_countrywide_service_comes_after_those_that_are_near(listed):
    assert names(Question(place="kingston")) == ["Kingston house", "Line for all"]


@pytest.mark.parametrize(
    ("asked", "reach", "province", "names_"),
    [
        (
            Question(place="Sherbrooke"),
            Reach.PROVINCE,
            "QC",
            {"Montréal house", "Town house", "Line for all"},
        ),
        (Question(place="montréal", need="food"), Reach.PROVINCE, "QC", {"Town house"}),
        (Question(place="K9Z"), Reach.PROVINCE, "ON", {"Kingston house", "One address", "Line for all"}),
        (Question(place="perth", need="food"), Reach.EVERYWHERE, "", {"Town house"}),
        (Question(place="Iqaluit", need="food"), Reach.EVERYWHERE, "", {"Town house"}),
        (Question(place="Xanadu", need="food"), Reach.EVERYWHERE, "", {"Town house"}),
    ],
)
def test_nothing_near_widens_step_by_step(listed, asked, reach, province, names_):
    found = seek(asked)
    assert (found.reach, found.province, found.widened) == (reach, province, True)
    assert set(names(asked)) == names_


def test_whole_province_is_asked_for_by_its_name_without_widening(listed):
    found = seek(Question(place="Ontario"))
    assert (found.reach, found.province, found.widened) == (Reach.PROVINCE, "ON", False)


def test_nothing_anywhere_says_that_it_looked(listed):
    found = seek(Question(place="Kingston", need="transport"))
    assert (found.matches, found.widened) == ([], True)


@pytest.fixture
def worded(world):
    load(
        reading(
            offer(
                "a",
                name_en="Night shelter",
                name_fr="Maison d’hébergement",
                description_en="",
                needs=["shelter"],
            ),
            offer("b", name_en="Élan vital", name_fr="", description_en="Beds.", needs=[]),
            offer("c", name_en="Legal clinic", name_fr="Clinique juridique", needs=["legal"]),
            offer("d", name_en="Women’s house", name_fr="", needs=[], whom=Whom(notes_en="No men.")),
            offer("e", name_en="Library", name_fr="Bibliothèque", needs=[], confidential=True),
        )
    )


@pytest.mark.parametrize(
    ("asked", "first"),
    [("hebergement", "Night shelter"), ("HÉBERGEMENTS", "Night shelter"), ("I need a bed for tonight", "Night shelter"),
     ("elan", "Élan vital"), ("womens house", "Women’s house"), ("maison pour femmes", "Women’s house"),
     ("a free lawyer please", "Legal clinic"), ("avocate", "Legal clinic"), ("clin", "Legal clinic"),
     ("librarys", "Library"), ("la bibliothèque", "Library")],
)  # fmt: skip
def test_best_answer_to_what_people_type_comes_first(worded, asked, first):
    assert names(Question(words=asked))[0] == first


@pytest.mark.parametrize(
    ("asked", "read", "first"),
    [("sheltter", {"sheltter": "shelter"}, "Night shelter"), ("lawer", {}, "Legal clinic"),
     ("bibloteque", {"bibloteque": "bibliotheque"}, "Library"), ("shelter", {}, "Night shelter")],
)  # fmt: skip
def test_misspelt_word_is_read_as_the_nearest_and_says_so(worded, asked, read, first):
    assert names(Question(words=asked))[0] == first
    assert seek(Question(words=asked)).read_as == read


@pytest.mark.parametrize("asked", ["xyzzy", "'; DROP TABLE service; --", "the", "\\' :A"])
def test_words_that_mean_nothing_here_are_answered_with_nothing(worded, asked):
    assert names(Question(words=asked)) == []


@pytest.mark.parametrize("asked", ["& | ! <-> :*", "“”", "  "])
def test_signs_alone_ask_nothing(worded, asked):
    assert len(names(Question(words=asked))) == 5


def test_small_words_alone_are_looked_for_after_all(world):
    load(reading(offer("a", name_en="Help and Find")))
    assert names(Question(words="find help")) == ["Help and Find"]


def test_weak_answers_are_left_out_where_there_are_good_ones(worded):
    assert "Library" not in names(Question(words="legal clinic"))


def test_place_among_the_words_brings_those_that_stand_there_first(listed):
    assert names(Question(words="house kingston"))[0] == "Kingston house"


def test_whole_province_and_country_are_served_before_those_that_do_not_say_where(world):
    load(
        reading(
            offer("s", name_en="A silent", places=[], areas=[]),
            offer("c", name_en="B country", places=[], areas=["Canada"]),
            offer("p", name_en="C province", places=[], areas=["Ontario"]),
            offer("o", name_en="D other", places=[], areas=["Manitoba"]),
            offer("k", name_en="E here", places=[place("Kingston", "ON")], areas=[]),
            offer("n", name_en="F Kingston by name", places=[], areas=[]),
        )
    )
    asked = names(Question(place="Kingston"))
    assert asked == ["E here", "F Kingston by name", "C province", "B country", "A silent"]


WHOM = {"age_min": None, "age_max": None, "genders": [], "accessibility": [], "children": None, "pets": None,
        "substance_use": ""}  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "yes", "no"),
    [({"age": 17}, {"age_min": 16, "age_max": 24}, {"age_min": 18}),
     ({"age": 70}, {"age_max": 70}, {"age_max": 69}),
     ({"gender": "men"}, {"genders": ["men", "trans"]}, {"genders": ["women"]}),
     ({"children": True}, {"children": True}, {"children": False}),
     ({"pets": True}, {"pets": True}, {"pets": False}),
     ({"substance_use": True}, {"substance_use": "not_on_site"}, {"substance_use": "abstinence"}),
     ({"access": "mobility"}, {"accessibility": ["Wheelchair ramp"]}, None),
     ({"language": "ar"}, None, None)],
)  # fmt: skip
def test_those_that_say_yes_come_first_and_those_that_say_no_not_at_all(world, asked, yes, no):
    bare = {"places": [], "languages": []}
    spoken = {**bare, "languages": ["ar"]} if yes is None else bare
    load(
        reading(
            offer("1", name_en="A silent", whom=Whom(**WHOM), **bare),
            offer("2", name_en="B says yes", whom=Whom(**(WHOM | (yes or {}))), **spoken),
            offer("3", name_en="C says no", whom=Whom(**(WHOM | (no or {}))),
                  **(bare if no else bare | {"languages": ["fr"]})),
        )
    )  # fmt: skip
    silent = ["A silent"] + (["C says no"] if asked == {"access": "mobility"} else [])
    assert names(Question(**asked)) == ["B says yes", *silent]


def test_french_readers_find_by_french_names_in_order(world):
    load(reading(offer("1", name_en="A", name_fr="Zèbre"), offer("2", name_en="B", name_fr="Ancre")))
    assert names(Question()) == ["A", "B"] and names(Question(), french=True) == ["B", "A"]


def test_confidential_service_is_found_by_nothing_of_where_it_stands(world):
    load(reading(offer(confidential=True, areas=["Ontario"])))
    (row,) = Service.objects.values("place_words", "street_words", "own_words", "provinces")
    assert row["provinces"] == ["ON"]
    assert not any(word in str(row).lower() for word in ("gatineau", "j8x", "canary", STREET.lower()))


@needs_real_lists
@pytest.mark.parametrize(
    "need", [{"need": "shelter"}, {"words": "emergency shelter"}, {"words": "hébergement d’urgence"}]
)
def test_beds_of_a_real_town_are_found_though_its_list_calls_them_housing(world, need):
    load(
        read_mapped(
            REAL / "directories" / "kingston" / "services.json", load_mapping(MAPS / "kingston.toml"), "json"
        )
    )
    found = names(Question(place="Kingston", **need))
    assert {"In From the Cold Emergency Shelter", "Kingston Youth Shelter", "Kingston Interval House"} <= set(
        found[:8]
    )
    assert "Kingston Humane Society" not in found[:5]  # it calls itself an animal shelter
