"""Whatever a listing says leaves as HSDS and comes back as it was, nested or in tables, with its own ids."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from accord.directory.cli import _write_tables
from accord.directory.confidential import settle
from accord.directory.hsds import writing
from accord.directory.hsds.reading import read_hsds
from accord.directory.mapped import read_mapped
from accord.directory.mapping import load_mapping
from accord.directory.records import Hours, Number, Offer, Place, Provider, Reading, Whom
from accord.directory.vocabulary import GENDERS, IMMIGRATION_STATUSES, Need, Status, SubstanceUse
from tests.directory.lists import MAPS, REAL, needs_real_lists

LETTERS = "abcdefghijklmnopqrstuvwxyzàçéèêîôöûùœßñABCÉØŁ0123456789'’\"“«»-=+@&<>#|;,.:/()%$ \N{NO-BREAK SPACE}٣شкあ😀"


def _tidy(text: str) -> str:
    """As every text of ours is: no blanks at the ends, none doubled."""
    return " ".join(part for part in text.split(" ") if part).strip()


def _lines(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


listed_apart = LETTERS.replace(",", "").replace(";", "").replace("|", "")
word = some.text(alphabet=listed_apart, min_size=1, max_size=12).map(_tidy).filter(bool)
line = some.text(alphabet=LETTERS, max_size=40).map(_tidy)
prose = some.lists(line, max_size=3).map(_lines)
words = some.lists(word, max_size=3, unique=True)
name = line.filter(bool)
coordinates = some.floats(1, 80, allow_nan=False).map(lambda each: round(each, 6))


def codes(known):
    return some.lists(some.sampled_from(sorted(known)), max_size=3, unique=True)


places = some.builds(
    Place, external_id=word, name=line, street=line, city=line, province=line, postal_code=line, country=line,
    latitude=coordinates, longitude=coordinates, accessibility=words, transport=prose,
)  # fmt: skip
clocks = some.times().map(lambda each: time(each.hour, each.minute))
hours = some.one_of(
    some.builds(Hours, weekdays=codes(("MO", "TU", "SU")).filter(bool), opens=clocks, closes=clocks),
    some.builds(
        Hours, weekdays=some.just([]), opens=some.none(), closes=some.none(), words_en=name, words_fr=line
    ),
)
numbers = some.builds(
    Number, number=some.integers(100, 199).map("613 555-0{}".format),
    extension=some.sampled_from(["", "12", "012", "#3"]), label=line,
    kind=some.sampled_from(["voice", "fax", "tty", "text"]),
)  # fmt: skip
providers = some.builds(
    Provider, external_id=word, name_en=name, name_fr=line, description_en=prose, description_fr=prose,
    url=some.sampled_from(["", "https://example.org/a"]), email=some.sampled_from(["", "a@example.org"]),
    verified_on=some.none() | some.dates(date(2000, 1, 1), date(2026, 1, 1)),
)  # fmt: skip
whoms = some.builds(
    Whom, age_min=some.none() | some.integers(0, 30), age_max=some.none() | some.integers(31, 99),
    genders=codes(GENDERS), accessibility=words, statuses=codes(IMMIGRATION_STATUSES),
    children=some.sampled_from([None, True, False]), pets=some.sampled_from([None, True, False]),
    substance_use=some.sampled_from(SubstanceUse.values), notes_en=prose, notes_fr=prose,
)  # fmt: skip
offers = some.builds(
    Offer, external_id=word, name_en=name, provider=providers, name_fr=line, description_en=prose, description_fr=prose,
    url=some.sampled_from(["", "https://example.org/b"]), email=some.sampled_from(["", "b@example.org"]),
    status=some.sampled_from(Status.values), confidential=some.booleans(), needs=codes(Need.values),
    languages=codes(("en", "fr", "es", "ar")), areas=words, application_en=prose, application_fr=prose,
    fees_en=prose, fees_fr=prose, known_as=line, documents_en=prose, documents_fr=prose, wait_en=prose, wait_fr=prose,
    interpretation_en=prose, interpretation_fr=prose, alert_en=prose, alert_fr=prose,
    verified_on=some.none() | some.dates(date(2000, 1, 1), date(2026, 1, 1)), whom=whoms,
    places=some.lists(places, max_size=2, unique_by=lambda each: each.external_id),
    hours=some.lists(hours, max_size=3), numbers=some.lists(numbers, max_size=3, unique_by=lambda each: each.number),
)  # fmt: skip


def there_and_back(listed: list[Offer], folder, form: str) -> Reading:
    services = json.loads(json.dumps([writing.service("invented", each) for each in listed]))
    if form == "json":
        (folder / "list.json").write_text(json.dumps(services), encoding="utf-8")
        return read_hsds(folder / "list.json", "invented")
    _write_tables(services, folder / "tables")
    return read_hsds(folder / "tables", "invented")


@pytest.mark.parametrize("form", ["json", "tables"])
def test_any_listing_comes_back_as_it_left(form, tmp_path_factory):
    @settings(max_examples=120, deadline=None)
    @given(offers)
    def whatever(offer):
        read = settle(Reading("invented", [offer]))
        if not read.offers:
            return
        back = there_and_back(read.offers, tmp_path_factory.mktemp("out"), form)
        assert (back.offers, back.remarks) == (read.offers, [])

    whatever()


@needs_real_lists
@pytest.mark.parametrize("form", ["json", "tables"])
@pytest.mark.parametrize(
    ("file", "name"),
    [("kingston/services.json", "kingston"), ("toronto/housing_shelters_211.csv", "toronto_shelters"),
     ("toronto/refugee_services_211.geojson", "toronto_newcomers"), ("ilao/services.csv", "ilao"), ("ohana", "")],
)  # fmt: skip
def test_real_lists_come_back_as_they_left(file, name, form, tmp_path):
    path = REAL / "directories" / file
    kind = "csv" if path.suffix == ".csv" else "json"
    listed = (
        read_mapped(path, load_mapping(MAPS / f"{name}.toml"), kind) if name else read_hsds(path, "ohana")
    )
    back = there_and_back(listed.offers, tmp_path, form)
    assert len(back.offers) == len(listed.offers) > 20
    assert _with_one_owner_each(back.offers) == _with_one_owner_each(listed.offers)


def _with_one_owner_each(listed: list[Offer]) -> list[Offer]:
    """An organization is one, and as it was said first: a list that says it twice differently means the same."""
    owners: dict[str, Provider] = {}
    return [
        replace(each, provider=owners.setdefault(each.provider.external_id, each.provider)) for each in listed
    ]
