"""The filter of the broker's queue."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.web import forms as web


class PairFilter(web.Form):
    """A desk that calls quotes its number."""

    mark_optional = False
    number = forms.CharField(label=_("Number"), max_length=40, required=False)
    done = forms.BooleanField(label=_("Also what is done"), required=False)
