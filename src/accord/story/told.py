"""One life while it is being told: its file, whoever keeps it, and what was agreed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils import translation

from accord.agencies.models import Agency, Member
from accord.consent import actions as consents
from accord.consent.actions import Asked
from accord.consent.models import Consent
from accord.consent.vocabulary import Able, Answer, How, Purpose
from accord.consent.wording import shipped, words_for
from accord.dossiers.models import Dossier
from accord.story import words
from accord.story.cast import MEMBERS, MemberPart, story_id
from accord.story.lives import Life
from accord.story.stage import Stage
from accord.support.models import SupportFile
from accord.support.queries import minority


def lead_of(agency: str) -> MemberPart:
    """Who leads the files of an agency: the first who receives what others send."""
    return next(each for each in MEMBERS if each.agency == agency and "intake" in each.duties)


@dataclass
class Told:
    """A life with its file, while it is being told."""

    stage: Stage
    life: Life
    number: int
    file: SupportFile = field(init=False)

    @property
    def part(self) -> MemberPart:
        return lead_of(self.life.by)

    @property
    def by(self) -> Member:
        return member(self.part)

    @property
    def french(self) -> bool:
        return self.part.language == "fr"

    @property
    def dossier(self) -> Dossier:
        return Dossier.objects.get(pk=self.file.dossier_id)

    def acting(self, part: MemberPart | None = None) -> Any:
        return self.stage.acting(part or self.part, "story.support")

    def agree(
        self, purpose: Purpose, to: str, facts: Any, *, answer: Answer = Answer.GIVEN, days: int = 30
    ) -> Consent:
        """Within an act of the worker: she was asked, and this is what she said."""
        recipient = None if to == words.OFFICE else Agency.objects.get(pk=story_id("agency", to))
        tongue = next((each for each in self.life.languages.split() if each in shipped()), self.part.language)
        text = words_for(tongue, self.by.agency_id)
        with translation.override(text.language):
            document = text.document(
                agency=str(self.by.agency), purpose=purpose, recipient=str(recipient or words.OFFICE),
                facts=list(facts), days=days,
            )  # fmt: skip
        asked = Asked(
            purpose=purpose, facts=list(facts), document=document, text_version=text.version, language=text.language,
            how=How.READ_ALOUD, witness=words.witness(self.french), recipient=recipient,
            recipient_name="" if recipient else words.OFFICE, days=days,
            able=Able.MINOR if minority(self.file).today else Able.ADULT,
        )  # fmt: skip
        return consents.record_consent(by=self.by, dossier=self.dossier, asked=asked, answer=answer)


def member(part: MemberPart) -> Member:
    return Member.objects.select_related("agency").get(pk=part.id)
