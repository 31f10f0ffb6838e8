"""The whole of page 8: one form, its persons and its identifiers, valid only together."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.agencies.models import Member
from accord.dossiers.models import Dossier
from accord.reports.draft import PersonDraft, ReportDraft
from accord.reports.models import Report
from accord.reports.rules import BothSides, check_sides
from accord.reports.vocabulary import Outcome
from accord.web import forms as web
from accord.web.reports.forms import parts
from accord.web.reports.forms.identifiers import IdentifierForm, Identifiers, drafts_in
from accord.web.reports.forms.persons import PersonForm, Persons

ENDED = _(
    "You cannot file on this dossier any more: your seat has ended, or the dossier was closed. What you typed is kept "
    "as your draft. Ask a lead of the dossier for a seat, or choose another one"
)
BOTH_SIDES = _(
    "The same person is recorded as possible victim and as suspect, buyer or facilitator. Nobody is charged over their "
    "own sexual services (Criminal Code, s. 286.5), nor punished for what exploitation made them do. Record this "
    "person once, as possible victim: two people review anything further later. If they are two different people, "
    "give a date of birth or an age for each"
)


class ReportForm(
    parts.SeenPart,
    parts.WhenPart,
    parts.WherePart,
    parts.UrgencyPart,
    parts.KindPart,
    parts.SourcePart,
    parts.HandlingPart,
    parts.BasisPart,
    web.SubmitOnceForm,
):
    own: tuple[str, ...] = ("outcome",)
    nested = {"persons": Persons, "identifiers": Identifiers}

    dossier = forms.ChoiceField(label=_("Desk or file"), error_messages={"invalid_choice": ENDED})
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=Outcome.choices,
        initial=Outcome.OPEN,
        widget=web.Radios(
            hints={
                Outcome.NO_INDICATORS: _(
                    "Saving deletes what was seen, where exactly, every person and every identifier on this page. What "
                    "stays: the day, the city, the grading, and that you filed it. Nothing is watched."
                )
            }
        ),
    )

    field_order = [
        "dossier", "danger_now", "minor_missing", "narrative",
        "occurred_from", "occurred_time", "occurred_to", "city", "place_kind", "place", "exploitation", "prong",
    ]  # fmt: skip

    def __init__(self, *args: Any, dossiers: list[Dossier], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dossiers = {str(each.id): each for each in dossiers}
        choices: list[tuple[str, Any]] = [(key, each.title) for key, each in self.dossiers.items()]
        typed = self.data.get("dossier") if self.is_bound else None
        if len(choices) == 1 and typed in (None, *self.dossiers):
            self.fields["dossier"].widget = forms.HiddenInput()
            self.fields["dossier"].initial = choices[0][0]
        elif len(choices) != 1 or typed:
            choices = [("", _("Choose a desk or file")), *choices] if typed not in self.dossiers else choices
        self.fields["dossier"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen_dossier(self) -> Dossier:
        """Where it is filed, once valid."""
        return self.dossiers[self.cleaned_data["dossier"]]

    @property
    def only_dossier(self) -> Dossier | None:
        return next(iter(self.dossiers.values())) if len(self.dossiers) == 1 else None

    def clean(self) -> dict[str, Any]:
        super().clean()
        ready = all(formset.is_valid() for formset in self.nested_formsets.values())
        if ready and self.cleaned_data.get("outcome") == Outcome.OPEN:
            self._check_something()
            self._check_sides()
        return self.cleaned_data

    def _check_something(self) -> None:
        filled = any(formset.filled for formset in self.nested_formsets.values())
        if not filled and not self.cleaned_data.get("narrative") and "narrative" not in self.errors:
            self.add_error("narrative", _("Say what was seen, or add a person or an identifier"))

    def _check_sides(self) -> None:
        try:
            check_sides(self._person_drafts())
        except BothSides:
            self.add_error(None, BOTH_SIDES)

    def draft(self) -> ReportDraft:
        """What the action files."""
        return ReportDraft(
            form_key=self.cleaned_data["form_key"],
            persons=tuple(self._person_drafts()),
            identifiers=drafts_in(self.nested_formsets["identifiers"]),
            **self.facts(),
        )

    def _person_drafts(self) -> list[PersonDraft]:
        return [cast(PersonForm, block).draft() for block in self.nested_formsets["persons"].filled]

    def rough_draft(self) -> ReportDraft:
        """What can be read of a page that is not finished: for the hint about look-alikes alone."""
        persons = [cast(PersonForm, block) for block in self.nested_formsets["persons"].filled]
        alone = [cast(IdentifierForm, block) for block in self.nested_formsets["identifiers"].filled]
        return ReportDraft(
            occurred_from=web.today(),
            lawful_reference="-",
            filing_reason="-",
            persons=tuple(block.draft() for block in persons if block.is_valid()),
            identifiers=tuple(block.draft() for block in alone if block.is_valid()),
        )


def starting_values(member: Member, last: Report | None) -> dict[str, Any]:
    """What a new page has in it already: the agency's city, and the habits of the member's last report."""
    habits: dict[str, Any] = {"city": member.agency.city}
    if last is not None:
        habits |= {
            "dossier": str(last.dossier_id),
            "lawful_reference": last.lawful_reference,
            "grading_scheme": last.grading_scheme,
            "caveat": last.caveat,
            "third_party_rule": last.third_party_rule,
        }
    return habits
