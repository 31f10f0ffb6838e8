"""Whether anybody has judged a match: then no computing may close it."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db.models import Q

from accord.deconfliction.matching.held import MATCHER
from accord.deconfliction.matching.models import Match, MatchSide
from accord.deconfliction.matching.numbers import derived_id
from accord.deconfliction.models import BrokerItem, Hit, IntroductionRequest, Step
from accord.deconfliction.models.broker import BrokerState

# Answers, steps and cases, also those that one side has proposed.
OF_A_SIDE = (
    ~Q(answer="")
    | ~Q(other_answer="")
    | ~Q(step=Step.NONE)
    | Q(case_id__isnull=False)
    | Q(proposed_by_us_at__isnull=False)
    | Q(proposed_by_them_at__isnull=False)
)
IN_THE_BROKERS_HANDS = (BrokerState.TAKEN, BrokerState.ASKED, BrokerState.INTRODUCED, BrokerState.DECLINED)


def judged(matches: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those of some matches that a side or a broker has judged. Their hits stay locked to the transaction's end."""
    sides = list(MatchSide.objects.using(MATCHER).filter(match_id__in=matches))
    of_hit = {side.hit_id: side.match_id for side in sides}
    hits = Hit.objects.using(MATCHER).filter(
        dossier_id__in={side.dossier_id for side in sides}, id__in=of_hit
    )
    locked = list(hits.order_by("dossier_id", "id").select_for_update().values_list("id", flat=True))
    found = {of_hit[hit] for hit in hits.filter(OF_A_SIDE, id__in=locked).values_list("id", flat=True)}
    found |= {side.match_id for side in sides if side.stepped_at is not None}
    introduced = Match.objects.using(MATCHER).filter(id__in=matches, introduced_at__isnull=False)
    found |= set(introduced.values_list("id", flat=True))
    items = {derived_id("broker", match): match for match in matches}
    brokered = BrokerItem.objects.using(MATCHER).filter(id__in=items, state__in=IN_THE_BROKERS_HANDS)
    found |= {items[item] for item in brokered.values_list("id", flat=True)}
    requests = {derived_id("request", side.hit_id): side for side in sides}
    asked = IntroductionRequest.objects.using(MATCHER).filter(
        dossier_id__in={side.dossier_id for side in sides}, id__in=requests
    )
    return found | {requests[one].match_id for one in asked.exclude(answer="").values_list("id", flat=True)}
