"""Attack table: agreements, what is told without one, referrals, the file itself."""

from tests.row_security.definers.act import AGREED, CLINIC, FILE, NEW, OPEN_WHEN_CLOSED, Act, Id

TOLD = [{"name": "chosen_name", "value": "c2VhbGVk"}]
TERMS = {
    "service_name": "Clinic", "need": "health", "urgent": False, "caller": "Advocate",
    "caller_phone": "+1 514 555 0100",
    "answer_by": "2031-01-05T10:00Z", "alarm_at": "2031-01-04T10:00Z",
}  # fmt: skip
KEPT_OFF = {"closed": OPEN_WHEN_CLOSED}

CONSENT = {
    "disclose_on_consent": Act(
        "lead", (NEW, FILE, AGREED, CLINIC, NEW, "S-1", "person", TOLD, "referral"), told=7
    ),
    "withdraw_consent": Act("lead", (FILE, AGREED), apart=KEPT_OFF | {"agreement": "it is what is taken back"}),
    "make_card": Act(
        "lead", (FILE, b"digest"),
        apart={"closed": "knowing the card can only take back", "replay": "the card before it is void, on purpose"},
    ),
    "withdraw_by_card": Act(
        "lead", (Id("card"),), silent=None,
        apart={"outsider": "the card is the right: whoever holds it may take back, and nothing more",
               "lost_seat": "no seat is asked for", "closed": OPEN_WHEN_CLOSED},
    ),
    "admit_care_team": Act("lead", (FILE, Id("team"), CLINIC, b"wrapped")),
    "who_looked_by_day": Act("lead", (FILE, "UTC"), apart={"closed": "she may ask who looked later too"}),
    "propose_push": Act(
        "lead", (FILE, NEW, "life_threat", "A-2.1-59.1", "To warn her", TOLD, CLINIC, "", "He is on his way",
                 False), told=5,
        apart={"swap:agency": "the law names the recipient", "not agreed to": "nobody was asked: named facts are told"},
    ),
    "sign_push": Act("second", (FILE, Id("push"), NEW, "P-1")),
    "discard_push": Act("lead", (FILE, Id("push"))),
    "push_register": Act("lead", (), lawful=("neighbour",), apart={"closed": "a register is kept of closed files too"}),
}  # fmt: skip

REFERRALS = {
    "send_referral": Act(
        "lead", (NEW, FILE, AGREED, CLINIC, NEW, "F-1", TOLD, TERMS), told=6, terms=7,
        apart={"alike:to_agency": "which agencies there are is public"},
    ),
    "note_referral": Act(
        "lead",
        (NEW, FILE, Id("outside"), "F-1", TERMS | {"recipient_name": "Clinic on paper", "facts": ["needs"]}),
        terms=4,
    ),
    "keep_referral_draft": Act(
        "lead", (NEW, FILE, AGREED, "F-1", TERMS | {"facts": ["needs"]}), terms=4,
        apart={"replay": "a draft is written over, on purpose",
               "agreement": "nothing crosses: tests/referrals/test_drafts.py sends it under none that has ended"},
    ),
    "discard_referral_draft": Act("lead", (Id("draft"), FILE), apart=KEPT_OFF),
    "move_referral": Act(
        "clinic", (Id("arrived"), Id("referral"), "declined", "full", "No room"), apart=KEPT_OFF
    ),
    "link_referral": Act("clinic", (Id("taken_at"), Id("taken"), Id("own_file")), apart=KEPT_OFF),
}  # fmt: skip

SUPPORT = {
    "close_support_file": Act("lead", (FILE, "no_indicators")),
    "hand_over_file": Act("lead", (FILE, Id("team_seated"), False)),
    "arrange_cover": Act("lead", (FILE, NEW, Id("lead_id"), Id("third"), Id("later"), Id("end"))),
    "call_off_cover": Act("lead", (FILE, Id("cover"))),
    "change_cover": Act(
        "lead", (FILE, Id("cover"), NEW, Id("lead_id"), Id("third"), Id("cover_begins"), Id("cover_ends"))
    ),
    "keep_held_place": Act("lead", (FILE, Id("hold"), b"sealed")),
}
