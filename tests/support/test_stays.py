"""A hold kept in a survivor's file: the file follows it, the house knows of no file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accord.base import clock
from accord.base.clock import now
from accord.base.row_security.call import call
from accord.consent import actions as consents
from accord.places import actions as places
from accord.places.models import Hold
from accord.places.tasks import expire_holds
from accord.places.vocabulary import HoldState, Why
from accord.support import actions, queries
from accord.support.models import FollowUp, HeldPlace
from accord.support.tasks import settle_held_places
from accord.support.vocabulary import AgeGroup, Closing, Gender, Identity, Whereabouts
from tests.places.houses import House, house
from tests.support.files import LEGAL, NAME, PHONE, File, open_file
from tests.support.record import team_consent


def kept(world: Any, **more: Any) -> tuple[File, House, Hold]:
    """A place at Lantern, held by the file's lead and kept in the file."""
    file = open_file(world, **more)
    lantern = house(world, seeker=file.lead)
    hold = lantern.hold()
    with world.acting(file.lead):
        actions.keep_hold(by=file.lead, file=file.row, hold=hold)
    return file, lantern, hold


def arrive(world: Any, lantern: House, hold: Hold) -> str:
    with world.acting(lantern.keeper):
        return places.arrive(by=lantern.keeper, hold=hold, word=lantern.word(hold))


def planned(world: Any, file: File, kind: str) -> int:
    found: int = world.sql(
        "SELECT count(*) FROM accord.follow_up WHERE dossier_id = %s AND kind = %s", file.row.dossier_id, kind
    )[0][0]
    return found


def test_file_shows_its_hold_with_word_and_countdown(world):
    file, lantern, hold = kept(world)
    with world.acting(file.lead):
        (stay,) = queries.stays_of(file.row.dossier_id)
        actions.keep_hold(by=file.lead, file=file.row, hold=hold)
        assert HeldPlace.objects.count() == 1
        assert queries.file_of_hold(hold.id) == file.row.dossier_id
    assert stay.is_live and stay.word == lantern.word(hold) and stay.words == "Rooms · Lantern"
    assert world.sql("SELECT position('Lantern'::bytea IN sealed_words) FROM accord.held_place") == [(0,)]


def test_house_learns_five_facts_and_no_file(world):
    file, lantern, hold = kept(world)
    row = world.sql("SELECT h::text FROM accord.hold h")[0][0]
    for secret in (NAME, LEGAL, PHONE, str(file.row.dossier_id), file.row.reference):
        assert secret not in row
    with world.acting(lantern.keeper):
        assert not HeldPlace.objects.exists() and queries.file_of_hold(hold.id) is None
    page = world.browser(lantern.keeper).get(f"/en/places/holds/{hold.id}/").content.decode()
    assert str(file.row.dossier_id) not in page and "/support/" not in page.split("<main")[1]


def test_house_page_asks_the_database_the_same_whether_a_file_waits_or_not(world):
    file, lantern, hold = kept(world)
    other = lantern.hold()
    said = [arrive(world, lantern, each) for each in (hold, other)]
    assert said == ["arrived", "arrived"]
    # Nothing of the file was touched by the house's act: the worker's job does it later.
    assert world.sql("SELECT outcome FROM accord.held_place") == [("held",)]
    assert planned(world, file, "day") == 1


def test_arrival_plans_the_follow_ups_once(world):
    file, lantern, hold = kept(world)
    arrive(world, lantern, hold)
    for _again in range(3):
        settle_held_places()
    ended = world.sql("SELECT ended_at FROM accord.hold WHERE id = %s", hold.id)[0][0]
    with world.acting(file.lead):
        due = {
            row.kind: row.due_at
            for row in FollowUp.objects.filter(dossier_id=file.row.dossier_id, since=ended)
        }
        assert queries.stays_of(file.row.dossier_id)[0].state == HoldState.ARRIVED
    assert due == {
        "day": ended + timedelta(hours=24), "week": ended + timedelta(days=7), "month": ended + timedelta(days=30),
    }  # fmt: skip
    assert [planned(world, file, kind) for kind in ("day", "week", "month", "place")] == [2, 2, 2, 0]


@pytest.mark.parametrize("ending", ["ran out", "refused", "released"])
def test_hold_without_arrival_leaves_the_task_to_look_again(world, ending):
    file, lantern, hold = kept(world)
    if ending == "ran out":
        lantern.ran_out(hold)
        expire_holds()
    elif ending == "refused":
        with world.acting(lantern.keeper):
            places.refuse_hold(by=lantern.keeper, hold=hold, reason=Why.SAFETY)
    else:
        with world.acting(file.lead):
            places.release_hold(by=file.lead, hold=hold)
    settle_held_places()
    settle_held_places()
    # Whoever released it knows; nobody has to be told.
    assert planned(world, file, "place") == (0 if ending == "released" else 1)
    assert planned(world, file, "day") == 1


def test_hold_that_ran_out_is_shown_so_before_the_job_has_come(world):
    file, lantern, hold = kept(world)
    lantern.ran_out(hold)
    with world.acting(file.lead):
        assert queries.stays_of(file.row.dossier_id)[0].state == HoldState.EXPIRED


def test_later_arrival_ends_the_task_to_look_again(world):
    file, lantern, hold = kept(world)
    lantern.ran_out(hold)
    settle_held_places()
    again = lantern.hold()
    with world.acting(file.lead):
        actions.keep_hold(by=file.lead, file=file.row, hold=again)
    arrive(world, lantern, again)
    settle_held_places()
    assert world.sql("SELECT outcome FROM accord.follow_up WHERE kind = 'place'") == [("done",)]


