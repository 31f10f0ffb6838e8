"""A service as its keeper writes it: what whoever looks for help reads, in both languages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.directory import cleaning
from accord.directory.provinces import provinces
from accord.directory.vocabulary import Need, Status, SubstanceUse
from accord.directory.whereabouts import says_where
from accord.web import forms as web
from accord.web.directory.blocks import Hours, Phones, Places
from accord.web.help.forms import TONGUES
from accord.web.help.takes import GENDERS, STATUSES

LINE, STORY = 300, 5000
SAID = (
    ("", gettext_lazy("The service does not say")),
    ("yes", gettext_lazy("Yes")),
    ("no", gettext_lazy("No")),
)


def _line(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LINE, required=False, **more)


def _several(label: Any, choices: Any, **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=web.Checkboxes(small=True), required=False, **more
    )


class ServiceForm(web.Form):
    """``was``: a digest of the service as it stood when the page was drawn."""

    was = forms.CharField(widget=forms.HiddenInput, required=False)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=LINE)
    name_fr = _line(gettext_lazy("Name in French"))
    description_en = web.LongTextField(
        label=gettext_lazy("What it offers, in English"), max_length=STORY, required=False
    )
    description_fr = web.LongTextField(
        label=gettext_lazy("What it offers, in French"), max_length=STORY, required=False
    )
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("Which needs it meets"),
        choices=Need.choices,
        widget=web.Checkboxes(small=True),
        error_messages={"required": gettext_lazy("Choose at least one need that the service meets")},
    )
    status = forms.ChoiceField(
        label=gettext_lazy("Is it offered now?"), choices=Status.choices, widget=web.Radios(small=True)
    )
    confidential = forms.BooleanField(
        label=gettext_lazy("The address is confidential"),
        help_text=gettext_lazy("Addresses below are then left out, and removed from the directory at once."),
        required=False,
    )
    areas = _line(
        gettext_lazy("Towns and areas that it serves"),
        help_text=gettext_lazy("Set apart by commas. “Canada” for the whole country."),
    )
    url = _line(gettext_lazy("Web address"))
    email = _line(gettext_lazy("E-mail address"))
    languages = _several(gettext_lazy("Languages spoken"), list(TONGUES.items()))
    age_min = forms.IntegerField(
        label=gettext_lazy("From what age"), min_value=0, max_value=130, required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )  # fmt: skip
    age_max = forms.IntegerField(
        label=gettext_lazy("Up to what age"), min_value=0, max_value=130, required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )  # fmt: skip
    genders = _several(
        gettext_lazy("Only for"), list(GENDERS.items()), help_text=gettext_lazy("None: for everybody")
    )
    statuses = _several(gettext_lazy("Only with this status in Canada"), list(STATUSES.items()),
                        help_text=gettext_lazy("None: it is not asked"))  # fmt: skip
    children = forms.ChoiceField(label=gettext_lazy("Are children taken?"), choices=SAID, required=False)
    pets = forms.ChoiceField(label=gettext_lazy("Are pets taken?"), choices=SAID, required=False)
    substance_use = forms.ChoiceField(
        label=gettext_lazy("People who use alcohol or drugs"), choices=SubstanceUse.choices, required=False
    )
    accessibility = _line(
        gettext_lazy("Accessibility"), help_text=gettext_lazy("For example: wheelchair ramp, sign language")
    )
    notes_en = _line(gettext_lazy("More about whom it takes, in English"))
    notes_fr = _line(gettext_lazy("More about whom it takes, in French"))
    application_en = _line(gettext_lazy("How to ask for it, in English"))
    application_fr = _line(gettext_lazy("How to ask for it, in French"))
    fees_en = _line(gettext_lazy("What it costs, in English"))
    fees_fr = _line(gettext_lazy("What it costs, in French"))
    known_as = _line(gettext_lazy("Other names"), help_text=gettext_lazy("By which people ask for it"))
    documents_en = _line(gettext_lazy("What to bring, in English"))
    documents_fr = _line(gettext_lazy("What to bring, in French"))
    wait_en = _line(gettext_lazy("How long people wait, in English"))
    wait_fr = _line(gettext_lazy("How long people wait, in French"))
    interpretation_en = _line(gettext_lazy("Interpretation, in English"))
    interpretation_fr = _line(gettext_lazy("Interpretation, in French"))
    alert_en = _line(
        gettext_lazy("What is different just now, in English"),
        help_text=gettext_lazy("For example: closed this week. It stands above everything else."),
    )
    alert_fr = _line(
        gettext_lazy("What is different just now, in French"),
        help_text=gettext_lazy("For example: closed this week. It stands above everything else."),
    )
    verified = forms.BooleanField(
        label=gettext_lazy("All of this was checked today"), required=False, initial=False
    )
    nested = {"phones": Phones, "hours": Hours, "places": Places}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, field in self.fields.items():
            if name[-3:] in ("_en", "_fr"):
                field.widget.attrs["lang"] = name[-2:]  # a reader's voice says each in its own language

    def clean_url(self) -> str:
        typed = self.cleaned_data["url"]
        if typed and not cleaning.address(typed):
            raise forms.ValidationError(_("Enter a web address that begins with https://"))
        return cleaning.address(typed)

    def clean_email(self) -> str:
        typed = self.cleaned_data["email"]
        if typed and not cleaning.mail(typed):
            raise forms.ValidationError(_("Enter an e-mail address such as name@example.org"))
        return cleaning.mail(typed)

    def clean(self) -> dict[str, Any]:
        super().clean()
        low, high = self.cleaned_data.get("age_min"), self.cleaned_data.get("age_max")
        if low is not None and high is not None and low > high:
            self.add_error("age_max", _("The highest age is below the lowest"))
        if self.cleaned_data.get("confidential"):
            _keep_quiet(self)
        return self.cleaned_data

    def _nested_are_valid(self) -> bool:
        valid = super()._nested_are_valid()
        if not self.cleaned_data["confidential"]:
            return valid
        blocks = [each for name in ("phones", "hours") for each in self.nested_formsets[name].filled]
        quiet = [_keep_quiet(each) for each in blocks]
        return valid and all(quiet)


def _keep_quiet(form: forms.BaseForm) -> bool:
    """A message at each field whose words say where a confidential service is; whether there was none."""
    told = {name: says_where(value, is_name=name.startswith("name_"))
            for name, value in form.cleaned_data.items() if isinstance(value, str) and name != "was"}  # fmt: skip
    for name, found in told.items():
        if found:
            form.add_error(
                name, _("“%(words)s” says where the service is, and its address is confidential: leave it out")
                % {"words": found[:80]}
            )  # fmt: skip
    return not any(told.values())


class NewServiceForm(web.SubmitOnceForm, ServiceForm):
    """Sent twice, it lists one service."""


class AddressForm(web.Form):
    """Where a shelter is. It is never shown back by a page that was not asked for it."""

    street = forms.CharField(label=gettext_lazy("Street and number"), max_length=LINE)
    city = _line(gettext_lazy("Town"))
    province = forms.ChoiceField(
        label=gettext_lazy("Province or territory"), required=False,
        choices=lambda: [("", "—"), *((code, code) for code in provinces())],
    )  # fmt: skip
    postal_code = _line(gettext_lazy("Postal code"))
    directions = web.LongTextField(
        label=gettext_lazy("How to get there, and what to say at the door"), max_length=1000, required=False
    )


class KeeperForm(web.Form):
    mark_optional = False
    agency = forms.ChoiceField(label=gettext_lazy("Agency"))

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agency"].choices = agencies  # type: ignore[attr-defined]
