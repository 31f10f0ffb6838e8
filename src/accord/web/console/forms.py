"""The console's forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.agencies.models import Member, Office
from accord.agencies.queries import colleagues
from accord.agencies.rules import duties_of
from accord.dossiers.closed.models import LONGEST_DAYS, Need
from accord.dossiers.models import Role
from accord.dossiers.rules import LONGEST_SEAT_DAYS
from accord.web import forms as web

ROLE_HINTS = {
    "reader": _("Sees everything in the dossier"),
    "worker": _("Files, amends and answers too"),
    "lead": _("Also seats colleagues, steps forward and opens joint cases"),
}
DUTY_HINTS = {
    "administrator": _("Makes accounts, and opens no dossier by it"),
    "commander": _("Opens desks and sees the load of the team"),
    "custodian": _("With a second custodian, seats a lead where nobody leads any more"),
    "broker": _("Introduces desks that may not know of each other"),
}


class DeskForm(web.SubmitOnceForm):
    title = forms.CharField(
        label=_("Name of the desk"),
        help_text=_("What the team calls it. No names of persons."),
        max_length=120,
    )


class _Colleague(forms.ModelChoiceField):
    def label_from_instance(self, obj: Member) -> str:
        return f"{obj.name}, {obj.title}" if obj.title else obj.name


class SeatForm(web.Form):
    """A seat for a colleague: nobody's own, since nobody seats themselves."""

    member = _Colleague(
        label=_("Colleague"), queryset=Member.objects.none(), empty_label=_("Choose a colleague")
    )
    role = forms.ChoiceField(
        label=_("Role"), choices=Role.choices, initial=Role.WORKER, widget=web.Radios(hints=ROLE_HINTS)
    )
    days = forms.IntegerField(
        label=_("For how many days?"),
        help_text=_("90 at most. It can be renewed."),
        min_value=1,
        max_value=LONGEST_SEAT_DAYS,
        initial=LONGEST_SEAT_DAYS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = colleagues(by, active_only=True).exclude(human_id=by.human_id)
        self.fields["member"].queryset = others  # type: ignore[attr-defined]


class HeirForm(web.Form):
    """Whom a custodian proposes as lead."""

    member = _Colleague(
        label=_("New lead"), queryset=Member.objects.none(), empty_label=_("Choose a colleague")
    )

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = colleagues(by, active_only=True).exclude(human_id=by.human_id)
        self.fields["member"].queryset = others  # type: ignore[attr-defined]


class ConsultationForm(web.SubmitOnceForm):
    """Who is to read a closed file, why, and for how long: nobody's own, since nobody seats themselves."""

    mark_optional = False
    need = forms.ChoiceField(label=_("Why is it read again?"), choices=Need.choices, widget=web.Radios())
    words = web.LongTextField(
        label=_("What was asked, by whom and when"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example the number of the order. No names of persons."),
    )  # fmt: skip
    member = _Colleague(
        label=_("Who reads it"), queryset=Member.objects.none(), empty_label=_("Choose a colleague")
    )
    days = forms.IntegerField(
        label=_("For how many days?"),
        help_text=_("No longer than is needed, 30 at most."),
        min_value=1,
        max_value=LONGEST_DAYS,
        initial=14,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = colleagues(by, active_only=True).exclude(human_id=by.human_id)
        self.fields["member"].queryset = others  # type: ignore[attr-defined]

    def proposed(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "whom": told["member"], "need": Need(told["need"]), "words": told["words"], "days": told["days"],
            "form_key": told["form_key"],
        }  # fmt: skip


class MandateForm(web.Form):
    hours = forms.TypedChoiceField(
        label=_("How long may the import take?"),
        choices=[(1, _("One hour")), (4, _("Four hours")), (24, _("A day"))],
        coerce=int,
        initial=1,
        widget=web.Radios(),
    )


class _DutiesForm(web.Form):
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    office = forms.ModelChoiceField(
        label=_("Office"), queryset=Office.objects.none(), required=False, empty_label=_("None")
    )
    duties = forms.MultipleChoiceField(
        label=_("Duties"),
        help_text=_("None of them opens a dossier."),
        required=False,
        widget=web.Checkboxes(hints=DUTY_HINTS),
    )

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["duties"].choices = [(duty.value, duty.label) for duty in duties_of(by.agency.realm)]  # type: ignore[attr-defined]
        self.fields["office"].queryset = Office.objects.filter(agency_id=by.agency_id)  # type: ignore[attr-defined]


class MemberForm(_DutiesForm):
    """What may change of a member later."""


class NewMemberForm(_DutiesForm, web.SubmitOnceForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("Work e-mail address"), help_text=_("It is what the member signs in with."), max_length=200
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("en", "English"), ("fr", "Français")], widget=web.Radios(inline=True)
    )
    field_order = ["name", "email", "language", "title", "office", "duties"]
