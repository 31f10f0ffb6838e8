"""What the story puts on the desks is enough for a map, a network and a page of duplicates. No database is asked."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest

from accord.linkage import IdentifierKind, normalise_identifier
from accord.reports.places import CITIES
from accord.story.deeds import RECENT
from accord.story.fragments import all_fragments
from accord.story.plot import PEOPLE, SIGHTINGS, THINGS
from accord.story.trail import TRAIL
from accord.story.watches import SAVED, SEARCHES
from accord.web.settings import SMALLEST_CELL

END = datetime(2026, 6, 15, 12, tzinfo=UTC)
MONTREAL, NIAGARA = "montreal-qc", "niagarafalls-on"


@pytest.fixture(scope="module")
def story():
    return all_fragments(120, end=END)


def corridors(story, agency, *, until=END):
    """(city, city) → reports of that desk about something seen in both; premises do not travel."""
    seen = defaultdict(set)
    for each in story:
        if each.member.agency == agency and each.at <= until:
            for written in each.written:
                if written.kind not in ("person", "premises"):
                    seen[written.entity].add((each.city_code, each.key))
    found = defaultdict(set)
    for sightings in seen.values():
        for pair in combinations(sorted({city for city, _key in sightings}), 2):
            found[pair] |= {key for city, key in sightings if city in pair}
    return {pair for pair, keys in found.items() if len(keys) >= SMALLEST_CELL}


def test_every_city_is_one_that_a_report_may_name(story):
    assert {each.city_code for each in story} <= CITIES.keys()


def test_unit_has_a_corridor_from_montreal_to_niagara_among_three_or_more(story):
    found = corridors(story, "EILP")
    assert len(found) >= 3 and (MONTREAL, NIAGARA) in found


def test_niagara_has_corridors_of_its_own(story):
    assert any(NIAGARA in pair for pair in corridors(story, "NRPS"))


def test_corridors_grow_over_the_months(story):
    counts = [len(corridors(story, "EILP", until=END - timedelta(days=back))) for back in (450, 330, 210, 0)]
    assert counts == sorted(counts) and counts[0] < counts[1] < counts[-1]


def test_persons_a_plate_and_a_telephone_connect_montreal_and_niagara(story):
    cities = defaultdict(set)
    for each in story:
        if each.member.agency == "EILP":
            for written in each.written:
                cities[written.kind, written.entity].add(each.city_code)
    both = defaultdict(int)
    for (kind, _entity), seen in cities.items():
        both[kind] += {MONTREAL, NIAGARA} <= seen
    assert 2 <= both["person"] <= 3 and both["plate"] and both["phone"]


def test_newest_records_of_the_unit_wait_to_be_compared(story):
    mine = [(each.at, written) for each in story if each.member.agency == "EILP" for written in each.written]
    old = {written.entity for at, written in mine if at < END - RECENT and written.role == "suspect"}
    new = {written.entity for at, written in mine if at >= END - RECENT and written.role == "suspect"}
    assert old & new


@pytest.mark.parametrize(("agency", "name", "title", "words"), SEARCHES)
def test_standing_search_meets_something_that_a_colleague_files_after_it(story, agency, name, title, words):
    later = [each for each in story if each.member.agency == agency and each.at > END - SAVED]
    assert any(
        words in (written.value, written.family_name)
        for each in later
        if each.member.name != name
        for written in each.written
    )


def test_trail_names_no_possible_victim():
    victims = {each.key for each in PEOPLE if each.role == "possible_victim"}
    assert not [each for each in TRAIL if victims & {name.split(":")[0] for name in each.persons.split()}]


def test_every_sighting_is_told_in_both_languages():
    assert all(each.en and each.fr and each.en != each.fr for each in (*SIGHTINGS, *TRAIL))


def test_telephones_are_from_the_range_kept_for_fiction():
    phones = [written for thing in THINGS if thing.kind == "phone" for written in thing.written]
    forms = [normalise_identifier(IdentifierKind.PHONE, each).form for each in phones]
    assert forms and all(re.fullmatch(r"\+1\d{3}55501\d\d", form) for form in forms)
