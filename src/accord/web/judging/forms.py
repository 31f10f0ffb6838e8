"""The form of a pair: one of three buttons, and a word about it if one likes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.linkage import Judgement
from accord.web import forms as web

TAKE_BACK = "take_back"


class VerdictForm(web.Form):
    """``instead_of``: the answer that stood when the page was drawn. ``after``: where the look at duplicates was."""

    verdict = forms.ChoiceField(
        choices=[*[(str(each), str(each)) for each in Judgement], (TAKE_BACK, TAKE_BACK)]
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Others with a seat on both dossiers read it."),
        max_length=500,
        required=False,
    )
    instead_of = forms.UUIDField(required=False)
    after = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    from_list = forms.BooleanField(widget=forms.HiddenInput, required=False)
