"""The page of a network, and the acts on it: keep or delete a layout, take the picture out."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accord.agencies.models import Member
from accord.cases import queries
from accord.cases.models import NetworkLayout
from accord.cases.network import layouts
from accord.cases.network.asked import restored
from accord.cases.network.drawing import drawing
from accord.cases.network.exports import DRAWN_BY_BROWSER, FORMATS, export
from accord.cases.network.picture import MOST_NODES, Picture, draw
from accord.cases.network.reading import NETWORKED
from accord.dossiers.models import Dossier
from accord.dossiers.queries import held_by
from accord.dossiers.rules import works_on
from accord.web.network import rows
from accord.web.network.address import Address, read
from accord.web.network.canvas import canvas
from accord.web.network.forms import ExportForm, LayoutForm, cities_form, filter_form, path_form
from accord.web.network.legend import legend
from accord.web.network.telling import Teller


def the_dossier(dossier: uuid.UUID) -> Dossier:
    """A case or a desk. Hidden and nonexistent are one and the same answer."""
    return get_object_or_404(Dossier, pk=dossier, kind__in=NETWORKED)


@require_GET
def network(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    return _drawn(request, the_dossier(dossier), request.GET)


def _picture(
    request: HttpRequest, dossier: Dossier, query: QueryDict, *, leaving: bool = False
) -> tuple[Picture, Address]:
    """The picture that an address asks for; one that names a layout begins with the layout's own filters."""
    member: Member = request.member  # type: ignore[attr-defined]
    address = read(query)
    layout = NetworkLayout.objects.filter(pk=(dossier.id, address.asked.layout)).first()
    if layout is None:
        address = replace(address, asked=replace(address.asked, layout=None))
        return draw(member, dossier, address.asked, leaving=leaving), address
    if not address.is_set:
        address = replace(address, asked=restored(layout.filters, layout.id), is_set=True)
    picture = draw(
        member, dossier, address.asked, held_places=layout.positions,
        only_own_rows=layout.made_by != member.id, leaving=leaving,
    )  # fmt: skip
    return picture, address


def _drawn(request: HttpRequest, dossier: Dossier, query: QueryDict, **forms: Any) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    picture, address = _picture(request, dossier, query)
    joint, told = queries.joint_case(dossier.id), Teller(picture)
    page = {
        "dossier": dossier,
        "joint": joint,
        "picture": picture,
        "address": address,
        "query": address.query(),
        "most": MOST_NODES,
        "svg": drawing(picture, width="100%"),
        "canvas": canvas(picture),
        "legend": legend(picture),
        "filter": filter_form(picture, address),
        "path_form": path_form(picture, address),
        "cities_form": cities_form(picture, address),
        "path": rows.path_rows(picture, told),
        "path_asked": bool(address.asked.start and address.asked.end),
        "cities_asked": all(address.asked.cities),
        "city_names": rows.city_names(picture),
        "city_pairs": rows.city_pairs(picture, address),
        "sentences": rows.sentences(picture, told),
        "nodes": rows.node_rows(picture, address, told),
        "links": rows.link_rows(picture, address, told),
        "node_heads": rows.heads(address, "sort"),
        "link_heads": rows.heads(address, "links"),
        "layouts": _layouts(member, dossier),
        "other_networks": [
            held.dossier
            for held in held_by(member)
            if held.dossier.kind in NETWORKED and held.dossier.id != dossier.id
        ],
        "may_save": works_on(member, dossier),
        "layout_form": forms.get("layout_form") or LayoutForm(),
        "export_form": forms.get("export_form") or ExportForm(),
        "formset": next((form for form in forms.values() if form.is_bound), None),
    }
    return render(request, "network/network.html", page, status=400 if forms else 200)


def _layouts(member: Member, dossier: Dossier) -> list[dict[str, Any]]:
    kept = layouts.layouts_of(dossier)
    names = {each.id: each.name for each in Member.objects.filter(pk__in={row.made_by for row in kept})}
    return [
        {"row": row, "by": names.get(row.made_by, ""), "may_delete": layouts.may_delete(member, row, dossier)}
        for row in kept
    ]


def _asked_in(request: HttpRequest) -> QueryDict:
    """The address of the page that a form was sent from, which goes with it."""
    return QueryDict(request.POST.get("query", "").removeprefix("?"))


def _back(dossier: Dossier, query: QueryDict) -> HttpResponse:
    return redirect(reverse("network:network", args=[dossier.id]) + read(query).query())


@require_POST
def save(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    found, query = the_dossier(dossier), _asked_in(request)
    form = LayoutForm(request.POST)
    if not form.is_valid():
        return _drawn(request, found, query, layout_form=form)
    chosen = form.cleaned_data
    layout = layouts.save_layout(
        by=request.member,  # type: ignore[attr-defined]
        dossier=found,
        name=chosen["name"],
        places=chosen["places"],
        asked=read(query).asked,
        form_key=chosen["form_key"],
    )
    messages.success(request, _("The layout is kept."))
    return redirect(reverse("network:network", args=[found.id]) + f"?layout={layout.id}")


@require_POST
def delete(request: HttpRequest, dossier: uuid.UUID, id: uuid.UUID) -> HttpResponse:
    found = the_dossier(dossier)
    layout = get_object_or_404(NetworkLayout, pk=(found.id, id))
    layouts.delete_layout(by=request.member, dossier=found, layout=layout)  # type: ignore[attr-defined]
    messages.success(request, _("The layout is deleted."))
    return _back(found, _asked_in(request))


@require_POST
def take_out(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    """The file as an attachment; for PNG, which the browser draws, only that the act was recorded."""
    found, query = the_dossier(dossier), _asked_in(request)
    form = ExportForm(request.POST)
    if not form.is_valid():
        return _drawn(request, found, query, export_form=form)
    format, by = form.cleaned_data["format"], request.member  # type: ignore[attr-defined]
    on_screen = format == DRAWN_BY_BROWSER
    picture, _address = _picture(request, found, query, leaving=not on_screen)
    if on_screen and not request.headers.get("X-Drawing"):
        form.add_error("format", _("The browser draws PNG with JavaScript. Choose SVG."))
        return _drawn(request, found, query, export_form=form)
    if on_screen and picture.holds_what_stays:
        form.add_error(
            "format",
            _("Something in this picture is TLP:RED and stays here. SVG leaves it out; so do the others."),
        )
        return _drawn(request, found, query, export_form=form)
    text = export(by=by, picture=picture, format=format, purpose=form.cleaned_data["purpose"])
    if on_screen:
        return HttpResponse(status=204)
    kind = FORMATS[format]
    headers = {"Content-Disposition": f'attachment; filename="{kind.file_name}"'}
    return HttpResponse(text, content_type=kind.content_type, headers=headers)
