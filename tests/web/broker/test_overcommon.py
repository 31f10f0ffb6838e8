"""The published list: everybody reads it, brokers keep it, and a value on it makes no hit."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accord.deconfliction.models import CommonValue


@pytest.fixture
def broker(world):
    return world.member(world.agency("coordination"), duties=["broker"])


def add(world, broker, value="514 555 0199", **more):
    typed = {"kind": "phone", "value": value, "reason": "Switchboard of a chain", **more}
    return world.browser(broker).post(reverse("broker:common"), typed)


def test_broker_adds_a_value_and_every_member_reads_it(world, broker):
    assert add(world, broker).status_code == 302
    officer = world.browser(world.member())
    for language in ("en", "fr"):
        page = officer.get(reverse("broker:common").replace("/en/", f"/{language}/")).content.decode()
        assert "Switchboard of a chain" in page and "0199" in page and 'name="reason"' not in page


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("nonsense", "This is no phone number"),
        ("", "Number or name"),
        ("(514) 555-0199", "on the list already"),
    ],
)
def test_bad_input_keeps_what_was_typed(world, broker, value, why):
    add(world, broker)
    answer = add(world, broker, value)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert why in page and "Switchboard of a chain" in page
    with world.acting(broker):
        assert CommonValue.objects.count() == 1


def test_nobody_else_adds(world, broker):
    assert add(world, world.member()).status_code == 403
    assert add(world, world.member(broker.agency)).status_code == 403
