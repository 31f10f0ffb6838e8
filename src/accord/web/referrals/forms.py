"""What is typed to send a survivor on, and to answer."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accord.consent.vocabulary import Fact
from accord.directory.models import Service
from accord.directory.vocabulary import Need
from accord.referrals.actions import LONGEST_REPLY
from accord.referrals.suiting import Candidate
from accord.referrals.vocabulary import Decline
from accord.web import forms as web
from accord.web.consent.words import said
from accord.web.help.listing import said as named
from accord.web.tongues import tongue_choices

LOOKS = [
    ("", _("As soon as an answer is late")),
    (3, _("In 3 days")),
    (7, _("In 7 days")),
    (14, _("In 14 days")),
]


class SearchForm(web.Form):
    """Which service could help. Words, codes and a town: nothing about anybody."""

    mark_optional = False
    words = forms.CharField(label=_("What are you looking for?"), required=False, max_length=100)
    need = forms.ChoiceField(
        label=_("Kind of help"), required=False, choices=[("", _("Anything")), *Need.choices]
    )
    place = forms.CharField(label=_("Where?"), required=False, max_length=100)
    language = forms.ChoiceField(
        label=_("In which language?"),
        required=False,
        choices=lambda: [("", _("Any language")), *tongue_choices()],
    )


class SendForm(web.SubmitOnceForm):
    """To the service that the agreement names. Facts are those that she agreed to and that the file knows."""

    mark_optional = False
    service = forms.TypedChoiceField(
        label=_("Which of their services?"), required=False, coerce=uuid.UUID, empty_value=None
    )
    need = forms.ChoiceField(
        label=_("What is it for?"), choices=[("", _("Choose what is needed")), *Need.choices]
    )
    facts = forms.MultipleChoiceField(
        label=_("What they are told"), required=False, widget=web.Checkboxes(),
        help_text=_("Only what they agreed to. Leave out what is not needed."),
    )  # fmt: skip
    urgent = forms.BooleanField(label=_("Urgent: a place, or care, is needed today"), required=False)
    look = forms.ChoiceField(
        label=_("When do we ask them again?"), required=False, choices=LOOKS,
        help_text=_("Where nothing comes after they took it up. No answer at all is told sooner."),
    )  # fmt: skip
    alarm_to = forms.ChoiceField(label=_("Who is told when they do not answer"), required=False)
    caller = forms.CharField(label=_("Whom they call back: name"), max_length=100)
    caller_phone = forms.CharField(label=_("Phone"), max_length=40)

    def __init__(
        self,
        *args: Any,
        known: Mapping[Fact, str],
        candidates: Sequence[Candidate],
        colleagues: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._known = known
        choices = [
            (fact.value, f"{fact.label} · {said(fact, known[fact])}") for fact in Fact if fact in known
        ]
        self.fields["facts"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("facts", [value for value, _label in choices])
        self.fields["alarm_to"].choices = colleagues  # type: ignore[attr-defined]
        self._services = {each.service.id: each.service for each in candidates}
        if not candidates:
            del self.fields["service"]
            return
        listed = [(str(each.service.id), _labelled(each)) for each in candidates]
        self.fields["service"].choices = [*listed, ("", _("None of these, or not known yet"))]  # type: ignore[attr-defined]

    def meant(self) -> Service | None:
        """The service that was chosen among the recipient's."""
        return self._services.get(self.cleaned_data.get("service"))  # type: ignore[arg-type]

    def keep_only(self) -> None:
        """For a draft nothing needs to be complete."""
        for name, field in self.fields.items():
            field.required = name == "form_key"

    def chosen(self) -> dict[Fact, str]:
        return {Fact(code): self._known[Fact(code)] for code in self.cleaned_data.get("facts", [])}


def _labelled(candidate: Candidate) -> str:
    name = named(candidate.service, "name").words
    if candidate.fits:
        return name
    return _("%(service)s · not for them: %(why)s") % {
        "service": name, "why": " ".join(str(reason.words) for reason in candidate.reasons),
    }  # fmt: skip


class AnswerForm(web.Form):
    """One line back, and for a refusal the reason."""

    mark_optional = False
    decline = forms.ChoiceField(
        label=_("If you decline: why?"),
        required=False,
        choices=[("", _("Choose a reason")), *Decline.choices],
    )
    reply = web.LongTextField(
        label=_("A line to the other service (optional)"), required=False, max_length=LONGEST_REPLY,
        help_text=_("A day, an hour, whom to ask for. Nothing about them that was not sent to you."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, declining: bool = False, sent: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._declining = declining
        if sent:  # whoever sent it, to the service
            self.fields["reply"].help_text = _(
                "Why, or whom to ask. Nothing that they did not agree to tell."
            )

    def clean_decline(self) -> str:
        given: str = self.cleaned_data["decline"]
        if self._declining and not given:
            raise ValidationError(_("Choose why you decline: it is counted, and shows what is missing"))
        return given if self._declining else ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if (
            given.get("decline") in (Decline.NOT_ELIGIBLE, Decline.OTHER)
            and not given.get("reply", "").strip()
        ):
            self.add_error(
                "reply", _("Say which condition or reason it is, so that they look in the right place")
            )
        return given
