"""Who looked at a dossier: for its leads, from the trail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accord.base.clock import now
from accord.dossiers import queries
from accord.dossiers.models import Dossier


def test_lead_sees_who_looked_and_nobody_else_may_ask(world):
    lead = world.member(name="The Lead")
    worker = world.member(lead.agency, name="The Reader")
    desk, other = world.desk(lead, worker), world.desk(lead)
    with world.acting(worker):
        Dossier.objects.get(pk=desk.id)
    with world.acting(lead):
        Dossier.objects.get(pk=other.id)
    with world.acting(lead):
        found = queries.who_looked(desk.id, since=now() - timedelta(days=1))
        assert "The Reader" in [line.name for line in found]
        assert queries.who_looked(desk.id, since=now() + timedelta(days=1)) == []
    stranger = world.member()
    for member in (worker, stranger):
        with world.acting(member), pytest.raises(PermissionDenied):
            queries.who_looked(desk.id, since=now() - timedelta(days=1))
