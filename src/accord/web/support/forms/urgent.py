"""Alerts, the roster, cover."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.agencies.models import Member
from accord.support.actions.cover import LONGEST_DAYS
from accord.support.vocabulary import AlertKind
from accord.web import forms as web


class AlertForm(web.AsReadForm):
    """``open_now``: what each open alert says, by its kind: raising one of them again renews it."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("an alert", "What is happening"), choices=AlertKind.choices, widget=web.Radios
    )
    words = web.LongTextField(
        label=_("What to do now, and who does it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    contact_day = web.DateField(label=_("Last contact: day"), required=False, latest=web.today)
    contact_hour = web.TimeField(label=_("Last contact: hour"), required=False)
    check_day = web.DateField(label=_("Next check: day"), required=False, earliest=web.today)
    check_hour = web.TimeField(label=_("Next check: hour"), required=False)

    def __init__(self, *args: Any, open_now: Mapping[str, dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open_now = open_now

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for which in ("contact", "check"):
            web.check_moment(self, f"{which}_day", f"{which}_hour")
        return cleaned

    def says_what_stands(self, cleaned: dict[str, Any]) -> bool:
        return not self._errors and self.open_now.get(cleaned["kind"]) == self.alert()

    def alert(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "kind": AlertKind(told["kind"]),
            "words": told["words"],
            "last_contact_at": web.moment(told["contact_day"], told["contact_hour"]),
            "next_check_at": web.moment(told["check_day"], told["check_hour"]),
        }


def people(members: Iterable[Member]) -> list[tuple[str, str]]:
    return [("", str(_("Choose a colleague"))), *[(str(member.id), member.name) for member in members]]


class ShiftForm(web.SubmitOnceForm):
    member = forms.TypedChoiceField(label=_("Who is on duty"), coerce=uuid.UUID)
    day = web.DateField(
        label=pgettext_lazy("shift", "Begins on"), earliest=lambda: web.today() - dt.timedelta(days=1)
    )
    hour = web.TimeField(label=pgettext_lazy("shift", "At"))
    hours = forms.IntegerField(
        label=_("For how many hours"), min_value=1, max_value=72, initial=12,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )  # fmt: skip
    phone = forms.CharField(label=_("On which line"), required=False, max_length=40)

    def __init__(self, *args: Any, colleagues: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = people(colleagues)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        web.check_moment(self, "day", "hour")
        return cleaned

    def shift(self) -> dict[str, Any]:
        told = self.cleaned_data
        starts = web.moment(told["day"], told["hour"])
        until = starts + dt.timedelta(hours=told["hours"])
        return {"starts": starts, "until": until, "phone": told["phone"], "form_key": told["form_key"]}


class CoverForm(web.Form):
    away = forms.TypedChoiceField(label=_("Who is away"), coerce=uuid.UUID)
    colleague = forms.TypedChoiceField(label=_("Who stands in"), coerce=uuid.UUID)
    starts = web.DateField(
        label=_("From which day"), required=False, earliest=web.today, help_text=_("Leave empty for today."),
        latest=lambda: web.today() + dt.timedelta(days=365),
    )  # fmt: skip
    until = web.DateField(label=_("Until which day"), earliest=web.today)

    def __init__(
        self, *args: Any, seated: Iterable[Member], colleagues: Iterable[Member], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        seated, colleagues = list(seated), list(colleagues)
        self.by_id = {each.id: each for each in [*seated, *colleagues]}
        self.fields["away"].choices = people(seated)  # type: ignore[attr-defined]
        self.fields["colleague"].choices = people(colleagues)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("away") and cleaned["away"] == cleaned.get("colleague"):
            self.add_error("colleague", _("Choose another colleague than the one who is away"))
        if cleaned.get("until") and "starts" in cleaned and not 1 <= (days := self.days) <= LONGEST_DAYS:
            late = _("Cover lasts 90 days at most: choose an earlier day")
            self.add_error("until", late if days > 1 else _("Choose a last day that is not before the first"))
        return cleaned

    @property
    def days(self) -> int:
        """The first and the last day counted."""
        return int((self.cleaned_data["until"] - (self.cleaned_data["starts"] or web.today())).days) + 1

    @property
    def begins(self) -> dt.datetime | None:
        """The beginning of a later day; nothing for now."""
        day = self.cleaned_data["starts"]
        return web.moment(day, dt.time(0)) if day and day > web.today() else None

    def cover(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "away": self.by_id[told["away"]], "colleague": self.by_id[told["colleague"]], "days": self.days,
            "starts": self.begins,
        }  # fmt: skip


class NewCoverForm(web.SubmitOnceForm, CoverForm):
    """Sent twice, it arranges once."""


class ChangeCoverForm(web.AsReadForm, CoverForm):
    """Other people or days for cover that stands and has not begun."""


class HandOverForm(web.Form):
    with_notes = forms.BooleanField(
        label=_("They asked that our case notes go along"), required=False,
        help_text=_("Otherwise they go from the file, and stay in the record that your agency keeps."),
    )  # fmt: skip
