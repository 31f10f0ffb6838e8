"""What is typed to reach across: choices, dates and numbers. Nothing here has room for a story."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.agencies.models import Agency
from accord.base.clock import now
from accord.bridges.actions import FiveFacts, Line
from accord.bridges.vocabulary import Errand, Gender, Occasion, Officer, When
from accord.consent.models import Consent
from accord.dossiers.models import Dossier
from accord.web import forms as web
from accord.web.tongues import tongue_choices

NUMBER = forms.NumberInput(attrs={"class": "govuk-input--width-2", "inputmode": "numeric"})


class AskForm(web.SubmitOnceForm):
    """Five facts, and of whom a place is asked."""

    mark_optional = False
    of = forms.ChoiceField(label=_("Which service do you ask?"))
    desk = forms.ChoiceField(label=_("For which desk?"))
    needed = forms.ChoiceField(
        label=_("When is the place needed?"), choices=When.choices, widget=web.Radios()
    )
    people = forms.IntegerField(
        label=_("For how many persons?"), min_value=1, max_value=12, initial=1, widget=NUMBER
    )
    gender = forms.ChoiceField(label=_("Gender"), choices=Gender.choices, widget=web.Radios())
    language = forms.ChoiceField(
        label=_("Language spoken best"), choices=lambda: [("", _("Choose a language")), *tongue_choices()]
    )
    minor = forms.TypedChoiceField(
        label=_("Is anybody under 18?"), choices=[("no", _("No")), ("yes", _("Yes"))], widget=web.Radios(),
        coerce=lambda typed: typed == "yes",
    )  # fmt: skip

    def __init__(
        self, *args: Any, services: Sequence[Agency], desks: Sequence[Dossier], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._services = {str(each.id): each for each in services}
        self._desks = {str(each.id): each for each in desks}
        cities = [
            (key, f"{each} · {each.city}" if each.city else str(each)) for key, each in self._services.items()
        ]
        self.fields["of"].choices = [("", _("Choose a service")), *cities]  # type: ignore[attr-defined]
        self.fields["desk"].choices = [(key, each.title) for key, each in self._desks.items()]  # type: ignore[attr-defined]
        if len(self._desks) == 1:
            self.fields["desk"].widget = forms.HiddenInput()
            self.initial.setdefault("desk", next(iter(self._desks)))

    @property
    def service(self) -> Agency:
        return self._services[self.cleaned_data["of"]]

    @property
    def desk_chosen(self) -> Dossier:
        return self._desks[self.cleaned_data["desk"]]

    def facts(self) -> FiveFacts:
        given = self.cleaned_data
        return FiveFacts(
            When(given["needed"]), given["people"], Gender(given["gender"]), given["language"], given["minor"]
        )


class LineForm(web.SubmitOnceForm):
    """Under which agreement, whom police call, and how she wishes to be heard."""

    mark_optional = False
    consent = forms.ChoiceField(label=_("Under which agreement?"), widget=web.Radios())
    advocate = forms.CharField(label=_("Whom they call: the advocate’s name"), max_length=100)
    advocate_phone = forms.CharField(label=_("The advocate’s phone"), max_length=40)
    language = forms.ChoiceField(
        label=_("Language that they wish to speak"),
        choices=lambda: [("", _("Choose a language")), *tongue_choices()],
    )
    interpreter = forms.BooleanField(label=_("An interpreter is needed"), required=False)
    officer = forms.ChoiceField(
        label=_("By whom do they wish to be heard?"),
        choices=Officer.choices,
        required=False,
        widget=web.Radios(),
    )

    def __init__(self, *args: Any, agreements: Sequence[Consent], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agreements = {str(each.id): each for each in agreements}
        named = [
            (key, f"{each.recipient} · {each.get_purpose_display()}")
            for key, each in self._agreements.items()
        ]
        self.fields["consent"].choices = named  # type: ignore[attr-defined]
        if len(named) == 1:
            self.initial.setdefault("consent", named[0][0])

    @property
    def agreement(self) -> Consent:
        return self._agreements[self.cleaned_data["consent"]]

    def line(self) -> Line:
        given = self.cleaned_data
        errand = Errand.MEETING if self.agreement.purpose == "police" else Errand.COURT
        return Line(
            errand, given["advocate"], given["advocate_phone"], given["language"], given["interpreter"],
            Officer(given["officer"]),
        )  # fmt: skip


class DateForm(web.SubmitOnceForm):
    """A date for the other side to confirm."""

    mark_optional = False
    occasion = forms.ChoiceField(label=_("What is it for?"), choices=Occasion.choices)
    day = web.DateField(label=_("Which day?"), earliest=web.today)
    time = web.TimeField(label=_("At what time?"))
    city = forms.CharField(label=_("In which city? (optional)"), max_length=80, required=False)
    interpreter = forms.BooleanField(label=_("An interpreter comes"), required=False)
    childcare = forms.BooleanField(label=_("Somebody looks after the children"), required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        web.check_moment(self, "day", "time")
        if given.get("day") and given.get("time") is not None:
            given["at"] = timezone.make_aware(datetime.combine(given["day"], given["time"]))
            if given["at"] <= now():
                raise ValidationError({"time": _("This time is past. Give one that is to come")})
        return given
