"""What leads out of a file, each on what she agreed to: agreements, a place, referrals, rights, police."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accord.bridges.queries import bridges
from accord.consent.queries import ledger, live
from accord.places.vocabulary import HoldState
from accord.referrals.queries import of_file
from accord.referrals.vocabulary import OPEN, State
from accord.support.queries import stays_of
from accord.web.referrals.words import Card
from accord.web.support.line import Task
from accord.web.support.the_file import Opened


def consent(opened: Opened) -> Task:
    holding = live(opened.id).count()
    hint = _("What may be told, to whom, until when; and the card to take it back")
    where = reverse("consent:ledger", args=[opened.id])
    if holding:
        status = ngettext("%(count)d agreement", "%(count)d agreements", holding) % {"count": holding}
        return Task(_("Agreements"), where, status, hint)
    asked = ledger(opened.id).exists()
    return Task(
        _("Agreements"),
        where,
        _("None holds") if asked else _("Not asked yet"),
        hint,
        "" if asked else "blue",
    )


def place(opened: Opened) -> Task:
    title, where = _("A place to stay"), reverse("support:place", args=[opened.id])
    hint = _("Held without a name; the door opens with a word")
    newest = next(iter(stays_of(opened.id)), None)
    if newest is None:
        return Task(title, where, pgettext("a task", "Optional"), hint, "grey")
    if newest.state in (HoldState.EXPIRED, HoldState.REFUSED):
        return Task(title, where, _("No place yet"), hint, "red")
    return Task(title, where, str(newest.state.label), hint, "yellow" if newest.is_live else "")


def referrals(opened: Opened) -> Task:
    cards = [Card(row) for row in of_file(opened.id)]
    still, late = sum(card.row.state in OPEN for card in cards), sum(card.is_stalled for card in cards)
    where = reverse("referrals:choose", args=[opened.id])
    if late:
        status = ngettext("%(count)d without answer", "%(count)d without answer", late) % {"count": late}
        return Task(_("Referrals"), where, status, colour="red")
    if still:
        return Task(_("Referrals"), where, ngettext("%(count)d open", "%(count)d open", still) % {"count": still},
                    colour="yellow")  # fmt: skip
    if drafts := sum(card.row.state == State.DRAFT for card in cards):
        status = ngettext("%(count)d draft", "%(count)d drafts", drafts) % {"count": drafts}
        return Task(_("Referrals"), where, status, colour="grey")
    return Task(
        _("Referrals"), where, _("None open") if cards else pgettext("a task", "Optional"), colour="grey"
    )


def rights(opened: Opened) -> Task:
    return Task(
        _("Permits and rights"), _view("permits:file", opened), pgettext("a task", "Optional"),
        _("What the law gives them, and until when"), "grey",
    )  # fmt: skip


def police(opened: Opened) -> Task:
    living = bridges(opened.id).filter(ended_at__isnull=True).count()
    status = ngettext("%(count)d line", "%(count)d lines", living) % {"count": living}
    return Task(
        _("Police and courts"), reverse("bridges:police", args=[opened.id]),
        status if living else pgettext("a task", "Optional"), _("Only if they choose; help never depends on it"),
        "" if living else "grey",
    )  # fmt: skip


def _view(name: str, *opened: Opened) -> str:
    try:
        return reverse(name, args=[each.id for each in opened])
    except NoReverseMatch:
        return ""


TASKS = (consent, place, referrals, rights, police)
