"""Loading a list as the operator of the server: one transaction a file, through ``accord.load_directory``.

Runs on the owner's address, outside Django's connections; what pages write goes by ``actions.py``.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict
from typing import Any

import psycopg
from django.utils.translation import gettext as _

from accord.base.clock import new_id
from accord.base.postgres.databases import role_url
from accord.directory import confidential
from accord.directory.records import BadList, Offer, Place, Provider, Reading, id_of
from accord.directory.sought import sought

Rows = dict[str, list[dict[str, Any]]]
OWN = ("whom", "places", "hours", "numbers", "provider")
OURS = "accord"  # the source of what is written on the pages; no list has it


def load(reading: Reading, *, retire: bool = False, owner_url: str = "") -> int:
    """Load what was read; ``retire`` what the list no longer names. The number of services retired. Raises
    ``psycopg.Error`` when anything stands in the way: then nothing of the file was loaded."""
    check(reading)
    with psycopg.connect(owner_url or role_url("owner")) as connection:
        text = json.dumps(rows_of(reading.source, reading.offers), default=str)
        connection.execute("SELECT accord.load_directory(%s, %s::jsonb)", [reading.source, text])
        return _retire(connection, reading) if retire else 0


def check(reading: Reading) -> None:
    """What stands in the way of a load, whatever is in the database. Raises BadList, as ``load`` does."""
    if reading.source == OURS:
        raise BadList(
            _("“%(name)s” is the source of what is written on the pages: give the list another with --source")
            % {"name": OURS}
        )
    rows_of(reading.source, reading.offers)


def _retire(connection: psycopg.Connection, reading: Reading) -> int:
    named = [id_of(reading.source, "service", each.external_id) for each in reading.offers]
    asked = connection.execute("SELECT accord.retire_unnamed(%s, %s)", [reading.source, named])
    return int((asked.fetchone() or [0])[0])


def rows_of(source: str, offers: list[Offer]) -> Rows:
    """The rows of each table. What says where a confidential service is, address or words, is dropped here, before it
    leaves the process. Raises BadList for a confidential service whose name is an address."""
    providers: dict[uuid.UUID, dict[str, Any]] = {}
    places: dict[uuid.UUID, dict[str, Any]] = {}
    rows: Rows = {name: [] for name in ("service", "eligibility", "service_at_location", "schedule", "phone")}
    hidden = confidential.shared(offers)
    owners = {offer.provider.external_id for offer in offers if offer.confidential}
    for offer in map(confidential.quiet, offers):
        if not offer.name_en:
            raise BadList(
                _("%(id)s: the name of a confidential service is its address; name it otherwise")
                % {"id": offer.external_id}
            )
        is_quiet = offer.provider.external_id in owners
        provider = _provider(source, confidential.quiet_owner(offer) if is_quiet else offer.provider)
        providers.setdefault(provider["id"], provider)
        service = _service(source, offer, provider["id"])
        rows["service"].append(service)
        hang = {"service_id": service["id"]}
        rows["eligibility"].append({**asdict(offer.whom), **hang})
        rows["schedule"] += [{**part, **hang} for part in _in_order(offer.hours)]
        rows["phone"] += [{**part, **hang} for part in _in_order(offer.numbers)]
        stands = [
            _location(source, place) for place in offer.places if not hidden & set(confidential.keys(place))
        ]
        places |= {location["id"]: location for location in stands}
        rows["service_at_location"] += [
            {"id": new_id(), **hang, "location_id": location, "confidential": False}
            for location in dict.fromkeys(each["id"] for each in stands)
        ]
    return {**rows, "organization": list(providers.values()), "location": list(places.values())}


def _in_order(parts: list[Any]) -> list[dict[str, Any]]:
    return [{**asdict(each), "id": new_id(), "position": position} for position, each in enumerate(parts)]


def _provider(source: str, provider: Provider) -> dict[str, Any]:
    return {
        **asdict(provider),
        "id": id_of(source, "organization", provider.external_id),
        "source": source,
    }


def _service(source: str, offer: Offer, organization_id: uuid.UUID) -> dict[str, Any]:
    own = {name: value for name, value in vars(offer).items() if name not in OWN}
    identity = id_of(source, "service", offer.external_id)
    return {**own, **sought(offer), "id": identity, "source": source, "organization_id": organization_id}


def _location(source: str, place: Place) -> dict[str, Any]:
    identity = id_of(source, "location", place.external_id)
    return {**asdict(place), "id": identity, "source": source, "verified_on": None}
