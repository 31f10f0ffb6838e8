"""The survivor is matched by consent alone, and no longer than it lives."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from accord.bridges.matching import NothingToMatch, let_be_matched
from accord.consent import actions as consents
from accord.consent.vocabulary import Fact, Purpose
from accord.deconfliction.models import SupportPointer
from tests.deconfliction.partnership import run_jobs
from tests.support.files import open_file

OFFICE = {"purpose": Purpose.MATCHING, "recipient": None, "recipient_name": "Coordination"}


def _agree(file, *facts):
    return file.agree(**OFFICE, facts=list(facts))


def _match(file, consent):
    with file.world.acting(file.lead):
        let_be_matched(by=file.lead, file=file.row, consent=consent)


def test_pointers_of_a_survivor_are_protected_for_good(world):
    file = open_file(world)
    _match(file, _agree(file, Fact.LEGAL_NAME, Fact.SAFE_CONTACT))
    with world.acting(file.lead):
        pointers = list(SupportPointer.objects.all())
    assert {each.kind for each in pointers} == {"person", "phone"}
    assert all(each.cls == "protected" and each.for_good and each.about_victim for each in pointers)


def test_fact_that_was_not_agreed_to_is_not_matched(world):
    file = open_file(world)
    _match(file, _agree(file, Fact.LEGAL_NAME))
    with world.acting(file.lead):
        assert {each.kind for each in SupportPointer.objects.all()} == {"person"}


def test_referral_lets_nobody_be_matched(world):
    file = open_file(world)
    with pytest.raises(PermissionDenied):
        _match(file, file.agree())


def test_agreement_without_a_known_fact_says_so(world):
    file = open_file(world)
    with pytest.raises(NothingToMatch):
        _match(file, _agree(file, Fact.DATE_OF_BIRTH))


def test_withdrawal_takes_the_pointers_out_of_the_index_too(world):
    file = open_file(world)
    consent = _agree(file, Fact.LEGAL_NAME, Fact.SAFE_CONTACT)
    _match(file, consent)
    run_jobs()
    assert world.sql("SELECT 1 FROM matching.holding WHERE dossier_id = %s", file.row.dossier_id)
    with world.acting(file.lead):
        consents.withdraw_consent(by=file.lead, consent=consent)
    run_jobs()
    assert world.sql("SELECT DISTINCT state FROM accord.support_pointer") == [("withdrawn",)]
    assert not world.sql("SELECT 1 FROM matching.holding WHERE dossier_id = %s AND live", file.row.dossier_id)
