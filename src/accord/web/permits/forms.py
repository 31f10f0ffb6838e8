"""Forms of rights and applications. What is typed for one fact lies in a field named after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accord.consent.models import Consent
from accord.consent.queries import enforces_immigration
from accord.consent.vocabulary import Fact
from accord.permits.clocks import add_months
from accord.permits.models import Application, Right
from accord.permits.vocabulary import Situation, Span, State
from accord.web import forms as web
from accord.web.permits.words import length

ELSEWHERE = "elsewhere"
ALL_BUT_WHOLE = [(each.value, each.label) for each in Fact if each != Fact.WHOLE_FILE]


class SituationForm(web.Form):
    """What is ticked is used to draw the page, and kept nowhere."""

    mark_optional = False
    situations = forms.MultipleChoiceField(
        label=_("What is so for them"), choices=Situation.choices, required=False,
        widget=web.Checkboxes(small=True),
        help_text=_(
            "Tick what they told you. Nothing is worked out from their file, and nothing you tick here is kept."
        ),
    )  # fmt: skip


class ApplyForm(web.SubmitOnceForm):
    """An agreement that covers it, or an authority outside the platform; the least facts; which clocks run."""

    def __init__(
        self, *args: Any, right: Right, agreements: Sequence[Consent], known: Sequence[Fact], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.right = right
        choices = [(str(each.id), _agreement(each)) for each in agreements]
        self.fields["to"] = forms.ChoiceField(
            label=_("Where to"),
            choices=[*choices, (ELSEWHERE, _("Made on paper, to an authority that is not on this platform"))],
            initial=choices[0][0] if choices else None,
            widget=web.Radios(reveals={ELSEWHERE: ("authority_name", "made_on")}),
            error_messages={"required": _("Choose where the application goes")},
        )
        self.fields["authority_name"] = forms.CharField(
            label=_("Name of the authority"), max_length=200,
            error_messages={"required": _("Write the name of the authority")},
        )  # fmt: skip
        self.fields["made_on"] = web.DateField(
            label=_("On which day"), required=False, latest=web.today,
            help_text=_("Leave it empty for today."),
        )  # fmt: skip
        self.agreed = {Fact(fact) for each in agreements for fact in each.facts}
        if choices:
            self._add_facts(known)
        stages = [(stage.code, f"{stage.name} ({length(stage)})") for stage in right.starting_at("requested")]
        if stages:
            self.fields["stages"] = forms.MultipleChoiceField(
                label=_("Which clocks start today"), choices=stages, required=False,
                initial=[stages[0][0]] if len(stages) == 1 else [], widget=web.Checkboxes(small=True),
            )  # fmt: skip

    def clean_authority_name(self) -> str:
        name: str = self.cleaned_data["authority_name"]
        if enforces_immigration(None, name):
            raise forms.ValidationError(
                _("Those who enforce immigration law decide no application: write who does, such as IRCC")
            )
        return name

    def _add_facts(self, known: Sequence[Fact]) -> None:
        in_file = _("Empty: what is in their file is sent.")
        for fact in self._sendable():
            long = fact in (Fact.SUMMARY, Fact.NEEDS, Fact.CHILDREN)
            self.fields[f"fact_{fact}"] = forms.CharField(
                label=fact.label, required=False, max_length=4000 if long else 300,
                help_text=in_file if fact in known else _("Not in their file: write it here, or leave it out."),
                widget=forms.Textarea(attrs={"rows": 4}) if long else forms.TextInput(),
            )  # fmt: skip

    def _sendable(self) -> list[Fact]:
        return [fact for fact in self.right.least_facts if fact in self.agreed]

    @property
    def left_over(self) -> list[tuple[str, str]]:
        """What was typed for an agreement that has ended meanwhile: label and words. It is sent nowhere."""
        said = {fact: self.data.get(f"fact_{fact}", "") for fact in self.right.least_facts}
        return [
            (str(fact.label), words)
            for fact, words in said.items()
            if words and f"fact_{fact}" not in self.fields
        ]

    @property
    def typed(self) -> dict[Fact, str]:
        return {fact: self.cleaned_data.get(f"fact_{fact}") or "" for fact in self._sendable()}


class ClockForm(web.SubmitOnceForm):
    on = web.DateField(label=_("From which day"), latest=web.today)

    def __init__(self, *args: Any, right: Right, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stages = list(right.clocks)
        self.fields["code"] = forms.ChoiceField(
            label=_("Which clock"),
            choices=[(each.code, f"{each.name} ({length(each)})") for each in stages],
            widget=web.Radios(hints={each.code: each.start_words for each in stages if each.start_words}),
            initial=stages[0].code if len(stages) == 1 else None,
        )
        self.order_fields(["code", "on", "form_key"])


ASKED = {
    State.INTERVIEW: ("interview_on", "number"),
    State.ISSUED: ("first", "last", "span", "number"),
    State.RENEWED: ("first", "last", "span"),
    State.REFUSED: ("reason", "number"),
}


class DecideForm(web.Form):
    """What the authority answers: the fields of one decision, ``state``, and no other."""

    interview_on = web.DateField(
        label=_("Day of the interview"), required=False, help_text=_("Leave it empty while it is not known.")
    )
    first = web.DateField(label=_("First day"))
    last = web.DateField(label=_("Last day"))
    span = forms.ChoiceField(
        label=_("Length"), choices=[("", pgettext_lazy("permit", "Not said")), *Span.choices], required=False
    )
    reason = forms.CharField(
        label=_("Reason, as they will be told it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    number = forms.CharField(label=_("The authority’s own file number"), max_length=60, required=False)

    def __init__(self, *args: Any, application: Application, state: State, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.application = application
        for name in set(self.fields) - set(ASKED[state]):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        first, last, most = said.get("first"), said.get("last"), self.application.right.max_months
        if first and last and last < first:
            self.add_error("last", gettext("The last day must be the first day or later"))
        elif first and last and most and last > add_months(first, most):
            latest = web.spoken_date(add_months(first, most))
            self.add_error("last", gettext("It may last to %(day)s at most") % {"day": latest})
        return said


class AskForm(web.Form):
    fact = forms.ChoiceField(label=_("Which fact"), choices=ALL_BUT_WHOLE)
    why = forms.CharField(
        label=_("Why it is needed"), max_length=500, help_text=_("They are asked anew, and read this.")
    )


class FactForm(web.Form):
    value = forms.CharField(
        label=_("What is sent"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, agreements: Sequence[Consent], known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = forms.ChoiceField(
            label=_("On which agreement"), choices=[(str(each.id), _agreement(each)) for each in agreements],
            widget=web.Radios(), initial=str(agreements[0].id) if agreements else None,
        )  # fmt: skip
        if known:
            self.fields["value"].help_text = _("Empty: what is in their file is sent.")
        self.order_fields(["to", "value"])


class RightForm(web.AsReadForm):
    """One right, as the coordination office keeps it."""

    name_en = forms.CharField(label=_("Name in English"), max_length=200)
    name_fr = forms.CharField(label=_("Name in French"), max_length=200)
    gives_en = web.LongTextField(label=_("What it gives, in English"), max_length=4000)
    gives_fr = web.LongTextField(label=_("What it gives, in French"), max_length=4000)
    asks_not_en = web.LongTextField(
        label=_("What it does not ask, in English"), max_length=4000, required=False
    )
    asks_not_fr = web.LongTextField(
        label=_("What it does not ask, in French"), max_length=4000, required=False
    )
    conditions_en = web.LongTextField(label=_("Conditions, in English"), max_length=4000, required=False)
    conditions_fr = web.LongTextField(label=_("Conditions, in French"), max_length=4000, required=False)
    facts = forms.MultipleChoiceField(
        label=_("All that may be sent with an application"), choices=ALL_BUT_WHOLE, required=False,
        widget=web.Checkboxes(small=True),
    )  # fmt: skip
    min_months = forms.IntegerField(
        label=_("At least, in months"), min_value=0, max_value=1200, required=False
    )
    max_months = forms.IntegerField(
        label=_("At most, in months"), min_value=1, max_value=1200, required=False
    )
    effective_from = web.DateField(label=_("In force from"), required=False)
    effective_to = web.DateField(label=_("In force until"), required=False)
    verified_on = web.DateField(label=_("Checked against its source on"), required=False, latest=web.today)
    source = forms.CharField(
        label=_("Source"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3, "lang": "en"})
    )
    source_fr = forms.CharField(
        label=_("Source, in French"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "fr"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name.endswith(("_en", "_fr")):
                field.widget.attrs["lang"] = name[-2:]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        least, most = said.get("min_months"), said.get("max_months")
        if least and most and least > most:
            self.add_error("max_months", gettext("The most must not be less than the least"))
        begins, ends = said.get("effective_from"), said.get("effective_to")
        if begins and ends and ends < begins:
            self.add_error("effective_to", gettext("The last day must be the first day or later"))
        return said


def _agreement(consent: Consent) -> str:
    """Whom it names, which facts, until when."""
    facts = ", ".join(str(Fact(each).label) for each in consent.facts)
    named = {
        "agency": consent.recipient,
        "facts": facts,
        "day": web.spoken_date(localdate(consent.expires_at)),
    }
    return gettext("%(agency)s: %(facts)s, until %(day)s") % named
