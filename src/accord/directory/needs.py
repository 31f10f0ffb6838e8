"""What a list's own words say about the need that a service meets, where it has no column for it."""

from __future__ import annotations

import re

from accord.directory.vocabulary import Need

# Beginnings of words, English and French; the order is that of the answer.
STEMS = {
    Need.CRISIS: "crisis hotline helpline suicid distress emergenc crise détresse urgence violence",
    Need.SHELTER: "shelter hostel refuge hébergement overnight",
    Need.HOUSING: "housing home[ls] tenan rent logement evict apartment",
    Need.FOOD: "food meal pantry nutrition aliment repas calfresh wic",
    Need.HEALTH: "health medic clinic dental hospital nurs santé hôpital addict detox",
    Need.WELLNESS: "counsel therap wellness mental support bien-être",
    Need.LEGAL: "legal law court attorney justice juridique droit divorce",
    Need.NEWCOMER: "refugee newcomer immigra settlement réfugié asylum",
    Need.MONEY: "financ benefit tax income cash debt bankrupt argent prestation",
    Need.EMPLOYMENT: "employ job career work emploi travail",
    Need.EDUCATION: "educat school learn librar literacy tutor class école apprentiss",
    Need.INDIGENOUS: "indigenous inuit métis first.nation aboriginal autochtone",
    Need.TRANSPORT: "transport transit ride",
}
PATTERNS = {
    need: re.compile(rf"\b(?:{'|'.join(stems.split())})", re.IGNORECASE) for need, stems in STEMS.items()
}


def with_beds(needs: list[str], said: str) -> list[str]:
    """The needs of a list that knows housing and crises but no shelters: a bed is what is looked for tonight."""
    if (
        Need.SHELTER not in needs
        and {Need.HOUSING, Need.CRISIS} & set(needs)
        and PATTERNS[Need.SHELTER].search(said)
    ):
        return [*needs, Need.SHELTER.value]
    return needs


def needs_in(said: str) -> list[str]:
    """Codes of ``Need`` that the words speak of; the community where they speak of none."""
    found = [need.value for need, pattern in PATTERNS.items() if pattern.search(said)]
    return found or [Need.COMMUNITY.value]
