"""What I keep in the directory, one service of it, and a new one."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accord.agencies.models import Agency
from accord.base.clock import now
from accord.base.row_security.call import call
from accord.directory import actions, rules
from accord.directory.models import Service
from accord.directory.queries import keepers_of, kept_by, offer_of, published
from accord.directory.records import Offer, Provider
from accord.directory.sought import plain_words
from accord.web.directory import drafts
from accord.web.directory.forms import KeeperForm, NewServiceForm, ServiceForm
from accord.web.help.listing import said

STALE = 365  # days after which a listing is worth another look
A_PAGE = 50


def kept(request: HttpRequest) -> HttpResponse:
    """The services that the member's agency keeps, those checked longest ago first; a broker sees them all."""
    member = request.member  # type: ignore[attr-defined]
    words = request.GET.get("words", "")[:100]
    found = kept_by(member)
    for word in plain_words(words)[:6]:
        found = found.filter(Q(name_words__contains=f" {word}") | Q(own_words__contains=f" {word}"))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [_line(row) for row in page],
        "words": words,
        "all": rules.keeps_all(member),
        "support": bool(call("i_support")),
        "keeps": rules.keeps_own(member) or rules.keeps_all(member),
    }
    return render(request, "directory/list.html", context)


def _line(row: Service) -> dict[str, Any]:
    return {"row": row, "age": _age(row), "name": said(row, "name"), "owner": said(row.organization, "name")}


def _age(row: Service) -> dict[str, Any]:
    days = (localtime(now()).date() - row.verified_on).days if row.verified_on else None
    return {"days": days, "stale": days is None or days > STALE}


def new(request: HttpRequest) -> HttpResponse:
    member = request.member  # type: ignore[attr-defined]
    if not (rules.keeps_own(member) or rules.keeps_all(member)):
        raise PermissionDenied(_("A service is listed by an administrator or by intake."))
    blank = Offer("", "", Provider(str(member.agency_id), member.agency.name_en))
    form = (
        NewServiceForm(request.POST)
        if request.method == "POST"
        else NewServiceForm(initial=drafts.initial(blank))
    )
    if request.method == "POST" and form.is_valid():
        offer = drafts.written(form, blank)
        made = actions.list_service(by=member, offer=offer, form_key=form.cleaned_data["form_key"])
        messages.success(request, _("The service is in the directory."))
        return redirect("directory:service", made)
    return render(request, "directory/new.html", {"form": form})


def service(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """One service, to be put right. Whoever does not keep it reads it where everybody does."""
    member = request.member  # type: ignore[attr-defined]
    row = _published(id)
    rules.require(rules.may_keep(member, row))
    before = offer_of(row)
    form = (
        ServiceForm(request.POST) if request.method == "POST" else ServiceForm(initial=drafts.initial(before))
    )
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["was"] == drafts.digest(before):
            actions.keep_service(by=member, service=row, offer=drafts.written(form, before))
            messages.success(request, _("Saved. Everybody sees it now."))
            return redirect("directory:service", id)
        form.add_error(
            None,
            _("Somebody else has changed this service meanwhile. Nothing of yours was saved; it is still in the form. "
              "Open the service in another window, see what is new, and send yours again if it still holds."),
        )  # fmt: skip
        form.data = as_new = request.POST.copy()
        as_new["was"] = drafts.digest(before)
    context: dict[str, Any] = {
        "form": form,
        "row": row,
        "name": said(row, "name"),
        "owner": said(row.organization, "name"),
        "ours": rules.holds_address(member, row),
    }
    if rules.keeps_all(member):
        context |= {"keepers": keepers_of(row), "keeper_form": KeeperForm(agencies=_agencies())}
    return render(request, "directory/service.html", context)


@require_POST
def keepers(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """A broker says which agency keeps the service."""
    member = request.member  # type: ignore[attr-defined]
    row = _published(id)
    rules.require(rules.keeps_all(member))
    form = KeeperForm(request.POST, agencies=_agencies())
    if not form.is_valid():
        messages.error(request, _("Choose an agency from the list."))
        return redirect("directory:service", id)
    agency = Agency.objects.get(pk=form.cleaned_data["agency"])
    actions.set_keeper(by=member, service=row, agency=agency, keeps="end" not in request.POST)
    messages.success(request, _("Done."))
    return redirect("directory:service", id)


def _agencies() -> list[tuple[str, str]]:
    return [(str(each.pk), str(each)) for each in Agency.objects.all()]


def _published(id: uuid.UUID) -> Service:
    row = published(id)
    if row is None:
        raise Http404
    return row
