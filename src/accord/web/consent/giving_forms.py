"""The values of facts, each in a box of its own: what is typed is what leaves."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.consent.vocabulary import Fact
from accord.web import forms as web
from accord.web.consent import words

LONG = (Fact.NEEDS, Fact.SUMMARY, Fact.HEALTH, Fact.CHILDREN, Fact.SAFE_CONTACT)
MOST = 4000


class ValuesForm(web.SubmitOnceForm):
    """One box a fact; an empty one is not given, and at least one is filled in."""

    mark_optional = False

    def __init__(
        self, *args: Any, facts: Collection[Fact | str], known: Mapping[Fact, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.facts = [fact for fact in Fact if fact in facts and fact != Fact.WHOLE_FILE]
        for fact in self.facts:
            self.fields[f"fact_{fact.value}"] = self._box(fact, known.get(fact, ""))

    def _box(self, fact: Fact, known: str) -> forms.CharField:
        shared: dict[str, Any] = {
            "label": words.LABELS[fact], "required": False, "max_length": MOST, "initial": known,
        }  # fmt: skip
        if fact in LONG:
            return web.LongTextField(widget=forms.Textarea(attrs={"rows": 3}), **shared)
        return forms.CharField(**shared)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.facts and not self.values and not self.errors:
            self.add_error(
                f"fact_{self.facts[0].value}", _("Fill in at least one fact: nothing would be given")
            )
        return cleaned

    @property
    def values(self) -> dict[Fact, str]:
        """Those that are filled in."""
        typed = {fact: self.cleaned_data.get(f"fact_{fact.value}", "") for fact in self.facts}
        return {fact: value for fact, value in typed.items() if value.strip()}

    @property
    def lines(self) -> list[tuple[str, str]]:
        return [(str(words.LABELS[fact]), value) for fact, value in self.values.items()]
