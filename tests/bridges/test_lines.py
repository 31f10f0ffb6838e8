"""Meeting police, and dates in court: a line under a consent of its own, ended with it on both sides."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.core.exceptions import PermissionDenied

from accord.base.clock import now
from accord.bridges import actions
from accord.bridges.models import Bridge, BridgeDate
from accord.bridges.vocabulary import Dated, Errand
from accord.consent import actions as consents
from accord.consent.models import Consent
from accord.consent.vocabulary import Purpose
from accord.dossiers.disclosed import told
from accord.dossiers.models import Disclosure
from accord.support.models import IdentityField, SupportFile
from accord.web.bridges import file
from tests.at_once import at_once
from tests.bridges.crossing import sides


def test_police_see_the_line_and_nothing_of_the_file(world):
    both = sides(world)
    both.line(both.agree())
    got = both.across()
    assert (got.advocate, got.language, got.consent_id) == ("Advocate", "es", None)
    with world.acting(both.officer):
        assert told(Disclosure.objects.get()) == [{"name": "chosen_name", "value": "Luna"}]
        for hidden in (SupportFile, IdentityField, Consent):
            assert not hidden.objects.exists()


def test_two_lines_of_one_survivor_share_no_id_on_the_police_side(world):
    both = sides(world)
    for errand in Errand:
        both.line(both.agree(errand), errand)
    rows = world.sql("SELECT row_to_json(b)::text FROM accord.bridge b WHERE side = 'asked'")
    shared = str(both.file.row.dossier_id)
    assert len(rows) == 2 and all(shared not in text for (text,) in rows)


def test_meeting_police_is_never_part_of_another_agreement(world):
    both = sides(world)
    with pytest.raises(PermissionDenied):
        both.line(both.agree(purpose=Purpose.REFERRAL))


def test_a_service_is_not_met_as_police(world):
    both = sides(world)
    with pytest.raises(PermissionDenied):
        both.line(both.agree(recipient=both.file.clinic.agency))


def test_either_side_proposes_and_the_other_confirms(world):
    both = sides(world)
    line = both.line(both.agree())
    both.date(both.officer, both.across())
    with world.acting(both.file.lead):
        date = BridgeDate.objects.get()
        actions.answer_date(by=both.file.lead, date=date, answer=Dated.CONFIRMED)
    with world.acting(both.officer):
        assert BridgeDate.objects.get().state == Dated.CONFIRMED
    assert line.number == date.number


def test_nobody_confirms_the_own_proposal(world):
    both = sides(world)
    date = both.date(both.file.lead, both.line(both.agree()))
    with pytest.raises(PermissionDenied), world.acting(both.file.lead):
        actions.answer_date(by=both.file.lead, date=date, answer=Dated.CONFIRMED)


def test_past_date_is_refused(world):
    both = sides(world)
    with pytest.raises(ValueError):
        both.date(both.officer, _seen(both), at=now() - dt.timedelta(minutes=1))


def _seen(both):
    both.line(both.agree())
    return both.across()


def test_withdrawal_ends_the_line_its_dates_and_the_advocate_s_number_on_both_sides(world):
    both = sides(world)
    consent = both.agree()
    line = both.line(consent)
    both.date(both.file.lead, line)
    with world.acting(both.file.lead):
        consents.withdraw_consent(by=both.file.lead, consent=consent)
    with world.acting(both.officer):
        got = Bridge.objects.get()
        assert got.ended_at and got.advocate == got.advocate_phone == ""
        assert BridgeDate.objects.get().state == Dated.CANCELLED
        assert Disclosure.objects.get().fields == []
    with pytest.raises(PermissionDenied):
        both.date(both.officer, got)


def test_stranger_to_the_line_proposes_nothing(world):
    both = sides(world)
    line = both.line(both.agree())
    with pytest.raises(PermissionDenied):
        both.date(world.member(both.file.lead.agency), line)


def test_database_opens_one_line_under_one_agreement(world):
    both = sides(world)
    consent = both.agree()
    both.line(consent)
    with pytest.raises(actions.LineStands):
        both.line(consent)
    assert world.sql("SELECT count(*) FROM accord.bridge") == [(2,)]


def test_six_who_open_it_at_once_open_one_line(world):
    both = sides(world)
    consent = both.agree()
    raised = at_once(world, both.file.lead, lambda: both.opened(consent))
    assert [type(each) for each in raised] == [actions.LineStands] * 5
    assert world.sql("SELECT count(*) FROM accord.bridge") == [(2,)]


def test_page_tells_who_was_slower_that_the_line_stands(world, monkeypatch):
    """The agreement is still offered where the other line was opened between the page and its answer."""
    both = sides(world)
    meeting = both.agree()
    both.line(meeting)
    monkeypatch.setattr(file, "_used", lambda *_: set())
    page = world.browser(both.file.lead).post(
        f"/en/support/{both.file.row.dossier_id}/police/", sent(meeting, uuid.uuid4())
    ).content.decode()  # fmt: skip
    assert "This agreement has its line already." in page
    assert world.sql("SELECT count(*) FROM accord.bridge") == [(2,)]


def sent(consent: Consent, form_key: uuid.UUID) -> dict[str, str]:
    return {
        "consent": str(consent.id), "advocate": "Advocate", "advocate_phone": "+1 514 555 0100", "language": "es",
        "officer": "", "form_key": str(form_key),
    }  # fmt: skip


def test_agreement_that_has_its_line_is_not_offered_again(world):
    both = sides(world)
    meeting, form_key = both.agree(), uuid.uuid4()
    browser, where = world.browser(both.file.lead), f"/en/support/{both.file.row.dossier_id}/police/"
    assert str(meeting.id) in browser.get(where).content.decode()
    first = browser.post(where, sent(meeting, form_key))
    assert first.status_code == 302
    page = browser.get(where).content.decode()
    assert f'value="{meeting.id}"' not in page and "has its line above" in page
    # Pressed twice it is the same line; sent anew it opens no second one and keeps what was typed.
    assert browser.post(where, sent(meeting, form_key)).url == first.url
    court = both.agree(Errand.COURT)
    again = browser.post(where, sent(meeting, uuid.uuid4()) | {"advocate": "Somebody else"}).content.decode()
    assert "Somebody else" in again and f'value="{court.id}"' in again
    assert world.sql("SELECT count(*) FROM accord.bridge WHERE side <> 'asked'") == [(1,)]
