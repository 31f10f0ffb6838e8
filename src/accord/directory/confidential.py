"""What the listing of a confidential service says: everything but where it is.

Its addresses are dropped, and of its texts every sentence that tells one, before the listing leaves the process
(``loading.rows_of``): a list that forgot itself, a map gone wrong and a keeper in a hurry all come past here. Fields
are found by their type, so that a new one is looked at without being named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from accord.directory.records import Offer, Place, Provider, Reading
from accord.directory.whereabouts import says_where, without

# Codes, keys and what is checked by its own form; everything else that is text is somebody's words.
NO_WORDS = {
    "external_id",
    "status",
    "substance_use",
    "kind",
    "needs",
    "languages",
    "genders",
    "statuses",
    "weekdays",
}
NAMES = {"name_en", "name_fr"}
SECRET = re.compile(
    r"\b(?:confidential|undisclosed|secret|unlisted|unpublished)\s+(?:address|location)"
    r"|\b(?:address|location|site)\s+(?:is\s+)?(?:kept\s+|strictly\s+)?"
    r"(?:confidential|undisclosed|secret|not\s+(?:published|disclosed))"
    r"|\b(?:adresse|emplacement)\s+(?:est\s+)?(?:gardée?\s+|tenue?\s+)?"
    r"(?:confidentiel|secr[eè]t|non\s+(?:divulgu|publi))",
    re.IGNORECASE,
)  # fmt: skip


def says_secret(offer: Offer) -> bool:
    """Whether the listing's own words say that its address is kept from the public."""
    told = (offer.name_en, offer.name_fr, offer.description_en, offer.description_fr, offer.application_en,
            offer.application_fr, *(f"{each.name} {each.street}" for each in offer.places))  # fmt: skip
    return any(SECRET.search(each) for each in told)


def telling(offer: Offer) -> list[tuple[str, str]]:
    """Each field whose words say where the service is, with those words: ("whom.notes_en", "12 Elm St").

    The words are for the eyes of whoever wrote them alone.
    """
    return [
        (path, found) for path, text in _texts(offer) if (found := says_where(text, is_name=_is_name(path)))
    ]


def quiet(offer: Offer) -> Offer:
    """The service without its addresses and without what tells one; any other service as it is. A name of which nothing
    is left is empty."""
    return replace(_quiet(offer), places=[]) if offer.confidential else offer


def quiet_owner(offer: Offer) -> Provider:
    """The organization of a service without what tells a place; without a name of its own it goes by the service's."""
    left: Provider = quiet_words(offer.provider)
    return replace(left, name_en=left.name_en or left.name_fr or offer.name_en)


def _quiet(offer: Offer) -> Offer:
    left: Offer = quiet_words(offer)
    left = replace(left, name_en=left.name_en or left.name_fr)
    return replace(left, provider=quiet_owner(left))


def settle(reading: Reading) -> Reading:
    """The reading with every confidential service made quiet, and a remark on each thing that was left out.

    A remark names the field, never what stood in it. A service that is left without a name is refused.
    """
    kept: list[Offer] = []
    for read in reading.offers:
        offer = replace(read, confidential=read.confidential or says_secret(read))
        if not read.confidential and offer.confidential:
            said = _("its own words say that the address is confidential; taken as such")
            reading.remark(offer, "confidential", said)
        if not offer.confidential:
            kept.append(offer)
            continue
        for path, _found in telling(offer):
            reading.remark(offer, path, _("says where a confidential service is; that sentence was left out"))
        left = _quiet(offer)
        if left.name_en:
            kept.append(left)
        else:
            reading.refused += 1
            reading.remark(
                offer, "name_en", _("is the address of a confidential service; not loaded. Name it otherwise")
            )
    hidden = shared(kept)
    for offer in kept:
        if not offer.confidential and any(hidden & set(keys(place)) for place in offer.places):
            reading.remark(offer, "place", _("is the address of a confidential service as well; left out"))
    reading.offers = [
        replace(
            offer, places=[p for p in offer.places if not offer.confidential and not hidden & set(keys(p))]
        )
        for offer in kept
    ]
    return reading


def shared(offers: Iterable[Offer]) -> set[str]:
    """The places of confidential services, by id and by address: published for no other service either."""
    return {key for offer in offers if offer.confidential for place in offer.places for key in keys(place)}


def keys(place: Place) -> list[str]:
    line = " ".join((place.street, place.city)).casefold()
    return [f"id {place.external_id}", *([f"at {' '.join(line.split())}"] if place.street else [])]


def _texts(record: Any, path: str = "") -> Iterator[tuple[str, str]]:
    for each in fields(record):
        value, name = getattr(record, each.name), f"{path}{each.name}"
        if each.name in NO_WORDS or name == "places":
            continue
        if isinstance(value, str):
            yield name, value
        elif is_dataclass(value):
            yield from _texts(value, f"{name}.")
        elif isinstance(value, list):
            for number, one in enumerate(value):
                if isinstance(one, str):
                    yield f"{name}.{number}", one
                elif is_dataclass(one):
                    yield from _texts(one, f"{name}.{number}.")


def _is_name(path: str) -> bool:
    return path.rpartition(".")[2] in NAMES


def quiet_words(record: Any) -> Any:
    """A record without the sentences of its texts that say where something is; its places stay."""
    changed: dict[str, Any] = {}
    for each in fields(record):
        value = getattr(record, each.name)
        if each.name in NO_WORDS:
            continue
        if isinstance(value, str):
            changed[each.name] = without(value, is_name=each.name in NAMES)
        elif is_dataclass(value):
            changed[each.name] = quiet_words(value)
        elif isinstance(value, list) and each.name != "places":
            changed[each.name] = [left for one in value if (left := _left(one))]
    return replace(record, **changed)


def _left(one: Any) -> Any:
    return without(one) if isinstance(one, str) else quiet_words(one) if is_dataclass(one) else one
