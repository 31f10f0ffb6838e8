"""Saved layouts: places and filters under a name, for the seats of one's own agency."""

from __future__ import annotations

import math
import uuid
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.base import audit
from accord.cases.models import NetworkLayout
from accord.cases.network.asked import Asked
from accord.cases.network.picture import MOST_NODES
from accord.dossiers.models import Dossier
from accord.dossiers.rules import leads, works_on

MOST_LAYOUTS = 50
FARTHEST = 100_000  # picture units: what lies beyond was not put there by a hand


def layouts_of(dossier: Dossier) -> list[NetworkLayout]:
    """The layouts of a dossier that one's agency kept, by name."""
    rows = NetworkLayout.objects.filter(dossier_id=dossier.id).order_by("name", "created_at", "id")
    return list(rows[:MOST_LAYOUTS])


def may_delete(member: Member, layout: NetworkLayout, dossier: Dossier) -> bool:
    """Whoever made it, while working on the dossier, or a lead of it."""
    own = layout.made_by == member.id and works_on(member, dossier)
    return own or (leads(member, dossier) and not dossier.is_closed)


def save_layout(
    *, by: Member, dossier: Dossier, name: str, places: Mapping[str, Any], asked: Asked, form_key: uuid.UUID
) -> NetworkLayout:
    """Keep a layout. The same form twice keeps one. Raises ``PermissionDenied`` for readers."""
    if not works_on(by, dossier):
        raise PermissionDenied(_("To keep a layout, you need a working seat."))
    mine = NetworkLayout.objects.filter(dossier_id=dossier.id, form_key=form_key)
    if again := mine.first():
        return again
    layout = NetworkLayout(
        dossier_id=dossier.id, agency_id=by.agency_id, made_by=by.id, form_key=form_key, name=name,
        positions=sound_places(places), filters=asked.saved(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            layout.save(force_insert=True)
    except IntegrityError:
        return mine.get()
    audit.record("network_layout.saved", dossier_id=dossier.id, row_id=layout.id)
    return layout


def delete_layout(*, by: Member, dossier: Dossier, layout: NetworkLayout) -> None:
    """Throw a layout away: it is nobody's evidence, only an arrangement."""
    if not may_delete(by, layout, dossier):
        raise PermissionDenied(_("Whoever made a layout deletes it, or a lead."))
    audit.record("network_layout.deleted", dossier_id=dossier.id, row_id=layout.id)
    NetworkLayout.objects.filter(pk=layout.pk).delete()


def sound_places(places: Mapping[str, Any]) -> dict[str, list[int]]:
    """Only what can be a place of a node: anybody can send anything."""
    sound: dict[str, list[int]] = {}
    for name, place in list(places.items())[:MOST_NODES]:
        if len(name) > 32 or not isinstance(place, list) or len(place) != 2:
            continue
        if all(
            isinstance(each, int | float) and math.isfinite(each) and abs(each) < FARTHEST for each in place
        ):
            sound[name] = [round(each) for each in place]
    return sound