def test_arrival_without_a_hold_counts_from_now_and_once(world):
    intake = now() - timedelta(days=4)
    with clock.replaced(now=lambda: intake):
        file = open_file(world)
    with world.acting(file.lead):
        first = actions.note_arrival(by=file.lead, file=file.row)
        assert actions.note_arrival(by=file.lead, file=file.row) == []
    assert [row.kind for row in first] == ["day", "week", "month"] and planned(world, file, "day") == 2


def test_arrival_after_the_hold_ran_out_ends_the_task_to_look_again(world):
    file, lantern, hold = kept(world)
    lantern.ran_out(hold)
    settle_held_places()
    with world.acting(file.lead):
        assert len(actions.note_arrival(by=file.lead, file=file.row)) == 3
        # The same evening somebody at the door still says the word: that is the same arrival.
        assert actions.note_arrival(by=file.lead, file=file.row) == []
    assert world.sql("SELECT outcome FROM accord.follow_up WHERE kind = 'place'") == [("done",)]


def test_hold_of_another_agency_is_kept_in_no_file(world):
    file = open_file(world)
    lantern = house(world)
    hold = lantern.hold()
    with pytest.raises(PermissionDenied), world.acting(file.lead):
        actions.keep_hold(by=file.lead, file=file.row, hold=hold)
    assert world.sql("SELECT 1 FROM accord.held_place") == []


def test_hold_is_kept_by_who_works_on_the_file(world):
    file = open_file(world)
    colleague = world.member(file.lead.agency, name="No seat")
    lantern = house(world, seeker=colleague)
    hold = lantern.hold()
    with world.acting(colleague), pytest.raises(PermissionDenied):
        call("keep_held_place", file.row.dossier_id, hold.id, b"x")


def test_service_that_joins_later_sees_how_it_ended_and_no_word(world):
    file, lantern, hold = kept(world)
    consent = team_consent(file)
    with world.acting(file.lead):
        consents.admit_care_team(by=file.lead, dossier=file.dossier, consent=consent)
    with world.acting(file.clinic):
        (stay,) = queries.stays_of(file.row.dossier_id)
    assert (stay.hold, stay.word, stay.words) == (None, "", "Rooms · Lantern") and stay.is_live
    arrive(world, lantern, hold)
    settle_held_places()
    with world.acting(file.clinic):
        assert queries.stays_of(file.row.dossier_id)[0].state == HoldState.ARRIVED


def test_fit_says_nothing_of_who_she_is(world):
    born = f"{now().year - 16}-01-01"
    file = open_file(
        world, age=16, age_group=AgeGroup.MINOR, gender=Gender.TRANS_WOMAN, languages=["es", "fr"],
        identity={Identity.CHOSEN_NAME: NAME, Identity.DATE_OF_BIRTH: born},
    )  # fmt: skip
    with world.acting(file.lead):
        actions.add_child(by=file.lead, file=file.row, name="Ramiro", age=2, whereabouts=Whereabouts.WITH_HER)
        actions.add_child(by=file.lead, file=file.row, name="Inés", age=7, whereabouts=Whereabouts.FAMILY)
        actions.change_file(by=file.lead, file=file.row, changes={"access_needs": ["mobility"]})
        fit = queries.fit_of(file.row)
    assert (fit.age, fit.minor, fit.gender, fit.language, fit.children, fit.access) == (
        16,
        True,
        "women",
        "es",
        1,
        ("mobility",),
    )
    assert NAME not in repr(fit) and born not in repr(fit) and "Ramiro" not in repr(fit)


def test_closed_file_is_left_alone_by_an_arrival(world):
    file, lantern, hold = kept(world)
    with world.acting(file.lead):
        actions.close_file(by=file.lead, file=file.row, closing="own_wish")
    arrive(world, lantern, hold)
    settle_held_places()
    assert planned(world, file, "day") == 1


def test_page_looks_with_what_the_file_knows_and_says_what_speaks_against_a_place(world):
    file = open_file(world)
    with world.acting(file.lead):
        actions.change_file(by=file.lead, file=file.row, changes={"access_needs": ["mobility"]})
    lantern = house(world, seeker=file.lead, label="Attic", accessibility=["hearing"])
    house(
        world, lantern.keeper, file.lead, label="Ground floor", accessibility=["mobility"], genders=["women"]
    )
    house(world, lantern.keeper, file.lead, label="Men only", genders=["men"])
    page = world.browser(file.lead).get(f"/en/support/{file.row.dossier_id}/place/").content.decode()
    fits, _heading, others = page.partition("Why not the others")
    assert "Ground floor" in fits and all(label in others for label in ("Attic", "Men only"))
    assert "It lacks an access that is needed." in others
    assert LEGAL not in page and PHONE not in page


def test_file_without_indicators_forgets_where_she_was_held_a_place(world):
    file, lantern, hold = kept(world)
    with world.acting(file.lead):
        actions.change_file(by=file.lead, file=file.row, changes={"access_needs": ["sight"]})
        actions.close_file(by=file.lead, file=file.row, closing=Closing.NO_INDICATORS)
    assert world.sql("SELECT 1 FROM accord.held_place") == []
    assert world.sql("SELECT access_needs FROM accord.support_file") == [([],)]
    # The house still has its guest on the way, of whom it knew nothing before.
    assert arrive(world, lantern, hold) == "arrived"
