"""Attack table: bridges, applications, places, seats, the directory."""

from tests.row_security.definers.act import CLINIC, FILE, NEW, OPEN_WHEN_CLOSED, Act, Id

TOLD = [{"name": "chosen_name", "value": "c2VhbGVk"}]
LEGAL = [{"name": "legal_name", "value": "c2VhbGVk"}]
FIVE = {"needed": "tonight", "people": 1, "gender": "woman", "language": "es", "minor": False}
LINE = {
    "errand": "court", "advocate": "Advocate", "advocate_phone": "+1 514 555 0100", "language": "es",
    "interpreter": True, "officer": "",
}  # fmt: skip
DATE = {
    "at": "2031-01-05T10:00Z",
    "occasion": "meeting",
    "city": "Laval",
    "interpreter": True,
    "childcare": False,
}
KEPT_OFF = {"closed": OPEN_WHEN_CLOSED}
NO_FILE = {
    "closed": "no file is behind a place", "lost_seat": "beds are counted by whoever is on shift, without a seat",
}  # fmt: skip
OFFICERS_OWN = {
    "swap:from_dossier": "both desks are this officer's own",
    "swap:to_agency": "any service may be asked",
}
BOTH_DECIDED = {
    "alike:which": "the officer decides both persons' applications, and sees them",
    "alike:it": "the same",
}
EVERY_SERVICE = {"alike:which": "every service sees which places there are"}

BRIDGES = {
    "ask_for_place": Act(
        "officer", (NEW, Id("desk"), CLINIC, NEW, "B-1", FIVE), terms=5, lawful=("officer",),
        apart=OFFICERS_OWN | {"closed": "it is asked from a desk, not from a file"},
    ),
    "answer_place": Act("clinic", (Id("request_at"), Id("request"), "accepted"), apart=KEPT_OFF),
    "open_bridge": Act(
        "lead", (NEW, FILE, Id("court"), Id("police"), NEW, "B-1", TOLD, LINE), told=6, terms=7
    ),
    "propose_date": Act(
        "lead", (NEW, FILE, Id("line"), DATE), terms=3, apart={"closed": "the line ends with the file"}
    ),
    "answer_date": Act("lead", (FILE, Id("date"), "confirmed"), apart={"closed": "the line ends with the file"}),
}  # fmt: skip

PERMITS = {
    "apply_for_right": Act(
        "lead",
        (NEW, FILE, Id("permit"), Id("right"), Id("authority"), NEW, "A-1", NEW, LEGAL, Id("permit_days")), told=8,
    ),
    "note_application": Act("lead", (NEW, FILE, Id("right"), "An office", "A-1", Id("permit_days"))),
    "decide_application": Act(
        "decider", (Id("at_authority"), Id("application_there"), "refused", None, None, "", "Not complete", "X-1"),
        apart=KEPT_OFF | BOTH_DECIDED,
    ),
    "ask_fact": Act(
        "decider", (Id("at_authority"), Id("application_there"), "city", "Which office?"),
        apart=KEPT_OFF | BOTH_DECIDED | {"replay": "asking again is a line of history"},
    ),
    "send_fact": Act("lead", (FILE, Id("asked"), Id("permit_more"), NEW, "c2VhbGVk")),
    "carry_on_application": Act(
        "lead", (FILE, Id("application"), Id("permit")),
        apart=KEPT_OFF | {"replay": "carried on by the same agreement: a line of history, nothing else"},
    ),
    "withdraw_application": Act("lead", (FILE, Id("application")), apart=KEPT_OFF),
}  # fmt: skip

HOLDING = {"people": 1, "gender": "women", "language": "es", "minor": False, "most_holds": 10}
OTHER_SERVICE = "places are for every support agency, and a seeker holds where she finds one"

PLACES = {
    "held_places": Act("lead", (), silent=[], lawful=("stranger", "neighbour"), apart=NO_FILE),
    "keep_place": Act(
        "clinic", (Id("place"), {"seen_occupied": 0, "label": "Rooms"}, Id("later")), terms=1,
        lawful=("stranger", "neighbour"),  # whom the id of another's place gives nothing: see the swapped ids
        apart=NO_FILE | EVERY_SERVICE | {"replay": "counted twice is a line of history"},
    ),
    "confirm_places": Act(
        "clinic", (Id("place"), Id("later")),
        lawful=("stranger", "neighbour"),  # nothing for a place is all of one's own: they have none
        apart=NO_FILE | {"replay": "the later moment stands"},
    ),
    "come_or_leave": Act("clinic", (Id("place"), 1, NEW, Id("later")), apart=NO_FILE),
    "hold_place": Act(
        "lead", (Id("place"), NEW, NEW, HOLDING, "maple", Id("later")), terms=3,
        lawful=("stranger", "neighbour"), apart=NO_FILE | {"swap:which": OTHER_SERVICE},
    ),
    "hold_words": Act("lead", ([Id("hold")],), silent=[], apart=NO_FILE),
    "release_hold": Act("lead", (Id("hold"), Id("later")), apart=NO_FILE),
    "arrive_on_hold": Act("clinic", (Id("hold"), Id("word"), Id("later")), apart=NO_FILE),
    "refuse_hold": Act("clinic", (Id("hold"), "criteria", Id("later")), apart=NO_FILE),
    "turned_away_elsewhere": Act(
        "lead", (Id("long_ago"), Id("later"), 5, 3), lawful=("stranger", "neighbour"),
        apart=NO_FILE,
    ),
}  # fmt: skip

SEATS = {
    "grant_seat": Act("lead", (FILE, Id("third"), "worker", 30), apart={
        "closed": "a closed file still has readers", "replay": "the end of the seat moves with the clock"}),
    "end_seat": Act("lead", (FILE, Id("second_id")), apart={"closed": "a seat may always end"}),
    "issue_mandate": Act("lead", (FILE, "import", 5), apart={
        "closed": "it gives no more than the seat does", "replay": "each mandate has a token of its own"}),
    "revoke_disclosure": Act("lead", (Id("referral"),), apart=KEPT_OFF | {
        "replay": "the receiver is told again; nothing is left to empty"}),
    "note_disclosure_read": Act("clinic", (Id("referral"),), silent="", apart={
        "closed": "it stands at the receiver", "lost_seat": "nothing is written without a seat, and nothing refused"}),
    "who_looked": Act("lead", (FILE, Id("long_ago"), 5), apart={"closed": "she may ask who looked later too"}),
}  # fmt: skip

SHUT = {"closed": "it is of a file that is closed already"}
SHOWS_NOTHING = {"lost_seat": "it shows nothing without a seat, and refuses nothing", **SHUT}
CLOSED = {
    "closed_files": Act("lead", ("", None, 50), silent=[], lawful=("neighbour",), apart=SHOWS_NOTHING),
    "consultations": Act("lead", (), silent=[], apart=SHOWS_NOTHING),
    "propose_consultation": Act("lead", (Id("shut"), NEW, Id("third"), "copy", "They asked", 5), apart=SHUT),
    "agree_consultation": Act(
        "keeper", (Id("shut_waiting"),), apart=SHUT | {"lost_seat": "custodians hold no seat: the duty is asked for"}
    ),
    "drop_consultation": Act("lead", (Id("shut_waiting"),), apart=SHUT),
}  # fmt: skip

SERVICE = {"service": [{"name_en": "X"}], "location": [], "eligibility": [], "schedule": [], "phone": []}
DIRECTORY_APART = (
    "the directory is public and holds no survivor; keeping is attacked in tests/directory/test_keeping.py"
)
