"""The card with which a survivor takes everything back: made on request, on paper or on the screen, shown once."""

from __future__ import annotations

import uuid

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from accord import letters
from accord.consent.actions import make_card
from accord.consent.wording import shipped
from accord.web import forms as web
from accord.web.consent.files import require_work, sheet, the_file, tongue_for

GROUP = 4


class CardForm(web.Form):
    language = forms.ChoiceField(label=_("Language of the card"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(each.language, each.name) for each in shipped().values()]  # type: ignore[attr-defined]


def card(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    file, found = the_file(dossier)
    require_work(request, found)
    form = CardForm(request.POST or None, initial={"language": tongue_for(file)})
    page: dict[str, object] = {"file": file, "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "consent/card.html", page)
    told = shipped()[form.cleaned_data["language"]]
    code = grouped(make_card(by=request.member, dossier=found))  # type: ignore[attr-defined]
    if request.POST.get("as") == "screen":
        shown = {"words": told.words["card"], "text": told, "code": code, "address": address(request)}
        return render(request, "consent/card_shown.html", page | shown)
    data = {**told.words["card"], "code": code, "address": address(request)}
    return sheet(letters.render("consent/card", data, language=told.language, paper="a6"), "card")


def grouped(code: str) -> str:
    """Four by four, as it is read aloud."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def address(request: HttpRequest) -> str:
    """Short enough to type: the language follows by itself."""
    return f"{request.get_host()}/withdraw"
