"""Between the form and the record: what a page shows of a service, and what it says back."""

from __future__ import annotations

import hashlib
from dataclasses import fields, replace
from datetime import date
from typing import Any

from accord.base.clock import now
from accord.directory import cleaning
from accord.directory.records import TEXTS, Hours, Number, Offer, Place, Whom
from accord.web.directory.forms import ServiceForm

PLAIN = ("name_en", *TEXTS, "url", "email", "status", "confidential", "needs", "languages")
OF_WHOM = ("age_min", "age_max", "genders", "statuses", "substance_use", "notes_en", "notes_fr")
SAID = {True: "yes", False: "no", None: ""}


def digest(offer: Offer) -> str:
    """Changes whenever anything of the service does."""
    parts = [
        sorted(map(repr, value)) if name in ("places", "hours", "numbers") else repr(value)
        for name, value in vars(offer).items()
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


def initial(offer: Offer) -> dict[str, Any]:
    """The form as it first stands; nested blocks under their names."""
    whom = offer.whom
    said = {name: getattr(offer, name) for name in PLAIN} | {name: getattr(whom, name) for name in OF_WHOM}
    said |= {name: SAID[getattr(whom, name)] for name in ("children", "pets")}
    said |= {"areas": ", ".join(offer.areas), "accessibility": ", ".join(whom.accessibility)}
    said |= {"phones": [vars(each) for each in offer.numbers], "hours": [vars(each) for each in offer.hours]}
    return said | {"places": [vars(each) for each in offer.places], "was": digest(offer)}


def written(form: ServiceForm, before: Offer) -> Offer:
    """The service as the valid form says it; what the form does not ask stays as it was."""
    said = form.cleaned_data
    whom = Whom(
        **{name: said[name] for name in OF_WHOM},
        children=cleaning.truth(said["children"]),
        pets=cleaning.truth(said["pets"]),
        accessibility=cleaning.words(said["accessibility"]),
    )
    blocks = {
        name: [each.cleaned_data for each in set_.filled] for name, set_ in form.nested_formsets.items()
    }
    return replace(
        before,
        **{name: said[name] for name in PLAIN},
        areas=cleaning.words(said["areas"]),
        whom=whom,
        numbers=[Number(**_of(Number, each)) for each in blocks["phones"]],
        hours=[Hours(**_of(Hours, each)) for each in blocks["hours"] if any(each.values())],
        places=[] if said["confidential"] else [_place(each, before) for each in blocks["places"]],
        verified_on=_today() if said["verified"] else before.verified_on,
    )


def _of(record: type, said: dict[str, Any]) -> dict[str, Any]:
    names = {each.name for each in fields(record)}
    return {name: value for name, value in said.items() if name in names}


def _place(said: dict[str, Any], before: Offer) -> Place:
    """An address that did not change keeps what the page does not show: where it is on the map, and its ways in."""
    typed = _of(Place, said)
    same = [each for each in before.places if (each.street, each.city) == (typed["street"], typed["city"])]
    return replace(same[0], **typed) if same else Place(external_id="", country="CA", **typed)


def _today() -> date:
    from django.utils.timezone import localtime

    return localtime(now()).date()
