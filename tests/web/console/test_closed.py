"""A closed file on the pages: two custodians, a colleague, and the survivor's question answered."""

from __future__ import annotations

import uuid

import pytest

from accord.support import actions as support
from accord.support.vocabulary import Closing
from tests.support.files import LEGAL, NAME, open_file


def text_of(answer):
    return answer.content.decode()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_survivor_asks_for_her_file_years_later(world, language):
    file = open_file(world)
    agency = file.lead.agency
    first, second = (world.member(agency, name=name, duties=["custodian"]) for name in ("Ayla", "Béatrice"))
    reader = world.member(agency, name="Noor")
    with world.acting(file.lead):
        support.close_file(by=file.lead, file=file.row, closing=Closing.REACHED)
    world.sql("UPDATE accord.seat SET until = now() - interval '1 minute'")
    base, dossier = f"/{language}", file.row.dossier_id
    at = f"{base}/console/closed/{dossier}/"
    proposer = world.browser(first)
    assert f"{base}/console/closed/" in text_of(proposer.get(f"{base}/console/"))
    listed = text_of(proposer.get(f"{base}/console/closed/?number={file.row.reference[:5]}"))
    assert file.row.reference in listed and NAME not in listed
    assert file.row.reference not in text_of(proposer.get(f"{base}/console/closed/?number=S-none"))
    sent = {
        "need": "copy",
        "words": "She came by.",
        "member": str(reader.id),
        "days": "10",
        "form_key": str(uuid.uuid4()),
    }
    assert "govuk-error-summary" in text_of(proposer.post(at, sent | {"days": "31"}))
    assert "govuk-error-summary" in text_of(proposer.post(at, sent | {"member": str(first.id)}))
    assert proposer.post(at, sent).status_code == 302
    shown = text_of(proposer.get(at))
    assert "Noor" in shown and f"{at}agree/" not in shown
    assert proposer.post(f"{at}agree/").status_code == 403
    browser = world.browser(reader)
    assert browser.get(f"{base}/support/{dossier}/").status_code == 404
    agreeing = world.browser(second)
    assert at in text_of(agreeing.get(f"{base}/home/")) and at not in text_of(proposer.get(f"{base}/home/"))
    assert f"{at}agree/" in text_of(agreeing.get(at))
    assert agreeing.post(f"{at}agree/").status_code == 302
    assert at not in text_of(agreeing.get(f"{base}/home/"))
    assert NAME in text_of(browser.get(f"{base}/support/{dossier}/"))
    assert LEGAL in text_of(browser.post(f"{base}/support/{dossier}/reveal/", {"code": "legal_name"}))
    assert browser.get(f"{base}/support/{dossier}/consent/looked/").status_code == 200
    assert browser.post(f"{base}/support/{dossier}/notes/", {"words": "x"}).status_code == 403
    assert agreeing.get(f"{base}/support/{dossier}/").status_code == 404
    register = text_of(agreeing.get(f"{base}/console/closed/"))
    assert "She came by." in register and "Béatrice" in register
    trail = world.sql(
        "SELECT actions, reason FROM accord.audit_entry WHERE 'consultation.proposed' = ANY (actions)"
    )
    assert [reason for _actions, reason in trail] == ["copy"]


def test_agency_of_one_custodian_is_told_to_name_a_second(world):
    agency = world.agency("support")
    administrator = world.member(agency, duties=["administrator", "custodian"])
    browser = world.browser(administrator)
    assert "fewer than two custodians" in text_of(browser.get("/en/console/"))
    world.member(agency, duties=["custodian"])
    assert "fewer than two custodians" not in text_of(browser.get("/en/console/"))
