"""A confidential service's listing tells nothing of where it is, whatever field its list wrote it into."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace

import pytest
from click.testing import CliRunner

from accord.directory import queries
from accord.directory.cli import directory as export
from accord.directory.confidential import NO_WORDS, quiet, settle, telling
from accord.directory.hsds import writing
from accord.directory.hsds.reading import read_hsds
from accord.directory.loading import load, rows_of
from accord.directory.models import Service
from accord.directory.records import BadList, Place
from tests.directory.lists import STREET, offer, reading

CANARY = f"The house is at {STREET}, ring twice"


def texts(record, path=()):
    """The way to each text of a record, its own and those of what hangs on it."""
    for each in fields(record):
        value = getattr(record, each.name)
        if each.name in NO_WORDS or each.name in ("places", "url", "email", "number", "extension"):
            continue
        if isinstance(value, str):
            yield (*path, each.name)
        elif is_dataclass(value):
            yield from texts(value, (*path, each.name))
        elif isinstance(value, list) and value:
            yield from (
                texts(value[0], (*path, each.name, 0)) if is_dataclass(value[0]) else [(*path, each.name, 0)]
            )


def planted(record, way):
    first, *rest = way
    if isinstance(first, int):
        return [planted(record[0], rest) if rest else CANARY, *record[1:]]
    value = getattr(record, first)
    return replace(record, **{first: planted(value, rest) if rest else CANARY})


WAYS = [way for way in texts(offer()) if way[-1] != "name_en"]


def test_every_text_of_a_listing_is_among_those_planted():
    assert len(WAYS) >= 17
    assert {way[0] for way in WAYS} >= {
        "name_fr",
        "description_en",
        "whom",
        "hours",
        "numbers",
        "provider",
        "areas",
    }


@pytest.mark.parametrize("way", WAYS, ids=lambda way: ".".join(map(str, way)))
def test_address_in_any_text_is_neither_loaded_nor_kept_on_the_pages(way):
    bad = planted(offer(confidential=True), way)
    assert STREET not in json.dumps(rows_of("accord", [bad]), default=str)
    assert STREET not in json.dumps(writing.service("accord", quiet(bad)), default=str)
    read = settle(reading(bad))
    assert STREET not in repr(read.offers) and len(read.offers) == 1
    assert [each.field for each in read.remarks] == [".".join(map(str, way))]
    assert STREET not in repr(read.remarks)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: ".".join(map(str, way)))
def test_service_that_everybody_may_find_keeps_its_words(way):
    told = planted(offer(), way)
    assert quiet(told) == told
    assert settle(reading(told)).offers == [told]
    assert STREET in json.dumps(rows_of("accord", [told]), default=str)


def test_service_called_by_its_address_is_refused():
    bad = offer(confidential=True, name_en=f"House at {STREET}", name_fr="")
    read = settle(reading(bad, offer("s2")))
    assert [each.external_id for each in read.offers] == ["s2"] and read.refused == 1
    with pytest.raises(BadList, match="name it otherwise"):
        rows_of("accord", [bad])


def test_service_called_by_its_address_in_one_language_goes_by_the_other():
    [left] = settle(reading(offer(confidential=True, name_en=f"House at {STREET}", name_fr="Maison"))).offers
    assert (left.name_en, left.name_fr) == ("Maison", "Maison")


def test_organization_called_by_an_address_goes_by_the_name_of_its_service():
    told = offer(confidential=True)
    told = replace(told, provider=replace(told.provider, name_en=STREET, name_fr=""))
    [owner] = rows_of("accord", [told])["organization"]
    [left] = settle(reading(told)).offers
    assert owner["name_en"] == left.provider.name_en == "Night shelter"


def test_words_that_call_the_address_confidential_make_it_so():
    for said in (
        "A home for women. The address is confidential.",
        "Undisclosed location.",
        "L’adresse est tenue secrète.",
    ):
        read = settle(reading(offer(description_en=said)))
        assert [(each.confidential, each.places) for each in read.offers] == [(True, [])], said
        assert [each.field for each in read.remarks] == ["confidential"]
    kept = offer(description_en="We keep what you say confidential. Confidential counselling.")
    assert settle(reading(kept)).offers == [kept]


def test_place_of_a_confidential_service_is_published_for_no_other(world):
    """A shelter's own crisis line, listed at the shelter."""
    shelter, line = offer("s1", confidential=True), offer("s2", name_en="Crisis line")
    same_place_otherwise_numbered = [replace(line.places[0], external_id="p9", name="")]
    other = Place("p3", "Office", "9 Invented Road", "Gatineau", "QC")
    for places in (line.places, same_place_otherwise_numbered):
        read = reading(shelter, replace(line, places=[*places, other]))
        assert STREET not in json.dumps(rows_of("accord", read.offers), default=str)
        settled = settle(read)
        assert settled.offers[1].places == [other]
        assert [each.field for each in settled.remarks] == ["place"]


def test_text_of_an_organization_is_quiet_when_one_of_its_services_is():
    public, hidden = offer("s1"), offer("s2", confidential=True, places=[])
    told = replace(public, provider=replace(public.provider, description_en=f"We help. {CANARY}."))
    for offers in ([told, hidden], [hidden, told]):
        [owner] = rows_of("accord", offers)["organization"]
        assert owner["description_en"] == "We help."


@pytest.mark.parametrize("form", ["hsds-json", "hsds-csv"])
def test_nothing_of_it_stands_in_the_database_the_exports_or_the_public_pages(world, tmp_path, form):
    bad = offer(confidential=True)
    for way in WAYS:
        bad = planted(bad, way)
    file = tmp_path / "list.json"
    file.write_text(json.dumps([writing.service("invented", bad)]), encoding="utf-8")
    assert STREET in file.read_text(encoding="utf-8")
    read = read_hsds(file, "invented")
    load(read)
    for table in (
        "service",
        "organization",
        "location",
        "eligibility",
        "schedule",
        "phone",
        "service_at_location",
    ):
        assert STREET not in repr(world.sql(f"SELECT t::text FROM accord.{table} t")), table
    out = tmp_path / "out"
    answer = CliRunner().invoke(export, ["--format", form, "--out", str(out)])
    assert answer.exit_code == 0, answer.output
    written = [out] if out.is_file() else list(out.iterdir())
    assert written and not any(STREET in each.read_text(encoding="utf-8") for each in written)
    service = Service.objects.get()
    for page in (
        f"/en/help/services/{service.id}/",
        f"/fr/help/services/{service.id}/",
        "/en/help/?q=canary",
    ):
        assert STREET not in world.browser().get(page).content.decode(), page
    assert next(queries.offers())[1].confidential


def test_fields_that_tell_are_named_with_their_words():
    assert telling(offer(confidential=True, fees_en="Free. 12 Elm Street.")) == [("fees_en", "12 Elm Street")]
