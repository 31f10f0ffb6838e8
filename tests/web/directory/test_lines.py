"""Help lines on the pages: one number in every place, and the keeper's page."""

from __future__ import annotations

import pytest

from tests.support.files import open_file


def text_of(answer):
    return answer.content.decode()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_number_that_a_broker_corrects_stands_on_every_page(world, language):
    keeper = world.browser(world.member(world.agency("coordination"), duties=["broker"]))
    at = f"/{language}/directory/lines/"
    assert "1-833-900-1010" in text_of(keeper.get(at)) and "canadianhumantraffickinghotline.ca" in text_of(
        keeper.get(at)
    )
    form = {
        "number": "1-833-555-0100", "name_en": "Hotline", "name_fr": "Ligne", "says_en": "Call.", "says_fr": "Appelez.",
        "note_en": "Call for her.", "note_fr": "Appelez pour elle.", "source": "called", "checked": "on",
    }  # fmt: skip
    assert keeper.post(f"{at}trafficking/", form).status_code == 302
    worker = world.browser(open_file(world).lead)
    for page in (
        world.browser().get(f"/{language}/"), world.browser().post(f"/{language}/help/", {"need": "shelter"}),
        worker.get(f"/{language}/support/urgent/"),
    ):  # fmt: skip
        assert "1-833-555-0100" in text_of(page) and "1-833-900-1010" not in text_of(page)
        assert "+18335550100" in text_of(page)


@pytest.mark.parametrize(
    "wrong", [{"number": "call us"}, {"number": "12345"}, {"name_fr": ""}, {"says_fr": ""}, {"source": ""}]
)
def test_wrong_line_is_told_and_keeps_what_was_typed(world, wrong):
    keeper = world.browser(world.member(world.agency("coordination"), duties=["broker"]))
    form = {"number": "988", "name_en": "Typed line", "name_fr": "Ligne", "says_en": "Call.", "says_fr": "Appelez.",
            "source": "called"}  # fmt: skip
    answer = text_of(keeper.post("/en/directory/lines/suicide/", form | wrong))
    assert "govuk-error-summary" in answer and "Typed line" in answer
    assert world.sql("SELECT count(*) FROM accord.kept_line") == [(0,)]


def test_keeper_is_told_of_lines_that_nobody_has_checked(world):
    keeper = world.browser(world.member(world.agency("coordination"), duties=["broker"]))
    home = text_of(keeper.get("/en/home/"))
    assert "Help lines to be checked" in home and "/en/directory/lines/kids/" in home
    keeper.post("/en/directory/lines/kids/checked/")
    keeper.post("/en/directory/lines/indigenous/checked/")
    assert "Help lines to be checked" not in text_of(keeper.get("/en/home/"))
    world.sql("UPDATE accord.kept_line SET verified_on = now() - interval '400 days' WHERE code = 'kids'")
    assert "Older than a year" in text_of(keeper.get("/en/directory/lines/"))
    assert "more than a year ago" in text_of(keeper.get("/en/directory/lines/kids/"))
    assert keeper.get("/en/directory/lines/none/").status_code == 404
