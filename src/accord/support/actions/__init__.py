"""What a worker does with a survivor's file, noun by noun."""

from accord.support.actions.attachments import attach, remove_attachment, take_out
from accord.support.actions.cover import arrange_cover, call_off_cover, change_cover
from accord.support.actions.file import change_file, close_file, open_file
from accord.support.actions.follow_ups import add_follow_up, finish_follow_up, plan_follow_ups
from accord.support.actions.handover import hand_over
from accord.support.actions.identity import reveal, set_identity
from accord.support.actions.needs import set_need
from accord.support.actions.people import add_child, answer_booking, book_interpreter, remove_child
from accord.support.actions.plan import add_goal, change_goal, write_safety_plan
from accord.support.actions.screening import record_duty, save_answers, start_screening
from accord.support.actions.stay import keep_hold, note_arrival
from accord.support.actions.telling import approve_summary, draft_summary, read_summary_back, write_note
from accord.support.actions.urgent import add_shift, end_alert, raise_alert, remove_shift

__all__ = [
    "add_child",
    "add_follow_up",
    "add_goal",
    "add_shift",
    "answer_booking",
    "approve_summary",
    "arrange_cover",
    "attach",
    "book_interpreter",
    "call_off_cover",
    "change_cover",
    "change_file",
    "change_goal",
    "close_file",
    "draft_summary",
    "end_alert",
    "finish_follow_up",
    "hand_over",
    "keep_hold",
    "note_arrival",
    "open_file",
    "plan_follow_ups",
    "raise_alert",
    "read_summary_back",
    "record_duty",
    "remove_attachment",
    "remove_child",
    "remove_shift",
    "reveal",
    "save_answers",
    "set_identity",
    "set_need",
    "start_screening",
    "take_out",
    "write_note",
    "write_safety_plan",
]
