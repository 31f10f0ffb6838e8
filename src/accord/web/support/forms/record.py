"""Needs, goals, the safety plan, notes, the summary, children, interpreters, papers, follow-ups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.support.actions.plan import PARTS
from accord.support.vocabulary import Gender, NeedCategory, Urgency, Whereabouts
from accord.web import forms as web
from accord.web.support.forms.places import language_choices

SHORT, LINE, PARAGRAPH, LONG = 100, 200, 2000, 20_000


def _rows(count: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": count})


class NeedsForm(web.AsReadForm):
    """``noted``: urgency and words of each need that stands, by its category."""

    mark_optional = False
    categories = forms.MultipleChoiceField(label=_("What they need"), widget=web.Checkboxes(small=True))
    urgency = forms.ChoiceField(
        label=_("How soon"), choices=Urgency.choices, initial=Urgency.WEEK, widget=web.Radios(inline=True)
    )
    words = web.LongTextField(label=_("In their words, if they wish"), required=False, max_length=PARAGRAPH,
                              widget=_rows(2))  # fmt: skip

    def __init__(self, *args: Any, noted: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.noted = noted
        # What was ticked on a page drawn before a colleague noted the same stays ticked: the stamp tells of it.
        data: Any = self.data
        ticked = data.getlist("categories") if data.get("was") else []
        offered = [pair for pair in NeedCategory.choices if pair[0] not in noted or pair[0] in ticked]
        self.fields["categories"].choices = offered  # type: ignore[attr-defined]
        self.fields["categories"].error_messages["required"] = _("Tick at least one need")

    def says_what_stands(self, cleaned: dict[str, Any]) -> bool:
        said = (cleaned.get("urgency"), cleaned.get("words"))
        return all(self.noted.get(each) == said for each in cleaned.get("categories") or [""])


class GoalForm(web.SubmitOnceForm):
    words = web.LongTextField(
        label=_("A goal of theirs, in their words"), max_length=PARAGRAPH, widget=_rows(2),
        help_text=_("What they want, not what we want for them."),
    )  # fmt: skip


class SafetyForm(web.AsReadForm):
    """Each part may stay empty; no voicemail and no text message unless she says yes."""

    phone = forms.CharField(label=_("Which phone is safe"), required=False, max_length=LINE)
    hours = forms.CharField(
        label=_("When"),
        required=False,
        max_length=LINE,
        help_text=_("Days and hours at which they are alone."),
    )
    saying = forms.CharField(
        label=_("What to say if somebody else answers"), required=False, max_length=LINE,
        help_text=_("For example: the library, about a book."),
    )  # fmt: skip
    voicemail = forms.BooleanField(label=_("They say that voicemail is all right"), required=False)
    texts = forms.BooleanField(label=_("They say that text messages are all right"), required=False)
    avoid = web.LongTextField(
        label=_("What never to do, whom never to contact"),
        required=False,
        max_length=PARAGRAPH,
        widget=_rows(2),
    )
    signal = forms.CharField(
        label=_("Their word or sign for: I am in danger"), required=False, max_length=LINE
    )
    people = web.LongTextField(
        label=_("People they trust"), required=False, max_length=PARAGRAPH, widget=_rows(2)
    )
    steps = web.LongTextField(
        label=_("What they do if it gets dangerous"), required=False, max_length=PARAGRAPH, widget=_rows(4),
        help_text=_("Where they go, what they take, who fetches them."),
    )  # fmt: skip

    def parts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in PARTS}


class NoteForm(web.SubmitOnceForm):
    words = web.LongTextField(
        label=pgettext_lazy("case note", "Note"), max_length=LONG, widget=_rows(5),
        help_text=_("It cannot be changed afterwards. Write what helps to help them, not what helps to prove."),
    )  # fmt: skip


class SummaryForm(web.AsReadForm):
    words = web.LongTextField(
        label=_("What they want others to know"), max_length=LONG, widget=_rows(8),
        help_text=_("As short as it can be. It saves them from telling it again; it is not a statement."),
    )  # fmt: skip


class ReadBackForm(web.Form):
    language = forms.ChoiceField(label=_("In which language it was read to them"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices()  # type: ignore[attr-defined]


class ChildForm(web.SubmitOnceForm):
    name = forms.CharField(label=_("Name of the child"), required=False, max_length=LINE)
    age = forms.IntegerField(
        label=_("Age"), required=False, min_value=0, max_value=40,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )  # fmt: skip
    whereabouts = forms.ChoiceField(label=_("Where the child is"), choices=Whereabouts.choices,
                                    initial=Whereabouts.UNKNOWN)  # fmt: skip
    words = web.LongTextField(
        label=_("What the child needs"), required=False, max_length=PARAGRAPH, widget=_rows(2)
    )


class BookingForm(web.SubmitOnceForm):
    language = forms.ChoiceField(label=pgettext_lazy("interpreter", "Language"))
    day = web.DateField(label=pgettext_lazy("interpreter", "Day"), earliest=web.today)
    hour = web.TimeField(label=pgettext_lazy("interpreter", "Hour"))
    gender = forms.ChoiceField(
        label=_("Gender that they wish for the interpreter"), choices=Gender.choices, initial=Gender.UNKNOWN
    )
    provider = forms.CharField(
        label=_("Who sends the interpreter"), required=False, max_length=LINE,
        help_text=_("Never somebody of their family or community whom they did not choose."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        web.check_moment(self, "day", "hour")
        return cleaned

    def booking(self) -> dict[str, Any]:
        told = self.cleaned_data
        kept = {name: told[name] for name in ("language", "gender", "provider", "form_key")}
        return {**kept, "at": web.moment(told["day"], told["hour"])}


class AttachmentForm(web.SubmitOnceForm):
    paper = forms.FileField(
        label=_("File"), help_text=_("PDF, JPEG, PNG or plain text, 10 MB at most."),
        error_messages={
            "required": _("Choose a file of 10 MB at most"),
            "empty": _("This file is empty: choose another"),
        },
    )  # fmt: skip
    abuse = forms.BooleanField(
        label=_("It shows the sexual abuse of a person under 18"), required=False,
        help_text=_("Then it is not taken, and not kept anywhere here."),
    )  # fmt: skip


class FollowUpForm(web.SubmitOnceForm):
    words = forms.CharField(label=_("What is to be done"), max_length=LINE)
    day = web.DateField(label=pgettext_lazy("follow-up", "By which day"), earliest=web.today)
    hour = web.TimeField(label=pgettext_lazy("follow-up", "Hour"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        web.check_moment(self, "day", "hour")
        return cleaned

    def planned(self) -> dict[str, Any]:
        told = self.cleaned_data
        due = web.moment(told["day"], told["hour"], at=dt.time(17, 0))
        return {"words": told["words"], "due_at": due, "form_key": told["form_key"]}
