"""What was told stands at whoever was told, until it is taken back; the giver sees who has read it."""

from __future__ import annotations

from accord.consent import actions as consents
from accord.consent.vocabulary import Fact
from accord.dossiers.models import DisclosureReading
from tests.support.files import open_file


def _told(world):
    file = open_file(world)
    consent = file.agree()
    with world.acting(file.lead):
        _event, arrival = consents.disclose(
            by=file.lead, consent=consent, subject="person", title="S-9",
            facts={Fact.CHOSEN_NAME: "Luna", Fact.LANGUAGES: "es"},
        )  # fmt: skip
    return file, consent, f"/en/arrivals/{arrival}/"


def test_receiver_reads_and_the_giver_learns_it(world):
    file, _consent, address = _told(world)
    page = world.browser(file.clinic).get(address).content.decode()
    assert "Luna" in page and "Spanish" in page
    with world.acting(file.lead):
        assert DisclosureReading.objects.get().reader_name == file.clinic.name


def test_nothing_is_read_after_it_was_taken_back(world):
    file, consent, address = _told(world)
    with world.acting(file.lead):
        consents.withdraw_consent(by=file.lead, consent=consent)
    page = world.browser(file.clinic).get(address).content.decode()
    assert "Luna" not in page and "revoked" in page


def test_giver_has_no_seat_there(world):
    file, _consent, address = _told(world)
    browser = world.browser(file.lead)
    assert browser.get(address).status_code == 404
