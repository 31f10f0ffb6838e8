"""Records into HSDS 3.0, nested. Only what is filled is written: the schemas know no nulls.

Ids are the list's own where they are UUIDs (so that a list that came as HSDS leaves with its ids), else ours.
"""

from __future__ import annotations

import uuid
from typing import Any

from accord.directory.files import Row
from accord.directory.hsds import extras
from accord.directory.records import Hours, Number, Offer, Place, Provider, id_of

ADDRESS = ("street", "city", "province", "postal_code", "country")


def service(source: str, offer: Offer) -> Row:
    """One service as ``service.json`` of the compiled schemas describes it."""
    identity = identify(source, "service", offer.external_id)
    owner = _organization(source, offer.provider)
    of = {"service_id": identity}
    areas = [{"id": _part(identity, "area", name), **of, "name": name} for name in offer.areas]
    spoken = [{"id": _part(identity, "language", code), **of, "code": code} for code in offer.languages]
    made = {
        "id": identity,
        "organization_id": owner["id"],
        "name": offer.name_en,
        "description": offer.description_en,
        "url": offer.url,
        "email": offer.email,
        "status": offer.status,
        "application_process": offer.application_en,
        "alternate_name": offer.known_as,
        "fees_description": offer.fees_en,
        "wait_time": offer.wait_en,
        "interpretation_services": offer.interpretation_en,
        "alert": offer.alert_en,
        "eligibility_description": offer.whom.notes_en,
        "minimum_age": offer.whom.age_min,
        "maximum_age": offer.whom.age_max,
        "assured_date": str(offer.verified_on or ""),
        "organization": owner,
        "phones": [_phone(identity, n, each) for n, each in enumerate(offer.numbers)],
        "schedules": [_schedule(identity, n, each) for n, each in enumerate(offer.hours)],
        "service_areas": areas,
        "languages": spoken,
        "required_documents": _filled_rows(
            {"id": _part(identity, "document", 0), **of, "document": offer.documents_en}
        ),
        "service_at_locations": []
        if offer.confidential
        else [_at(source, identity, e) for e in offer.places],
        "attributes": extras.attributes(
            extras.of_offer(offer) | _own_id(identity, offer.external_id), "service", identity
        ),
    }
    return _filled(made)


def identify(source: str, kind: str, external_id: str) -> str:
    try:
        return str(uuid.UUID(external_id))
    except ValueError:
        return str(id_of(source, kind, external_id))


def _part(owner: str, kind: str, which: Any) -> str:
    return str(id_of(owner, kind, str(which)))


def _own_id(identity: str, external_id: str) -> dict[str, str]:
    """The id in its own list, where that is none that HSDS takes."""
    return {} if identity == external_id else {"external_id": external_id}


def _listed_as(identity: str, external_id: str) -> dict[str, str]:
    """The same of a place, for which HSDS has fields."""
    own = {"external_identifier": external_id, "external_identifier_type": extras.TAXONOMY}
    return {} if identity == external_id else own


def _filled_rows(row: Row) -> list[Row]:
    """The row, or none when nothing but its keys is in it."""
    return [row] if any(value for name, value in row.items() if not name.endswith("id")) else []


def _filled(record: dict[str, Any]) -> Row:
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}


def _organization(source: str, provider: Provider) -> Row:
    identity = identify(source, "organization", provider.external_id)
    made = _filled(
        {
            "id": identity,
            "name": provider.name_en,
            "email": provider.email,
            "website": provider.url,
            "attributes": extras.attributes(
                extras.of_provider(provider) | _own_id(identity, provider.external_id),
                "organization",
                identity,
            ),
        }
    )
    return {**made, "description": provider.description_en}  # required, even where the list says nothing


def _phone(service_id: str, position: int, phone: Number) -> Row:
    """``extension`` is a number in HSDS; one that is none, or begins with a nought, is an attribute."""
    identity = _part(service_id, "phone", position)
    plain = phone.extension.isdecimal() and str(int(phone.extension)) == phone.extension
    odd = {} if plain or not phone.extension else {"extension": phone.extension}
    return _filled(
        {
            "id": identity,
            "service_id": service_id,
            "number": phone.number,
            "extension": int(phone.extension) if plain else None,
            "type": phone.kind,
            "description": phone.label,
            "attributes": extras.attributes(odd, "phone", identity),
        }
    )


def _schedule(service_id: str, position: int, hours: Hours) -> Row:
    return _filled(
        {
            "id": _part(service_id, "schedule", position),
            "service_id": service_id,
            "freq": "WEEKLY" if hours.weekdays else "",
            "byday": ",".join(hours.weekdays),
            "opens_at": hours.opens.strftime("%H:%M") if hours.opens else "",
            "closes_at": hours.closes.strftime("%H:%M") if hours.closes else "",
            "description": hours.words_en,
            "notes": hours.words_fr,
        }
    )


def _at(source: str, service_id: str, place: Place) -> Row:
    identity = identify(source, "location", place.external_id)
    of = {"location_id": identity}
    address = {
        "id": _part(identity, "address", 0), **of, "address_1": place.street, "city": place.city,
        "state_province": place.province, "postal_code": place.postal_code, "country": place.country,
        "address_type": "physical",
    }  # fmt: skip
    access = [{"id": _part(identity, "access", e), **of, "description": e} for e in place.accessibility]
    location = _filled(
        {
            "id": identity,
            "location_type": "physical",
            "name": place.name,
            "transportation": place.transport,
            **_listed_as(identity, place.external_id),
            "latitude": place.latitude,
            "longitude": place.longitude,
            "addresses": [address] if any(getattr(place, name) for name in ADDRESS) else [],
            "accessibility": access,
        }
    )
    return {"id": _part(service_id, "at", identity), "service_id": service_id, **of, "location": location}
