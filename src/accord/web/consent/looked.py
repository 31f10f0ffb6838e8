"""Who looked at my file: asked by the survivor, answered by a lead in minutes, on the screen and on paper."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accord import letters
from accord.base import audit
from accord.consent.looking import Looked, ReadElsewhere, looked_at, read_elsewhere
from accord.consent.wording import Words, shipped
from accord.dossiers.rules import answers_for
from accord.support.models import SupportFile
from accord.web.consent import words
from accord.web.consent.files import sheet, the_file


@require_safe
def looked(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    file = _asked(request, dossier)
    elsewhere = [{"row": each, "facts": words.facts(each.facts)} for each in read_elsewhere(dossier)]
    texts = [(text.language, text.name) for text in shipped().values()]
    page = {"file": file, "lines": looked_at(dossier), "elsewhere": elsewhere, "texts": texts}
    return render(request, "consent/looked.html", page)


@require_safe
def paper(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """The same in the survivor's language; the request says which."""
    _asked(request, dossier)
    text = shipped().get(request.GET.get("language", ""), shipped()["en"])
    with translation.override(text.language):
        data = _paper(text, looked_at(dossier), read_elsewhere(dossier))
    return sheet(letters.render("consent/looked", data, language=text.language), "page")


def _asked(request: HttpRequest, dossier: uuid.UUID) -> SupportFile:
    file, found = the_file(dossier)
    if not answers_for(request.member, found):  # type: ignore[attr-defined]
        raise PermissionDenied(_("Who looked is answered by a lead of the file."))
    audit.record("trail.read", dossier_id=found.id)
    return file


def _paper(text: Words, lines: Iterable[Looked], elsewhere: Iterable[ReadElsewhere]) -> dict[str, Any]:
    told = text.words["looked"]
    return {
        **told,
        "intro": told["intro"].format(day=_day(timezone.localdate())),
        "lines": [
            [_day(each.day), _who(each.name, each.agency, told), str(each.times), _deeds(each, told)]
            for each in lines
        ],
        "elsewhere": [
            [
                _day(timezone.localdate(each.first_read_at)),
                _who(each.name, each.agency, told),
                ", ".join(text.words["facts"].get(fact, fact) for fact in each.facts),
            ]
            for each in elsewhere
        ],
    }


def _day(day: Any) -> str:
    return date_format(day, "j F Y")


def _who(name: str, agency: Any, told: dict[str, str]) -> str:
    return f"{name}\n{agency}" if name and agency else name or told["machine"]


def _deeds(each: Looked, told: dict[str, str]) -> str:
    done = [told["saw"]]
    if each.deeds:
        done.append(told["wrote"].format(n=each.deeds))
    if each.opened:
        done.append(told["opened"].format(n=each.opened))
    return "\n".join(done)
