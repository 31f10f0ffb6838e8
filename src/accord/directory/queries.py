"""Reading the directory. It is public: the same for everybody, signed in or not."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from django.db.models import Case, Prefetch, Q, QuerySet, When

from accord.directory.models import Service, ServiceAtLocation
from accord.directory.records import Hours, Number, Offer, Place, Provider, Whom
from accord.directory.vocabulary import Status

MOST = 50  # services on a page; whoever looks for help reads no more


def services() -> QuerySet[Service]:
    """Every service with all that hangs on it, in the order of names."""
    stands = Prefetch("places", ServiceAtLocation.objects.select_related("location"))
    return (
        Service.objects.select_related("organization", "eligibility")
        .prefetch_related(stands, "schedules", "phones")
        .order_by("name_en", "id")
    )


def find(*, need: str = "", place: str = "", language: str = "") -> list[Service]:
    """At most ``MOST`` services that are open. ``place`` is a town, an area or the beginning of a postal code: each of
    its words must stand in a place or an area. A service that names no language is not held to lack
    it, and comes after those that speak it."""
    found = services().filter(status=Status.ACTIVE)
    if need:
        found = found.filter(needs__contains=[need])
    if language:
        found = found.filter(Q(languages__contains=[language]) | Q(languages=[]))
        spoken = Case(When(languages__contains=[language], then=0), default=1)
        found = found.order_by(spoken, "name_en", "id")
    for word in place.split()[:6]:
        found = found.filter(id__in=_named(word))
    return list(found[:MOST])


def _named(word: str) -> QuerySet[Service, object]:
    """Ids of services with the word in a place or an area, with or without its accents."""
    asked = Q()
    for said in {word, _bare(word)}:
        for column in ("city", "postal_code", "province", "street", "name"):
            asked |= Q(**{f"places__location__{column}__icontains": said})
        asked |= Q(areas__icontains=said)
    return Service.objects.filter(asked).values("id")


def _bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def offers(source: str = "") -> Iterator[tuple[str, Offer]]:
    """Everything, as records, with the list that each is from; of one ``source`` where it is named."""
    found = services().filter(source=source) if source else services()
    for each in found.iterator(chunk_size=500):
        yield each.source, _offer(each)


def _taken(record: type, row: object, **more: object) -> dict[str, object]:
    """The fields that a record and a row have in common."""
    return {name: getattr(row, name) for name in record.__annotations__ if hasattr(row, name)} | more


def _offer(row: Service) -> Offer:
    places = [Place(**_taken(Place, at.location)) for at in row.places.all()]  # type: ignore[arg-type]
    hours = [Hours(**_taken(Hours, each)) for each in row.schedules.all()]  # type: ignore[arg-type]
    numbers = [Number(**_taken(Number, each)) for each in row.phones.all()]  # type: ignore[arg-type]
    provider = Provider(**_taken(Provider, row.organization))  # type: ignore[arg-type]
    whom = Whom(**_taken(Whom, row.eligibility)) if hasattr(row, "eligibility") else Whom()  # type: ignore[arg-type]
    made = _taken(Offer, row, provider=provider, whom=whom, places=places, hours=hours, numbers=numbers)
    return Offer(**made)  # type: ignore[arg-type]
