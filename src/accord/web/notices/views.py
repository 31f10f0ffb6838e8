"""My notices, newest first; each leads to where something can be done about it. What was shown counts as seen."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accord.deconfliction.models import Hit
from accord.dossiers.models import Dossier, Kind
from accord.notices.actions import see_notices
from accord.notices.models import Notice, NoticeKind
from accord.notices.queries import count_unseen, newest

PAGE = 50
MOST = 1000  # older ones are history: the trail has them
Arguments = list[uuid.UUID | None]
_NOWHERE = uuid.UUID(int=0)


@dataclass(frozen=True)
class Entry:
    """One line; ``about`` is the hit's number or the dossier's title, where the reader may see them."""

    notice: Notice
    href: str
    about: str


def notices(request: HttpRequest) -> HttpResponse:
    me = request.member  # type: ignore[attr-defined]
    page = Paginator(newest(me)[:MOST], PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    context = {"entries": list(_entries(shown)), "page": page}
    unseen = [notice.id for notice in shown if notice.seen_at is None]
    if unseen and request.method == "GET":
        see_notices(by=me, notices=unseen)
    return render(request, "notices/list.html", context | {"more_new": count_unseen(me) > 0})


@require_POST
def see_all(request: HttpRequest) -> HttpResponse:
    see_notices(by=request.member)  # type: ignore[attr-defined]
    return HttpResponseRedirect(reverse("notices:list"))


def _entries(shown: list[Notice]) -> Iterable[Entry]:
    """A hit that changed five times is one line: the latest."""
    dossiers = Dossier.objects.filter(id__in={notice.dossier_id for notice in shown})
    titles = {dossier.id: dossier.title for dossier in dossiers}
    arrivals = {dossier.id for dossier in dossiers if dossier.kind == Kind.ARRIVAL}
    hits = [_both(notice) for notice in shown if LEADS_TO[NoticeKind(notice.kind)][0] == "hits:hit"]
    numbers = {
        hit.id: hit.number for hit in Hit.objects.filter(pk__in=[pair for pair in hits if None not in pair])
    }
    said = set()
    for notice in shown:
        if (key := (notice.kind, notice.dossier_id, notice.subject_id)) not in said:
            said.add(key)
            about = numbers.get(notice.subject_id or _NOWHERE), titles.get(notice.dossier_id or _NOWHERE)
            href = _in_arrival(notice) if notice.dossier_id in arrivals else address_of(notice)
            yield Entry(notice, href, " · ".join(each for each in about if each))


def address_of(notice: Notice) -> str:
    """Where a notice leads. A row that one may not see any more answers there as if it had never been."""
    view, lead = LEADS_TO[NoticeKind(notice.kind)]
    arguments = lead(notice)
    return reverse(view, args=arguments) if None not in arguments else reverse("home:home")


def _in_arrival(notice: Notice) -> str:
    """What was taken back stood in a case or in an arrival; the notice does not say in which."""
    if notice.kind == NoticeKind.DISCLOSURE_REVOKED:
        return reverse("arrivals:arrival", args=[notice.dossier_id])
    return address_of(notice)


def _nothing(notice: Notice) -> Arguments:
    return []


def _both(notice: Notice) -> Arguments:
    return [notice.dossier_id, notice.subject_id]


def _subject(notice: Notice) -> Arguments:
    return [notice.subject_id]


def _dossier(notice: Notice) -> Arguments:
    return [notice.dossier_id]


LEADS_TO: dict[NoticeKind, tuple[str, Callable[[Notice], Arguments]]] = {
    NoticeKind.HIT: ("hits:hit", _both),
    NoticeKind.HIT_CHANGED: ("hits:hit", _both),
    NoticeKind.HIT_UNANSWERED: ("hits:hit", _both),
    NoticeKind.HIT_ASSIGNED: ("hits:hit", _both),
    NoticeKind.SEAT_GRANTED: ("console:dossier", _dossier),
    NoticeKind.SEAT_ENDING: ("console:dossier", _dossier),
    NoticeKind.DOSSIER_ORPHANED: ("console:custody", _nothing),
    NoticeKind.CONSULTATION_WAITING: ("console:closed_file", _subject),
    NoticeKind.CASE_PROPOSED: ("hits:hit", _both),
    NoticeKind.CASE_OPENED: ("cases:case", _dossier),
    NoticeKind.CASE_GROUND: ("cases:case", _dossier),
    NoticeKind.DISCLOSED: ("cases:received", _both),
    NoticeKind.DISCLOSURE_REVOKED: ("cases:case", _dossier),
    NoticeKind.ARRIVED: ("arrivals:arrival", _dossier),
    NoticeKind.CONSENT_ENDED: ("home:home", _nothing),
    NoticeKind.PUSH_WAITING: ("consent:push", _both),
    NoticeKind.REFERRAL_MOVED: ("referrals:referral", _both),
    NoticeKind.REFERRAL_SILENT: ("referrals:referral", _both),
    NoticeKind.BRIDGE_CHANGED: ("bridges:crossing", _both),
    NoticeKind.HOLD_COMING: ("places:held", _subject),
    NoticeKind.HOLD_RELEASED: ("places:held", _subject),
    NoticeKind.HOLD_ARRIVED: ("places:held", _subject),
    NoticeKind.HOLD_EXPIRED: ("places:held", _subject),
    NoticeKind.HOLD_REFUSED: ("places:held", _subject),
    NoticeKind.CHANGE_PROPOSED: ("reports:report", _both),
    NoticeKind.APPLICATION_CHANGED: ("permits:application", _both),
    NoticeKind.PERMIT_EXPIRING: ("permits:application", _both),
    NoticeKind.CLOCK_OVERDUE: ("permits:file", _dossier),
    NoticeKind.STANDING_FOUND: ("search:found", _subject),
    NoticeKind.COUNTERSIGN: ("home:home", _nothing),
    NoticeKind.POINTERS_WAITING: ("hits:waiting", _nothing),
    NoticeKind.BROKER_ASKS: ("hits:introduction", _both),
    NoticeKind.BROKER_QUEUE: ("broker:list", _nothing),
}
