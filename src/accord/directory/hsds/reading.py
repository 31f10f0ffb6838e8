"""HSDS into records: JSON (one service, a list, a page of the API), or tables in a folder or ZIP, of 3.0 and before."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from accord.directory import cleaning as clean
from accord.directory import files
from accord.directory.confidential import settle
from accord.directory.files import Row
from accord.directory.hsds import extras
from accord.directory.hsds.details import costs, documents, hanging, hours, numbers, other_names, rows
from accord.directory.hsds.tables import nested
from accord.directory.mapped import KNOWN
from accord.directory.needs import needs_in
from accord.directory.records import BadList, Offer, Place, Provider, Reading, Remark, Whom


def read_hsds(path: Path, source: str) -> Reading:
    """``path``: a JSON file, a ZIP, a folder of CSV files, or a ``datapackage.json`` among them."""
    if path.suffix.lower() == ".json" and path.name != "datapackage.json":
        services = files.json_items(files.read_bytes(path))
    else:
        found = files.tables(path)
        if not {"services", "service"} & set(found):
            raise BadList(
                _("%(file)s has no services.csv: give the folder or ZIP with all tables, or a JSON file")
                % {"file": path.name}
            )
        services = nested(found)
    reading = Reading(source)
    seen: dict[str, int] = {}
    for number, service in enumerate(services, start=1):
        identity = clean.text(service.get("id"))
        if fault := _fault(service, identity, seen):
            reading.remarks.append(Remark(number, identity, *fault))
            reading.refused += 1
            continue
        seen[identity] = number
        offer = _offer(service, identity, number, reading)
        if (before := reading.rows.setdefault(offer.external_id, number)) != number:
            twice = _("stands in row %(row)d already; not loaded") % {"row": before}
            reading.remarks.append(Remark(number, identity, "external_id", twice))
            reading.refused += 1
            continue
        reading.offers.append(offer)
    return settle(reading)


def _fault(service: Row, identity: str, seen: dict[str, int]) -> tuple[str, str] | None:
    if not identity or not clean.text(service.get("name")):
        return ("name" if identity else "id"), _("empty; not loaded")
    if identity in seen:
        return "id", _("stands in row %(row)d already; not loaded") % {"row": seen[identity]}
    owner = service.get("organization")
    if not isinstance(owner, dict) or not clean.text(owner.get("name")):
        return "organization", _("the service names no organization of the file; not loaded")
    return None


def _offer(service: Row, identity: str, number: int, reading: Reading) -> Offer:
    said, told = clean.text, clean.prose
    own = extras.read(service)
    status = said(service.get("status")) or "active"
    if status not in KNOWN["status"]:
        unknown = _("“%(word)s” is not known here; taken as no longer offered") % {"word": status[:60]}
        reading.remarks.append(Remark(number, identity, "status", unknown))
        status = "inactive"
    words = " ".join((said(service.get("name")), said(service.get("keywords")), extras.terms(service)))

    def remark(field: str, said: str) -> None:
        reading.remarks.append(Remark(number, identity, field, said))

    low, high = clean.age(service.get("minimum_age")), clean.age(service.get("maximum_age"))
    if low is not None and high is not None and low > high:
        reading.remarks.append(
            Remark(number, identity, "minimum_age", _("above the highest age; both left out"))
        )
        low = high = None
    offer = Offer(
        own.get("external_id") or identity, said(service["name"]), _provider(service["organization"]),
        description_en=told(service.get("description")),
        url=clean.address(service.get("url") or service.get("website")),
        email=clean.mail(service.get("email")), status=status, needs=needs_in(words),
        languages=_languages(service), areas=_areas(service),
        application_en=told(service.get("application_process")), fees_en=costs(service), known_as=other_names(service),
        documents_en=documents(service), wait_en=told(service.get("wait_time")),
        interpretation_en=told(service.get("interpretation_services")), alert_en=told(service.get("alert")),
        verified_on=clean.day(service.get("assured_date")),
        whom=Whom(low, high, notes_en=told(service.get("eligibility_description") or service.get("eligibility"))),
        places=_places(service, number, identity, reading), hours=hours(service, remark), numbers=numbers(service),
    )  # fmt: skip
    extras.apply(offer, own, KNOWN)
    return offer


def _provider(owner: Row) -> Provider:
    said, name = extras.read(owner), clean.text(owner["name"])
    return Provider(
        said.get("external_id") or clean.text(owner.get("id")) or name.casefold(), name, said.get("name_fr", ""),
        clean.prose(owner.get("description")), said.get("description_fr", ""),
        clean.address(owner.get("website") or owner.get("url")), clean.mail(owner.get("email")),
        clean.day(said.get("verified_on")),
    )  # fmt: skip


def _languages(service: Row) -> list[str]:
    found = (clean.language(each.get("code") or "") or clean.language(each.get("name") or "")
             for each in hanging(service, "languages"))  # fmt: skip
    return list(dict.fromkeys(filter(None, found)))


def _areas(service: Row) -> list[str]:
    return list(filter(None, (clean.text(each.get("name")) for each in rows(service, "service_areas"))))


def _places(service: Row, number: int, identity: str, reading: Reading) -> list[Place]:
    made = []
    for at in rows(service, "service_at_locations"):
        place = at.get("location")
        if not isinstance(place, dict) or clean.text(place.get("location_type")) in ("postal", "virtual"):
            continue
        if not clean.text(place.get("id")):
            reading.remarks.append(Remark(number, identity, "location", _("a place without id; left out")))
            continue
        made.append(_place(place))
    return made


def _own_id(place: Row) -> str:
    """The id that the place had in its own list, where we wrote it."""
    is_ours = place.get("external_identifier_type") == extras.TAXONOMY
    return clean.text(place["external_identifier" if is_ours else "id"])


def _place(place: Row) -> Place:
    addresses = [each for each in rows(place, "addresses") if each.get("address_type") != "postal"]
    said = {key: clean.text(value) for key, value in (addresses[0] if addresses else {}).items()}
    north, east = clean.point(place.get("latitude"), place.get("longitude"))
    street = ", ".join(filter(None, (said.get("address_1"), said.get("address_2"))))
    return Place(
        _own_id(place), clean.text(place.get("name")), street, said.get("city", ""),
        said.get("state_province", ""), said.get("postal_code", ""), said.get("country", ""), north, east,
        [clean.text(each.get("description")) for each in rows(place, "accessibility") if each.get("description")],
        clean.prose(place.get("transportation")),
    )  # fmt: skip
