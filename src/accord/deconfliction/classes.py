"""Which class a subject is filed under, and whether it is filed at all.

``protected`` is what everything is that could be a person's; ``open`` is for things seen in public. A link to a
possible victim, a witness, a source or a minor makes a value protected for good; the matcher lets that win over any
other pointer of the same agency on the same value (``matching/protecting.py``).
"""

from __future__ import annotations

from accord.deconfliction.subjects import EXPLOITERS, PERSON, POSSIBLE_VICTIM, SHELTERED, Subject
from accord.linkage import IdentifierKind

# Seen in public or published by whoever advertises; premises only as a business ("hotel"), never as a home.
OPEN_KINDS = frozenset({IdentifierKind.PLATE, IdentifierKind.AD_URL, IdentifierKind.WALLET})
PLACES_AND_VEHICLES = frozenset({IdentifierKind.PLATE, IdentifierKind.PREMISES})
BUSINESS = "hotel:"


def protected_for_good(subject: Subject) -> bool:
    """Whether the subject is, or is linked to, somebody who must not be found through it."""
    return (
        subject.role in SHELTERED
        or bool(subject.linked_roles & SHELTERED)
        or subject.minor
        or subject.source_identity
    )


def open_by_kind(subject: Subject, form: str) -> bool:
    """Whether an identifier of this normal form is open without anybody's signature."""
    if protected_for_good(subject):
        return False
    return subject.kind in OPEN_KINDS or (
        subject.kind == IdentifierKind.PREMISES and form.startswith(BUSINESS)
    )


def may_be_opened(subject: Subject) -> bool:
    """Whether a second human may sign this person open: an exploiter for whom it was asked."""
    return (
        subject.kind == PERSON
        and subject.open_wanted
        and subject.role in EXPLOITERS
        and not protected_for_good(subject)
    )


def about_victim(subject: Subject) -> bool:
    """Whether stepping forward on it speaks of a possible victim, which asks for consent or a statute."""
    return POSSIBLE_VICTIM in {subject.role, *subject.linked_roles}


def support_may_file(subject: Subject, *, consent_to_match: bool) -> bool:
    """Whether a support agency files it: exploiters, vehicles and places; the survivor only by consent."""
    if consent_to_match:
        return True
    if protected_for_good(subject):
        return False
    if subject.kind == PERSON:
        return subject.role in EXPLOITERS
    if subject.linked_roles:
        return subject.linked_roles <= EXPLOITERS
    return subject.kind in PLACES_AND_VEHICLES  # a lone telephone may be the survivor's own
