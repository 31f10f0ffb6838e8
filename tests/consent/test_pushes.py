"""What the law lets be told: named facts, two humans, one recipient, a register."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accord.base.row_security.call import call
from accord.consent.models import StatutoryPush
from accord.consent.pushes import actions, queries
from accord.consent.pushes.actions import Push
from accord.consent.pushes.laws import laws
from accord.consent.vocabulary import Fact, PushBasis
from accord.dossiers.disclosed import told
from accord.dossiers.models import Disclosure
from accord.notices.models import Notice
from tests.support.files import File, open_file


@pytest.fixture
def file(world: Any) -> File:
    return open_file(world)


@pytest.fixture
def second(file: File) -> Any:
    member = file.world.member(file.lead.agency, name="Night")
    with file.world.acting(file.lead):
        call("grant_seat", file.row.dossier_id, member.id, "worker", 30)
    return member


def push_to(recipient: Any = None, **more: Any) -> Push:
    usual: dict[str, Any] = {
        "basis": PushBasis.LIFE_THREAT, "law": "A-2.1-59.1", "purpose": "To warn her", "why": "He is on his way",
        "facts": {Fact.CHOSEN_NAME: "Luna", Fact.CITY: "Montréal"}, "recipient": recipient,
        "recipient_name": "" if recipient else "Ambulance",
    }  # fmt: skip
    return Push(**(usual | more))


def propose(file: File, push: Push, key: uuid.UUID | None = None) -> StatutoryPush:
    with file.world.acting(file.lead):
        made = actions.propose_push(
            by=file.lead, dossier=file.dossier, push=push, form_key=key or uuid.uuid4()
        )
        return StatutoryPush.objects.get(dossier_id=file.row.dossier_id, id=made)


def police(world: Any, **more: Any) -> Any:
    return world.member(world.agency(**more), duties=["intake"])


def test_nothing_leaves_before_a_second_human_signs(file, second):
    officer = police(file.world)
    push = propose(file, push_to(officer.agency))
    with file.world.acting(officer):
        assert not Disclosure.objects.exists()
    with file.world.acting(second):
        assert Notice.objects.filter(kind="push_waiting", subject_id=push.id).exists()
        actions.sign_push(by=second, push=push, title="P-1")
    with file.world.acting(officer):
        got = Disclosure.objects.get()
        assert got.basis == "life_threat" and got.consent_id is None
        assert [each["value"] for each in told(got)] == ["Luna", "Montréal"]
        assert not StatutoryPush.objects.exists()


def test_who_proposed_does_not_sign_with_another_account(file):
    push = propose(file, push_to())
    with pytest.raises(PermissionDenied, match="second human"), file.world.acting(file.lead):
        actions.sign_push(by=file.lead, push=push, title="P-1")


def test_agency_that_became_immigration_enforcement_is_not_told_on_signing(file, second):
    officer = police(file.world)
    push = propose(file, push_to(officer.agency))
    file.world.sql("UPDATE accord.agency SET immigration_enforcement = true WHERE id = %s", officer.agency_id)
    with pytest.raises(PermissionDenied, match="immigration"), file.world.acting(second):
        actions.sign_push(by=second, push=push, title="P-1")
    assert file.world.sql("SELECT count(*) FROM accord.disclosure") == [(0,)]


def test_intake_that_also_works_for_immigration_enforcement_is_not_told(file):
    officer = police(file.world)
    file.world.member(file.world.agency(immigration=True), human_id=officer.human_id)
    with pytest.raises(PermissionDenied, match="call them instead"):
        propose(file, push_to(officer.agency))


@pytest.mark.parametrize("name", ["whole_file", "case_notes", "address"])
def test_only_facts_are_told_and_never_the_file(file, name):
    with pytest.raises(PermissionDenied, match="named facts"), file.world.acting(file.lead):
        call("propose_push", file.row.dossier_id, uuid.uuid4(), "life_threat", "A-2.1-59.1", "x",
             f'[{{"name": "{name}", "value": "x"}}]', None, "Ambulance", "x", False)  # fmt: skip


def test_every_fact_but_the_whole_file_can_be_told_and_status_by_order_alone(file):
    everything = {fact: "x" for fact in Fact if fact != Fact.WHOLE_FILE}
    with pytest.raises(PermissionDenied, match="order of a court alone"):
        propose(file, push_to(facts=everything))
    ordered = push_to(facts=everything, basis=PushBasis.COURT_ORDER, law="PRIVACY-8-2-C")
    assert len(propose(file, ordered).fields) == len(Fact) - 1
    del everything[Fact.IMMIGRATION_STATUS]
    assert len(propose(file, push_to(facts=everything)).fields) == len(Fact) - 2


def test_form_sent_twice_proposes_once(file):
    key = uuid.uuid4()
    propose(file, push_to(), key)
    propose(file, push_to(purpose="Something else"), key)
    assert file.world.sql("SELECT purpose FROM accord.statutory_push") == [("To warn her",)]


def test_discarded_push_keeps_its_reason_and_no_value(file, second):
    push = propose(file, push_to())
    with file.world.acting(second):
        actions.discard_push(by=second, push=push)
    with pytest.raises(PermissionDenied, match="decided before"), file.world.acting(second):
        actions.sign_push(by=second, push=push, title="P-1")
    fields = file.world.sql("SELECT fields FROM accord.statutory_push")[0][0]
    assert [each["value"] for each in fields] == ["", ""]


def test_stranger_and_reader_do_not_propose(file, second):
    reader = file.world.member(file.lead.agency)
    with file.world.acting(file.lead):
        call("grant_seat", file.row.dossier_id, reader.id, "reader", 30)
    for member in (reader, file.clinic):
        with pytest.raises(PermissionDenied), file.world.acting(member):
            call("propose_push", file.row.dossier_id, uuid.uuid4(), "life_threat", "A-2.1-59.1", "x",
                 '[{"name": "city", "value": "x"}]', None, "Ambulance", "x", False)  # fmt: skip


def test_register_holds_classes_and_names_no_survivor(file, second):
    push = propose(file, push_to())
    with file.world.acting(second):
        actions.sign_push(by=second, push=push, title="P-1")
    custodian = file.world.member(file.lead.agency, duties=["custodian"])
    for reader in (custodian, file.lead):
        with file.world.acting(reader):
            (line,) = queries.register()
            assert line.facts == ["chosen_name", "city"] and line.recipient == "Ambulance"
            assert (line.proposed_by, line.signed_by) == ("Advocate", "Night")
            assert "Luna" not in str(line) and str(file.row.dossier_id) not in str(line)


def test_register_of_another_agency_is_not_read(file, second):
    push = propose(file, push_to())
    with file.world.acting(second):
        actions.sign_push(by=second, push=push, title="P-1")
    elsewhere = file.world.member(file.clinic.agency, duties=["custodian"])
    with file.world.acting(elsewhere):
        assert queries.register() == []
    for member in (second, file.clinic):
        with pytest.raises(PermissionDenied), file.world.acting(member):
            queries.register()


def test_register_outlives_a_file_that_is_forgotten(file, second):
    push = propose(file, push_to())
    with file.world.acting(second):
        actions.sign_push(by=second, push=push, title="P-1")
    with file.world.acting(file.lead):
        call("close_support_file", file.row.dossier_id, "no_indicators")
    assert file.world.sql("SELECT count(*) FROM accord.statutory_push") == [(0,)]
    assert file.world.sql("SELECT count(*) FROM accord.push_entry") == [(1,)]


def test_every_basis_has_a_law_and_no_law_claims_to_be_checked():
    for basis in PushBasis:
        assert [law for law in laws().values() if law.serves(basis)]
    assert {each for law in laws().values() for each in law.bases} <= set(PushBasis.values)
    assert not [law for law in laws().values() if law.verified_on]
