"""Who looked at a survivor's file, and who read what was given of it: nothing is left out."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from accord.agencies.models import Agency
from accord.base.row_security.call import call
from accord.dossiers.models import Disclosure, DisclosureReading


@dataclass(frozen=True)
class Looked:
    """One person on one day. ``name`` is empty for the system itself. ``deeds`` of ``times`` also changed something,
    ``opened`` showed what identifies the person."""

    day: dt.date
    name: str
    agency: Agency | None
    times: int
    deeds: int
    opened: int


@dataclass(frozen=True)
class ReadElsewhere:
    """A member of another agency who read what was given to it, with the names of the facts."""

    name: str
    agency: Agency | None
    facts: list[str]
    first_read_at: dt.datetime


def looked_at(dossier_id: uuid.UUID) -> list[Looked]:
    """The latest first, all of it. Raises ``PermissionDenied`` for all but leads of the file."""
    zone = timezone.get_current_timezone_name()
    lines = json.loads(call("who_looked_by_day", dossier_id, zone))
    agencies = _agencies({line["agency"] for line in lines})
    return [
        Looked(
            day=dt.date.fromisoformat(line["day"]),
            name=line["name"] or "",
            agency=agencies.get(line["agency"]),
            times=line["times"],
            deeds=line["deeds"],
            opened=line["opened"],
        )
        for line in lines
    ]


def read_elsewhere(dossier_id: uuid.UUID) -> list[ReadElsewhere]:
    """Who read what was disclosed of this file, the latest first, ended and emptied disclosures too."""
    given = {
        row.event_id: row
        for row in Disclosure.objects.filter(dossier_id=dossier_id, side="given").select_related("receiver")
    }
    readings = DisclosureReading.objects.filter(dossier_id=dossier_id).order_by("-first_read_at", "id")
    return [
        ReadElsewhere(
            reading.reader_name,
            given[reading.event_id].receiver if reading.event_id in given else None,
            [each["name"] for each in given[reading.event_id].fields] if reading.event_id in given else [],
            reading.first_read_at,
        )
        for reading in readings
    ]


def _agencies(ids: set[str | None]) -> Mapping[str, Agency]:
    return {str(agency.id): agency for agency in Agency.objects.filter(id__in=[each for each in ids if each])}
