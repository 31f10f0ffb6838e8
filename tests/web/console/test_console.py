"""The console: seats, desks, members, custody, mandates, who looked."""

from __future__ import annotations

import re
import uuid

import pytest

from accord.agencies.models import Member
from accord.door.models import Account
from accord.dossiers.models import Dossier


def text_of(answer):
    return answer.content.decode()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_everybody_finds_the_dossiers_of_own_seats(world, language):
    lead = world.member()
    world.desk(lead, title="Night desk")
    world.desk(world.member(lead.agency), title="Other desk")
    page = text_of(world.browser(lead).get(f"/{language}/console/"))
    assert "Night desk" in page
    assert "Other desk" not in page
    assert f"/{language}/console/members/" not in page


def test_commander_opens_a_desk_once_however_often_the_form_is_sent(world):
    commander = world.browser(world.member(duties=["commander"]))
    key = str(uuid.uuid4())
    for _time in range(2):
        answer = commander.post("/en/console/desks/new/", {"title": "Night desk", "form_key": key})
        assert answer.headers["Location"] == f"/en/console/dossiers/{key}/"
    assert world.sql("SELECT count(*) FROM accord.dossier") == [(1,)]
    assert world.browser(world.member()).get("/en/console/desks/new/").status_code == 403


def test_lead_gives_renews_and_ends_a_seat_on_the_page(world):
    lead = world.member()
    colleague = world.member(lead.agency, name="Noor")
    desk = world.desk(lead)
    browser, address = world.browser(lead), f"/en/console/dossiers/{desk.id}/"
    wrong = browser.post(address, {"member": str(colleague.id), "role": "worker", "days": "91"})
    assert "govuk-error-summary" in text_of(wrong)
    for refused in (lead, world.member()):
        answer = browser.post(address, {"member": str(refused.id), "role": "worker", "days": "5"})
        assert "govuk-error-summary" in text_of(answer)
    browser.post(address, {"member": str(colleague.id), "role": "worker", "days": "5"})
    page = text_of(browser.get(address))
    assert "Noor" in page
    (seat,) = world.sql("SELECT id FROM accord.seat WHERE member_id = %s", colleague.id)[0]
    browser.post(address + "renew/", {"seat": str(seat)})
    days = world.sql("SELECT extract(day FROM until - now()) FROM accord.seat WHERE id = %s", seat)[0][0]
    assert days >= 89
    theirs = world.browser(colleague)
    assert theirs.get(address).status_code == 200
    assert theirs.post(address, {"member": str(lead.id), "role": "reader", "days": "5"}).status_code == 403
    browser.post(address + "end/", {"seat": str(seat)})
    assert theirs.get(address).status_code == 404, "on the very next request"


def test_hidden_dossier_answers_as_one_that_never_was(world):
    desk = world.desk(world.member())
    browser = world.browser(world.member())
    for path in ("", "looked/", "mandate/"):
        hidden = browser.get(f"/en/console/dossiers/{desk.id}/{path}")
        never = browser.get(f"/en/console/dossiers/{uuid.uuid4()}/{path}")
        assert hidden.status_code == never.status_code == 404
        assert masked(hidden) == masked(never)


def masked(answer):
    without = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID", text_of(answer))
    without = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", without)
    return re.sub(r"<strong>[0-9a-f]{8}</strong>", "", without)


def test_who_looked_is_for_leads(world):
    lead = world.member(name="The Lead")
    reader = world.member(lead.agency, name="The Reader")
    desk = world.desk(lead, reader)
    address = f"/en/console/dossiers/{desk.id}/"
    world.browser(reader).get(address)
    assert world.browser(reader).get(address + "looked/").status_code == 403
    for language in ("en", "fr"):
        page = text_of(world.browser(lead).get(f"/{language}/console/dossiers/{desk.id}/looked/"))
        assert "The Reader" in page


