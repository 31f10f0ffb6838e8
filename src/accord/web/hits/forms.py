"""The forms of a hit."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from accord.agencies.models import Member
from accord.deconfliction.models import HitState
from accord.dossiers.models import Basis
from accord.linkage import Judgement
from accord.web import forms as web
from accord.web.hits import words


class HitFilter(web.Form):
    """Unfiltered at first."""

    mark_optional = False
    unanswered = forms.BooleanField(label=_("Waiting for our answer"), required=False)
    mine = forms.BooleanField(label=_("Assigned to me"), required=False)
    state = forms.ChoiceField(label=_("Status"), choices=[("", _("All")), *HitState.choices], required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    band = forms.ChoiceField(label=_("Strength"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All")), *words.KINDS.items()]  # type: ignore[attr-defined]
        bands = [(band.value, shown[0]) for band, shown in words.BANDS.items()]  # type: ignore[attr-defined]
        self.fields["band"].choices = [("", pgettext("strengths", "All")), *bands]  # type: ignore[attr-defined]


class AnswerForm(web.Form):
    """One choice and one button. ``instead_of`` is the answer that stood when the page was drawn."""

    judgement = forms.TypedChoiceField(
        label=_("Do both desks mean the same?"),
        coerce=Judgement,
        choices=[(answer, shown[0]) for answer, shown in words.ANSWERS.items()],
        widget=web.Radios(
            hints={
                Judgement.SAME: _("We have compared, and it is one and the same."),
                Judgement.DIFFERENT: _("We have compared, and it is not."),
                Judgement.UNSURE: _("We cannot tell yet. You can change your answer later."),
            }
        ),
    )
    instead_of = forms.CharField(widget=forms.HiddenInput, required=False)


TAKE_BACK = "take_back"


class ChangeAnswerForm(web.Form):
    """Another answer, or none any more. A change says why; what stood before stays in this side's history."""

    mark_optional = False  # the reason is asked of whoever changes something
    judgement = forms.ChoiceField(
        label=_("What do we say now?"),
        choices=[
            *[(str(answer), shown[0]) for answer, shown in words.ANSWERS.items()],
            (TAKE_BACK, _("Nothing: we take our answer back")),
        ],
        widget=web.Radios(
            hints={
                TAKE_BACK: _("The other desk is told, and neither sees an answer until both are in again.")
            }
        ),
    )
    reason = web.LongTextField(
        label=_("Why does it change?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For your own file and the audit: the other desk does not read it."),
    )
    instead_of = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("judgement") != given.get("instead_of") and not given.get("reason", "").strip():
            self.add_error("reason", _("Say why the answer changes"))
        return given


class AssignForm(web.Form):
    to = forms.TypedChoiceField(label=_("Assign to"), coerce=uuid.UUID)

    def __init__(self, *args: Any, colleagues: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(member.id), member.name) for member in colleagues]
        self.fields["to"].choices = [("", _("Choose a colleague")), *people]  # type: ignore[attr-defined]


BASIS_HINTS: dict[str, str | Promise] = {
    Basis.CONSENT: _("The person concerned agreed to this, for this partner, and it is on file."),
    Basis.LIFE_THREAT: _("Somebody's life or safety is in danger."),
    Basis.CHILD_DUTY: _("The law obliges us to report a child in need of protection."),
    Basis.COURT_ORDER: _("A court has ordered it."),
    Basis.AGREEMENT: _(
        "Both are enforcement agencies of the partnership, and nobody to be protected is concerned."
    ),
}


class GroundForm(web.Form):
    """On what ground a desk becomes known. For a possible victim an agreement of agencies is none."""

    basis = forms.ChoiceField(label=_("Legal basis"), widget=web.Radios(hints=BASIS_HINTS))
    reason = web.LongTextField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For your own file and the audit: the other desk does not read it."),
    )

    def __init__(self, *args: Any, about_victim: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = [choice for choice in Basis.choices if not about_victim or choice[0] != Basis.AGREEMENT]
        self.fields["basis"].choices = left  # type: ignore[attr-defined]


class ProposeForm(web.Form):
    """Prefilled, so that proposing is one click."""

    title = forms.CharField(
        label=_("Title of the case"),
        max_length=200,
        help_text=_("The other desk reads it. Use no name of a person."),
    )
