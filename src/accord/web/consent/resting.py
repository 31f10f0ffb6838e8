"""What ends with an agreement, said before it is taken back: a line for each thing that rests on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from accord.bridges.models import Bridge
from accord.consent import queries
from accord.consent.models import Consent
from accord.deconfliction.models import Filing
from accord.permits.models import Application
from accord.permits.vocabulary import WAITING
from accord.referrals.models import Referral
from accord.referrals.vocabulary import OPEN
from accord.web.consent import words

Line = dict[str, Any]


def resting(row: Consent) -> list[Line]:
    """Each line: ``line`` (a ``queries.Resting``) with the words of its ``facts``, or a whole sentence as ``told``."""
    if not row.is_live:
        return []
    return [line for tell in dict.fromkeys(TOLD.values()) for line in tell(row)]


def _given(row: Consent) -> Iterator[Line]:
    for each in queries.resting_on(row):
        yield {"line": each, "facts": words.facts(each.facts)}


def _referrals(row: Consent) -> Iterator[Line]:
    sent = Referral.objects.filter(dossier_id=row.dossier_id, consent_id=row.id, side="sent", state__in=OPEN)
    for each in sent.select_related("other"):
        where = str(each.other) if each.other else each.service_name
        yield {"told": _("The referral %(number)s to %(agency)s.") % {"number": each.number, "agency": where}}


def _applications(row: Consent) -> Iterator[Line]:
    sent = Application.objects.filter(dossier_id=row.dossier_id, consent_id=row.id, state__in=WAITING)
    for each in sent.select_related("authority"):
        where = str(each.authority) if each.authority else each.authority_name
        yield {
            "told": _("The application %(number)s to %(agency)s.") % {"number": each.number, "agency": where}
        }


def _bridges(row: Consent) -> Iterator[Line]:
    for each in Bridge.objects.filter(dossier_id=row.dossier_id, consent_id=row.id, ended_at__isnull=True):
        told = {"errand": each.get_errand_display(), "agency": words.recipient(row)}
        yield {"told": _("The line to %(agency)s: %(errand)s.") % told}


def _matching(row: Consent) -> Iterator[Line]:
    if (
        Filing.objects.filter(dossier_id=row.dossier_id, consent_id=row.id)
        .exclude(state="withdrawn")
        .exists()
    ):
        yield {
            "told": _("They are no longer matched with what partners look for; their codes leave the index.")
        }


# Every table with a ``consent_id`` stands here, as in the function that takes back (tests/web/consent).
TOLD: dict[str, Callable[[Consent], Iterator[Line]]] = {
    "disclosure": _given,
    "party": _given,
    "referral": _referrals,
    "application": _applications,
    "bridge": _bridges,
    "filing": _matching,
}
