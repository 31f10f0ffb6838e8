"""What is done with rights, applications and clocks, noun by noun."""

from accord.permits.actions.applying import (
    apply_for_right,
    carry_on,
    note_application,
    send_fact,
    withdraw_application,
)
from accord.permits.actions.deciding import (
    ask_fact,
    grant,
    read_facts,
    refuse,
    renew,
    set_interview,
)
from accord.permits.actions.keeping import edit_right, switch_pathway
from accord.permits.actions.timing import finish_clock, start_clock

__all__ = [
    "apply_for_right",
    "ask_fact",
    "carry_on",
    "edit_right",
    "finish_clock",
    "grant",
    "note_application",
    "read_facts",
    "refuse",
    "renew",
    "send_fact",
    "set_interview",
    "start_clock",
    "switch_pathway",
    "withdraw_application",
]
