"""Matches of persons that are known already: compared anew whether or not the keys find them.

A pair that falls below the threshold is closed as by withdrawal: what nobody has seen vanishes, the rest says closed.
A pair that anybody has judged stays as it is.
"""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from django.db import transaction

from accord.deconfliction.matching.held import MATCHER, Held, held
from accord.deconfliction.matching.judged import judged
from accord.deconfliction.matching.line import bring_into_line
from accord.deconfliction.matching.models import Match, MatchSide
from accord.deconfliction.matching.relinking.export import payloads_of
from accord.linkage import KeyedModel, Score

AT_ONCE = 200


def known_after(last: uuid.UUID | None) -> list[uuid.UUID]:
    """The next known matches of persons, by id."""
    known = Match.objects.using(MATCHER).filter(kind="person")
    if last is not None:
        known = known.filter(id__gt=last)
    return list(known.order_by("id").values_list("id", flat=True)[:AT_ONCE])


def go_through(matches: Collection[uuid.UUID], model: KeyedModel, *, dry_run: bool) -> Counter[str]:
    """Compare these anew; how many changed, were closed, or stayed for a judgement."""
    counts: Counter[str] = Counter()
    if not matches:
        return counts
    with transaction.atomic(using=MATCHER):
        locked = list(Match.objects.using(MATCHER).filter(id__in=matches).order_by("id").select_for_update())
        scores = _scores([one.id for one in locked], model)
        below = [one.id for one in locked if one.id in scores and scores[one.id].band is None]
        kept = judged(below)
        touched = []
        for one in locked:
            score = scores.get(one.id)
            if score is None or (score.band is None and not one.band):
                continue
            if one.id in kept:
                counts["kept_for_judgement"] += 1
                continue
            band = score.band.value if score.band else ""
            agreed = [{"field": reason.field, "level": reason.level} for reason in score.reasons]
            if not band:
                agreed = one.agreed
                counts["closed"] += 1
            elif (band, agreed) == (one.band, one.agreed):
                continue
            else:
                counts["changed"] += 1
            touched.append(Match(id=one.id, band=band, agreed=agreed))
        if not dry_run:
            Match.objects.using(MATCHER).bulk_update(touched, ["band", "agreed"])
            bring_into_line([one.id for one in touched])
    return counts


def _scores(matches: Sequence[uuid.UUID], model: KeyedModel) -> dict[uuid.UUID, Score]:
    """The best score of each match whose two sides are both held: of several records on a side any may be meant."""
    sides: dict[uuid.UUID, list[MatchSide]] = defaultdict(list)
    for side in MatchSide.objects.using(MATCHER).filter(match_id__in=matches).order_by("match_id", "side"):
        sides[side.match_id].append(side)
    subjects = {side.subject for both in sides.values() for side in both}
    holders: dict[tuple[uuid.UUID, int], list[Held]] = defaultdict(list)
    for one in held("h.subject = ANY (%s) AND h.live", [sorted(subjects)]):
        holders[one.dossier_id, one.subject].append(one)
    payloads = payloads_of(one.no for several in holders.values() for one in several)
    found = {}
    for match, (left, right) in sides.items():
        scores = [
            model.score(payloads[one.no], payloads[other.no])
            for one in holders[left.dossier_id, left.subject]
            for other in holders[right.dossier_id, right.subject]
            if one.no in payloads and other.no in payloads
        ]
        if scores:
            found[match] = max(scores, key=lambda score: score.weight)
    return found
