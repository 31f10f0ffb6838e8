"""Bring matches into line with what now holds: the one place where anything crosses from one side to the other.

It is run whenever something may have changed (pointers met or ended, a signature, an answer, an introduction), looks at
the whole match again, and writes the difference. So it does not matter how often or in which order it runs.
What has been told stays told; only withdrawal takes it back.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from accord.base.clock import now
from accord.deconfliction.matching.held import MATCHER, Held, held, immigration_humans
from accord.deconfliction.matching.models import Match, MatchSide
from accord.deconfliction.matching.telling import Telling
from accord.deconfliction.models import Hit, HitState, Step
from accord.deconfliction.pairs import NOTHING, Outcome, Told, Why, never_matched, what_each_learns

RANK = [Told.NOTHING, Told.BROKER, Told.DESK]


@dataclass
class End:
    """One side of a match as it stands: who holds it (None: nobody any more), and its dossier's hit, if it has one."""

    side: MatchSide
    held: Held | None
    hit: Hit | None

    @property
    def told(self) -> Told:
        return Told(self.side.told)


def bring_into_line(
    matches: Collection[uuid.UUID],
    *,
    just_filed: frozenset[uuid.UUID] = frozenset(),
    excluded: frozenset[uuid.UUID] | None = None,
) -> None:
    """Within the caller's transaction. ``just_filed``: pointers whose filing led here (the time to contact runs
    from their filing). ``excluded``: humans of immigration enforcement, where the caller knows them already."""
    if not matches:
        return
    locked = list(Match.objects.using(MATCHER).filter(id__in=matches).order_by("id").select_for_update())
    ends = _ends(locked)
    excluded = immigration_humans() if excluded is None else excluded
    telling = Telling(just_filed, excluded)
    for match in locked:
        left, right = ends[match.id]
        if match.common:
            telling.broker_item(match, left.side, right.side, Why.COMMON, may_introduce=False)
        elif not match.band or left.held is None or right.held is None:
            _close(match, left, right, telling)
        else:
            _tell(match, left, right, _outcome(left.held, right.held, excluded), telling)
    telling.write()


def _ends(matches: Iterable[Match]) -> dict[uuid.UUID, tuple[End, End]]:
    ids = [match.id for match in matches]
    sides = list(MatchSide.objects.using(MATCHER).filter(match_id__in=ids).order_by("match_id", "side"))
    holders = _holders(sides)
    dossiers = {side.dossier_id for side in sides if side.told}
    hits = {
        hit.id: hit
        for hit in Hit.objects.using(MATCHER)
        .filter(dossier_id__in=dossiers, id__in=[side.hit_id for side in sides if side.told])
        .order_by("dossier_id", "id")
        .select_for_update()
    }
    made = [End(side, holders.get((side.dossier_id, side.subject)), hits.get(side.hit_id)) for side in sides]
    return {left.side.match_id: (left, right) for left, right in zip(made[::2], made[1::2], strict=True)}


def _holders(sides: Iterable[MatchSide]) -> dict[tuple[uuid.UUID, int], Held]:
    """Who holds each subject now. Of several records the first; where one is protected, that is what counts."""
    found: dict[tuple[uuid.UUID, int], Held] = {}
    for one in held("h.subject = ANY (%s) AND h.live", [list({side.subject for side in sides})]):
        key = (one.dossier_id, one.subject)
        if key not in found or (found[key].open and not one.open):
            found[key] = one
    return found


def _outcome(left: Held, right: Held, excluded: frozenset[uuid.UUID]) -> Outcome:
    return what_each_learns(
        left.side(immigration=left.human_id in excluded), right.side(immigration=right.human_id in excluded)
    )


def _tell(match: Match, left: End, right: End, outcome: Outcome, telling: Telling) -> None:
    assert left.held and right.held
    if outcome == NOTHING and never_matched(left.held.side(), right.held.side()):
        return
    match.closed_at = None
    for end in (left, right):
        if end.hit is not None and end.hit.step == Step.DONE and end.side.stepped_at is None:
            end.side.stepped_at = now()
    meant = {
        left.side.side: _most(left.told, outcome.left, _by_decision(match, right)),
        right.side.side: _most(right.told, outcome.right, _by_decision(match, left)),
    }
    for mine, held_by, other in ((left, left.held, right), (right, right.held, left)):
        told = meant[mine.side.side]
        if told:
            telling.hit(
                match, mine.side, held_by, other.side, mine.hit, told, meant[other.side.side] == Told.DESK
            )
        mine.side.told = told
    if outcome.broker and match.introduced_at is None:
        contact = left.held.contact_allowed and right.held.contact_allowed
        telling.broker_item(match, left.side, right.side, outcome.broker, may_introduce=contact)
    else:
        telling.not_brokered(match)
    telling.carry_answers(left.hit, right.hit)
    telling.match(match, left.side, right.side)


def _by_decision(match: Match, other: End) -> Told:
    """What the other side's stepping forward, or an introduction of both, adds to the table."""
    return Told.DESK if match.introduced_at or other.side.stepped_at else Told.NOTHING


def _most(*told: Told) -> Told:
    return max(told, key=RANK.index)


def _close(match: Match, left: End, right: End, telling: Telling) -> None:
    """A side has withdrawn, or the two are no longer alike. What nobody has looked at vanishes, on both sides; else it
    says closed, and no reason."""
    match.closed_at = match.closed_at or now()
    hits = [end.hit for end in (left, right) if end.hit is not None]
    if all(hit.first_seen_at is None for hit in hits):
        telling.vanish(hits)
        for end in (left, right):
            end.side.told = ""
    else:
        for hit in hits:
            if hit.state != HitState.CLOSED:
                telling.set(hit, state=HitState.CLOSED)
    telling.close_brokering(match, [left.side, right.side])
    telling.match(match, left.side, right.side)
