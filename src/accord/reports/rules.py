"""Who may file, change and decide. Which rows they see is the database's affair."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from itertools import combinations

from django.core.exceptions import PermissionDenied
from django.db.models.functions import Now

from accord.agencies.models import Member, Realm
from accord.dossiers.models import Dossier, Kind, Role, Seat
from accord.linkage.folding import words
from accord.reports.draft import PersonDraft
from accord.reports.models import ChangeProposal, Person, Report
from accord.reports.vocabulary import ACCUSABLE, PersonRole

FILED_ON = frozenset({Kind.DESK, Kind.CASE, Kind.SUPPORT})
WORKING = (Role.WORKER, Role.LEAD)


class Refused(PermissionDenied):
    """The act is not this member's. ``code`` says why, for the page to put into words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class BothSides(ValueError):
    """One person stands both as possible victim and as somebody who could be accused.

    Nobody is prosecuted for their own sexual services (Criminal Code, s. 286.5), nor punished for what exploitation
    made them do. Whether a possible victim is to be accused is decided by two humans in a review, never by a report.
    """


def holds_seat(member: Member, dossier_id: uuid.UUID, roles: Collection[str] = tuple(Role.values)) -> bool:
    """Whether the member has a live seat with one of these roles, by the database's clock."""
    return Seat.objects.filter(
        dossier_id=dossier_id, member_id=member.id, role__in=list(roles), until__gt=Now()
    ).exists()


def why_not_file(member: Member, dossier: Dossier) -> str:
    """Empty if the member may file a report on this dossier; else "realm", "kind", "closed" or "seat"."""
    if member.agency.realm == Realm.AUTHORITY:
        return "realm"
    if dossier.kind not in FILED_ON:
        return "kind"
    if dossier.is_closed:
        return "closed"
    return "" if holds_seat(member, dossier.id, WORKING) else "seat"


def may_file(member: Member, dossier: Dossier) -> bool:
    return not why_not_file(member, dossier)


def owns(member: Member, report: Report) -> bool:
    """Whoever filed it, and the leads of its dossier, own a report; everybody else proposes."""
    if report.filed_by == member.id:
        return holds_seat(member, report.dossier_id, WORKING)
    return holds_seat(member, report.dossier_id, [Role.LEAD])


def may_amend(member: Member, report: Report) -> bool:
    return report.is_open and owns(member, report)


def may_propose(member: Member, report: Report) -> bool:
    return report.is_open and holds_seat(member, report.dossier_id, WORKING) and not owns(member, report)


def may_decide(member: Member, report: Report, proposal: ChangeProposal) -> bool:
    return may_amend(member, report) and proposal.proposed_by != member.id


def may_be_matched(realm: str, role: str) -> bool:
    """Support agencies file those who exploit, vehicles and places; a survivor only with consent to be matched."""
    return realm != Realm.SUPPORT or role == "" or role in ACCUSABLE


def check_sides(persons: Sequence[PersonDraft | Person]) -> None:
    """Raises ``BothSides`` where one person is recorded as possible victim and as somebody who could be accused."""
    if any(stand_on_both_sides(one, other) for one, other in combinations(persons, 2)):
        raise BothSides


def stand_on_both_sides(one: PersonDraft | Person, other: PersonDraft | Person) -> bool:
    roles = {one.role, other.role}
    return PersonRole.POSSIBLE_VICTIM in roles and bool(roles & ACCUSABLE) and seem_one_person(one, other)


def seem_one_person(one: PersonDraft | Person, other: PersonDraft | Person) -> bool:
    """The same name, folded and in any order, and no age or date of birth that tells them apart."""
    if not (names_of(one) & names_of(other)):
        return False
    if one.date_of_birth and other.date_of_birth:
        return one.date_of_birth == other.date_of_birth
    return _ages_meet(one, other)


def _ages_meet(one: PersonDraft | Person, other: PersonDraft | Person) -> bool:
    if one.age_from is None or one.age_to is None or other.age_from is None or other.age_to is None:
        return True
    return max(one.age_from, other.age_from) <= min(one.age_to, other.age_to)


def names_of(person: PersonDraft | Person) -> set[tuple[str, ...]]:
    """Each name the person goes by, as sorted folded words."""
    spoken = [f"{person.given_name} {person.family_name}", *person.aliases]
    return {tuple(sorted(found)) for name in spoken if (found := words(name))}
