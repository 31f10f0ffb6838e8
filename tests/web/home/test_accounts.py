"""An administrator's day begins with the invitations that nobody has answered."""

from __future__ import annotations

from django.urls import reverse

from accord.agencies.actions import add_member
from accord.door.actions import answer_invitation


def home(world, member):
    return world.browser(member).get(reverse("home:home")).content.decode()


def test_invitation_stands_there_until_it_is_answered(world):
    chief = world.member(duties=["administrator"])
    elsewhere = world.member(duties=["administrator"])
    colleague = world.member(chief.agency)
    with world.acting(chief):
        _made, token = add_member(by=chief, name="Ariane Lefort", email="ariane@example.org")
    assert "Ariane Lefort" in home(world, chief)
    assert "Ariane Lefort" not in home(world, colleague) and "Ariane Lefort" not in home(world, elsewhere)
    with world.acting(colleague):  # whoever answers is signed in as nobody yet; the act needs a trail
        assert answer_invitation(token=token, password="une phrase assez longue pour deux")
    assert "Ariane Lefort" not in home(world, chief)


def test_invitation_that_ran_out_presses(world):
    chief = world.member(duties=["administrator"])
    with world.acting(chief):
        add_member(by=chief, name="Ariane Lefort", email="ariane@example.org")
    world.sql("UPDATE door.invitation SET until = now() - interval '1 hour'")
    page = home(world, chief)
    assert "Ran out: make a new one" in page and "Late" in page
