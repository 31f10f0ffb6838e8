"""A published list on its way in or out: plain records, whatever the format of the file was."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, time

NAMESPACE = uuid.UUID("7f0c9f0e-58a0-4b2f-9a55-0d5b6a3b8f11")  # of ids made from a list's own ids


# The texts of a service beside its name; each in English, in French, or in both.
TEXTS = (
    "name_fr", "description_en", "description_fr", "application_en", "application_fr", "fees_en", "fees_fr", "known_as",
    "documents_en", "documents_fr", "wait_en", "wait_fr", "interpretation_en", "interpretation_fr", "alert_en",
    "alert_fr",
)  # fmt: skip


class BadList(ValueError):
    """A file that cannot be read as what it is said to be. Nothing of it was loaded."""


@dataclass(frozen=True)
class Remark:
    """What was wrong with one row. ``row`` counts from 1 after the header; 0 is the file itself."""

    row: int
    record: str
    field: str
    remark: str


@dataclass
class Place:
    """A published address; ``latitude`` and ``longitude`` in degrees, both or neither."""

    external_id: str
    name: str = ""
    street: str = ""
    city: str = ""
    province: str = ""
    postal_code: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    accessibility: list[str] = field(default_factory=list)
    transport: str = ""


@dataclass
class Hours:
    weekdays: list[str] = field(default_factory=list)
    opens: time | None = None
    closes: time | None = None
    words_en: str = ""
    words_fr: str = ""


@dataclass
class Number:
    number: str
    extension: str = ""
    kind: str = "voice"
    label: str = ""


@dataclass
class Whom:
    """Eligibility; see ``models.Eligibility``."""

    age_min: int | None = None
    age_max: int | None = None
    genders: list[str] = field(default_factory=list)
    accessibility: list[str] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    children: bool | None = None
    pets: bool | None = None
    substance_use: str = ""
    notes_en: str = ""
    notes_fr: str = ""


@dataclass
class Provider:
    """An organization."""

    external_id: str
    name_en: str
    name_fr: str = ""
    description_en: str = ""
    description_fr: str = ""
    url: str = ""
    email: str = ""
    verified_on: date | None = None


@dataclass
class Offer:
    """A service with all that hangs on it."""

    external_id: str
    name_en: str
    provider: Provider
    name_fr: str = ""
    description_en: str = ""
    description_fr: str = ""
    url: str = ""
    email: str = ""
    status: str = "active"
    confidential: bool = False
    needs: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    areas: list[str] = field(default_factory=list)
    application_en: str = ""
    application_fr: str = ""
    fees_en: str = ""
    fees_fr: str = ""
    known_as: str = ""
    documents_en: str = ""
    documents_fr: str = ""
    wait_en: str = ""
    wait_fr: str = ""
    interpretation_en: str = ""
    interpretation_fr: str = ""
    alert_en: str = ""
    alert_fr: str = ""
    verified_on: date | None = None
    whom: Whom = field(default_factory=Whom)
    places: list[Place] = field(default_factory=list)
    hours: list[Hours] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)


@dataclass
class Reading:
    """What a file held: services that can be loaded, and remarks on what cannot or was left out."""

    source: str
    offers: list[Offer] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    refused: int = 0  # rows that are not among the offers
    rows: dict[str, int] = field(default_factory=dict)  # of each service, by its id in the list

    def remark(self, offer: Offer, field: str, said: str) -> None:
        """Something about one service of the list; ``field`` as the record calls it, "whom.notes_en"."""
        self.remarks.append(Remark(self.rows.get(offer.external_id, 0), offer.external_id, field, said))


def id_of(source: str, kind: str, external_id: str) -> uuid.UUID:
    """The same id for the same listing, each time its list is read."""
    return uuid.uuid5(NAMESPACE, f"{source}\n{kind}\n{external_id}")
