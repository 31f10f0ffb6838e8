"""The truth beside the database names every place, link and duplicate of the fragments that were filed."""

import json
import uuid
from datetime import UTC, datetime

import pytest

from accord.story import truth
from accord.story.fragments import all_fragments


@pytest.fixture
def written(tmp_path, monkeypatch):
    monkeypatch.setattr(truth, "data_dir", lambda: tmp_path)
    story = all_fragments(120, end=datetime(2026, 6, 15, 12, tzinfo=UTC))
    filed = {
        each.key: truth.FiledFragment(each.member.agency, uuid.uuid4(), uuid.uuid4(), f"R-{number}")
        for number, each in enumerate(story)
    }
    truth.write(filed, story, {"searches": []})
    return story, json.loads((tmp_path / truth.FILE).read_text())


def test_every_written_person_and_thing_has_its_place(written):
    story, told = written
    assert told["reports"] == len(story)
    assert told["done"] == {"searches": []}
    places = sum(len(each["seen"]) for each in told["entities"])
    assert places == sum(len(each.written) for each in story)


def test_links_are_between_agencies_and_duplicates_within_one(written):
    _story, told = written
    assert {"entity": "kd", "agencies": ["EILP", "NRPS"]} in told["links"]
    mine = next(each for each in told["duplicates"] if (each["entity"], each["agency"]) == ("kd", "EILP"))
    seen = next(each["seen"] for each in told["entities"] if each["entity"] == "kd")
    assert sorted(mine["reports"]) == sorted(each["report"] for each in seen if each["agency"] == "EILP")
    assert not [each for each in told["duplicates"] if each["entity"].startswith(("plate", "phone"))]
