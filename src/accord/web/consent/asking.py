"""A new agreement, in four pages without a script: for what, on which terms, read and answered, checked and saved."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from accord.agencies.models import Agency, Member
from accord.consent.actions import Asked, record_consent, text_hash
from accord.consent.models import Consent
from accord.consent.needs import NEEDS
from accord.consent.vocabulary import Able, Answer, How, Purpose
from accord.consent.wording import Words, words_for
from accord.directory.queries import keeping, published
from accord.dossiers.models import Dossier
from accord.support.models import SupportFile
from accord.support.queries import minority
from accord.web.consent import words
from accord.web.consent.asking_forms import AnswerForm, PurposeForm, TermsForm
from accord.web.consent.files import kept, require_work, the_file, tongue_for
from accord.web.help.listing import said as named

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
STEPS = ("purpose", "terms", "read", "check")


def new(request: HttpRequest, dossier: uuid.UUID) -> HttpResponse:
    file, found = the_file(dossier)
    require_work(request, found)
    walk = Walk(request, file, found)
    if walk.go() == "saved":
        consent = walk.save()
        messages.success(request, _saying(consent))
        return redirect("consent:agreement", found.id, consent.id)
    return render(request, f"consent/new_{walk.at}.html", walk.context())


def _saying(consent: Consent) -> str:
    if consent.answer == Answer.REFUSED:
        return _("The refusal is noted. Nothing changes in the help that they get.")
    return _("The agreement is saved.")


@dataclass
class Walk:
    """Where the worker stands. Every page posts all that was typed before, and each answer is checked again."""

    request: HttpRequest
    file: SupportFile
    dossier: Dossier
    at: str = STEPS[0]
    text_changed: bool = False
    brought: list[tuple[str, str]] = field(default_factory=list)  # answered by the page before
    answered: dict[str, Any] = field(default_factory=dict)

    @property
    def member(self) -> Member:
        member: Member = self.request.member  # type: ignore[attr-defined]
        return member

    def go(self) -> str:
        """To the first page that is not answered well, to the one asked for, or to the end ("saved")."""
        posted = self.request.POST
        back = posted.get("to", "")
        sent = STEPS[-1] if back else posted.get("step", "")  # a button that leads back says only where to
        if self.request.method != "POST":
            return self._begin()
        last = STEPS.index(sent) if sent in STEPS else 0
        for step in STEPS[: last + 1]:
            if step == back:
                return self._show(step)
            if step != "check" and not self._made(step, bound=True).is_valid():
                return self._show(step, complain=True)
            if step == "read" and self._text_changed():
                self.text_changed = True
                return self._show("read")
        return "saved" if sent == "check" else self._show(STEPS[last + 1])

    def _begin(self) -> str:
        """At the terms, where the page before says what it is for; and to whom, where it says that too."""
        made = PurposeForm(self.request.GET)
        if not made.is_valid():
            return self._show("purpose", bound=False)
        self.answered["purpose"] = made
        self.brought = [("purpose", made.cleaned_data["purpose"])]
        return self._show("terms", bound=False)

    def _meant(self) -> dict[str, str]:
        """The service that was chosen in the directory: the agency that keeps it, or else its name."""
        asked = self.request.GET.get("service", "")
        service = published(uuid.UUID(asked)) if UUID.fullmatch(asked) else None
        if service is None:
            return {}
        keeper = keeping([service.id]).get(service.id)
        if keeper and keeper.id != self.member.agency_id:
            return {"recipient": str(keeper.id)}
        return {"recipient_name": named(service, "name").words[:200]}

    def _show(self, step: str, *, bound: bool = True, complain: bool = False) -> str:
        self.at = step
        if step != "check" and not complain:
            bound = bound and self._was_answered(step)
            made = self._made(step, bound=bound)
            if bound:
                made.errors.clear()  # what was ticked and typed, without complaints
        return step

    def _was_answered(self, step: str) -> bool:
        posted = self.request.POST
        if step == "terms":  # other facts belong to another purpose
            return posted.get("terms_of") == posted.get("purpose")
        return {"purpose": "purpose", "read": "answer"}[step] in posted and not self.text_changed

    def _made(self, step: str, *, bound: bool) -> forms.Form:
        data = self.request.POST if bound else None
        if step == "purpose":
            self.answered[step] = PurposeForm(data)
        elif step == "terms":
            self.answered[step] = TermsForm(
                data,
                purpose=self.purpose,
                agencies=self._agencies(),
                initial={"language": self._tongue(), **self._meant()},
            )
        else:
            self.answered[step] = AnswerForm(data)
        made: forms.Form = self.answered[step]
        return made

    def _agencies(self) -> list[Agency]:
        realms = NEEDS[self.purpose].realms
        found = Agency.objects.filter(realm__in=realms, immigration_enforcement=False)
        return list(found.exclude(id=self.member.agency_id))

    def _tongue(self) -> str:
        return tongue_for(self.file)

    # ── What was answered ────────────────────────────────────────────────────────────────────────────────────────

    @property
    def purpose(self) -> Purpose:
        return Purpose(self.answered["purpose"].cleaned_data["purpose"])

    @property
    def terms(self) -> TermsForm:
        made: TermsForm = self.answered["terms"]
        return made

    @property
    def recipient(self) -> str:
        return str(self.terms.chosen or self.terms.cleaned_data["recipient_name"])

    @property
    def text(self) -> Words:
        return words_for(self.terms.cleaned_data["language"], self.member.agency_id)

    def document(self) -> str:
        """As it is read aloud: who asks and who is told are called by their names in the language of the text."""
        with translation.override(self.text.language):
            return self.text.document(
                agency=str(self.member.agency), purpose=self.purpose, recipient=self.recipient,
                facts=self.terms.chosen_facts, days=self.terms.cleaned_data["days"],
            )  # fmt: skip

    def _text_changed(self) -> bool:
        return bool(self.answered["read"].cleaned_data["shown"] != text_hash(self.document()).hex())

    def save(self) -> Consent:
        answered, terms = self.answered["read"].cleaned_data, self.terms.cleaned_data
        refused = answered["answer"] == Answer.REFUSED
        asked = Asked(
            purpose=self.purpose, facts=self.terms.chosen_facts, document=self.document(),
            text_version=self.text.version, language=self.text.language,
            # Who says no signs nothing: the worker who asked stands for it.
            how=How.READ_ALOUD if refused else How(answered["how"]),
            witness=self.member.name if refused else answered["witness"],
            able=None if refused else Able(answered["able"]), decided_by=answered["decided_by"] or "",
            recipient=self.terms.chosen, recipient_name=terms["recipient_name"], days=terms["days"],
        )  # fmt: skip
        return record_consent(
            by=self.member, dossier=self.dossier, asked=asked, answer=Answer(answered["answer"]),
            form_key=answered["form_key"],
        )  # fmt: skip

    def _differs(self, able: str) -> str:
        """What the file says of their age, where that is not what was noted."""
        minor = minority(self.file).today
        if minor and able == Able.ADULT:
            return _("The file says that they are under 18.")
        if minor is False and able == Able.MINOR:
            return _("The file says that they are 18 or over.")
        return ""

    def context(self) -> dict[str, Any]:
        """What the page of this step draws; ``form`` is its own, the rest is carried along unseen."""
        form = self.answered.get(self.at) if self.at != "check" else None
        own = [*form.fields, *(["terms_of"] if self.at == "terms" else [])] if form else []
        found = {
            "file": self.file, "form": form, "kept": [*self.brought, *kept(self.request, but=own)],
            "step": STEPS.index(self.at) + 1, "steps": len(STEPS), "text_changed": self.text_changed,
        }  # fmt: skip
        if self.at != "purpose":
            found["purpose"] = self.purpose
        if self.at in ("read", "check"):
            found |= {
                "text": self.text, "document": self.document(), "shown": text_hash(self.document()).hex(),
                "recipient": self.recipient, "facts": words.facts(self.terms.cleaned_data["facts"]),
                "days": words.days(self.terms.cleaned_data["days"]), "agency": self.terms.chosen,
            }  # fmt: skip
        if self.at == "check":
            answered = self.answered["read"].cleaned_data
            found |= {"answer": Answer(answered["answer"]), "witness": answered["witness"]}
            found["how"] = How(answered["how"]) if answered["how"] else None
            found["who_agreed"] = words.who_agreed(answered["able"] or "", answered["decided_by"] or "")
            found["differs"] = self._differs(answered["able"] or "")
        if self.at == "read" and minority(self.file).today:
            found["alone"] = words.alone_from(self.file.province)
        return found