def test_mandate_is_shown_once_to_a_lead(world):
    lead = world.member()
    worker = world.member(lead.agency)
    desk = world.desk(lead, worker)
    address = f"/en/console/dossiers/{desk.id}/mandate/"
    assert world.browser(worker).post(address, {"hours": "1"}).status_code == 403
    browser = world.browser(lead)
    token = re.search(r"ACCORD_MANDATE=(\w{64})", text_of(browser.post(address, {"hours": "1"})))[1]
    assert token not in text_of(browser.get(address))
    from accord.base.row_security.session import acting

    with acting(door="cli", route="test", mandate=token):
        assert Dossier.objects.get().id == desk.id


def test_administrator_invites_once_and_the_link_lets_the_member_in(world):
    administrator = world.member(duties=["administrator"])
    browser = world.browser(administrator)
    form = {"name": "Noor Haddad", "email": "noor@example.org", "language": "fr", "title": "Analyste",
            "duties": ["custodian"], "form_key": str(uuid.uuid4())}  # fmt: skip
    page = text_of(browser.post("/en/console/members/new/", form))
    link = re.search(r"http://testserver(/fr/account/invitation/\?token=[\w-]+)", page)[1]
    again = browser.post("/en/console/members/new/", form)
    assert again.status_code == 302
    assert Account.objects.filter(email="noor@example.org").count() == 1
    newcomer = world.browser()
    assert newcomer.get(link, follow=True).status_code == 200
    taken = browser.post("/en/console/members/new/", {**form, "form_key": str(uuid.uuid4())})
    assert "govuk-error-summary" in text_of(taken)
    with world.acting(administrator):
        assert Member.objects.filter(name="Noor Haddad").count() == 1
    assert "Noor Haddad" in text_of(browser.get("/fr/console/members/"))


def test_member_leaves_and_returns(world):
    administrator = world.member(duties=["administrator"])
    member = world.member(administrator.agency)
    theirs, browser = world.browser(member), world.browser(administrator)
    address = f"/en/console/members/{member.id}/"
    assert browser.get(address).status_code == 200
    browser.post(address + "leave/")
    assert theirs.get("/en/home/").status_code == 302
    browser.post(address + "return/")
    link = text_of(browser.post(address + "anew/"))
    assert "/account/invitation/?token=" in link
    browser.post(address, {"title": "Chief", "duties": ["commander"]})
    with world.acting(administrator):
        assert Member.objects.get(pk=member.id).duties == ["commander"]


def test_nobody_keeps_strangers_or_themselves(world):
    administrator = world.member(duties=["administrator"])
    browser = world.browser(administrator)
    stranger = world.member()
    for path in ("", "leave/", "anew/"):
        for member, status in ((stranger, 404), (administrator, 403)):
            assert browser.post(f"/en/console/members/{member.id}/{path}").status_code == status, (
                path,
                status,
            )
    colleague = world.browser(world.member(administrator.agency))
    for path in ("members/", "members/new/", "custody/"):
        assert colleague.get(f"/en/console/{path}").status_code == 403


@pytest.mark.parametrize("language", ["en", "fr"])
def test_two_custodians_seat_a_lead_on_what_they_cannot_read(world, language):
    lead = world.member(name="Last Lead")
    desk = world.desk(lead, title="Secret title")
    world.sql("UPDATE accord.seat SET until = now() - interval '1 minute'")
    first, second = (world.member(lead.agency, duties=["custodian"]) for _number in range(2))
    heir = world.member(lead.agency, name="Heir")
    one, two, address = world.browser(first), world.browser(second), f"/{language}/console/custody/"
    assert "Last Lead" in text_of(one.get(address))
    one.get(f"{address}{desk.id}/")
    one.post(f"{address}{desk.id}/", {"member": str(heir.id)})
    assert one.post(f"{address}{desk.id}/confirm/").status_code == 403
    page = text_of(two.get(address))
    assert "Heir" in page
    assert "Secret title" not in page
    assert two.post(f"{address}{desk.id}/confirm/").status_code == 302
    assert world.browser(heir).get(f"/{language}/console/dossiers/{desk.id}/").status_code == 200
    assert two.get(f"/{language}/console/dossiers/{desk.id}/").status_code == 404
    assert two.get(f"{address}{desk.id}/").status_code == 404
