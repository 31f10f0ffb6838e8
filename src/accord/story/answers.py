"""What the desks answered about their own records, and one answer to a partner that they thought better of.

The older records of one person are judged the same; the newest wait among the likely duplicates, so that a
demonstration begins with something to decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import combinations

from accord.agencies.models import Member
from accord.base import clock
from accord.deconfliction.actions import answer_hit, take_answer_back
from accord.deconfliction.models import Hit
from accord.linkage import Judgement
from accord.reports.actions import judge
from accord.reports.models import Person
from accord.reports.models.judgement import Key
from accord.story.cast import MEMBERS, MemberPart
from accord.story.deeds import RECENT, desk_of
from accord.story.fragments import Fragment, Written
from accord.story.stage import Stage

# Who compares the records of a desk, and why they are one person.
COMPARED = {
    "EILP": ("Anne-Sophie Bélair", "Même homme ou même femme : photos et numéros comparés."),
    "NRPS": ("Scott Brannigan", "Same person: photographs and numbers compared."),
}
OF = frozenset({"suspect", "facilitator"})
DOUBTED_WITH = "OPS"  # the partner whose hit the unit answered too soon
DOUBT = "Deux hommes se servent de cette auto : à vérifier avant de dire que c’est le même."


def compare_records(stage: Stage, fragments: Iterable[Fragment], *, end: datetime) -> None:
    """Every pair of older records of one exploiter on one desk, as the page of duplicates asks them."""
    seen: dict[tuple[str, str], list[tuple[Fragment, Written]]] = defaultdict(list)
    for fragment in fragments:
        for written in fragment.written:
            known = fragment.member.agency in COMPARED and written.role in OF and fragment.at < end - RECENT
            if known and not written.entity.startswith(("noise", "cell")):
                seen[fragment.member.agency, written.entity].append((fragment, written))
    for (agency, _entity), records in seen.items():
        name, reason = COMPARED[agency]
        by = _member(agency, name)
        for one, other in combinations(records, 2):
            at = max(one[0].at, other[0].at) + timedelta(days=2)
            with clock.replaced(now=lambda at=at: at), stage.acting(by, "story.judge"):  # type: ignore[misc]
                judge(
                    by=Member.objects.get(pk=by.id), one=_key(stage, *one), other=_key(stage, *other),
                    verdict=Judgement.SAME, reason=reason,
                )  # fmt: skip


def think_again(stage: Stage, *, end: datetime) -> None:
    """The unit takes an answer to a partner back, says why, and cannot tell for now."""
    desk = desk_of("EILP")
    with stage.acting(desk.second, "story.look"):
        hits = Hit.objects.filter(
            dossier_id=stage.desks[desk.agency],
            other_agency__short_name=DOUBTED_WITH,
            answer="same",
            case_id=None,
        )
        hit = hits.order_by("measured_from", "number").last()
    if hit is None:
        return
    for days, act in ((21, "take back"), (16, "unsure")):
        at = end - timedelta(days=days)
        with clock.replaced(now=lambda at=at: at), stage.acting(desk.second, "story.answer"):  # type: ignore[misc]
            member = Member.objects.get(pk=desk.second.id)
            fresh = Hit.objects.get(dossier_id=hit.dossier_id, id=hit.id)
            if act == "take back":
                take_answer_back(by=member, hit=fresh, instead_of=fresh.answer, reason=DOUBT)
            else:
                answer_hit(by=member, hit=fresh, judgement=Judgement.UNSURE)
    stage.done["taken_back"] = {
        "agency": desk.agency, "dossier": str(hit.dossier_id), "hit": str(hit.id), "number": hit.number,
        "answers": ["same", "", "unsure"], "reason": DOUBT,
    }  # fmt: skip


def _key(stage: Stage, fragment: Fragment, written: Written) -> Key:
    filed = stage.filed[fragment.key]
    person = Person.objects.get(
        dossier_id=filed.dossier, report_id=filed.report, given_name=written.given_name,
        family_name=written.family_name,
    )  # fmt: skip
    return Key.of(person)


def _member(agency: str, name: str) -> MemberPart:
    return next(member for member in MEMBERS if (member.agency, member.name) == (agency, name))
