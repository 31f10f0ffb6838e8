"""What is read aloud, by language: ours, and the agency's own wording, which its administrators keep."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accord.agencies.models import Member, Realm
from accord.consent.actions import save_wording
from accord.consent.rules import may_word
from accord.consent.wording import NEEDED, shipped, words_for
from accord.web.consent.texts_forms import WordingForm


@require_safe
def texts(request: HttpRequest) -> HttpResponse:
    member = _of_support(request)
    rows = [words_for(language, member.agency_id) for language in shipped()]
    return render(request, "consent/texts.html", {"rows": rows, "may_word": may_word(member)})


def wording(request: HttpRequest, language: str) -> HttpResponse:
    member = _of_support(request)
    if not may_word(member):
        raise PermissionDenied(_("The wording is kept by an administrator of a support agency."))
    if language not in shipped():
        raise Http404
    text = words_for(language, member.agency_id)
    form = WordingForm(request.POST or None, initial={"body": text.body, "verified_on": text.verified_on})
    if request.method == "POST" and form.is_valid():
        save_wording(by=member, language=language, **form.cleaned_data)
        messages.success(
            request, _("Saved. From now on this wording is read; what was read before stays as it was.")
        )
        return redirect("consent:texts")
    page = {"text": text, "form": form, "needed": [f"{{{name}}}" for name in (*NEEDED, "agency")]}
    return render(request, "consent/wording.html", page)


def _of_support(request: HttpRequest) -> Member:
    member: Member = request.member  # type: ignore[attr-defined]
    if member.agency.realm != Realm.SUPPORT:
        raise PermissionDenied(_("For members of support agencies."))
    return member
