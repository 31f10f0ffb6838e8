"""Which facts a purpose can need, and who can be its recipient: nobody is asked for more than that."""

from __future__ import annotations

from dataclasses import dataclass

from accord.agencies.models import Realm
from accord.consent.vocabulary import Fact, Purpose


@dataclass(frozen=True)
class Need:
    """``least`` is ticked to begin with, ``more`` may be; ``realms`` are those whose agencies may receive it."""

    least: tuple[Fact, ...]
    more: tuple[Fact, ...]
    realms: tuple[Realm, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """In the order of the vocabulary."""
        return tuple(fact for fact in Fact if fact in self.least + self.more)


_TALKING = (Fact.LANGUAGES, Fact.INTERPRETER, Fact.SAFE_CONTACT)

NEEDS: dict[Purpose, Need] = {
    Purpose.REFERRAL: Need(
        (Fact.CHOSEN_NAME, Fact.NEEDS),
        (*_TALKING, Fact.AGE_BAND, Fact.GENDER, Fact.CITY, Fact.HEALTH, Fact.HEALTH_CARD, Fact.CHILDREN, Fact.SUMMARY),
        (Realm.SUPPORT,),
    ),
    Purpose.CARE_TEAM: Need((Fact.WHOLE_FILE,), (), (Realm.SUPPORT,)),
    Purpose.PERMIT: Need(
        (Fact.LEGAL_NAME, Fact.DATE_OF_BIRTH),
        (*_TALKING, Fact.CHOSEN_NAME, Fact.GENDER, Fact.CITY, Fact.IMMIGRATION_STATUS, Fact.CHILDREN, Fact.SUMMARY),
        (Realm.AUTHORITY,),
    ),
    Purpose.COMPENSATION: Need(
        (Fact.LEGAL_NAME, Fact.DATE_OF_BIRTH),
        (*_TALKING, Fact.CHOSEN_NAME, Fact.CITY, Fact.HEALTH_CARD, Fact.HEALTH, Fact.CHILDREN, Fact.NEEDS,
         Fact.SUMMARY),
        (Realm.AUTHORITY,),
    ),
    Purpose.MATCHING: Need(
        (Fact.LEGAL_NAME,), (Fact.CHOSEN_NAME, Fact.DATE_OF_BIRTH), (Realm.COORDINATION,)
    ),
    Purpose.POLICE: Need((Fact.CHOSEN_NAME,), (*_TALKING, Fact.LEGAL_NAME, Fact.SUMMARY), (Realm.ENFORCEMENT,)),
    Purpose.COURT: Need(
        (Fact.CHOSEN_NAME, Fact.SAFE_CONTACT), (Fact.LANGUAGES, Fact.INTERPRETER, Fact.LEGAL_NAME, Fact.CHILDREN),
        (Realm.AUTHORITY, Realm.ENFORCEMENT),
    ),
}  # fmt: skip
