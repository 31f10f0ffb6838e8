"""HSDS between its two shapes: services nested in JSON, and one table a kind of record in CSV.

Older packages (1.0, 1.1) call some tables otherwise, hang services on locations, and have hours by weekday; they are
read as what they meant.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from accord.directory.files import Row

Tables = dict[str, list[Row]]
NAMES = {
    "services": "service", "organizations": "organization", "locations": "location", "phones": "phone",
    "services_at_location": "service_at_location", "service_at_locations": "service_at_location",
    "service_at_location": "service_at_location",
    "addresses": "address", "physical_addresses": "address", "schedules": "schedule",
    "regular_schedules": "schedule", "regular_schedule": "schedule", "languages": "language",
    "service_areas": "service_area", "service_area": "service_area", "accessibility": "accessibility",
    "accessibility_for_disabilities": "accessibility", "attributes": "attribute",
    "taxonomy_terms": "taxonomy_term", "taxonomies": "taxonomy", "required_documents": "required_document",
    "cost_options": "cost_option", "programs": "program", "contacts": "contact",
}  # fmt: skip
FILES = {
    "service": "services", "organization": "organizations", "location": "locations", "phone": "phones",
    "service_at_location": "service_at_location", "address": "addresses", "schedule": "schedules",
    "language": "languages", "service_area": "service_areas", "accessibility": "accessibility",
    "attribute": "attributes", "taxonomy_term": "taxonomy_terms", "required_document": "required_documents",
}  # fmt: skip
# Which arrays of a nested service are tables of their own.
HANGING = (
    "phones", "schedules", "service_areas", "languages", "service_at_locations", "required_documents", "cost_options",
    "contacts",
)  # fmt: skip
TABLE_OF = {
    "phones": "phone", "schedules": "schedule", "service_areas": "service_area", "languages": "language",
    "service_at_locations": "service_at_location", "addresses": "address", "accessibility": "accessibility",
    "required_documents": "required_document", "cost_options": "cost_option", "contacts": "contact",
}  # fmt: skip
ODD = ("=", "+", "-", "@", "\t", "\r", "'")


def neutral(cell: str) -> str:
    """A leading apostrophe makes text of what a spreadsheet would take for a formula."""
    is_odd = cell[:1] in ODD[:-1] or (cell[:1] == "'" and cell[1:2] in ODD)
    return f"'{cell}" if is_odd else cell


def plain(cell: Any) -> Any:
    """The cell as it was before ``neutral``."""
    return cell[1:] if isinstance(cell, str) and cell[:1] == "'" and cell[1:2] in ODD else cell


def nested(tables: Tables) -> list[Row]:
    """Services with all that hangs on them, from tables by any of the names that they have had."""
    known: Tables = defaultdict(list)
    for name, rows in tables.items():
        if kind := NAMES.get(name.casefold()):
            known[kind] += [{key: plain(value) for key, value in row.items() if value} for row in rows]
    places = {row.get("id"): _location(row) for row in known["location"]}
    owners = {row.get("id"): dict(row) for row in known["organization"]}
    for kind in ("address", "accessibility"):
        for row in known[kind]:
            if place := places.get(row.get("location_id")):
                place["addresses" if kind == "address" else kind].append(row)
    services = [_service(row, places, owners) for row in known["service"]]
    by_id = {each.get("id"): each for each in reversed(services)}  # of two with one id, the first is meant
    for row in known["service_at_location"]:
        if (service := by_id.get(row.get("service_id"))) and row.get("location_id") in places:
            service["service_at_locations"].append({**row, "location": places[row["location_id"]]})
    _hang_on_services(known, services, by_id)
    _hang_on_places(known, services)
    _attributes(known, {**by_id, **owners, **{row.get("id"): row for row in known["phone"]}})
    return services


def _location(row: Row) -> Row:
    """Its ways in and its languages stood in cells before they had tables."""
    made = {**row, "addresses": []}
    for name, field in (("accessibility", "description"), ("languages", "name")):
        cell = row.get(name)
        made[name] = [{field: each.strip()} for each in cell.split(",")] if isinstance(cell, str) else []
    return made


def _hang_on_services(known: Tables, services: list[Row], by_id: dict[Any, Row]) -> None:
    contacts = {row.get("id"): row.setdefault("phones", []) for row in known["contact"]}
    for row in known["phone"]:
        if row.get("contact_id") in contacts and not row.get("service_id"):
            contacts[row["contact_id"]].append(row)
    for name in HANGING:
        for row in known[TABLE_OF[name]] if name != "service_at_locations" else []:
            if service := by_id.get(row.get("service_id")):
                service[name].append(row)
    programs = {row.get("id"): row for row in known["program"]}
    for service in services:
        if program := programs.get(service.get("program_id")):
            service["program"] = program


def _service(row: Row, places: dict[Any, Row], owners: dict[Any, Row]) -> Row:
    made = {**row, **{name: [] for name in HANGING}}
    if place := places.get(row.get("location_id")):  # before 1.1 a service hung on its one place
        made["service_at_locations"].append({"location": place})
        made.setdefault("organization_id", place.get("organization_id"))
    if isinstance(made["languages"], list) and row.get("languages"):
        made["languages"] = [{"name": each} for each in row["languages"].split(",")]
    if isinstance(row.get("service_areas"), str):
        made["service_areas"] = [{"name": each.strip()} for each in row["service_areas"].split(",")]
    if row.get("required_documents"):
        made["required_documents"] = [{"document": row["required_documents"]}]
    if owner := owners.get(made.get("organization_id")):
        made["organization"] = owner
    return made


def _hang_on_places(known: Tables, services: list[Row]) -> None:
    """Numbers, hours and contacts of a place are those of its services that have none of their own."""
    for name in ("phones", "schedules", "contacts"):
        by_place: dict[Any, list[Row]] = defaultdict(list)
        for row in known[TABLE_OF[name]]:
            if row.get("location_id") and not row.get("service_id"):
                by_place[row["location_id"]].append(row)
        for service in services:
            if not service[name]:
                service[name] = [
                    row
                    for at in service["service_at_locations"]
                    for row in by_place[at["location"].get("id")]
                ]


def _attributes(known: Tables, by_id: dict[Any, Row]) -> None:
    terms = {row.get("id"): row for row in known["taxonomy_term"]}
    for row in known["attribute"]:
        if thing := by_id.get(row.get("link_id")):
            term = terms.get(row.get("taxonomy_term_id"), {})
            thing.setdefault("attributes", []).append({**row, "taxonomy_term": term})


def flattened(services: list[Row]) -> Tables:
    """The tables of nested services; each record once, by its id."""
    made: dict[str, dict[str, Row]] = {name: {} for name in FILES}
    for service in services:
        _flatten(service, "service", made)
    return {name: list(rows.values()) for name, rows in made.items()}


def _flatten(record: Row, kind: str, made: dict[str, dict[str, Row]]) -> None:
    own = {key: value for key, value in record.items() if not isinstance(value, list | dict)}
    made[kind].setdefault(own["id"], own)
    for key, value in record.items():
        if isinstance(value, dict):
            own[f"{key}_id"] = value["id"]
            _flatten(value, key, made)
        for each in value if isinstance(value, list) else []:
            inner = TABLE_OF.get(key, "attribute")
            owner = (
                {"link_id": own["id"], "link_entity": kind}
                if inner == "attribute"
                else {f"{kind}_id": own["id"]}
            )
            _flatten({**each, **owner}, inner, made)
