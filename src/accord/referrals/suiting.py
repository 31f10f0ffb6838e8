"""Whether a service of the directory takes her, by what it says of itself and what her file knows.

Worked out where the worker looks and for her eyes alone: nothing of the person leaves the file, and nothing is kept.
What a service does not say refuses nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accord.agencies.models import Agency
from accord.consent.models import Consent
from accord.directory.models import Service
from accord.directory.provinces import EVERYWHERE
from accord.directory.queries import called, keeping, kept_for
from accord.places.fit import INTERPRETER, Offer, Reason, Seeker, why_not
from accord.support.models import SupportFile
from accord.support.queries import fit_of

AREA = Reason("area", _("It serves another province or territory."))


@dataclass(frozen=True)
class Candidate:
    """A service, why it does not take her, what to ask for, and the agency that answers for it on the platform."""

    service: Service
    reasons: tuple[Reason, ...]
    cautions: tuple[Reason, ...]
    agency: Agency | None = None
    consent: Consent | None = None

    @property
    def fits(self) -> bool:
        return not self.reasons


def suiting(file: SupportFile, services: list[Service], agreements: list[Consent]) -> list[Candidate]:
    """The services in the order given, those that take her first, each with the agreement that covers it."""
    agencies = keeping([service.id for service in services])
    by_agency = {each.recipient_id: each for each in agreements if each.recipient_id}
    by_name = {each.recipient_name: each for each in agreements if not each.recipient_id}
    seeker = _seeker(file)
    found = []
    for service in services:
        agency = agencies.get(service.id)
        named = by_name.get(service.name_en) or by_name.get(service.name_fr)
        consent = by_agency.get(agency.id) if agency else named
        reasons, cautions = _judged(service, seeker)
        found.append(Candidate(service, reasons, cautions, agency, consent))
    return sorted(found, key=lambda each: not each.fits)


def of_recipient(file: SupportFile, consent: Consent) -> list[Candidate]:
    """The services that this agreement can mean: what the agency keeps, or what is called so."""
    services = kept_for(consent.recipient_id) if consent.recipient_id else called(consent.recipient_name)
    return suiting(file, [*services], [consent])


def _seeker(file: SupportFile) -> Seeker:
    fit = fit_of(file)
    return Seeker(
        age=fit.age, minor=fit.minor, gender=fit.gender, languages=tuple(file.languages), children=fit.children,
        province=file.province,
    )  # fmt: skip


def _judged(service: Service, seeker: Seeker) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    whom = getattr(service, "eligibility", None)
    said = Offer(
        id=service.id, kind="", free=1, age_min=whom and whom.age_min, age_max=whom and whom.age_max,
        genders=tuple(whom.genders) if whom else (), children=whom.children if whom else None,
    )  # fmt: skip
    reasons = [*why_not(seeker, said)]
    served = set(service.provinces)
    if served and seeker.province and not served & {seeker.province, EVERYWHERE}:
        reasons.append(AREA)
    strange = bool(service.languages and seeker.languages and not {*service.languages} & {*seeker.languages})
    return tuple(reasons), (INTERPRETER,) if strange else ()
