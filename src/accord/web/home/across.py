"""What waits from the other side of the wall: places asked of us, dates to answer."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.base.clock import now
from accord.bridges import queries
from accord.bridges.vocabulary import Dated
from accord.web.home.section import Line, Section

SOON = timedelta(minutes=settings.BED_SILENCE_MINUTES)


def places_asked(member: Member) -> Section:
    """The oldest first; after a quarter of an hour one presses."""
    lines = [
        Line(
            reverse("bridges:crossing", args=[each.dossier_id, each.event_id]),
            _("%(number)s: a place, %(when)s")
            % {"number": each.number, "when": each.get_needed_display().lower()},
            str(each.other),
            since=each.created_at,
            pressing=now() - each.created_at > SOON,
        )
        for each in queries.waiting_requests()[: queries.MOST]
    ]
    return Section(_("A place is asked of us"), lines, reverse("bridges:list"))


def dates_to_answer(member: Member) -> Section:
    lines = [
        Line(
            reverse("bridges:crossing", args=[each.dossier_id, each.bridge_id]),
            _("%(number)s: %(occasion)s") % {"number": each.number, "occasion": each.get_occasion_display()},
            str(each.other),
            until=each.at,
        )
        for each in queries.dates_ahead(now()).filter(state=Dated.PROPOSED, proposed_here=False)[
            : queries.MOST
        ]
    ]
    return Section(_("Dates that wait for your answer"), lines, reverse("bridges:list"))


SECTIONS = (places_asked, dates_to_answer)
