"""Questions, each of which may be skipped; and what was done about the law's duty toward a child."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accord.support.screening import Instrument, Kind, Sheet, State, seeded
from accord.support.screening.words import said
from accord.support.vocabulary import DutyOutcome
from accord.web import forms as web

WALK_IN = "walk-in"


def in_words(words: Any) -> str:
    return str(words.in_language(get_language() or "en"))


class StartForm(web.SubmitOnceForm):
    """The newest version of each instrument, the short one first."""

    mark_optional = False
    instrument = forms.ChoiceField(label=_("Questionnaire"), initial=WALK_IN, widget=web.Radios)
    about = forms.ChoiceField(
        label=_("What it may be about"), initial=Kind.SEXUAL, widget=web.Radios(inline=True),
        choices=[(Kind.SEXUAL.value, _("Sexual exploitation")), (Kind.LABOUR.value, _("Forced labour"))],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = {each.code: each for each in seeded()}
        ordered = sorted(newest.values(), key=lambda each: (each.code != WALK_IN, each.code))
        self.fields["instrument"].choices = [(each.code, in_words(each.title)) for each in ordered]  # type: ignore[attr-defined]


class AnswersForm(web.Form):
    """One list an item; "not asked" stands first and is no answer. Whatever is sent is saved."""

    mark_optional = False

    def __init__(self, *args: Any, instrument: Instrument, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        choices = [
            ("", in_words(said("states.not_asked"))),
            *[(each.value, in_words(each.words)) for each in State],
        ]
        for section in sheet.sections:
            for row in section.rows:
                self.fields[row.id] = forms.ChoiceField(
                    label=in_words(row.prompt), help_text=in_words(row.text), choices=choices, required=False
                )

    @property
    def sections(self) -> list[tuple[str, list[Any]]]:
        """Headings with their fields, as the page draws them."""
        return [
            (in_words(section.title), [self[row.id] for row in section.rows])
            for section in self.sheet.sections
        ]

    def answers(self) -> dict[str, State | None]:
        return {item: State(value) if value else None for item, value in self.cleaned_data.items()}


class DutyForm(web.SubmitOnceForm):
    outcome = forms.ChoiceField(label=_("What was done"), choices=DutyOutcome.choices, widget=web.Radios)
    words = web.LongTextField(
        label=pgettext_lazy("duty", "Who was called, and what they said"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
