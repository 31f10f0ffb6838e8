"""On whose behalf the command imports: a lead's mandate on that dossier, and nobody else's."""

from __future__ import annotations

import pytest

from accord.base.row_security.call import call
from accord.importing.authority import Authority, NoAuthority
from accord.reports.models import Report


def mandate(world, member, dossier, minutes=30):
    with world.acting(member):
        return call("issue_mandate", dossier.id, "import", minutes)


def test_mandate_of_a_lead_opens_its_dossier(world):
    lead = world.member()
    desk = world.desk(lead)
    authority = Authority.of(lead.agency.short_name, str(desk.id), mandate(world, lead, desk))
    with authority.act() as member:
        assert member.id == lead.id


def test_desk_is_found_by_its_title(world):
    lead = world.member()
    desk = world.desk(lead, title="Desk of the night")
    assert (
        Authority.of(lead.agency.short_name, "Desk of the night", mandate(world, lead, desk)).dossier_id
        == desk.id
    )


def test_two_desks_of_one_title_ask_for_the_id(world):
    lead = world.member()
    desk = world.desk(lead, title="Desk")
    world.desk(lead, title="Desk")
    with pytest.raises(NoAuthority, match="2 dossiers"):
        Authority.of(lead.agency.short_name, "Desk", mandate(world, lead, desk))


def test_worker_s_mandate_is_not_enough_for_a_bulk_import(world):
    lead = world.member()
    worker = world.member(lead.agency)
    desk = world.desk(lead, worker)
    with pytest.raises(NoAuthority, match="lead's act"):
        Authority.of(lead.agency.short_name, str(desk.id), mandate(world, worker, desk))


def test_mandate_opens_no_other_dossier_of_the_same_lead(world):
    lead = world.member()
    desk, other = world.desk(lead), world.desk(lead)
    with pytest.raises(NoAuthority, match="another dossier"):
        Authority.of(lead.agency.short_name, str(other.id), mandate(world, lead, desk))


def test_mandate_dies_with_the_seat(world):
    lead = world.member()
    desk = world.desk(lead)
    authority = Authority.of(lead.agency.short_name, str(desk.id), mandate(world, lead, desk))
    world.sql("UPDATE accord.seat SET until = now() WHERE member_id = %s", lead.id)
    with pytest.raises(NoAuthority, match="has ended"), authority.act():
        Report.objects.count()


def test_without_a_mandate_only_the_demonstration_imports(world, settings_demo):
    lead = world.member()
    desk = world.desk(lead)
    with pytest.raises(NoAuthority, match="needs a mandate"):
        Authority.of(lead.agency.short_name, str(desk.id), "")
    settings_demo(True)
    world.session(lead)
    with Authority.of(lead.agency.short_name, str(desk.id), "").act() as member:
        assert member.id == lead.id


@pytest.fixture
def settings_demo():
    from django.test.utils import override_settings

    changed = []

    def set_demo(on: bool) -> None:
        change = override_settings(DEMO=on)
        change.enable()
        changed.append(change)

    yield set_demo
    for change in changed:
        change.disable()
