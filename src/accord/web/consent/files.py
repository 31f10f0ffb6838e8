"""The survivor's file that a page is about, and the sheets that leave the browser."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accord.consent import rules
from accord.consent.models import Consent
from accord.consent.wording import shipped
from accord.dossiers.models import Dossier, Kind
from accord.support.models import SupportFile


def the_file(dossier: uuid.UUID) -> tuple[SupportFile, Dossier]:
    """404 for whoever holds no seat: row security shows neither."""
    return get_object_or_404(SupportFile, dossier_id=dossier), get_object_or_404(
        Dossier, pk=dossier, kind=Kind.SUPPORT
    )


def tongue_for(file: SupportFile) -> str:
    """In which of the texts' languages she is asked: the first that she speaks, else that of the page."""
    known = shipped()
    spoken = next((each for each in file.languages if each in known), "")
    return spoken or ("fr" if (get_language() or "").startswith("fr") else "en")


def the_agreement(dossier: uuid.UUID, id: uuid.UUID) -> Consent:
    return get_object_or_404(Consent.objects.select_related("recipient"), dossier_id=dossier, id=id)


def require_work(request: HttpRequest, dossier: Dossier) -> None:
    if not rules.may_ask(request.member, dossier):  # type: ignore[attr-defined]
        raise PermissionDenied(_("This is done by who works on the open file."))


def kept(request: HttpRequest, *, but: Collection[str] = ()) -> list[tuple[str, str]]:
    """What was typed on the pages before, to be carried on: no browser keeps it for us."""
    left = {"csrfmiddlewaretoken", "step", "to", *but}
    return [(name, value) for name, values in request.POST.lists() if name not in left for value in values]


def sheet(pdf: bytes, name: str) -> HttpResponse:
    """A PDF to print or to keep; its file name tells nothing."""
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    answer["Cache-Control"] = "no-store, private"
    return answer
