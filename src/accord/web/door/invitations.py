"""Answering an invitation: a password first, then at once a second factor."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django import forms
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from accord.door.actions import answer_invitation, open_invitation
from accord.door.models import Account
from accord.door.sessions import ENROLLING
from accord.web import forms as web

TOKEN = "accord_invitation"  # noqa: S105 - the session's key for the token, which then stands in no address


class PasswordForm(web.Form):
    """A password of one's own, twice."""

    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        self.fields["password"].help_text = " ".join(password_validators_help_texts()[1:2])

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.account)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("The two passwords differ. Type the same one twice."))
        return cleaned


@sensitive_post_parameters()
@login_not_required
def answer(request: HttpRequest) -> HttpResponse:
    """The link's token moves into the session at once, so that it stays out of histories, logs and Referer headers."""
    if token := request.GET.get("token", ""):
        if request.user.is_authenticated:
            logout(request)
        request.session[TOKEN] = token
        return HttpResponseRedirect(reverse("door:invitation"))
    token = request.session.get(TOKEN, "")
    invitation = open_invitation(token) if token else None
    if invitation is None:
        return render(request, "door/invitation_void.html", status=404)
    form = PasswordForm(request.POST or None, account=invitation.account)
    if request.method == "POST" and form.is_valid():
        account = answer_invitation(token=token, password=form.cleaned_data["password"])
        if account is not None:
            return _sign_in(request, account)
    return render(request, "door/invitation.html", {"form": form, "email": invitation.account.email})


def _sign_in(request: HttpRequest, account: Account) -> HttpResponse:
    del request.session[TOKEN]
    account.backend = settings.AUTHENTICATION_BACKENDS[0]
    get_adapter().login(request, account)
    record_authentication(request, account, method="password", reauthenticated=True)
    enrolling = request.session.get(ENROLLING)
    return HttpResponseRedirect(
        reverse("mfa_index") if enrolling else resolve_url(settings.LOGIN_REDIRECT_URL)
    )
