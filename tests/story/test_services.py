"""The demonstration's directory answers every need in both languages, and hides where shelters are."""

from __future__ import annotations

from accord.directory.finding import Question, seek
from accord.directory.models import Location, Service
from accord.directory.vocabulary import Need
from accord.story import services


def test_every_need_has_a_service_and_every_service_a_french_name(world):
    services.publish()
    services.publish()  # a list loaded twice is there once
    assert Service.objects.count() == len(services.LINES)
    assert [need for need in Need.values if not seek(Question(need=need)).matches] == []
    assert not Service.objects.filter(name_fr="").exists()
    hidden = Service.objects.filter(confidential=True)
    assert {each.external_id for each in hidden} == services.CONFIDENTIAL
    assert not Location.objects.filter(services__service__in=hidden).exists()
