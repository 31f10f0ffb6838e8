"""What an organization is compared by: the words of its names, its numbers, its web site, its streets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from accord.directory.models import Organization
from accord.linkage import IdentifierKind, NotUnderstood, normalise_identifier
from accord.linkage.folding import words
from accord.linkage.street import split_number, street_name

# Words that say the form of an organization and not which one it is.
FORMS = frozenset(
    "inc incorporated ltd limited corp corporation co llc the a an of for and in at to de du des la le les et l d pour"
    " association assoc society societe organisme organization organisation".split()
)
# Hosts of many an organization's page, and of nobody's alone.
SHARED_HOSTS = (
    "facebook.com",
    "instagram.com",
    "linktr.ee",
    "google.com",
    "ontario.ca",
    "canada.ca",
    "wordpress.com",
)


@dataclass(frozen=True)
class Facts:
    """``names``: the telling words of each name, without doubles; ``numbers`` in E.164."""

    id: UUID
    source: str
    shown: str
    names: tuple[frozenset[str], ...]
    numbers: frozenset[str]
    hosts: frozenset[str]
    streets: frozenset[str]


def all_facts() -> list[Facts]:
    """Of every organization. Addresses of confidential services are not in the directory, and so not in here."""
    rows = Organization.objects.prefetch_related("services__phones", "services__places__location").order_by(
        "id"
    )
    return [_facts(row) for row in rows]


def _facts(row: Organization) -> Facts:
    services = list(row.services.all())
    names = {_telling(name) for name in (row.name_en, row.name_fr)} - {frozenset()}
    return Facts(
        row.id,
        row.source,
        row.name_en,
        tuple(sorted(names, key=sorted)),
        frozenset(
            number for each in services for phone in each.phones.all() for number in _numbers(phone.number)
        ),
        frozenset(filter(None, map(_host, (row.url, *(each.url for each in services))))),
        frozenset(
            filter(None, (_street(at.location.street) for each in services for at in each.places.all()))
        ),
    )


def _telling(name: str) -> frozenset[str]:
    said = words(re.sub(r"\([^)]*\)", " ", name)) or words(name)
    return frozenset(said) - FORMS or frozenset(said)


def _numbers(said: str) -> Iterator[str]:
    """A list may write several numbers in one field."""
    for part in re.split(r"[;/|]| or | ou ", said):
        try:
            yield normalise_identifier(IdentifierKind.PHONE, part).form
        except NotUnderstood:
            continue


def _host(url: str) -> str:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return "" if host.endswith(SHARED_HOSTS) else host


def _street(said: str) -> str:
    number, rest = split_number(said.partition(",")[0])
    return f"{number} {street_name(rest)}" if number and rest else ""
