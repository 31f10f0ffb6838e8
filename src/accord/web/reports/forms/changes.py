"""Changing one part of a report: the same fields as when it was filed, and a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.reports.draft import MOST_LINE
from accord.web import forms as web
from accord.web.reports.forms import parts

# The parts by their word in the address, with the heading of the page.
PARTS: dict[str, tuple[type[parts.Part], Any]] = {
    "seen": (parts.SeenPart, _("What was seen")),
    "when": (parts.WhenPart, _("When")),
    "where": (parts.WherePart, _("Where")),
    "urgency": (parts.UrgencyPart, _("Urgency")),
    "kind": (parts.KindPart, _("Exploitation")),
    "source": (parts.SourcePart, _("Source and grading")),
    "handling": (parts.HandlingPart, _("Handling")),
    "basis": (parts.BasisPart, _("Lawful reference and contact")),
}


class ReasonForm(web.Form):
    reason = forms.CharField(
        label=_("Why"), help_text=_("It stays in the history of the report"), max_length=MOST_LINE
    )


class AliasForm(ReasonForm):
    alias = forms.CharField(label=_("Alias"), max_length=MOST_LINE)
    field_order = ["alias", "reason"]


def change_form(part: type[parts.Part]) -> type[parts.Part]:
    """The form that changes one part: its fields first, the reason last."""
    return type(f"Change{part.__name__}", (part, ReasonForm), {"field_order": [*part.base_fields, "reason"]})
