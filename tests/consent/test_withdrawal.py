"""What was agreed reaches whom it names, and one withdrawal takes everything back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accord.base.row_security.call import call
from accord.consent import actions, queries
from accord.consent.models import Consent
from accord.consent.vocabulary import Answer, Fact, Purpose
from accord.dossiers.disclosed import told
from accord.dossiers.models import Disclosure, Dossier, Seat
from accord.notices.models import Notice
from accord.support.models import IdentityField
from tests.support.files import File, asked, open_file


def give(file: File, consent: Consent, facts: dict[Fact, str] | None = None) -> tuple[Any, Any]:
    with file.world.acting(file.lead):
        return actions.disclose(
            by=file.lead,
            consent=consent,
            subject="person",
            title="S-1",
            facts=facts or {Fact.CHOSEN_NAME: "Luna"},
        )


@pytest.fixture
def file(world: Any) -> File:
    return open_file(world)


def test_recipient_reads_what_was_agreed_and_nothing_of_the_file(file):
    give(file, file.agree())
    with file.world.acting(file.clinic):
        got = Disclosure.objects.get()
        assert told(got) == [{"name": "chosen_name", "value": "Luna"}]
        assert Dossier.objects.get().kind == "arrival"
        assert not Consent.objects.exists() and not IdentityField.objects.exists()


def test_field_beyond_the_agreement_is_refused(file):
    with pytest.raises(PermissionDenied):
        give(file, file.agree(), {Fact.HEALTH: "secret"})


def test_consent_of_another_file_is_refused(file):
    other = open_file(file.world, lead=file.world.member(file.lead.agency), clinic=file.clinic)
    consent = file.agree()
    consent.dossier_id = other.row.dossier_id
    with pytest.raises(PermissionDenied):
        give(other, consent)


def test_consent_that_names_another_is_refused(file):
    elsewhere = file.world.member(file.world.agency("support"), duties=["intake"])
    consent = file.agree()
    consent.recipient_id = elsewhere.agency_id
    with pytest.raises(PermissionDenied):
        give(file, consent)


def test_refusal_gives_nothing(file):
    with file.world.acting(file.lead):
        refused = actions.record_consent(
            by=file.lead, dossier=file.dossier, asked=asked(file.clinic.agency), answer=Answer.REFUSED
        )
    with pytest.raises(PermissionDenied):
        give(file, refused)


def test_expired_consent_is_refused_by_the_database_clock(file):
    consent = file.agree()
    file.world.sql("UPDATE accord.consent SET given_at = now() - interval '3 days', expires_at = now()")
    with pytest.raises(PermissionDenied):
        give(file, consent)


def test_ninety_days_is_the_most(file):
    with pytest.raises(ValueError, match="91"):
        file.agree(days=91)


def test_withdrawal_empties_what_was_given_and_tells_the_recipient(file):
    consent = file.agree()
    event, _arrival = give(file, consent)
    with file.world.acting(file.lead):
        actions.withdraw_consent(by=file.lead, consent=consent)
    with file.world.acting(file.clinic):
        got = Disclosure.objects.get()
        assert got.fields == [] and got.revoked_at
        assert Notice.objects.filter(kind="disclosure_revoked", subject_id=event).exists()
    with file.world.acting(file.lead):
        assert not queries.live(file.row.dossier_id).exists()
    with pytest.raises(PermissionDenied):
        give(file, consent)


def test_card_takes_back_everything_without_an_account(file):
    consents = [file.agree(), file.agree(purpose=Purpose.COMPENSATION)]
    give(file, consents[0])
    with file.world.acting(file.lead):
        code = actions.make_card(by=file.lead, dossier=file.dossier)
    spoken = f"{code[:4].lower()} {code[4:8]}-{code[8:]}"
    from accord.base.row_security.session import acting

    with acting(door="web", route="withdraw"):
        assert actions.withdraw_by_card(spoken) == 2
        assert actions.withdraw_by_card("2345 6789 ABCD") is None
    assert file.world.sql("SELECT DISTINCT ending FROM accord.consent") == [("card",)]
    with file.world.acting(file.clinic):
        assert Disclosure.objects.get().fields == []


def test_new_card_makes_the_old_one_void(file):
    file.agree()
    with file.world.acting(file.lead):
        old, _new = (actions.make_card(by=file.lead, dossier=file.dossier) for _n in range(2))
        assert actions.withdraw_by_card(old) is None


def test_stranger_neither_makes_a_card_nor_takes_back(file):
    consent = file.agree()
    for act in (lambda: call("make_card", file.row.dossier_id, b"x"),
                lambda: call("withdraw_consent", file.row.dossier_id, consent.id)):  # fmt: skip
        with pytest.raises(PermissionDenied), file.world.acting(file.clinic):
            act()


def test_care_team_sits_until_the_consent_ends(file):
    consent = file.agree(purpose=Purpose.CARE_TEAM, facts=[Fact.WHOLE_FILE], days=10)
    with file.world.acting(file.lead):
        actions.admit_care_team(by=file.lead, dossier=file.dossier, consent=consent)
    with file.world.acting(file.clinic):
        from accord.support.queries import first_names

        assert first_names([file.row.dossier_id])[file.row.dossier_id]["chosen_name"] == "Luna"
        seat = Seat.objects.get(member_id=file.clinic.id)
        assert seat.until <= consent.expires_at + dt.timedelta(seconds=1)
    with file.world.acting(file.lead):
        actions.withdraw_consent(by=file.lead, consent=consent)
    with file.world.acting(file.clinic):
        assert not IdentityField.objects.exists()
    assert file.world.sql("SELECT count(*) FROM accord.dossier_key") == [(1,)]


@pytest.mark.parametrize("realm", ["enforcement", "authority"])
def test_no_consent_seats_another_realm(file, realm):
    other = file.world.member(file.world.agency(realm), duties=["intake"])
    consent = file.agree(purpose=Purpose.CARE_TEAM, facts=[Fact.WHOLE_FILE], recipient=other.agency)
    with pytest.raises(Exception, match="party_support_is_support"), file.world.acting(file.lead):
        actions.admit_care_team(by=file.lead, dossier=file.dossier, consent=consent)


def test_every_table_that_rests_on_a_consent_is_taken_back(world):
    """A new table with a ``consent_id`` must be named by the function that takes everything back."""
    body = world.sql("SELECT prosrc FROM pg_proc WHERE proname = 'take_back'")[0][0]
    resting = world.sql(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE c.relnamespace = 'accord'::regnamespace AND a.attname = 'consent_id' AND c.relkind = 'r'"
    )
    assert {("party",), ("disclosure",)} <= set(resting)
    assert [name for (name,) in resting if f"accord.{name} " not in body] == []
