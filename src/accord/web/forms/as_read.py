"""Forms over something that others change too: what was written meanwhile is never overwritten unseen."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.web.forms.base import Form


def stamp(*parts: object) -> str:
    """Changes whenever one of the parts does; nothing of them can be read from it beside the page that shows them."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


class AsReadForm(Form):
    """``stands``: the stamp of what is kept now; the page carries the stamp of what it was drawn from.

    Where the two differ, nothing is saved, what was typed stays, and sending it once more is a choice. A page that
    carries no stamp (of a program, or drawn before there was one) is taken as it is, and so is a form pressed twice:
    what stands already is what it says (``says_what_stands``).
    """

    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, stands: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stands = stands
        self.fields["was"].initial = self.initial["was"] = stands

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        drawn_from = cleaned.pop("was", "")
        if drawn_from and drawn_from != self.stands and not self.says_what_stands(cleaned):
            self.add_error(
                None,
                _("Somebody else has changed this meanwhile. Nothing of yours was saved; it is still in the form. "
                  "Open this page in another window, see what is new, and send yours again if it still holds."),
            )  # fmt: skip
            anew: Any = self.data
            self.data = anew = anew.copy()
            anew[self.add_prefix("was")] = self.stands
        return cleaned

    def says_what_stands(self, cleaned: dict[str, Any]) -> bool:
        """Whether nothing would change: every answer is the one that the form was drawn with."""
        names = [name for name in self.fields if name not in ("was", "form_key")]
        return all((cleaned.get(name) or None) == (self.initial.get(name) or None) for name in names)
