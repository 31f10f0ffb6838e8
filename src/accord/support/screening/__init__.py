"""Screening: instruments in two languages, answers that may be missing, three tests side by side. Never one verdict.

Plain Python: no Django, no database, nothing sent. What the tests say is a signal for safety and referral, not a legal
finding. The pages build on the names below; the words of every object are ``Words`` (``.en``, ``.fr``).
"""

from accord.support.screening.ages import Ages, age_on
from accord.support.screening.answers import Answered, Kind, Population, State
from accord.support.screening.duty import Duty, duty_for, provinces
from accord.support.screening.evidence import Evidence, Reason, gather
from accord.support.screening.instrument import Instrument, Item, Strength, Verified
from accord.support.screening.judging import three_tests
from accord.support.screening.library import check_new, find, latest, load_folder, seeded
from accord.support.screening.reading import load, read
from accord.support.screening.results import Element, OneTest, Standing, ThreeTests
from accord.support.screening.sheet import Sheet, prompt_sheet
from accord.support.screening.tables import BadFile
from accord.support.screening.tally import Tally, tallies
from accord.support.screening.words import Words

__all__ = [
    "Ages",
    "Answered",
    "BadFile",
    "Duty",
    "Element",
    "Evidence",
    "Instrument",
    "Item",
    "Kind",
    "OneTest",
    "Population",
    "Reason",
    "Sheet",
    "Standing",
    "State",
    "Strength",
    "Tally",
    "ThreeTests",
    "Verified",
    "Words",
    "age_on",
    "check_new",
    "duty_for",
    "find",
    "gather",
    "latest",
    "load",
    "load_folder",
    "prompt_sheet",
    "provinces",
    "read",
    "seeded",
    "tallies",
    "three_tests",
]
