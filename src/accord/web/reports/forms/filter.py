"""The filter beside the list of reports."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.dossiers.models import Dossier
from accord.web import forms as web


class FilterForm(web.Form):
    mark_optional = False
    dossier = forms.ChoiceField(label=_("Desk or file"), required=False)

    def __init__(self, *args: Any, dossiers: list[Dossier], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("All of mine")), *[(str(each.id), each.title) for each in dossiers]]
        self.fields["dossier"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> uuid.UUID | None:
        """One of my dossiers, or none: whatever else stands in the address filters nothing."""
        return (
            uuid.UUID(self.cleaned_data["dossier"])
            if self.is_valid() and self.cleaned_data["dossier"]
            else None
        )
