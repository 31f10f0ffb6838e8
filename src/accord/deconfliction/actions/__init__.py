"""What members do: file and withdraw pointers, work a hit, broker an introduction."""

from accord.deconfliction.actions.broker import (
    agree_to_introduction,
    ask_desks,
    broker_second,
    broker_take,
    decline_introduction,
    publish_common_value,
)
from accord.deconfliction.actions.filing import (
    countersign_open,
    file_many_pointers,
    file_pointers,
    release_waiting,
    withdraw_pointers,
)
from accord.deconfliction.actions.hits import (
    answer_hit,
    assign_hit,
    countersign_step_forward,
    propose_step_forward,
    record_contact,
    see_hit,
    see_hits,
    take_answer_back,
)

__all__ = [
    "agree_to_introduction",
    "answer_hit",
    "ask_desks",
    "assign_hit",
    "broker_second",
    "broker_take",
    "countersign_open",
    "countersign_step_forward",
    "decline_introduction",
    "file_many_pointers",
    "file_pointers",
    "propose_step_forward",
    "publish_common_value",
    "record_contact",
    "release_waiting",
    "see_hit",
    "see_hits",
    "take_answer_back",
    "withdraw_pointers",
]
