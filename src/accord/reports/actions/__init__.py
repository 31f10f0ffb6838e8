"""What can be done with reports. Each action says who acts, and runs in the transaction that is open."""

from accord.reports.actions.amending import add_alias, add_identifier, add_person, amend_person, amend_report
from accord.reports.actions.closing import close_report, withdraw_report
from accord.reports.actions.drafting import discard_draft, save_draft
from accord.reports.actions.filing import file_many, file_report
from accord.reports.actions.judging import JudgedAlready, judge, take_back
from accord.reports.actions.proposing import decide_change, propose_change
from accord.reports.actions.standing import (
    end_search,
    look_at_finds,
    pause_search,
    renew_search,
    resume_search,
    save_search,
    watch_identifier,
    watch_person,
)

__all__ = [
    "JudgedAlready",
    "add_alias",
    "add_identifier",
    "add_person",
    "amend_person",
    "amend_report",
    "close_report",
    "decide_change",
    "discard_draft",
    "end_search",
    "file_many",
    "file_report",
    "judge",
    "look_at_finds",
    "pause_search",
    "propose_change",
    "renew_search",
    "resume_search",
    "save_draft",
    "save_search",
    "take_back",
    "watch_identifier",
    "watch_person",
    "withdraw_report",
]
