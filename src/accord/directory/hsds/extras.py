"""What HSDS has no field for (French, needs, whom a service takes), as attributes of a taxonomy of ours.

An attribute's term says the field and its value the words; lists are joined by ", ". Others read them as what they are;
we read them back as they were.
"""

from __future__ import annotations

from typing import Any

from accord.directory import cleaning as clean
from accord.directory.files import Row
from accord.directory.records import TEXTS, Offer, Provider, id_of

TAXONOMY = "accord-directory"
FRENCH = tuple(name for name in TEXTS if name.endswith("_fr"))
NONE = "none"  # needs of a service that has none here: they are then not guessed when it is read
LISTS = ("needs",)
WHOM_LISTS = ("genders", "accessibility", "statuses")
WHOM_TRUTHS = ("children", "pets")
WHOM_TEXTS = ("substance_use", "notes_fr")


def of_offer(offer: Offer) -> dict[str, str]:
    """Field → words, of the filled ones."""
    said = {name: getattr(offer, name) for name in FRENCH}
    said |= {name: ", ".join(getattr(offer, name)) or NONE for name in LISTS}
    said |= {name: ", ".join(getattr(offer.whom, name)) for name in WHOM_LISTS}
    said |= {name: {True: "yes", False: "no", None: ""}[getattr(offer.whom, name)] for name in WHOM_TRUTHS}
    said |= {name: getattr(offer.whom, name) for name in WHOM_TEXTS}
    said["confidential"] = "yes" if offer.confidential else ""
    return {name: words for name, words in said.items() if words}


def of_provider(provider: Provider) -> dict[str, str]:
    checked = str(provider.verified_on or "")
    said = {"name_fr": provider.name_fr, "description_fr": provider.description_fr, "verified_on": checked}
    return {name: words for name, words in said.items() if words}


def attributes(said: dict[str, str], kind: str, identity: str) -> list[Row]:
    """As HSDS writes them, each with its term."""
    return [
        {
            "id": str(id_of(TAXONOMY, "attribute", f"{identity}:{name}")),
            "link_id": identity,
            "link_entity": kind,
            "value": words,
            "taxonomy_term": _term(name),
        }
        for name, words in said.items()
    ]


def _term(name: str) -> Row:
    return {"id": str(id_of(TAXONOMY, "term", name)), "code": name, "name": name, "taxonomy": TAXONOMY,
            "description": f"{name} of the listing, as Accord keeps it"}  # fmt: skip


def read(record: Row) -> dict[str, str]:
    """Field → words, from a record's attributes."""
    found = {}
    for each in record.get("attributes") or []:
        term = each.get("taxonomy_term") or {}
        if term.get("taxonomy") == TAXONOMY and term.get("code"):
            found[term["code"]] = clean.prose(each.get("value"))
    return found


def terms(record: Row) -> str:
    """The names of other taxonomies' terms, for guessing what need is met."""
    return " ".join(
        clean.text((each.get("taxonomy_term") or {}).get("name")) for each in record.get("attributes") or []
    )


def apply(offer: Offer, said: dict[str, str], known: dict[str, Any]) -> None:
    """Put the words back where they were; codes that are not ``known`` are left out."""
    for name in FRENCH:
        setattr(offer, name, said.get(name, ""))
    offer.confidential = said.get("confidential") == "yes"
    needs = clean.words(said.get("needs"))
    if needs == [NONE] or set(needs) & known["needs"]:
        offer.needs = [each for each in needs if each in known["needs"]]
    for name in WHOM_LISTS:
        found = clean.words(said.get(name))
        setattr(offer.whom, name, [each for each in found if name not in known or each in known[name]])
    for name in WHOM_TRUTHS:
        setattr(offer.whom, name, clean.truth(said.get(name)))
    offer.whom.substance_use = (
        said.get("substance_use", "") if said.get("substance_use") in known["substance_use"] else ""
    )
    offer.whom.notes_fr = said.get("notes_fr", "")
