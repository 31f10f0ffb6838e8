"""The forms of a joint case."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.agencies.models import Agency, Member
from accord.cases import rules, words
from accord.cases.giving import Part
from accord.dossiers.models import Caveat, Role
from accord.reports.models import Report
from accord.web import forms as web

# FIRST's own words for TLP 2.0, as far as agencies of a case need them.
CAVEAT_HINTS: dict[str, str | Promise] = {
    Caveat.RED: _("For the eyes of the named recipients only."),
    Caveat.AMBER_STRICT: _("Within the receiving agency only, for those who need to know."),
    Caveat.AMBER: _("Within the receiving agency and those it serves, for those who need to know."),
    Caveat.GREEN: _("Within the partnership, never in public."),
    Caveat.CLEAR: _("No limit on passing it on."),
}


class CaseFilter(web.Form):
    """Unfiltered at first."""

    mark_optional = False
    text = forms.CharField(label=_("Words in the title"), max_length=100, required=False)
    state = forms.ChoiceField(
        label=_("Status"),
        choices=[
            ("", _("All")),
            ("open", pgettext_lazy("a case", "Open")),
            ("closed", pgettext_lazy("a case", "Closed")),
        ],
        required=False,
    )
    agency = forms.ChoiceField(label=_("Agency"), required=False)
    lead = forms.BooleanField(label=_("I am a lead"), required=False)

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = [(str(agency.id), str(agency)) for agency in agencies]
        self.fields["agency"].choices = [("", _("All")), *partners]  # type: ignore[attr-defined]


class NoteForm(web.Form):
    text = web.LongTextField(
        label=_("Note"),
        max_length=4000,
        help_text=_("Every agency of the case reads it, and it cannot be changed afterwards."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TaskForm(web.SubmitOnceForm):
    title = forms.CharField(label=_("What is to be done"), max_length=200)
    assignee = forms.TypedChoiceField(label=_("For whom"), required=False, coerce=uuid.UUID, empty_value=None)
    due_on = web.DateField(label=_("Due"), required=False, earliest=web.today)

    def __init__(self, *args: Any, seated: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(member.id), f"{member.name} ({member.agency.short})") for member in seated]
        self.fields["assignee"].choices = [("", _("Nobody yet")), *people]  # type: ignore[attr-defined]


class SeatForm(web.Form):
    """A lead seats a colleague of the own agency."""

    member = forms.TypedChoiceField(label=_("Colleague"), coerce=uuid.UUID)
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Role.choices,
        initial=Role.WORKER,
        widget=web.Radios(
            hints={
                Role.READER: _("Reads the case."),
                Role.WORKER: _("Reads, writes and discloses."),
                Role.LEAD: _("Also seats colleagues."),
            }
        ),
    )
    days = forms.IntegerField(
        label=_("For how many days"),
        min_value=1,
        max_value=90,
        initial=90,
        help_text=_("90 at most; it can be renewed."),
    )

    def __init__(self, *args: Any, colleagues: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(member.id), member.name) for member in colleagues]
        self.fields["member"].choices = [("", _("Choose a colleague")), *people]  # type: ignore[attr-defined]


class DiscloseForm(web.SubmitOnceForm):
    """Boxes for every part of the report that may be given, then the terms on which it is."""

    mark_optional = False
    purpose = forms.CharField(
        label=_("What it is given for"),
        max_length=300,
        help_text=_("For example: to identify the driver of the plate."),
    )
    caveat = forms.ChoiceField(label=_("How far it may travel"), widget=web.Radios(hints=CAVEAT_HINTS))
    third_party_rule = forms.BooleanField(
        label=_("Third-party rule: not passed on, and not used in court, without our written consent"),
        required=False,
    )
    expires_on = web.DateField(
        label=_("Readable until"),
        required=False,
        earliest=web.today,
        help_text=_("Empty: until it is revoked."),
    )

    def __init__(
        self, *args: Any, report: Report, parts: Sequence[Part], partners: Sequence[Agency], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.report, self.parts, self.partners = (
            report,
            [part for part in parts if part.offers],
            list(partners),
        )
        terms = dict(self.fields)
        self.fields.clear()
        for part in self.parts:
            self.fields[part.key] = self._boxes(part)
        if len(self.partners) > 1:
            self.fields["receivers"] = forms.MultipleChoiceField(
                label=_("Who receives it"),
                choices=[(str(agency.id), str(agency)) for agency in self.partners],
                widget=web.Checkboxes,
            )
        self.fields.update(terms)
        self._bind_to_report()

    def _boxes(self, part: Part) -> forms.MultipleChoiceField:
        if part.subject == "identifier":
            choices = [(offer.code, str(_("Give this identifier"))) for offer in part.offers]
        else:
            choices = self._choices(part)
        label = words.pair(words.SUBJECTS[part.subject], part.title)
        return forms.MultipleChoiceField(
            label=label, choices=choices, required=False, widget=web.Checkboxes(small=True)
        )

    def _choices(self, part: Part) -> list[tuple[str, str]]:
        return [
            (offer.code, " · ".join(words.pair(name, value) for name, value in self._short(part, offer)))
            for offer in part.offers
        ]

    def _short(self, part: Part, offer: Any) -> list[tuple[str, str]]:
        return [
            (name, value if len(value) < 160 else f"{value[:150]}…")
            for name, value in offer.lines(part.subject)
        ]

    def _bind_to_report(self) -> None:
        """The report's own caveat and third-party rule are the least that holds."""
        caveat = self.fields["caveat"]
        caveat.choices = [(each.value, each.label) for each in rules.caveats_allowed(self.report)]  # type: ignore[attr-defined]
        caveat.initial = self.report.caveat
        rule = self.fields["third_party_rule"]
        rule.initial = True
        if self.report.third_party_rule:
            rule.required, rule.help_text = (
                True,
                _("The report is under this rule, so what is given of it is too."),
            )
            rule.error_messages["required"] = _("The report is under the third-party rule: leave it ticked")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if (
            self.parts
            and not any(self.ticked.values())
            and not any(part.key in self.errors for part in self.parts)
        ):
            self.add_error(self.parts[0].key, _("Tick at least one field to disclose"))
        return cleaned

    @property
    def ticked(self) -> dict[str, list[str]]:
        return {part.key: self.cleaned_data.get(part.key, []) for part in self.parts}

    @property
    def receivers(self) -> list[Agency]:
        if len(self.partners) == 1:
            return self.partners
        return [agency for agency in self.partners if str(agency.id) in self.cleaned_data["receivers"]]

    @property
    def expires_at(self) -> dt.datetime | None:
        """The end of the last day on which it may be read, where the member is."""
        day = self.cleaned_data["expires_on"]
        if day is None:
            return None
        return timezone.make_aware(dt.datetime.combine(day, dt.time(23, 59, 59)))
