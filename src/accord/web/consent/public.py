"""Taking everything back with the card: no account, no script, and nothing of the code in an address or a log.

The page speaks every language that cards are made in: what is chosen on it, else the browser's, else the address's.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from typing import Any

from allauth.core import ratelimit
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_http_methods

from accord.consent.actions import CARD_LENGTH, CARD_LETTERS, withdraw_by_card
from accord.consent.wording import Words, shipped
from accord.web import forms as web
from accord.web.consent.card import grouped


class CodeForm(web.Form):
    """``words``: of the reader's language."""

    code = forms.CharField(
        max_length=100,
        widget=forms.TextInput(
            attrs={"class": "govuk-input--width-20 accord-number", "autocapitalize": "characters"}
        ),
    )

    def __init__(self, *args: Any, words: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.words, field = words, self.fields["code"]
        field.label, field.help_text = words["code"], words["hint"]
        field.error_messages["required"] = words["empty"]

    def clean_code(self) -> str:
        code = "".join(letter for letter in self.cleaned_data["code"].upper() if letter.isalnum())
        if any(letter not in CARD_LETTERS for letter in code):
            raise ValidationError(self.words["letters"])
        if len(code) != CARD_LENGTH:
            raise ValidationError(self.words["length"].format(most=CARD_LENGTH, typed=len(code)))
        return code


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest) -> HttpResponse:
    """Type, confirm, done. Whether there is such a card is asked only at the end; a void one is none."""
    tongue = _tongue(request)
    words = tongue.words["withdraw"]
    form = CodeForm(request.POST if request.method == "POST" else None, words=words)

    def page(name: str, status: int = 200, **more: Any) -> HttpResponse:
        others = [(each, _address(each)) for each in shipped().values() if each is not tongue]
        told = {"words": words, "tongue": tongue, "others": others, **more}
        return render(request, f"consent/{name}.html", told, status=status)

    if request.method != "POST" or not form.is_valid() or request.POST.get("to") == "change":
        return page("withdraw", form=form)
    code = form.cleaned_data["code"]
    if request.POST.get("step") != "confirmed":
        return page("withdraw_confirm", code=grouped(code))
    if not ratelimit.consume(request, action="withdraw"):  # as often as settings.ACCOUNT_RATE_LIMITS says
        form.add_error("code", words["tries"])
        return page("withdraw", 429, form=form)
    if withdraw_by_card(code) is None:
        form.add_error("code", words["none"])
        return page("withdraw", form=form)
    return page("withdraw_done")


def _address(words: Words) -> str:
    """The platform's own languages have addresses of their own, where everything else on the page speaks them too."""
    with override(words.language) if words.house else nullcontext():
        return f"{reverse('consent:withdraw')}?in={words.language}"


def _tongue(request: HttpRequest) -> Words:
    known = shipped()
    chosen = request.POST.get("in") or request.GET.get("in") or ""
    if chosen in known:
        return known[chosen]
    wished = parse_accept_lang_header(request.headers.get("accept-language", ""))
    first = next((code for wish, _weight in wished if (code := wish.partition("-")[0]) in known), "")
    here = (get_language() or "en")[:2]
    # Of the platform's own languages the address says which; it follows the browser by itself.
    return known[here if not first or known[first].house else first]
