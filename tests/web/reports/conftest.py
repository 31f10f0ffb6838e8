from __future__ import annotations

import pytest


@pytest.fixture
def officer(world):
    member = world.member(world.agency(city="Gatineau"))
    member.desk = world.desk(member, title="Vice desk")
    return member
