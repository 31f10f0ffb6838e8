"""One survivor's file as a page finds it: who she is called, what one may do, and nothing that was not asked for."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.dossiers.models import Dossier, Kind
from accord.dossiers.sealing import sealings
from accord.support import queries, rules
from accord.support.models import Alert, SupportFile
from accord.support.queries import Minority


@dataclass(frozen=True)
class Opened:
    """The file with what its identity bar shows."""

    dossier: Dossier
    file: SupportFile
    names: dict[str, str]
    minority: Minority
    may_work: bool
    may_lead: bool
    has_key: bool
    alerts: list[Alert] = field(default_factory=list)

    @property
    def id(self) -> uuid.UUID:
        return self.dossier.id

    @property
    def name(self) -> str:
        """The chosen name, or nothing."""
        return self.names.get("chosen_name", "")


def the_file(
    request: HttpRequest, dossier: uuid.UUID, *, without_key: bool = False, reading: bool = False
) -> Opened:
    """The file of that dossier. Hidden and nonexistent are one and the same answer; who only reads, posts nothing.

    ``reading``: a POST that changes nothing, so that what is read stands in no address. Where nothing of the person is
    kept, the key is forgotten: then there is the file's own page and no other.
    """
    found = get_object_or_404(Dossier, pk=dossier, kind=Kind.SUPPORT)
    file = get_object_or_404(SupportFile, dossier_id=dossier)
    member: Member = request.member  # type: ignore[attr-defined]
    has_key = bool(sealings([dossier]))
    if not has_key and not without_key:
        raise Http404
    opened = Opened(
        dossier=found,
        file=file,
        names=queries.first_names([dossier])[dossier],
        minority=queries.minority(file),
        may_work=rules.may_work(member, found),
        may_lead=rules.may_lead(member, found),
        has_key=has_key,
        alerts=list(queries.open_alerts().filter(dossier_id=dossier)),
    )
    if request.method == "POST" and not reading and not opened.may_work:
        raise PermissionDenied(_("This is done by who works on the open file."))
    return opened


def draw(request: HttpRequest, template: str, opened: Opened, **context: Any) -> HttpResponse:
    """A page of the file, with the identity bar that all of them share."""
    return render(request, template, {"opened": opened, "file": opened.file, **context})


def names_of(ids: set[uuid.UUID | None]) -> dict[uuid.UUID | None, str]:
    """Of members whom one may know."""
    return {member.id: member.name for member in Member.objects.filter(pk__in={each for each in ids if each})}
