"""What a file can tell for each fact of an agreement, in words: the one place where the two meet.

Referrals, applications and lines to police take their facts from here, never from the rows themselves, and the
database lets through those alone that the agreement names. Case notes and addresses of shelters have no fact.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.consent.vocabulary import Fact
from accord.dossiers.sealing import NoKey
from accord.support.models import SupportFile
from accord.support.queries import approved_summary, children_of, needs_of, opened_for_use, safety_plan_of
from accord.support.vocabulary import AgeGroup, Gender, Identity, NeedState


def _age_band(file: SupportFile) -> str:
    if file.age is None:
        return "" if file.age_group == AgeGroup.UNKNOWN else str(file.get_age_group_display())
    for low, high in ((0, 11), (12, 15), (16, 17), (18, 24), (25, 34), (35, 44)):
        if low <= file.age <= high:
            return f"{low}–{high}"
    return "45+"


def _safe_contact(file: SupportFile) -> str:
    """As her safety plan says it: the number, the hours, what to say. The number alone could get her hurt."""
    if (found := safety_plan_of(file.dossier_id)) is None or not found[1]["phone"]:
        return ""
    plan, parts = found
    told = [parts["phone"], parts["hours"], parts["saying"]]
    told.append("" if plan.voicemail else _("Never leave a voicemail."))
    return " · ".join(filter(None, told))


def _children(file: SupportFile) -> str:
    children = [child.row for child in children_of(file.dossier_id)]
    if not children:
        return ""
    ages = ", ".join(str(child.age) for child in children if child.age is not None)
    counted = ngettext("%(count)d child", "%(count)d children", len(children)) % {"count": len(children)}
    return f"{counted} ({ages})" if ages else counted


SEALED = {
    Fact.CHOSEN_NAME: Identity.CHOSEN_NAME,
    Fact.LEGAL_NAME: Identity.LEGAL_NAME,
    Fact.DATE_OF_BIRTH: Identity.DATE_OF_BIRTH,
    Fact.SAFE_CONTACT: Identity.PHONE,
    Fact.IMMIGRATION_STATUS: Identity.IMMIGRATION_STATUS,
    Fact.HEALTH_CARD: Identity.HEALTH_CARD,
}
PLAIN: dict[Fact, Callable[[SupportFile], str]] = {
    Fact.AGE_BAND: _age_band,
    Fact.GENDER: lambda file: "" if file.gender == Gender.UNKNOWN else file.get_gender_display(),
    Fact.LANGUAGES: lambda file: ", ".join(file.languages),
    Fact.INTERPRETER: lambda file: file.interpreter,
    Fact.CITY: lambda file: ", ".join(filter(None, [file.city, file.province])),
}
# What stands sealed in the record; an agency without a key of the file tells nothing.
RECORDED: dict[Fact, Callable[[SupportFile], str]] = {
    Fact.SUMMARY: lambda file: approved_summary(file.dossier_id),
    Fact.NEEDS: lambda file: ", ".join(
        str(need.row)
        for need in needs_of(file.dossier_id)
        if need.row.state in (NeedState.OPEN, NeedState.IN_HAND)
    ),
    Fact.CHILDREN: _children,
}


def facts_of(file: SupportFile, wanted: Collection[Fact]) -> dict[Fact, str]:
    """The wanted facts that the file knows, each in words of the active language; codes of languages stay codes."""
    known = opened_for_use(file, [SEALED[fact] for fact in wanted if fact in SEALED])
    told = {fact: known.get(code, "") for fact, code in SEALED.items() if fact in wanted}
    told |= {fact: tell(file) for fact, tell in PLAIN.items() if fact in wanted}
    try:
        told |= {fact: tell(file) for fact, tell in RECORDED.items() if fact in wanted}
        if Fact.SAFE_CONTACT in wanted:
            told[Fact.SAFE_CONTACT] = _safe_contact(file) or told[Fact.SAFE_CONTACT]
    except NoKey:
        pass
    return {fact: words for fact, words in told.items() if words}
