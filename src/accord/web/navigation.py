"""The menu: what this member may open, and how much waits there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.agencies.models import Duty, Member, Realm
from accord.notices.queries import count_unseen
from accord.permits.rules import may_see_queue as may_see_permits

MOST = 99  # "99+": a number beyond that tells nobody what to do first


@dataclass(frozen=True)
class Entry:
    """One line of the menu: the view it leads to, its word, its one-letter shortcut and who may open it."""

    view: str
    text: str | Promise
    key: str
    opens: Callable[[Member], bool]
    waiting: Callable[[Member], int] | None = None


def _everybody(member: Member) -> bool:
    return True


def may_file(member: Member) -> bool:
    return member.agency.realm != Realm.AUTHORITY


def may_join(member: Member) -> bool:
    return member.agency.realm == Realm.ENFORCEMENT


def may_support(member: Member) -> bool:
    """The survivors' side: services, and whoever works there for nobody who removes people."""
    return member.agency.realm == Realm.SUPPORT


def may_reach_across(member: Member) -> bool:
    """Services and police meet there; whoever removes people from the country does not."""
    return (
        member.agency.realm in (Realm.ENFORCEMENT, Realm.SUPPORT)
        and not member.agency.immigration_enforcement
    )


def _brokers(member: Member) -> bool:
    return member.has_duty(Duty.BROKER)


def _keeps_services(member: Member) -> bool:
    """Whoever keeps listings, and the members of services, whose own the listings are."""
    duties = (Duty.ADMINISTRATOR, Duty.INTAKE, Duty.BROKER)
    return member.agency.realm == Realm.SUPPORT or any(map(member.has_duty, duties))


ENTRIES = (
    Entry("home:home", _("My work"), "w", _everybody),
    Entry("support:list", _("Support"), "u", may_support),
    Entry("places:board", _("Places"), "a", may_support),
    Entry("referrals:board", _("Referrals"), "f", may_support),
    Entry("permits:list", pgettext_lazy("menu", "Permits"), "l", may_see_permits),
    Entry("reports:list", _("Reports"), "r", may_file),
    Entry("hits:list", _("Hits"), "h", may_file),
    Entry("cases:list", _("Cases"), "c", may_join),
    Entry("map:map", _("Map"), "m", may_file),
    Entry("bridges:list", _("Services and police"), "p", may_reach_across),
    Entry("broker:list", _("Broker"), "b", _brokers),
    Entry("directory:list", _("Directory"), "d", _keeps_services),
    Entry("search:search", _("Search"), "s", _everybody),
    Entry("notices:list", _("Notices"), "n", _everybody, waiting=count_unseen),
    Entry("console:console", _("Console"), "k", _everybody),
)


def entries(request: HttpRequest, *, counted: bool) -> list[dict[str, Any]]:
    """The menu as base.html draws it."""
    return list(_lines(request, request.member, counted))  # type: ignore[attr-defined]


def _lines(request: HttpRequest, member: Member, counted: bool) -> Iterator[dict[str, Any]]:
    here = request.resolver_match.namespace if request.resolver_match else ""
    for entry in ENTRIES:
        if not entry.opens(member):
            continue
        waiting = entry.waiting(member) if counted and entry.waiting else 0
        yield {
            "href": reverse(entry.view),
            "text": entry.text,
            "key": entry.key,
            "current": here == entry.view.partition(":")[0],
            "count": f"{MOST}+" if waiting > MOST else waiting or "",
        }
