"""One help line, in both languages."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.web import forms as web

NUMBER = re.compile(r"\d{3}|(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}")


class LineForm(web.Form):
    corrected = ("number", "name_en", "name_fr", "says_en", "says_fr", "note_en", "note_fr", "source")
    mark_optional = False
    number = forms.CharField(
        label=_("Number"), max_length=20, required=False,
        help_text=_("As it is read, for example 1-833-900-1010 or 988. Leave it empty for a line without one number."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "class": "govuk-input--width-10"}),
    )  # fmt: skip
    name_en = forms.CharField(label=_("Name in English"), max_length=200)
    name_fr = forms.CharField(label=_("Name in French"), max_length=200)
    says_en = forms.CharField(
        label=_("To the person who calls, in English"), max_length=300, required=False,
        help_text=_("Shown to whoever looks for help."),
    )  # fmt: skip
    says_fr = forms.CharField(label=_("To the person who calls, in French"), max_length=300, required=False)
    note_en = forms.CharField(
        label=_("To a worker who calls for somebody, in English"), max_length=300, required=False
    )
    note_fr = forms.CharField(
        label=_("To a worker who calls for somebody, in French"), max_length=300, required=False
    )
    source = forms.CharField(
        label=_("Where the number was read"), max_length=300,
        help_text=_("The page of those who run the line, or “called” and who answered."),
    )  # fmt: skip
    checked = forms.BooleanField(
        label=_("I have checked the number today: I called it, or read it where they publish it"),
        required=False,
    )

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"].strip()
        if number and not NUMBER.fullmatch(number):
            raise forms.ValidationError(
                _("Write a short code of three digits, or a number with its area code")
            )
        return number

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for said in ("says", "note"):
            en, fr = f"{said}_en", f"{said}_fr"
            if bool(cleaned.get(en)) != bool(cleaned.get(fr)) and not {en, fr} & set(self.errors):
                self.add_error(fr if cleaned.get(en) else en, _("Write it in both languages, or in neither"))
        return cleaned

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.corrected}
