"""Which class a subject is filed under."""

from __future__ import annotations

import uuid

import pytest

from accord.deconfliction import classes
from accord.deconfliction.subjects import Subject
from accord.linkage import IdentifierKind, Person


def thing(kind: str, **more) -> Subject:
    return Subject(subject_id=uuid.uuid4(), kind=kind, **more)


def who(role: str, **more) -> Subject:
    return Subject(subject_id=uuid.uuid4(), kind="person", person=Person(given_name="A"), role=role, **more)


@pytest.mark.parametrize("kind", list(IdentifierKind))
def test_only_what_is_seen_in_public_is_open(kind):
    expected = kind in {"plate", "ad_url", "wallet"}
    assert classes.open_by_kind(thing(kind), "form") is expected


def test_premises_are_open_as_a_business_and_protected_as_a_home():
    assert classes.open_by_kind(thing("premises"), "hotel:lakeview inn")
    assert not classes.open_by_kind(thing("premises"), "address:12 main st")


LINKS = [
    {"linked_roles": frozenset({"possible_victim"})},
    {"linked_roles": frozenset({"suspect", "witness"})},
    {"minor": True},
    {"source_identity": True},
]


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("kind", ["plate", "ad_url", "wallet", "premises"])
def test_link_to_victim_witness_source_or_minor_protects_for_good(kind, link):
    subject = thing(kind, **link)
    assert classes.protected_for_good(subject)
    assert not classes.open_by_kind(subject, "hotel:lakeview inn")


@pytest.mark.parametrize("role", ["suspect", "buyer", "facilitator"])
def test_exploiter_may_be_opened_when_asked(role):
    assert classes.may_be_opened(who(role, open_wanted=True))
    assert not classes.may_be_opened(who(role))
    assert not classes.may_be_opened(who(role, open_wanted=True, minor=True))


@pytest.mark.parametrize("role", ["possible_victim", "witness", "other", ""])
def test_nobody_else_may_be_opened(role):
    assert not classes.may_be_opened(who(role, open_wanted=True))


SHELTER_FILES = [
    (who("suspect"), True),
    (who("buyer"), True),
    (who("possible_victim"), False),
    (who("witness"), False),
    (who("other"), False),
    (who("suspect", minor=True), False),
    (thing("plate"), True),
    (thing("premises"), True),
    (thing("phone"), False),
    (thing("phone", linked_roles=frozenset({"suspect"})), True),
    (thing("phone", linked_roles=frozenset({"suspect", "possible_victim"})), False),
    (thing("plate", linked_roles=frozenset({"possible_victim"})), False),
    (thing("handle", linked_roles=frozenset({"other"})), False),
]


@pytest.mark.parametrize(("subject", "filed"), SHELTER_FILES)
def test_support_files_exploiters_vehicles_and_places(subject, filed):
    assert classes.support_may_file(subject, consent_to_match=False) is filed
    assert classes.support_may_file(subject, consent_to_match=True)
