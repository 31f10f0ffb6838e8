"""The parts of a report's form. Each knows its fields, its checks, and how it starts from a report that stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from accord.dossiers.models import Caveat
from accord.reports import places
from accord.reports.draft import MOST_LINE, MOST_NARRATIVE
from accord.reports.models import Report
from accord.reports.vocabulary import (
    INFORMATION_GRADES,
    SOURCE_GRADES,
    Exploitation,
    GradingScheme,
    Handling,
    PlaceKind,
    Prong,
    SourceKind,
)
from accord.web import forms as web
from accord.web.reports.words import FIELDS


class Part(web.Form):
    """``own`` are the names that model and form share."""

    own: tuple[str, ...] = ()

    def facts(self) -> dict[str, Any]:
        """What was entered, by the fields of the model. Parts that are joined in one form add up."""
        facts: dict[str, Any] = {}
        for part in reversed(type(self).__mro__):
            for name in part.__dict__.get("own", ()):
                facts[name] = self.cleaned_data[name]
        return facts

    @classmethod
    def initial_of(cls, report: Report) -> dict[str, Any]:
        """The same, from a report that stands."""
        names = {name for part in cls.__mro__ for name in part.__dict__.get("own", ())}
        return {name: getattr(report, name) for name in names}


class SeenPart(Part):
    own: tuple[str, ...] = ("narrative",)
    narrative = web.LongTextField(
        label=FIELDS["narrative"],
        help_text=_("In plain words. Names, phones and plates also go into their own boxes below."),
        max_length=MOST_NARRATIVE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "max_length": _("This text is too long: %(show_value)s characters, and %(limit_value)s are kept")
        },
    )


class WhenPart(Part):
    own: tuple[str, ...] = ("occurred_from", "occurred_time", "occurred_to")
    occurred_from = web.DateField(label=FIELDS["occurred_from"], latest=web.today, initial=web.today)
    occurred_time = web.TimeField(label=FIELDS["occurred_time"], required=False)
    occurred_to = web.DateField(
        label=FIELDS["occurred_to"],
        help_text=_("Where it went on for days"),
        latest=web.today,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        first, last = self.cleaned_data.get("occurred_from"), self.cleaned_data.get("occurred_to")
        if first and last and last < first:
            self.add_error("occurred_to", _("The last day must be the first day or later"))
        return self.cleaned_data


class WherePart(Part):
    own: tuple[str, ...] = ("city", "city_other", "place", "place_kind")
    city = forms.CharField(
        label=FIELDS["city"],
        max_length=MOST_LINE,
        required=False,
        widget=forms.TextInput(attrs={"list": "cities"}),
    )
    place_kind = forms.ChoiceField(
        label=FIELDS["place_kind"], choices=PlaceKind.choices, initial=PlaceKind.UNKNOWN
    )
    place = forms.CharField(
        label=FIELDS["place"], help_text=_("A name, a corner, a room"), max_length=MOST_LINE, required=False
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        typed = self.cleaned_data.get("city", "")
        known = places.find_city(typed)
        self.cleaned_data["city"], self.cleaned_data["city_other"] = (
            (known.code, "") if known else ("", typed)
        )
        return self.cleaned_data

    @classmethod
    def initial_of(cls, report: Report) -> dict[str, Any]:
        return {**super().initial_of(report), "city": report.city_name}


class UrgencyPart(Part):
    own: tuple[str, ...] = ("danger_now", "minor_missing")
    danger_now = forms.BooleanField(label=FIELDS["danger_now"], required=False)
    minor_missing = forms.BooleanField(label=FIELDS["minor_missing"], required=False)


class KindPart(Part):
    own: tuple[str, ...] = ("exploitation", "prong")
    exploitation = forms.ChoiceField(
        label=FIELDS["exploitation"], choices=Exploitation.choices, initial=Exploitation.UNKNOWN
    )
    prong = forms.ChoiceField(label=FIELDS["prong"], choices=Prong.choices, initial=Prong.UNKNOWN)


THREE, NATO = GradingScheme.THREE_FIVE_TWO, GradingScheme.ADMIRALTY


class SourcePart(Part):
    """Both scales stand on the page; the one that is chosen counts. A member's own observation is 1 A."""

    own: tuple[str, ...] = ("source_kind", "grading_scheme")
    source_kind = forms.ChoiceField(
        label=FIELDS["source_kind"], choices=SourceKind.choices, initial=SourceKind.OBSERVED
    )
    grading_scheme = forms.ChoiceField(
        label=FIELDS["grading_scheme"],
        choices=GradingScheme.choices,
        initial=THREE,
        widget=web.Radios(small=True),
    )
    three_source = forms.ChoiceField(
        label=FIELDS["source_grade"], choices=list(SOURCE_GRADES[THREE].items()), initial="1"
    )
    three_information = forms.ChoiceField(
        label=FIELDS["information_grade"],
        choices=list(INFORMATION_GRADES[THREE].items()),
        initial="A",
    )
    three_handling = forms.ChoiceField(
        label=FIELDS["handling"], choices=Handling.choices, initial=Handling.PERMITTED
    )
    nato_source = forms.ChoiceField(
        label=FIELDS["source_grade"], choices=list(SOURCE_GRADES[NATO].items()), initial="F"
    )
    nato_information = forms.ChoiceField(
        label=FIELDS["information_grade"],
        choices=list(INFORMATION_GRADES[NATO].items()),
        initial="6",
    )
    grade_fields = {
        THREE: ("three_source", "three_information", "three_handling"),
        NATO: ("nato_source", "nato_information"),
    }

    def clean(self) -> dict[str, Any]:
        super().clean()
        for scheme, names in self.grade_fields.items():
            if scheme != self.cleaned_data.get("grading_scheme"):
                for name in names:
                    self._errors.pop(name, None)  # what is not chosen cannot be wrong
        return self.cleaned_data

    def facts(self) -> dict[str, Any]:
        names = self.grade_fields[self.cleaned_data["grading_scheme"]]
        grades = dict(zip(("source_grade", "information_grade", "handling"), names, strict=False))
        graded = {field: self.cleaned_data[name] for field, name in grades.items()}
        return {**super().facts(), "handling": "", **graded}

    @classmethod
    def initial_of(cls, report: Report) -> dict[str, Any]:
        short = "three" if report.grading_scheme == THREE else "nato"
        grades = {f"{short}_source": report.source_grade, f"{short}_information": report.information_grade}
        return {
            **super().initial_of(report),
            **grades,
            "three_handling": report.handling or Handling.PERMITTED,
        }


