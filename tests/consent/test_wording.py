"""The words that are read: complete in every language, the agency's own where it has any, and shown again exactly."""

from __future__ import annotations

import datetime as dt
import tomllib
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accord.consent.actions import save_wording, text_hash
from accord.consent.needs import NEEDS
from accord.consent.vocabulary import Fact, Purpose
from accord.consent.wording import TEXTS, missing, shipped, unknown, words_for, words_read
from tests.consent.reading import read_aloud
from tests.support.files import open_file

BODY = "Ask {agency}: {purpose} {recipient} {facts} {days} {rights} {limits}"


def names(told: dict[str, Any], before: str = "") -> Iterator[str]:
    for name, value in told.items():
        yield from names(value, f"{before}{name}.") if isinstance(value, dict) else [before + name]


@pytest.mark.parametrize("language", shipped())
def test_text_is_complete(language):
    told, english = (tomllib.loads((TEXTS / f"{each}.toml").read_text()) for each in (language, "en"))
    aside = {"house", "verified_on", "days.few"}
    assert set(names(told)) - aside == set(names(english)) - aside
    assert set(told["purposes"]) == set(Purpose.values) and set(told["facts"]) == set(Fact.values)
    assert missing(told["body"]) == [] and unknown(told["body"]) == []


def test_only_languages_of_the_house_pass_without_a_speaker():
    assert {each.language for each in shipped().values() if each.is_checked} == {"en", "fr"}


def test_document_says_who_what_how_long_rights_and_limits():
    text = shipped()["es"].document(
        agency="Haven", purpose=Purpose.POLICE, recipient="Police {facts}", facts=[Fact.CHOSEN_NAME], days=30
    )
    for told in ("Haven", "policía", "Police {facts}", "el nombre que usted usa", "30 días", "tribunal"):
        assert told in text
    assert "legal" not in text and text.count("el nombre") == 1


@pytest.mark.parametrize(
    ("days", "told"), [(1, "o zi"), (19, "19 zile"), (20, "20 de zile"), (90, "90 de zile")]
)
def test_days_are_counted_as_the_language_counts(days, told):
    assert shipped()["ro"].days(days) == told


def test_every_purpose_has_its_least_and_none_but_a_team_reads_the_file():
    for purpose, need in NEEDS.items():
        assert need.least and set(need.least) <= set(need.facts)
        assert (Fact.WHOLE_FILE in need.facts) == (purpose == Purpose.CARE_TEAM)
    assert set(NEEDS) == set(Purpose)


@pytest.fixture
def keeper(world):
    return world.member(world.agency("support", short_name="Haven"), duties=["administrator"])


def test_agency_reads_its_own_wording_and_nobody_elses(world, keeper):
    with world.acting(keeper):
        save_wording(
            by=keeper, language="es", body=BODY, verified_on=dt.date(2026, 5, 1), form_key=uuid.uuid4()
        )
        own = words_for("es", keeper.agency_id)
        assert own.body == BODY and own.is_checked
    other = world.member(world.agency("support"))
    with world.acting(other):
        assert words_for("es", other.agency_id).body != BODY
        assert words_for("es", keeper.agency_id).body != BODY


def test_old_words_are_shown_again_after_a_new_wording(world, keeper):
    file = open_file(world, lead=keeper)
    with world.acting(keeper):
        from accord.consent.actions import record_consent

        asked = read_aloud(keeper.agency, file.clinic.agency)
        consent = record_consent(by=keeper, dossier=file.dossier, asked=asked)
        save_wording(by=keeper, language="es", body=BODY, verified_on=None, form_key=uuid.uuid4())
        again = words_read(consent, keeper.agency_id)
        assert again and again.body != BODY
        document = again.document(
            agency=keeper.agency.name_en, purpose=Purpose.REFERRAL, recipient=file.clinic.agency.name_en,
            facts=consent.facts, days=30,
        )  # fmt: skip
        assert text_hash(document) == bytes(consent.text_hash)


@pytest.mark.parametrize("body", [BODY.replace("{limits}", ""), BODY + " {name}"])
def test_wording_without_its_limits_is_refused(world, keeper, body):
    with pytest.raises(ValueError, match="es"), world.acting(keeper):
        save_wording(by=keeper, language="es", body=body, verified_on=None, form_key=uuid.uuid4())


def test_worker_changes_no_wording(world, keeper):
    worker = world.member(keeper.agency)
    with pytest.raises(PermissionDenied), world.acting(worker):
        save_wording(by=worker, language="es", body=BODY, verified_on=None, form_key=uuid.uuid4())
