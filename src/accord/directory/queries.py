"""Reading the directory. It is public: the same for everybody, signed in or not."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence

from django.db.models import F, Prefetch, Q, QuerySet

from accord.agencies.models import Agency, Member, Realm
from accord.directory import rules
from accord.directory.models import Service, ServiceAtLocation, ServiceKeeper
from accord.directory.records import Hours, Number, Offer, Place, Provider, Reading, Whom, id_of
from accord.directory.vocabulary import Status


def services() -> QuerySet[Service]:
    """Every service with all that hangs on it, in the order of names."""
    stands = Prefetch("places", ServiceAtLocation.objects.select_related("location"))
    return (
        Service.objects.select_related("organization", "eligibility")
        .prefetch_related(stands, "schedules", "phones")
        .order_by("name_en", "id")
    )


def these(ids: Sequence[uuid.UUID]) -> list[Service]:
    """These services, in this order."""
    found = {row.id: row for row in services().filter(pk__in=ids)}
    return [found[each] for each in ids if each in found]


def published(id: uuid.UUID) -> Service | None:
    """One service, whatever its status: who kept its address learns that it is closed."""
    return services().filter(pk=id).first()


def kept_by(member: Member) -> QuerySet[Service]:
    """What the member's agency keeps; for a broker of the coordination office, everything."""
    found = Service.objects.select_related("organization")
    if not rules.keeps_all(member):
        found = found.filter(keepers__agency_id=member.agency_id)
    return found.order_by(F("verified_on").asc(nulls_first=True), "name_en", "id")


def keepers_of(service: Service) -> QuerySet[Agency]:
    return Agency.objects.filter(pk__in=ServiceKeeper.objects.filter(service=service).values("agency_id"))


def keeping(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Agency]:
    """By service, the support agency that keeps it and answers for it here; of several, the first that did."""
    rows = ServiceKeeper.objects.filter(service_id__in=ids, agency__realm=Realm.SUPPORT).select_related(
        "agency"
    )
    return {row.service_id: row.agency for row in rows.order_by("-since", "-id")}


def kept_for(agency_id: uuid.UUID) -> QuerySet[Service]:
    """What an agency offers now, by what it keeps."""
    return services().filter(keepers__agency_id=agency_id, status=Status.ACTIVE)


def called(name: str) -> QuerySet[Service]:
    """Services of that very name, in either language."""
    return services().filter(Q(name_en=name) | Q(name_fr=name), status=Status.ACTIVE)


def unnamed(reading: Reading) -> QuerySet[Service]:
    """What the list used to name and offer, and leaves out now."""
    named = [id_of(reading.source, "service", each.external_id) for each in reading.offers]
    offered = [Status.ACTIVE, Status.PAUSED]
    return Service.objects.filter(source=reading.source, status__in=offered).exclude(id__in=named)


def offers(source: str = "") -> Iterator[tuple[str, Offer]]:
    """Everything, as records, with the list that each is from; of one ``source`` where it is named."""
    found = services().filter(source=source) if source else services()
    for each in found.iterator(chunk_size=500):
        yield each.source, offer_of(each)


def _taken(record: type, row: object, **more: object) -> dict[str, object]:
    """The fields that a record and a row have in common."""
    return {name: getattr(row, name) for name in record.__annotations__ if hasattr(row, name)} | more


def offer_of(row: Service) -> Offer:
    """The service as a record, whatever its list."""
    places = [Place(**_taken(Place, at.location)) for at in row.places.all()]  # type: ignore[arg-type]
    hours = [Hours(**_taken(Hours, each)) for each in row.schedules.all()]  # type: ignore[arg-type]
    numbers = [Number(**_taken(Number, each)) for each in row.phones.all()]  # type: ignore[arg-type]
    provider = Provider(**_taken(Provider, row.organization))  # type: ignore[arg-type]
    whom = Whom(**_taken(Whom, row.eligibility)) if hasattr(row, "eligibility") else Whom()  # type: ignore[arg-type]
    made = _taken(Offer, row, provider=provider, whom=whom, places=places, hours=hours, numbers=numbers)
    return Offer(**made)  # type: ignore[arg-type]
