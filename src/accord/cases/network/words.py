"""What kinds of nodes and links are called, and how a node without a name is spoken of."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accord.cases.network.weave import Thing
from accord.cases.words import pair
from accord.reports.vocabulary import PersonRole
from accord.reports.words import IDENTIFIER_KINDS

LONGEST = 28  # letters below a node of the picture
NODE_KINDS: dict[str, str | Promise] = {
    "person": _("Person"),
    "identifier": _("Identifier"),
    "premises": _("Premises"),
    "city": _("City"),
    "beyond": _("Desk to call: something lies beyond"),
    "report": _("Report"),
    "desk": pgettext_lazy("network", "Desk or agency"),
}

LINK_KINDS: dict[str, str | Promise] = {
    "named_with": pgettext_lazy("network link", "is theirs, says the source"),
    "same_source": pgettext_lazy("network link", "named together"),
    "seen_in": pgettext_lazy("network link", "seen in"),
    "told_in": pgettext_lazy("network link", "told in"),
    "held_by": pgettext_lazy("network link", "held by"),
    "matched": pgettext_lazy("network link", "matched; may lead further"),
    "perhaps_same": pgettext_lazy("network link", "may be the same person; not decided"),
}

_ROLES: dict[str, str | Promise] = dict(PersonRole.choices)


def kind(thing: Thing) -> str:
    """Person · Phone · Licence plate · City."""
    if thing.kind == "identifier":
        return str(IDENTIFIER_KINDS.get(thing.detail, NODE_KINDS["identifier"]))
    return str(NODE_KINDS[thing.kind])


def role(thing: Thing) -> str:
    return str(_ROLES.get(thing.detail, "")) if thing.kind == "person" else ""


def name(thing: Thing) -> str:
    """What a page calls a node: its label, or else what is known of it."""
    if thing.kind == "beyond":
        whom = thing.label or gettext("the coordination office")
        return gettext("Something beyond: call %(whom)s") % {"whom": whom}
    if thing.label:
        return thing.label
    if thing.kind == "person":
        return pair(gettext("Without a name"), role(thing)) if role(thing) else gettext("Without a name")
    if thing.source is not None and not thing.source.own:
        return gettext("Disclosed by %(agency)s") % {"agency": thing.source.agency}
    return str(NODE_KINDS[thing.kind])


def short(thing: Thing) -> str:
    """The name as it stands in the picture, where the sign says already that something lies beyond."""
    said = name(thing)
    if thing.kind == "beyond" and thing.label:
        said = pgettext("network", "Call %(whom)s") % {"whom": thing.label}
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"


def link(kind: str) -> str:
    return str(LINK_KINDS[kind])
