"""What a service has several of: numbers, hours, addresses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.directory.hours import WEEKDAYS
from accord.directory.provinces import provinces
from accord.web import forms as web

LINE = 300
DAYS = tuple(
    zip(WEEKDAYS, (gettext_lazy("Monday"), gettext_lazy("Tuesday"), gettext_lazy("Wednesday"),
                   gettext_lazy("Thursday"), gettext_lazy("Friday"), gettext_lazy("Saturday"),
                   gettext_lazy("Sunday")), strict=True)
)  # fmt: skip
KINDS = (
    ("voice", gettext_lazy("Telephone")),
    ("text", gettext_lazy("Text messages")),
    ("tty", gettext_lazy("TTY")),
    ("fax", gettext_lazy("Fax")),
)


class PhoneForm(web.Form):
    mark_optional = False
    number = forms.CharField(label=gettext_lazy("Number"), max_length=40)
    extension = forms.CharField(label=gettext_lazy("Extension"), max_length=20, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS, initial="voice")
    label = forms.CharField(label=gettext_lazy("What it is for"), max_length=LINE, required=False)

    def has_changed(self) -> bool:
        """A block counts once a number is typed in it; that a kind was chosen is not enough."""
        if not self.is_bound:
            return super().has_changed()
        return any(self.data.get(self.add_prefix(name)) for name in ("number", "extension", "label"))


class HoursForm(web.Form):
    mark_optional = False
    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("Days"),
        choices=DAYS,
        required=False,
        widget=web.Checkboxes(small=True, inline=True),
    )
    opens = web.TimeField(label=gettext_lazy("Opens at"), required=False)
    closes = web.TimeField(label=gettext_lazy("Closes at"), required=False)
    words_en = forms.CharField(label=gettext_lazy("Or in words, in English"), max_length=LINE, required=False)
    words_fr = forms.CharField(label=gettext_lazy("Or in words, in French"), max_length=LINE, required=False)

    def clean(self) -> dict[str, Any]:
        super().clean()
        said = self.cleaned_data
        told = [bool(said.get(name)) for name in ("weekdays", "opens", "closes")]
        if any(told) and not all(told) and not self.errors:
            self.add_error("weekdays", _("Give the days and both times, or say it in words alone"))
        return said


class PlaceForm(web.Form):
    mark_optional = False
    name = forms.CharField(label=gettext_lazy("Name of the building"), max_length=LINE, required=False)
    street = forms.CharField(label=gettext_lazy("Street and number"), max_length=LINE)
    city = forms.CharField(label=gettext_lazy("Town"), max_length=LINE)
    province = forms.CharField(label=gettext_lazy("Province or territory"), max_length=60, required=False,
                               widget=forms.TextInput(attrs={"class": "govuk-input--width-4"}))  # fmt: skip
    postal_code = forms.CharField(
        label=gettext_lazy("Postal code"), max_length=12, required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )  # fmt: skip
    transport = forms.CharField(
        label=gettext_lazy("How to come there"), max_length=LINE, required=False,
        help_text=gettext_lazy("For example: the bus that stops in front"),
    )  # fmt: skip

    def clean_province(self) -> str:
        typed: str = self.cleaned_data["province"].strip()
        return typed.upper() if typed.upper() in provinces() else typed


Phones = web.add_another(
    PhoneForm, item_title=gettext_lazy("Number %(number)s"), add_label=gettext_lazy("Add another number")
)
Hours = web.add_another(
    HoursForm, item_title=gettext_lazy("Hours %(number)s"), add_label=gettext_lazy("Add other hours")
)
Places = web.add_another(
    PlaceForm, item_title=gettext_lazy("Address %(number)s"), add_label=gettext_lazy("Add another address")
)
