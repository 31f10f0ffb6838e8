"""My notices, newest first; each leads to where something can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accord.notices.actions import see_notices
from accord.notices.models import Notice, NoticeKind
from accord.notices.queries import newest

PAGE = 50
MOST = 1000  # older ones are history: the trail has them


@dataclass(frozen=True)
class Entry:
    notice: Notice
    href: str


def notices(request: HttpRequest) -> HttpResponse:
    page = Paginator(newest(request.member)[:MOST], PAGE).get_page(request.GET.get("page"))  # type: ignore[attr-defined]
    entries = [Entry(notice, address_of(notice)) for notice in page.object_list]
    new = any(notice.seen_at is None for notice in page.object_list)
    return render(request, "notices/list.html", {"entries": entries, "page": page, "any_new": new})


@require_POST
def see_all(request: HttpRequest) -> HttpResponse:
    see_notices(by=request.member)  # type: ignore[attr-defined]
    return HttpResponseRedirect(reverse("notices:list"))


def address_of(notice: Notice) -> str:
    """Where a notice leads. A row that one may not see any more answers there as if it had never been."""
    view, lead = LEADS_TO.get(NoticeKind(notice.kind), ("home:home", _nothing))
    arguments = lead(notice)
    return reverse(view, args=arguments) if None not in arguments else reverse("home:home")


def _nothing(notice: Notice) -> list:
    return []


def _both(notice: Notice) -> list:
    return [notice.dossier_id, notice.subject_id]


def _dossier(notice: Notice) -> list:
    return [notice.dossier_id]


LEADS_TO: dict[NoticeKind, tuple[str, Callable[[Notice], list]]] = {
    NoticeKind.HIT: ("hits:hit", _both),
    NoticeKind.HIT_CHANGED: ("hits:hit", _both),
    NoticeKind.HIT_UNANSWERED: ("hits:hit", _both),
    NoticeKind.HIT_ASSIGNED: ("hits:hit", _both),
    NoticeKind.SEAT_GRANTED: ("console:dossier", _dossier),
    NoticeKind.SEAT_ENDING: ("console:dossier", _dossier),
    NoticeKind.DOSSIER_ORPHANED: ("console:custody", _nothing),
    NoticeKind.CASE_PROPOSED: ("hits:hit", _both),
    NoticeKind.CASE_OPENED: ("cases:case", _dossier),
    NoticeKind.DISCLOSED: ("cases:received", _both),
    NoticeKind.DISCLOSURE_REVOKED: ("cases:case", _dossier),
    NoticeKind.CHANGE_PROPOSED: ("reports:report", _both),
    NoticeKind.COUNTERSIGN: ("home:home", _nothing),
    NoticeKind.POINTERS_WAITING: ("hits:waiting", _nothing),
    NoticeKind.BROKER_ASKS: ("hits:introduction", _both),
    NoticeKind.BROKER_QUEUE: ("broker:list", _nothing),
}
