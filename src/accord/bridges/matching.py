"""A survivor who agreed to be matched: pointers of her, protected, as long as the agreement lives.

Two services, or a service and a desk, then learn through the coordination office that they should talk, and nothing
more. Exploiters and places are watched without her: they are no facts about her.
"""

from __future__ import annotations

import uuid
from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import now
from accord.bridges import rules
from accord.consent.models import Consent
from accord.consent.vocabulary import Fact, Purpose
from accord.deconfliction import actions as deconfliction
from accord.deconfliction.subjects import PERSON, POSSIBLE_VICTIM, Filing, Subject
from accord.dossiers.models import Dossier
from accord.linkage import Person
from accord.support.models import SupportFile
from accord.support.queries import opened_for_use
from accord.support.vocabulary import AgeGroup, Identity

LAW = "consent"
# What may be matched of her, by the fact that the agreement names.
MATCHED = {
    Fact.LEGAL_NAME: (Identity.LEGAL_NAME,),
    Fact.CHOSEN_NAME: (Identity.CHOSEN_NAME,),
    Fact.DATE_OF_BIRTH: (Identity.DATE_OF_BIRTH,),
    Fact.SAFE_CONTACT: (Identity.PHONE, Identity.EMAIL),
}


class NothingToMatch(ValueError):
    """The agreement names no fact that is written in the file."""


def let_be_matched(*, by: Member, file: SupportFile, consent: Consent) -> None:
    """File the survivor's own pointers. They end with the consent.

    Raises ``PermissionDenied`` for an agreement that is over, of another file or for another purpose, and
    ``NothingToMatch`` where nothing that it names is known.
    """
    dossier = Dossier.objects.get(pk=file.dossier_id)
    if not rules.may_build_bridge(by, dossier):
        raise PermissionDenied(_("This is done by who works on the open file."))
    if consent.dossier_id != file.dossier_id or consent.purpose != Purpose.MATCHING or not consent.is_live:
        raise PermissionDenied(_("No agreement of this file lets them be matched: ask them."))
    subjects = _subjects(file, [Fact(fact) for fact in consent.facts])
    if not subjects:
        raise NothingToMatch
    filing = Filing(
        record_id=consent.id, reference=file.reference, lawful_reference=LAW, reason=str(Purpose.MATCHING.value),
        contact_allowed=True, filed_at=now(), consent_to_match=True, consent_id=consent.id,
    )  # fmt: skip
    deconfliction.file_pointers(by=by, dossier=dossier, filing=filing, subjects=subjects)
    audit.record("survivor.matched", dossier_id=file.dossier_id, row_id=consent.id)


def _subjects(file: SupportFile, facts: list[Fact]) -> list[Subject]:
    known = opened_for_use(file, [code for fact in facts for code in MATCHED.get(fact, ())])
    numbers = tuple(
        (kind, known[code])
        for code, kind in ((Identity.PHONE, "phone"), (Identity.EMAIL, "email"))
        if code in known
    )
    name = known.get(Identity.LEGAL_NAME, "")
    given, _space, family = name.rpartition(" ")
    found = []
    if name or Identity.CHOSEN_NAME in known:
        described = Person(
            given_name=given or family, family_name=family if given else "",
            aliases=tuple(filter(None, [known.get(Identity.CHOSEN_NAME, "")])),
            date_of_birth=_day(known.get(Identity.DATE_OF_BIRTH, "")), city=file.city, identifiers=numbers,
        )  # fmt: skip
        found.append(_subject(file, "person", PERSON, person=described))
    return found + [_subject(file, kind, kind, value=value) for kind, value in numbers]


def _subject(
    file: SupportFile, name: str, kind: str, *, person: Person | None = None, value: str = ""
) -> Subject:
    return Subject(
        subject_id=uuid.uuid5(file.dossier_id, name), kind=kind, person=person, value=value, role=POSSIBLE_VICTIM,
        linked_roles=frozenset({POSSIBLE_VICTIM}), minor=file.age_group == AgeGroup.MINOR,
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
