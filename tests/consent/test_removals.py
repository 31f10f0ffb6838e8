"""Those who enforce immigration law receive nothing of a survivor, by whichever way, unless a court orders it."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from accord.base.row_security.call import call
from accord.bridges.vocabulary import Errand
from accord.consent import actions as consents
from accord.consent.models import Consent, StatutoryPush
from accord.consent.pushes import actions as pushes
from accord.consent.queries import enforces_immigration
from accord.consent.vocabulary import Answer, Fact, Purpose, PushBasis
from accord.dossiers.disclosed import told
from accord.dossiers.models import Disclosure, Party
from tests.consent.test_pushes import push_to
from tests.support.files import NAME, File, asked, open_file

ORDERED = {"basis": PushBasis.COURT_ORDER, "law": "PRIVACY-8-2-C"}
ENFORCERS = [
    "CBSA", "the Canada Border Services Agency", "L’Agence des services frontaliers du Canada", "ASFC, Montréal", "ICE",
    "US Immigration and Customs Enforcement", "Immigration Holding Centre, Laval", "Border Force",
    "Centre de surveillance de l’immigration de Laval", "Border", "BORDER (ENGLISH)", "Border Service of Invention",
]  # fmt: skip
OTHERS = [
    "IRCC", "Immigration, Refugees and Citizenship Canada", "Immigration, Réfugiés et Citoyenneté Canada",
    "Commission de l’immigration et du statut de réfugié", "Immigration lawyers of Montréal", "Ice cream at the corner",
    "Clinique Sans frontières", "Without Borders Clinic", "Dr. Price", "Services d’immigration communautaires", "DPJ",
]  # fmt: skip


@pytest.fixture
def file(world: Any) -> File:
    return open_file(world)


@pytest.fixture
def border(world: Any) -> Any:
    agency = world.agency("enforcement", short_name="Border", immigration=True)
    return world.member(agency, duties=["intake"])


@pytest.fixture
def second(file: File) -> Any:
    member = file.world.member(file.lead.agency, name="Night")
    with file.world.acting(file.lead):
        call("grant_seat", file.row.dossier_id, member.id, "worker", 30)
    return member


def propose(file: File, push: pushes.Push) -> StatutoryPush:
    with file.world.acting(file.lead):
        made = pushes.propose_push(by=file.lead, dossier=file.dossier, push=push, form_key=uuid.uuid4())
        return StatutoryPush.objects.get(id=made)


def forced(file: File, agency: Any, purpose: str = "referral") -> uuid.UUID:
    """An agreement that named the agency before it was marked, as if no wall had stood."""
    made = file.agree(recipient=file.clinic.agency, purpose=Purpose(purpose))
    file.world.sql("ALTER TABLE accord.consent DISABLE TRIGGER USER")
    file.world.sql("UPDATE accord.consent SET recipient_id = %s WHERE id = %s", agency.id, made.id)
    file.world.sql("ALTER TABLE accord.consent ENABLE TRIGGER USER")
    return made.id


@pytest.mark.parametrize("name", ENFORCERS)
def test_outside_name_of_immigration_enforcement_is_known(file, border, name):
    with file.world.acting(file.lead):
        assert enforces_immigration(None, name)


@pytest.mark.parametrize("name", OTHERS)
def test_who_helps_or_decides_is_not_taken_for_it(file, border, name):
    with file.world.acting(file.lead):
        assert not enforces_immigration(None, name)


@pytest.mark.parametrize("purpose", list(Purpose))
def test_no_agreement_can_name_it_for_anything(file, border, purpose):
    for recipient in ({"recipient": border.agency}, {"recipient": None, "recipient_name": "CBSA"}):
        with pytest.raises(PermissionDenied, match="immigration"):
            file.agree(purpose=purpose, **recipient)
    with pytest.raises(PermissionDenied, match="immigration"):
        file.agree(
            purpose=purpose, recipient=None, recipient_name="A firm of escorts", enforces_immigration=True
        )
    assert file.world.sql("SELECT count(*) FROM accord.consent") == [(0,)]


def test_agreement_written_past_the_action_is_refused_by_the_table(file, border):
    good = file.agree()
    for named in ({"recipient_id": border.agency_id}, {"recipient_id": None, "recipient_name": "ASFC"}):
        broken = pytest.raises(IntegrityError, match="consent_names_no_immigration_enforcement")
        with broken, file.world.acting(file.lead):
            row = Consent.objects.get(pk=good.pk)
            row.id = uuid.uuid4()
            for column, value in (named | {"enforces_immigration": False}).items():
                setattr(row, column, value)
            row.save(force_insert=True)


def test_her_refusal_may_name_it(file, border):
    with file.world.acting(file.lead):
        made = consents.record_consent(
            by=file.lead,
            dossier=file.dossier,
            asked=asked(border.agency, purpose=Purpose.POLICE),
            answer=Answer.REFUSED,
        )
    assert made.enforces_immigration


def test_old_agreement_that_names_it_carries_nothing(file, border):
    """Made before the agency was marked: each way that rests on it asks again."""
    at, agency = file.row.dossier_id, border.agency_id
    named = json.dumps([{"name": "chosen_name", "value": "x"}])
    line = json.dumps({"errand": Errand.MEETING, "advocate": "A", "advocate_phone": "1", "language": "es",
                       "interpreter": False, "officer": ""})  # fmt: skip
    right = file.world.sql("SELECT id FROM accord.published_right LIMIT 1")
    agreements = {
        purpose: forced(file, border.agency, purpose)
        for purpose in ("referral", "police", "care_team", "permit")
    }
    ways = [
        ("disclose_on_consent", (uuid.uuid4(), at, agreements["referral"], agency, uuid.uuid4(), "S-1", "person", named,
                                 "referral")),
        ("send_referral", (uuid.uuid4(), at, agreements["referral"], agency, uuid.uuid4(), "F-1", named, "{}")),
        ("open_bridge", (uuid.uuid4(), at, agreements["police"], agency, uuid.uuid4(), "B-1", named, line)),
        ("admit_care_team", (at, agreements["care_team"], agency, b"wrapped")),
        ("apply_for_right", (uuid.uuid4(), at, agreements["permit"], right[0][0] if right else uuid.uuid4(), agency,
                             uuid.uuid4(), "A-1", uuid.uuid4(), named, "2026-01-01")),
    ]  # fmt: skip
    for name, values in ways:
        with file.world.acting(file.lead), pytest.raises(PermissionDenied):
            call(name, *values)
    assert file.world.sql("SELECT count(*) FROM accord.disclosure") == [(0,)]
    assert file.world.sql("SELECT count(*) FROM accord.dossier WHERE owner_id = %s", agency) == [(0,)]


@pytest.mark.parametrize("basis", ["consent", "life_threat", "child_duty", "agreement"])
def test_table_takes_no_disclosure_to_it_whoever_writes(file, border, basis):
    with pytest.raises(Exception, match="order of a court"):
        file.world.sql(
            "INSERT INTO accord.disclosure (dossier_id, id, created_at, agency_id, event_id, side, giver_id,"
            " receiver_id, given_by, target_dossier_id, subject, fields, basis, purpose, caveat, third_party_rule,"
            " consent_id) VALUES (%s, gen_random_uuid(), now(), %s, gen_random_uuid(), 'given', %s, %s, %s,"
            " gen_random_uuid(), 'person', '[]', %s, 'x', 'red', true, gen_random_uuid())",
            file.row.dossier_id, file.lead.agency_id, file.lead.agency_id, border.agency_id, file.lead.id, basis,
        )  # fmt: skip


def test_it_cannot_be_party_to_a_file(file, border):
    file.world.sql("ALTER TABLE accord.party DROP CONSTRAINT party_support_is_support")
    try:
        with pytest.raises(Exception, match="party_support_removes_nobody"):
            file.world.sql(
                "INSERT INTO accord.party (dossier_id, id, created_at, agency_id, dossier_kind, realm,"
                " immigration_enforcement, reason) VALUES (%s, gen_random_uuid(), now(), %s, 'support', 'enforcement',"
                " true, 'owner')",
                file.row.dossier_id, border.agency_id,
            )  # fmt: skip
    finally:
        file.world.sql(
            "ALTER TABLE accord.party ADD CONSTRAINT party_support_is_support"
            " CHECK (dossier_kind <> 'support' OR realm = 'support')"
        )


@pytest.mark.parametrize("basis", [PushBasis.LIFE_THREAT, PushBasis.CHILD_DUTY])
@pytest.mark.parametrize("how", ["agency", "name", "mark"])
def test_neither_danger_nor_a_child_lets_it_be_told(file, border, basis, how):
    to = {
        "agency": {"recipient": border.agency},
        "name": {"recipient": None, "recipient_name": "Agence des services frontaliers"},
        "mark": {"recipient": None, "recipient_name": "A firm of escorts", "enforces_immigration": True},
    }[how]
    push = push_to(**({"recipient": None} | to | {"basis": basis, "law": "P-39.1-18"}))
    with pytest.raises(PermissionDenied, match="order of a court"):
        propose(file, push)
    assert file.world.sql("SELECT count(*) FROM accord.statutory_push") == [(0,)]


def test_order_of_a_court_is_obeyed_by_two_and_stands_in_the_register(file, border, second):
    push = propose(file, push_to(border.agency, **ORDERED))
    assert push.enforces_immigration
    with file.world.acting(border):
        assert not Disclosure.objects.exists()
    with pytest.raises(PermissionDenied, match="second human"), file.world.acting(file.lead):
        pushes.sign_push(by=file.lead, push=push, title="P-1")
    with file.world.acting(second):
        pushes.sign_push(by=second, push=push, title="P-1")
    with file.world.acting(border):
        got = Disclosure.objects.get()
        assert got.basis == "court_order" and NAME in [each["value"] for each in told(got)]
        assert not Party.objects.filter(dossier_kind="support").exists()
        assert not StatutoryPush.objects.exists()
    ((recipient, basis),) = file.world.sql("SELECT recipient, basis FROM accord.push_entry")
    assert (recipient, basis) == ("Border", "court_order")


def test_order_that_names_it_outside_the_platform_is_signed_by_two_as_well(file, second):
    push = propose(file, push_to(None, recipient_name="CBSA, Lacolle", **ORDERED))
    assert push.enforces_immigration
    with file.world.acting(second):
        pushes.sign_push(by=second, push=push, title="P-1")
    assert file.world.sql("SELECT recipient FROM accord.push_entry") == [("CBSA, Lacolle",)]


def test_application_is_not_noted_as_decided_by_it(file):
    from accord.permits.loading import load

    load()
    ((right,),) = file.world.sql("SELECT id FROM accord.published_right WHERE purpose <> '' LIMIT 1")
    with file.world.acting(file.lead):
        with pytest.raises(PermissionDenied, match="order of a court"):
            call(
                "note_application",
                uuid.uuid4(),
                file.row.dossier_id,
                right,
                "CBSA, Lacolle",
                "A-1",
                "2026-01-01",
            )
        call(
            "note_application", uuid.uuid4(), file.row.dossier_id, right, "IRCC, Sydney", "A-1", "2026-01-01"
        )


def test_ircc_receives_what_she_agreed_to(file, border, world):
    officer = world.member(world.agency("authority", short_name="IRCC"), duties=["intake"])
    consent = file.agree(recipient=officer.agency, purpose=Purpose.PERMIT, facts=[Fact.CHOSEN_NAME])
    with world.acting(file.lead):
        consents.disclose(
            by=file.lead, consent=consent, subject="person", facts={Fact.CHOSEN_NAME: NAME}, title="A-1"
        )
    with world.acting(officer):
        assert Disclosure.objects.get().basis == "consent"
