"""Cover on the page: arranged for later, changed, called off, ended."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest

from tests.support.files import open_file


def days(**named: date) -> dict[str, str]:
    return {"form_key": str(uuid.uuid4())} | {
        f"{name}_{part}": str(getattr(day, part))
        for name, day in named.items()
        for part in ("day", "month", "year")
    }


@pytest.mark.parametrize("language", ["en", "fr"])
def test_lead_changes_and_calls_off_cover_of_next_week(world, language):
    file = open_file(world)
    first, second = (world.member(file.lead.agency, name=name) for name in ("Noor", "Inès"))
    browser, page = world.browser(file.lead), f"/{language}/support/{file.row.dossier_id}/team/"
    monday = date.today() + timedelta(days=7)
    sent = {"away": str(file.lead.id), "colleague": str(first.id)} | days(
        starts=monday, until=monday + timedelta(days=4)
    )
    assert browser.post(page, sent).status_code == 302
    ((cover,),) = world.sql("SELECT id FROM accord.cover")
    at = f"{page}cover/{cover}/"
    shown = browser.get(at).content.decode()
    assert f'value="{monday.year}"' in shown and "Noor" in shown
    wrong = browser.post(at, sent | {"colleague": str(file.lead.id)})
    assert "govuk-error-summary" in wrong.content.decode()
    assert browser.post(at, sent | {"colleague": str(second.id)}).status_code == 302
    assert "Inès" in browser.get(page).content.decode()
    assert world.sql("SELECT id FROM accord.cover") == [(cover,)], "changed, it is the same cover"
    assert browser.post(f"{page}cover/{cover}/end/").status_code == 302
    assert world.sql("SELECT id FROM accord.cover") == []


def test_cover_of_today_is_ended_on_the_page(world):
    file = open_file(world)
    colleague = world.member(file.lead.agency, name="Noor")
    browser, page = world.browser(file.lead), f"/en/support/{file.row.dossier_id}/team/"
    browser.post(page, {"away": str(file.lead.id), "colleague": str(colleague.id)} | days(until=date.today()))
    ((cover,),) = world.sql("SELECT id FROM accord.cover")
    shown = browser.get(f"{page}cover/{cover}/").content.decode()
    assert "End cover now" in shown and 'name="colleague"' not in shown
    assert world.browser(colleague).get(f"{page}cover/{cover}/").status_code == 403
    browser.post(f"{page}cover/{cover}/end/")
    assert world.browser(colleague).get(page).status_code == 404
