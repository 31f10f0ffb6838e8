"""The attack table as a whole, and the functions that it leaves to others, each with the reason."""

from tests.row_security.definers import crossings, survivors
from tests.row_security.definers.act import Act

ACTS: dict[str, Act] = {
    **survivors.CONSENT, **survivors.REFERRALS, **survivors.SUPPORT,
    **crossings.BRIDGES, **crossings.PERMITS, **crossings.PLACES, **crossings.SEATS,
    **crossings.CLOSED,
}  # fmt: skip

_ASKER = "says something of the one who asks, to the one who asks"
_POLICE = "police work without a survivor's file, attacked in tests/deconfliction and tests/cases"
_CUSTODY = "custodians' work, which says no title and no survivor: tests/dossiers/test_custody.py"

APART: dict[str, str] = (
    dict.fromkeys(
        ["me", "my_agency", "my_human", "my_seats", "my_dossiers", "my_writable", "my_fellows", "i_am", "i_lead",
         "i_support", "i_broker", "i_keep", "may_point"],
        _ASKER,
    )
    | dict.fromkeys(
        ["accept_joint_case", "propose_joint_case", "decline_joint_case", "disclose_in_case", "revoke_in_case",
         "note_in_case", "answer_hit", "answer_introduction", "broker_step", "close_without_indicators",
         "end_pointers", "meet_standing", "propose_step", "release_filings", "see_hits", "sign_open", "sign_step",
         "take_quota", "unanswered_counts"],
        _POLICE,
    )
    | dict.fromkeys(["orphans", "propose_reseat", "confirm_reseat", "tell_of_orphans"], _CUSTODY)
    | dict.fromkeys(["keep_service", "list_service", "set_keeper"], crossings.DIRECTORY_APART)
    | {
        "open_dossier": "chooses its own id and reaches no other dossier: tests/row_security/test_oracles.py",
        "recipient_enforces_immigration": "says of an agency or a name what is public: tests/consent/test_removals.py",
        "enqueue": "adds a job and reads nothing; a job does twice what was done once: tests/deconfliction",
        "worker_silence": "seconds since a worker lived; no row of a dossier",
    }
)  # fmt: skip
