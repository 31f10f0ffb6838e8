"""The words of a report: every closed list that a report, a person or an identifier chooses from.

Grading codes as published: 3x5x2 by the College of Policing (England and Wales), the Admiralty code by NATO
(AJP-2.1, also US FM 2-22.3). Source and information are always graded apart from each other.
"""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Exploitation(TextChoices):
    """The form of exploitation: the purposes of art. 3 of the Palermo Protocol, as practice splits them."""

    SEXUAL = "sexual", _("Sexual exploitation")
    LABOUR = "labour", _("Forced labour or services")
    SERVITUDE = "servitude", _("Domestic servitude")
    CRIMINALITY = "criminality", _("Forced criminality or begging")
    ORGANS = "organs", _("Removal of organs or tissue")
    MARRIAGE = "marriage", _("Forced marriage")
    UNKNOWN = "unknown", _("Not known yet")


class Prong(TextChoices):
    """Whom the report is about: those who sell others' services, those who benefit from them, or both."""

    EXPLOITER = "exploiter", _("Those who exploit others or sell their services")
    BENEFICIARY = "beneficiary", _("Those who buy or otherwise benefit")
    BOTH = "both", _("Both")
    UNKNOWN = "unknown", _("Not known yet")


class PlaceKind(TextChoices):
    """The kind of place where it was seen."""

    HOTEL = "hotel", _("Hotel or motel")
    SHORT_STAY = "short_stay", _("Short-stay rental")
    RESIDENCE = "residence", _("House or apartment")
    STREET = "street", _("Street, park or parking lot")
    MASSAGE = "massage", _("Massage parlour or spa")
    BAR = "bar", _("Bar or strip club")
    ROADSIDE = "roadside", _("Truck stop or rest area")
    VEHICLE = "vehicle", _("In a vehicle")
    STATION = "station", _("Airport, station or border crossing")
    WORKPLACE = "workplace", _("Workplace: farm, site, factory, kitchen")
    SHOP = "shop", _("Shop or mall")
    SCHOOL = "school", _("School or youth centre")
    SERVICE = "service", _("Shelter, clinic or other service")
    ONLINE = "online", _("Online")
    OTHER = "other", _("Another place")
    UNKNOWN = "unknown", _("Not known yet")


class SourceKind(TextChoices):
    """Where the report comes from."""

    OBSERVED = "observed", _("Seen or heard by the member who files")
    VICTIM = "victim", _("Told by the person concerned")
    WITNESS = "witness", _("Told by a witness")
    INFORMANT = "informant", _("Confidential source")
    PARTNER = "partner", _("Partner agency")
    PUBLIC = "public", _("Public tip or help line")
    ONLINE = "online", _("Advertisement or open source")
    FINANCIAL = "financial", _("Financial intelligence")
    RECORDS = "records", _("Files already held")
    OTHER = "other", _("Another source")


class GradingScheme(TextChoices):
    """The two scales in use among the partners. Neither is converted into the other: they do not say the same."""

    THREE_FIVE_TWO = "3x5x2", "3x5x2"
    ADMIRALTY = "admiralty", _("Admiralty (NATO)")


class Handling(TextChoices):
    """The third part of 3x5x2."""

    PERMITTED = "P", _("P: lawful sharing permitted")
    CONDITIONS = "C", _("C: sharing permitted with conditions")


class Outcome(TextChoices):
    """Whether the report goes on. One without indicators keeps neither person nor identifier."""

    OPEN = "open", _("Keep the report and watch for matches")
    NO_INDICATORS = "no_indicators", _("No indicators of trafficking: close it and keep no person")


class PersonRole(TextChoices):
    """What a person is in the report: a description of what was seen, never a finding."""

    POSSIBLE_VICTIM = "possible_victim", _("Possible victim")
    WITNESS = "witness", _("Witness")
    SUSPECT = "suspect", _("Suspect")
    BUYER = "buyer", _("Buyer")
    FACILITATOR = "facilitator", _("Facilitator: driver, landlord, money, advertisements")
    OTHER = "other", pgettext_lazy("role of a person", "Other")


# Whom a criminal charge could follow. A possible victim is none of these (non-punishment; Criminal Code, s. 286.5).
ACCUSABLE = frozenset({PersonRole.SUSPECT, PersonRole.BUYER, PersonRole.FACILITATOR})


class Sex(TextChoices):
    """Sex or gender as stated or seen; empty when not recorded."""

    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    ANOTHER = "another", _("Another gender")


SOURCE_GRADES = {
    GradingScheme.THREE_FIVE_TWO: {
        "1": _("1: reliable"),
        "2": _("2: untested"),
        "3": _("3: not reliable"),
    },
    GradingScheme.ADMIRALTY: {
        "A": _("A: reliable"),
        "B": _("B: usually reliable"),
        "C": _("C: fairly reliable"),
        "D": _("D: not usually reliable"),
        "E": _("E: unreliable"),
        "F": _("F: cannot be judged"),
    },
}

INFORMATION_GRADES = {
    GradingScheme.THREE_FIVE_TWO: {
        "A": _("A: known directly to the source"),
        "B": _("B: known indirectly, but corroborated"),
        "C": _("C: known indirectly"),
        "D": _("D: not known"),
        "E": _("E: suspected to be false"),
    },
    GradingScheme.ADMIRALTY: {
        "1": _("1: confirmed by other sources"),
        "2": _("2: probably true"),
        "3": _("3: possibly true"),
        "4": _("4: doubtful"),
        "5": _("5: improbable"),
        "6": _("6: cannot be judged"),
    },
}
