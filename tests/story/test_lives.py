"""The survivors of the story: thirty lives over nine months, every choice among them; and what telling them leaves."""

from __future__ import annotations

import re

from accord.story.cast import AGENCIES, MEMBERS
from accord.story.lives import LIVES
from accord.story.support_side import ACTS, TODAY
from accord.story.told import lead_of
from accord.support.vocabulary import Complaint, Gender, NeedCategory, Support


def test_thirty_lives_over_nine_months():
    assert len(LIVES) == len({each.name for each in LIVES}) == 30
    assert max(each.days for each in LIVES) == 270 and min(each.days for each in LIVES) == 0


def test_most_have_not_complained_and_every_state_is_there():
    complaints = [each.complaint for each in LIVES]
    assert sum(each in ("made", "taken_back") for each in complaints) < len(LIVES) / 2
    assert set(complaints) == set(Complaint.values)
    assert {each.support for each in LIVES} == set(Support.values)
    assert any(each.is_minor for each in LIVES) and {each.gender for each in LIVES} <= set(Gender.values)


def test_every_act_and_need_is_one_that_can_be_told():
    for each in LIVES:
        assert {act.partition(":")[0] for act in each.acts.split()} <= {*ACTS, *TODAY}, each.name
        assert set(each.needs.split()) <= set(NeedCategory.values), each.name
        assert lead_of(each.by)


def test_every_service_and_authority_has_somebody_who_receives():
    services = [each for each in AGENCIES if each.realm in ("support", "authority")]
    assert len(services) >= 10
    for each in services:
        assert lead_of(each.short), each.short


def test_every_phone_is_one_reserved_for_fiction():
    for each in AGENCIES:
        assert re.fullmatch(r"\+1 \d{3} 555 01\d\d", each.phone), each.short


def test_each_role_signs_in_once():
    roles = [each.role for each in MEMBERS if each.role]
    assert len(roles) == len(set(roles))
