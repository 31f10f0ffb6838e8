"""One identifier: a kind, the value as it was seen and, for a plate or a handle, its province or platform."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.linkage import IdentifierKind, NotUnderstood
from accord.reports.draft import MOST_LINE, IdentifierDraft
from accord.reports.models import Identifier
from accord.reports.words import IDENTIFIER_KINDS
from accord.web import forms as web
from accord.web.reports.words import IDENTIFIER_ERRORS, IN_CONTEXT

# Premises are two choices on the page: people know which they saw, and should not have to type it.
HOTEL, ADDRESS = "hotel", "address"
KINDS = {
    **{kind: label for kind, label in IDENTIFIER_KINDS.items() if kind not in ("premises", "other")},
    HOTEL: _("Hotel or motel"),
    ADDRESS: _("Street address"),
    str(IdentifierKind.OTHER): IDENTIFIER_KINDS["other"],
}
TYPED = ("value", "context", "note")


class IdentifierForm(web.Form):
    template_name = "reports/identifier_fields.html"
    mark_optional = False

    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()), initial="phone")
    value = forms.CharField(label=_("Number or name"), max_length=2000)
    context = forms.CharField(
        label=_("Platform or province"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"list": "contexts"}),
    )
    note = forms.CharField(label=_("Note"), max_length=MOST_LINE, required=False)

    def has_changed(self) -> bool:
        """A block counts once something is typed in it; that a kind was chosen is not enough."""
        if not self.is_bound:
            return super().has_changed()
        return any(str(self.data.get(self.add_prefix(name)) or "").strip() for name in TYPED)

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.cleaned_data.get("value") and "kind" in self.cleaned_data and "context" in self.cleaned_data:
            try:
                self.draft().normal()
            except NotUnderstood as error:
                self.add_error(
                    "context" if error.code in IN_CONTEXT else "value", IDENTIFIER_ERRORS[error.code]
                )
        return self.cleaned_data

    def draft(self) -> IdentifierDraft:
        """What was typed, once it is valid."""
        kind, context = self.cleaned_data["kind"], self.cleaned_data.get("context", "")
        if kind in (HOTEL, ADDRESS):
            kind, context = str(IdentifierKind.PREMISES), kind
        return IdentifierDraft(kind, self.cleaned_data["value"], context, self.cleaned_data.get("note", ""))


def kind_label(identifier: Identifier) -> str:
    """The kind of a saved identifier in the words of this page."""
    kind = identifier.context if identifier.kind == IdentifierKind.PREMISES else identifier.kind
    return str(KINDS.get(kind, IDENTIFIER_KINDS[identifier.kind]))


def drafts_in(blocks: web.AddAnotherFormSet) -> tuple[IdentifierDraft, ...]:
    """Those blocks of a valid set in which something was typed."""
    return tuple(cast(IdentifierForm, block).draft() for block in blocks.filled)


PersonIdentifiers = web.add_another(
    IdentifierForm,
    item_title=_("Identifier %(number)s of this person"),
    add_label=_("Add a phone, handle or other identifier"),
    most=20,
)
Identifiers = web.add_another(
    IdentifierForm, item_title=_("Identifier %(number)s"), add_label=_("Add another identifier"), most=50
)
