"""An administrator's pages: the members of the agency, their invitations, their leaving."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accord.agencies.actions import (
    add_member,
    change_member,
    deactivate_member,
    reactivate_member,
    start_sign_in_anew,
)
from accord.agencies.models import Duty, Member
from accord.agencies.queries import colleagues
from accord.agencies.rules import keeps_members, may_keep
from accord.base.clock import now
from accord.door.models import Account
from accord.door.queries import accounts_of
from accord.web.console.forms import MemberForm, NewMemberForm


def listing(request: HttpRequest) -> HttpResponse:
    by = _administrator(request)
    members = list(colleagues(by))
    accounts = accounts_of([member.id for member in members])
    lines = [(member, state_of(member, accounts.get(member.id))) for member in members]
    return render(request, "console/members.html", {"lines": lines})


def new(request: HttpRequest) -> HttpResponse:
    """A member and an account, and on this one answer the link that lets the member in."""
    by = _administrator(request)
    form = NewMemberForm(request.POST or None, by=by, initial={"language": translation.get_language()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if Member.objects.filter(pk=given["form_key"]).exists():  # the same form sent twice
            return HttpResponseRedirect(reverse("console:member", args=[given["form_key"]]))
        try:
            member, token = add_member(
                by=by,
                name=given["name"],
                email=given["email"],
                title=given["title"],
                office=given["office"],
                duties=[Duty(duty) for duty in given["duties"]],
                language=given["language"],
                member_id=given["form_key"],
            )
        except ValidationError as error:
            form.add_error("email", error)
        else:
            return _invitation(request, member, token)
    return render(request, "console/new_member.html", {"form": form})


def member(request: HttpRequest, member: uuid.UUID) -> HttpResponse:
    by, found = _administrator(request), _colleague(request, member)
    initial = {"title": found.title, "office": found.office_id, "duties": found.duties}
    form = MemberForm(request.POST or None, by=by, initial=initial) if may_keep(by, found) else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            given = form.cleaned_data
            duties = [Duty(duty) for duty in given["duties"]]
            change_member(by=by, member=found, title=given["title"], office=given["office"], duties=duties)
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(reverse("console:members"))
    account = accounts_of([found.id]).get(found.id)
    context = {"found": found, "form": form, "account": account, "state": state_of(found, account)}
    return render(request, "console/member.html", context)


@require_POST
def leave(request: HttpRequest, member: uuid.UUID) -> HttpResponse:
    deactivate_member(by=_administrator(request), member=_colleague(request, member))
    messages.success(request, _("The account is closed, and every browser of it is signed out."))
    return HttpResponseRedirect(reverse("console:members"))


@require_POST
def come_back(request: HttpRequest, member: uuid.UUID) -> HttpResponse:
    reactivate_member(by=_administrator(request), member=_colleague(request, member))
    messages.success(request, _("The account is open again."))
    return HttpResponseRedirect(reverse("console:member", args=[member]))


@require_POST
def anew(request: HttpRequest, member: uuid.UUID) -> HttpResponse:
    """For a lost telephone, a stolen password or an invitation that ran out."""
    found = _colleague(request, member)
    return _invitation(request, found, start_sign_in_anew(by=_administrator(request), member=found))


def state_of(member: Member, account: Account | None) -> str:
    """Where the account of a member stands: "left", "none", "invited", "late" or "active"."""
    if not member.active:
        return "left"
    if account is None:
        return "none"
    if settings.DEMO or account.has_usable_password():
        return "active"  # in the demonstration members are chosen from a list, without a password
    invitation = getattr(account, "invitation", None)
    return "invited" if invitation and invitation.until > now() else "late"


def _invitation(request: HttpRequest, member: Member, token: str) -> HttpResponse:
    with translation.override(member.language):
        address = request.build_absolute_uri(f"{reverse('door:invitation')}?token={token}")
    return render(request, "console/invitation.html", {"found": member, "address": address})


def _administrator(request: HttpRequest) -> Member:
    by: Member = request.member  # type: ignore[attr-defined]
    if not keeps_members(by):
        raise PermissionDenied
    return by


def _colleague(request: HttpRequest, member_id: uuid.UUID) -> Member:
    return get_object_or_404(colleagues(_administrator(request)), pk=member_id)
