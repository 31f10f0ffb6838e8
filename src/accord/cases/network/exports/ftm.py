"""FollowTheMoney entities, one JSON object a line, as OpenAleph and its tools load them (followthemoney 4 schemata).

A telephone or an e-mail address is no entity there but a property: of the person whom a source names it with, and of a
``UserAccount``, so that one that nobody is named with is kept. Links are ``UnknownLink``: the platform claims no
ownership, only that a source says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from accord.cases.network import words
from accord.cases.network.exports.tables import told
from accord.cases.network.picture import Picture
from accord.cases.network.weave import Thing
from accord.linkage.network import Link

Properties = dict[str, list[str]]
GENDERS = {"female": "female", "male": "male", "another": "other"}
ENTITIES = ("person", "identifier", "premises", "city")


def as_ftm(picture: Picture) -> str:
    lines = [*_entities(picture), *_links(picture)]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _entities(picture: Picture) -> Iterator[dict]:
    for thing in picture.things:
        if thing.kind in ENTITIES:
            schema, properties = _person(picture, thing) if thing.kind == "person" else _thing(thing)
            properties["notes"] = [told(picture, thing.evidence)]
            yield _entity(picture.public[thing.id], schema, properties)


def _entity(id_: str, schema: str, properties: Properties) -> dict:
    clean = {name: sorted({value for value in values if value}) for name, values in properties.items()}
    return {"id": id_, "schema": schema, "properties": {name: kept for name, kept in clean.items() if kept}}


def _person(picture: Picture, thing: Thing) -> tuple[str, Properties]:
    named = [each.name for each in thing.persons if each.name]
    properties: Properties = {
        "name": named or [words.name(thing)],
        "alias": [alias for each in thing.persons for alias in each.aliases if alias not in named],
        "birthDate": [each.born.isoformat() for each in thing.persons if each.born],
        "gender": [GENDERS[each.sex] for each in thing.persons if each.sex in GENDERS],
    }
    for link in picture.network.beside[thing.id]:
        other = picture.whole.things[link.other(thing.id)]
        if link.kind == "named_with" and other.detail in ("phone", "email"):
            properties.setdefault(other.detail, []).append(_form(other))
    return "Person", properties


def _form(thing: Thing) -> str:
    """Telephones as +15145550111, addresses as they are compared; everything else as it was typed."""
    value = thing.values[0]
    return value.form if value.kind in ("phone", "email") else value.value


def _thing(thing: Thing) -> tuple[str, Properties]:
    if thing.kind == "city":
        return "Address", {"full": [thing.label], "city": [thing.label], "country": ["ca"]}
    value, form = thing.values[0], _form(thing)
    if thing.kind == "premises":
        return "Address", {"full": [form], "name": [form]}
    if value.kind == "plate":
        return "Vehicle", {"registrationNumber": [form], "name": [form], "summary": [value.context]}
    if value.kind == "wallet":
        return "CryptoWallet", {"publicKey": [form], "name": [form]}
    account: Properties = {"username": [form], "service": [value.context or words.kind(thing)]}
    if value.kind in ("phone", "email"):
        account[value.kind] = [form]
    if value.kind == "ad_url":
        account["sourceUrl"] = [form]
    return "UserAccount", account


def _links(picture: Picture) -> Iterator[dict]:
    things = picture.whole.things
    for link in picture.network.links:
        if things[link.left].kind in ENTITIES and things[link.right].kind in ENTITIES:
            yield _link(picture, link)


def _link(picture: Picture, link: Link) -> dict:
    ends = [picture.public[link.left], picture.public[link.right]]
    properties: Properties = {
        "subject": [ends[0]],
        "object": [ends[1]],
        "role": [words.link(link.kind)],
        "startDate": [link.since.isoformat()] if link.since else [],
        "summary": [told(picture, link.evidence)],
    }
    return _entity(f"{ends[0]}-{ends[1]}-{link.kind}", "UnknownLink", properties)
