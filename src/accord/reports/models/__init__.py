"""The report and what hangs on it. All but the draft are rows of a dossier, seen with a seat on it and no other way."""

from accord.reports.models.changes import Amendment, ChangeProposal
from accord.reports.models.draft import Draft
from accord.reports.models.identifier import Identifier
from accord.reports.models.judgement import Judgement
from accord.reports.models.person import Person
from accord.reports.models.report import Report
from accord.reports.models.standing import StandingFind, StandingSearch

__all__ = [
    "Amendment",
    "ChangeProposal",
    "Draft",
    "Identifier",
    "Judgement",
    "Person",
    "Report",
    "StandingFind",
    "StandingSearch",
]