CAVEATS = lazy(
    lambda: [
        (Caveat.RED, _("TLP:RED, for the named recipients only")),
        (Caveat.AMBER_STRICT, _("TLP:AMBER+STRICT, within the receiving agency")),
        (Caveat.AMBER, _("TLP:AMBER, within the agency and those who must know")),
        (Caveat.GREEN, _("TLP:GREEN, among partners, not in public")),
        (Caveat.CLEAR, _("TLP:CLEAR, no limit")),
    ],
    list,
)


class HandlingPart(Part):
    own: tuple[str, ...] = ("caveat", "third_party_rule")
    caveat = forms.ChoiceField(label=FIELDS["caveat"], choices=CAVEATS, initial=Caveat.AMBER)
    third_party_rule = forms.BooleanField(
        label=_("Third-party rule: nobody passes it on without our written consent"),
        initial=True,
        required=False,
    )


class BasisPart(Part):
    own: tuple[str, ...] = ("lawful_reference", "filing_reason", "file_number", "contact_allowed")
    lawful_reference = forms.CharField(
        label=FIELDS["lawful_reference"],
        help_text=_("The act, order, mandate or file under which you may record this"),
        max_length=MOST_LINE,
    )
    filing_reason = forms.CharField(
        label=FIELDS["filing_reason"], help_text=_("One line, for the audit"), max_length=MOST_LINE
    )
    file_number = forms.CharField(label=FIELDS["file_number"], max_length=MOST_LINE, required=False)
    contact_allowed = forms.BooleanField(label=FIELDS["contact_allowed"], initial=True, required=False)
