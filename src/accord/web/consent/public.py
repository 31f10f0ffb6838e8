"""Taking everything back with the card: no account, no script, and nothing of the code in an address or a log."""

from __future__ import annotations

from allauth.core import ratelimit
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accord.consent.actions import CARD_LENGTH, CARD_LETTERS, withdraw_by_card
from accord.web import forms as web
from accord.web.consent.card import grouped


class CodeForm(web.Form):
    code = forms.CharField(
        label=_("The code on the card"),
        max_length=100,
        help_text=_("12 letters and digits. Spaces and small letters do not matter."),
        widget=forms.TextInput(
            attrs={"class": "govuk-input--width-20 accord-number", "autocapitalize": "characters"}
        ),
        error_messages={"required": _("Type the code that stands on the card")},
    )

    def clean_code(self) -> str:
        code = "".join(letter for letter in self.cleaned_data["code"].upper() if letter.isalnum())
        if any(letter not in CARD_LETTERS for letter in code):
            raise ValidationError(
                gettext("A code never has I, L, O, 0 or 1, nor letters with accents. Look again.")
            )
        if len(code) != CARD_LENGTH:
            raise ValidationError(
                gettext("The code has %(most)d letters and digits, and you typed %(typed)d. Look again.")
                % {"most": CARD_LENGTH, "typed": len(code)}
            )
        return code


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest) -> HttpResponse:
    """Type, confirm, done. Whether there is such a card is asked only at the end, and at the same pace either way."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid() or request.POST.get("to") == "change":
        return render(request, "consent/withdraw.html", {"form": form})
    code = form.cleaned_data["code"]
    if request.POST.get("step") != "confirmed":
        return render(request, "consent/withdraw_confirm.html", {"code": grouped(code)})
    if not ratelimit.consume(request, action="withdraw"):  # as often as settings.ACCOUNT_RATE_LIMITS says
        form.add_error("code", gettext("Too many tries. Wait a minute, then try again."))
        return render(request, "consent/withdraw.html", {"form": form}, status=429)
    if withdraw_by_card(code) is None:
        form.add_error(
            "code", gettext("There is no such card. Look at the code again, or ask for a new card.")
        )
        return render(request, "consent/withdraw.html", {"form": form})
    return render(request, "consent/withdraw_done.html")
