"""What the law had an authority told stands at the top of its day until somebody opens it."""

from __future__ import annotations

from django.urls import reverse

from accord.base.row_security.call import call
from accord.consent.models import StatutoryPush
from accord.consent.pushes import actions
from accord.dossiers.models import Dossier, Kind
from accord.notices.actions import see_notices
from accord.notices.models import Notice
from tests.consent.test_pushes import propose, push_to
from tests.support.files import NAME, open_file


def test_push_stands_there_for_its_recipient_until_the_notice_is_seen(world):
    file = open_file(world)
    second = world.member(file.lead.agency)
    officer = world.member(world.agency("authority", short_name="Youth"), duties=["intake"])
    stranger = world.member(world.agency("authority"), duties=["intake"])
    with world.acting(file.lead):
        call("grant_seat", file.row.dossier_id, second.id, "worker", 30)
    made = propose(file, push_to(officer.agency))
    with world.acting(second):
        row = StatutoryPush.objects.get(id=made.id)
        actions.sign_push(by=second, push=row, title="P-1")
    page = world.browser(officer).get(reverse("home:home")).content.decode()
    assert "has told you something" in page and NAME not in page
    assert "has told you something" not in world.browser(stranger).get(reverse("home:home")).content.decode()
    with world.acting(officer):
        arrival = Dossier.objects.get(kind=Kind.ARRIVAL)
        assert reverse("arrivals:arrival", args=[arrival.id]) in page
        see_notices(by=officer, notices=list(Notice.objects.values_list("id", flat=True)))
    assert "has told you something" not in world.browser(officer).get(reverse("home:home")).content.decode()
