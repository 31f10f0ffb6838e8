"""Keeping places, holding one, arriving, leaving, turning away. Acts happen at ``clock.now()``, never in the future."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import new_id, now
from accord.base.row_security.call import call
from accord.places import rules
from accord.places.door_word import new_word, plain
from accord.places.models import Hold, Place, TurnAway
from accord.places.vocabulary import MOST_HOLDS, HoldState, Why

# What the agency says of its places; the rest of the row is the database's.
FACTS = (
    "kind", "label", "city", "province", "latitude", "longitude", "contact_phone", "total", "out_of_service",
    "occupied", "most_people", "age_min", "age_max", "genders", "languages", "children", "pets", "accessibility",
    "substance_use", "hold_minutes",
)  # fmt: skip


class NoPlaceLeft(Exception):
    """Somebody else was first: nothing was held."""


class CountsChanged(Exception):
    """Somebody came or left since the counts were looked at: nothing was changed."""


@dataclass(frozen=True)
class PreNotice:
    """The five facts of who comes. ``language`` is an ISO 639-1 code or empty; ``gender`` of ``GENDERS`` or empty."""

    when: datetime
    people: int = 1
    gender: str = ""
    language: str = ""
    minor: bool = False


def keep_place(*, by: Member, place: Place, seen_occupied: int | None = None, closed: bool = False) -> Place:
    """Make a place, or change one of one's own agency. ``seen_occupied`` is the count that a change was based on;
    without it a new place is meant, and one that was made already stays as it is.

    Raises ``CountsChanged`` where another is true by now. A closed place is offered no more; its history stays.
    """
    _require(rules.may_use_places(by))
    facts: dict[str, Any] = {name: getattr(place, name) for name in FACTS}
    facts |= {"seen_occupied": seen_occupied, "closed": closed}
    if call("keep_place", place.id, json.dumps(facts), now()) == "changed":
        raise CountsChanged
    audit.record("place.kept", row_id=place.id)
    return Place.objects.get(pk=place.id)


def confirm_places(*, by: Member, place: Place | None = None) -> int:
    """The counts are still right: of one place, or of all of one's agency. Says of how many."""
    _require(rules.may_use_places(by) if place is None else rules.keeps(by, place))
    confirmed = call("confirm_places", place.id if place else None, now())
    audit.record("place.confirmed", row_id=place.id if place else None)
    return int(confirmed)


def walk_in(*, by: Member, place: Place, form_key: uuid.UUID | None = None) -> None:
    """Somebody came without a hold. Raises ``NoPlaceLeft``."""
    _come_or_leave(by, place, 1, form_key)


def leave(*, by: Member, place: Place, form_key: uuid.UUID | None = None) -> None:
    """Somebody left. Raises ``CountsChanged`` where nobody was counted as staying."""
    _come_or_leave(by, place, -1, form_key)


def _come_or_leave(by: Member, place: Place, step: int, form_key: uuid.UUID | None) -> None:
    _require(rules.keeps(by, place))
    said = call("come_or_leave", place.id, step, form_key or new_id(), now())
    if said == "full":
        raise NoPlaceLeft
    if said == "empty":
        raise CountsChanged
    audit.record("place.walked_in" if step > 0 else "place.left", row_id=place.id)


def hold_place(*, by: Member, place: Place, notice: PreNotice, form_key: uuid.UUID | None = None) -> Hold:
    """Hold one for as long as the place allows; its agency hears five facts. Raises ``NoPlaceLeft``.

    The same ``form_key`` at the same place is the same hold.
    """
    _require(rules.may_use_places(by))
    facts = {
        "coming_at": notice.when.isoformat(), "people": notice.people, "gender": notice.gender,
        "language": notice.language, "minor": notice.minor, "most_holds": MOST_HOLDS,
    }  # fmt: skip
    made = call("hold_place", place.id, new_id(), form_key or new_id(), json.dumps(facts), new_word(), now())
    if made is None:
        raise NoPlaceLeft
    audit.record("hold.made", row_id=made)
    return Hold.objects.select_related("place", "provider", "agency").get(pk=made)


def release_hold(*, by: Member, hold: Hold) -> HoldState:
    """Give it back. Says how the hold stands now: ``RELEASED``, or how it had ended before."""
    _require(rules.holds(by, hold))
    state = HoldState(call("release_hold", hold.id, now()))
    if state == HoldState.RELEASED:
        audit.record("hold.released", row_id=hold.id)
    return state


def arrive(*, by: Member, hold: Hold, word: str) -> str:
    """Somebody is at the provider's door and says the word.

    Says ``arrived``, ``another_word``, ``full`` (places went out of service meanwhile), or how the hold had ended.
    """
    _require(rules.provides(by, hold))
    said = str(call("arrive_on_hold", hold.id, plain(word), now()))
    audit.record("hold.arrived" if said == "arrived" else "hold.not_arrived", row_id=hold.id)
    return said


def refuse_hold(*, by: Member, hold: Hold, reason: Why = Why.CRITERIA) -> HoldState:
    """The provider cannot take them: the hold ends, and the provider's agency has turned somebody away."""
    _require(rules.provides(by, hold))
    state = HoldState(call("refuse_hold", hold.id, Why(reason).value, now()))
    if state == HoldState.REFUSED:
        audit.record("hold.refused", row_id=hold.id)
    return state


def turn_away(*, by: Member, kind: str, reason: Why, facts: Mapping[str, Any] | None = None,
              form_key: uuid.UUID | None = None) -> TurnAway:  # fmt: skip
    """Somebody got no place of this kind. ``facts``: people, minor, province. Sent twice, it counts once."""
    _require(rules.may_use_places(by))
    made, new = TurnAway.objects.get_or_create(
        agency_id=by.agency_id,
        form_key=form_key or new_id(),
        defaults={"kind": kind, "reason": Why(reason).value, **(facts or {})},
    )
    if new:
        audit.record("place.turned_away", row_id=made.id)
    return made


def _require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied(_("Places are kept and held by support agencies, each its own."))
