"""The whole list of what does not stand under the plain seat rule, each with its reason.

Everything in the ``accord`` schema that is *not* named here is a table of protected rows: the catalogue lint then asks
for the seat rule on it, for keys that lead with the dossier and for no index that leads elsewhere. The schemas
``door``, ``matching`` and ``jobs`` are walled by role instead: no other role may so much as enter them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Apart:
    """A table of its own kind.

    ``kind``: "mine" (rows of one member, in ``column``), "public" (everybody reads), "write-only" (nobody reads),
    "guard" (each policy of the app must match the pattern ``must``), "seat" (the seat rule on another ``column``),
    "bookkeeping" (no rights at all).
    """

    kind: str
    reason: str
    column: str = ""
    must: str = ""


TABLES: dict[str, Apart] = {
    "django_migrations": Apart("bookkeeping", "which migrations ran; granted to nobody but the owner"),
    "agency": Apart("public", "that an agency takes part is no secret; what it holds is"),
    "office": Apart("public", "where agencies work; kept by each one's administrator", column="agency_id"),
    "member": Apart(
        "guard",
        "names are read by colleagues and by those who sit on a dossier with them; no row of a dossier",
        column="agency_id",
        must=r"\(agency_id = \( SELECT accord\.my_agency\(\) AS my_agency\)\)",
    ),
    "dossier": Apart("seat", "the container itself: its own id is what a seat names", column="id"),
    "mandate": Apart("mine", "leave that a member has given to a job or a command", column="member_id"),
    "notice": Apart(
        "mine",
        "lines of one member; whoever acts adds one for another and never reads it back",
        column="recipient_id",
        must="filed by others",
    ),
    "report_draft": Apart(
        "mine", "what a member is still writing; it is in no dossier yet", column="member_id"
    ),
    "standing_search": Apart(
        "mine", "what a member goes on looking for: sealed words and keyed tokens", column="member_id"
    ),
    "standing_find": Apart(
        "mine", "ids of what met a member's search; the seat still decides who reads it", column="member_id"
    ),
    "common_value": Apart(
        "public",
        "values too common to mean anything, so that nobody files them",
        must=r"accord\.i_broker\(\)",
    ),
    "broker_item": Apart(
        "guard",
        "two agencies and an opaque number, for brokers alone; it holds nothing of either dossier",
        must=r"^\( SELECT accord\.i_broker\(\) AS i_broker\)$",
    ),
    **{
        table: Apart(
            "public", "the published directory of services; the operator loads it, no page writes it"
        )
        for table in (
            "organization",
            "service",
            "eligibility",
            "location",
            "service_at_location",
            "schedule",
            "phone",
        )
    },
    "published_right": Apart(
        "public",
        "what the law gives, in plain words; brokers of the coordination office keep it",
        must=r"accord\.i_broker\(\)",
    ),
    "pathway_use": Apart(
        "public", "which optional rights an agency works by; kept by its administrator", column="agency_id"
    ),
    "consent_card": Apart(
        "bookkeeping", "digests of withdrawal codes; written and compared by functions alone, read by nobody"
    ),
    "way": Apart(
        "bookkeeping", "which two dossiers an event joins: for functions alone, known to neither side"
    ),
    "consent_text": Apart(
        "guard",
        "an agency's own wording of what is read aloud; its administrators add versions and change none",
        column="agency_id",
        must=r"agency_id = \( SELECT accord\.my_agency\(\) AS my_agency\)",
    ),
    "push_entry": Apart(
        "bookkeeping",
        "the register of what was told by law; written and read by the functions of pushes alone",
    ),
    "kept_line": Apart(
        "public",
        "help lines as brokers of the coordination office corrected and dated them, for everybody who looks for help",
        must=r"accord\.i_broker\(\)",
    ),
    "service_keeper": Apart("public", "which agency keeps a published service; written by functions alone"),
    "shelter_location": Apart(
        "guard",
        "sealed addresses of shelters, for the agency's own members; no row of a dossier, so that none is disclosed",
        column="agency_id",
        must=r"agency_id = \( SELECT accord\.my_agency\(\) AS my_agency\)\) AND \( SELECT accord\.i_support\(\)",
    ),
    "organization_judgement": Apart(
        "public",
        "whether two public listings are of one organization, for everybody who looks for help",
        must=r"accord\.i_broker\(\)",
    ),
    "place": Apart(
        "guard",
        "how many places of a kind a service has, and whom they take: for support agencies, and nobody else",
        must=r"^\( SELECT accord\.i_support\(\) AS i_support\)$",
    ),
    "hold": Apart(
        "guard",
        "a place kept for a while for nobody by name: for the two agencies that hold and provide it",
        column="agency_id",
        must=r"^\(\( SELECT accord\.i_support\(\) AS i_support\) AND "
        r"\(\( SELECT accord\.my_agency\(\) AS my_agency\) = ANY \(ARRAY\[agency_id, provider_id\]\)\)\)$",
    ),
    **{
        table: Apart(
            "guard",
            reason,
            column="agency_id",
            must=r"^\(\( SELECT accord\.i_support\(\) AS i_support\) AND "
            r"\(agency_id = \( SELECT accord\.my_agency\(\) AS my_agency\)\)\)$",
        )
        for table, reason in (
            ("place_change", "the counts of a service's places as they were: its own affair"),
            ("turn_away", "that somebody got no place, and why: for the agency that recorded it"),
        )
    },
    "hold_word": Apart("bookkeeping", "what is said at the door; told and compared by functions alone"),
    "duty_shift": Apart(
        "guard",
        "who of a support agency is on duty, for its own members; no row of a file",
        column="agency_id",
        must=r"agency_id = \( SELECT accord\.my_agency\(\) AS my_agency\)\) AND \( SELECT accord\.i_support\(\)",
    ),
    "filing_quota": Apart("bookkeeping", "how much each member filed today; counted by a function alone"),
    "reseating": Apart(
        "bookkeeping", "what custodians propose; read and written by the functions of custody alone"
    ),
    "consultation": Apart(
        "bookkeeping",
        "who was let read a closed file, and why; read and written by the functions of closed files alone",
    ),
    "audit_entry": Apart("write-only", "the trail: added to by all, read and changed by none of them"),
}

# Indexes of protected tables that do not lead with the dossier. None may make a hidden row answer slower or collide.
INDEXES: dict[str, str] = {
    "seat_of_member": "my seats, found by my own id: the access rule's own look-up",
}

# Functions that run with the gate's eyes. Each asks accord.me() itself before it shows or changes anything.
FUNCTIONS: dict[str, str] = {
    "accord.me": "turns the session's or mandate's token into a member; the app cannot read tokens",
    "accord.my_agency": "the agency of the member who asks",
    "accord.my_seats": "live seats of the member who asks, of given roles",
    "accord.my_dossiers": "the seat rule, for reading",
    "accord.my_writable": "the seat rule, for writing",
    "accord.my_fellows": "whose names the member who asks may read",
    "accord.i_am": "duties of the member who asks",
    "accord.i_support": "whether the member who asks works for a support agency, and for nobody who removes people",
    "accord.i_lead": "whether the member who asks leads a dossier",
    "accord.i_work_on": "whether the member who asks may write on a dossier; called by functions alone",
    "accord.tell_leads": "notices to leads whom the writer may not see; called by functions alone",
    "accord.found_seat": "a dossier's first lead; called by functions alone",
    "accord.admit_party": "copies the facts that the walls check; called by functions alone",
    "accord.open_dossier": "a dossier and its first lead are made together",
    "accord.open_arrival": "what is sent stands at the receiver, where the sender sits not; called by functions alone",
    "accord.consent_facts": "which facts a live consent names; called by functions alone",
    "accord.are_facts": "looks at what is told alone, and at no row; called by functions alone",
    "accord.single_facts": "the codes of facts, which are no secret; called by functions alone",
    "accord.coarse_end": "rounds a time, and looks at no row; called by functions alone",
    "accord.must_work_on": "asks who works on an open support file; called by functions alone",
    "accord.take_back": "one withdrawal reaches every dossier that received; called by functions alone",
    "accord.withdraw_consent": "whoever works on the file takes back what was agreed, at the receivers too",
    "accord.withdraw_by_card": "the survivor, without an account: knowing the card's code is the right to take back",
    "accord.make_card": "keeps a digest of the code that nobody can read, the app included",
    "accord.disclose_on_consent": "copies named facts into the receiver's arrival, where the sender holds no seat",
    "accord.admit_care_team": "seats the intake of the agency that the consent names, and shares the key with it",
    "accord.end_expired_consents": "what was agreed until a day ends on that day; for the worker alone",
    "accord.who_looked_by_day": "a lead asks the trail, which nobody else may read, for the survivor",
    "accord.end_expired_disclosures": "what was given until a day is emptied on that day; for the worker alone",
    "accord.push_recipient_is_allowed": "who may receive without an agreement; for functions alone",
    "accord.recipient_enforces_immigration": "which agencies remove people from the country, which is public",
    "accord.mark_immigration_enforcement": "a trigger: marks a recipient that a worker did not mark",
    "accord.keep_from_immigration_enforcement": "a trigger: such an agency is told nothing but by order of a court",
    "accord.must_not_enforce_immigration": "refuses a recipient; called by functions alone",
    "accord.propose_push": "what the law lets be told without asking, proposed by one who works on the file",
    "accord.hold_waiting_push": "a proposal is decided once; called by functions alone",
    "accord.sign_push": "a second human sends it: the receiver's arrival, and the register",
    "accord.discard_push": "empties a proposal, which the app cannot change itself",
    "accord.push_register": "the register of one's own agency, for custodians, and a lead's own files",
    "accord.i_keep_closed": "a custodian, or a lead, of the agency that keeps a closed file; by functions alone",
    "accord.closed_files": "numbers and days of the own agency's closed files, never a name, for who may propose there",
    "accord.propose_consultation": "a custodian or a lead names who is to read a closed file, and why",
    "accord.hold_consultation": "a proposal is decided once; called by functions alone",
    "accord.agree_consultation": "a second human, a custodian, seats a reader on a closed file",
    "accord.drop_consultation": "a proposal is taken away, and stays in the register",
    "accord.consultations": "the register of who was let read a closed file, for custodians and the file's leads",
    "accord.close_support_file": "ends what was agreed, at receivers too, and forgets rows that the app cannot delete",
    "accord.hand_over_file": "a lead leaves the file to a service that she brought in; the app writes no party",
    "accord.arrange_cover": "who stands in from a later day on is seated by the worker: only a lead may say so",
    "accord.hold_cover": "cover is changed by leads of the open file; called by functions alone",
    "accord.call_off_cover": "a lead calls cover off; what has begun ends, with the seat that it gave",
    "accord.change_cover": "a lead changes cover that has not begun",
    "accord.may_stand_in": "whether a colleague may be seated for a lead; called by functions alone",
    "accord.begin_cover": "seats who stands in when the day has come; called by functions alone",
    "accord.begin_covers": "the same for every cover that is due; for the worker alone",
    "accord.keep_held_place": "a file remembers a hold of its own agency, and no other's",
    "accord.settle_held_places": "how kept holds ended and what follows, unseen by the house; for the worker alone",
    "accord.way_across": "which dossier an event leads to, known to neither side; called by functions alone",
    "accord.tell_referral": "a line of history on both sides; called by functions alone",
    "accord.notify_referral": "notices to whoever works on the other side; called by functions alone",
    "accord.send_referral": "a referral stands at the service, where the sender holds no seat",
    "accord.keep_referral_draft": "a draft stands in the file alone, and holds to what was agreed to",
    "accord.clear_referral_draft": "a draft is written over, or sent; called by functions alone",
    "accord.discard_referral_draft": "throws a draft away, and nothing else",
    "accord.note_referral": "holds a referral outside the platform to an agreement that names the service",
    "accord.end_referral_access": "empties what the receiver was given; called by functions alone",
    "accord.move_referral": "an answer stands on both sides, and of two at once one stands",
    "accord.link_referral": "the receiver's file, known to the receiver alone, from an accepted referral",
    "accord.end_referral_team": "a care team gets up with its referral; called by functions alone",
    "accord.end_care_team": "a care team's seats end with what it rests on; called by functions alone",
    "accord.revoke_referrals": "a consent's end, on both sides; called by functions alone",
    "accord.sound_silence": "notices of referrals without an answer; for the worker alone",
    "accord.ask_for_place": "five facts reach a service, where whoever asks holds no seat",
    "accord.answer_place": "yes or no reaches the asking side, and nothing else does",
    "accord.open_bridge": "a survivor's choice to meet police reaches them under a consent that names them",
    "accord.propose_date": "a date stands on both sides of the line",
    "accord.answer_date": "and so does the answer to it",
    "accord.end_bridges": "a consent's end ends its line on both sides; called by functions alone",
    "accord.my_service": "the support agency of the member who asks, or a refusal; called by functions alone",
    "accord.live_holds": "how many places of a row are kept for somebody; called by functions alone",
    "accord.held_places": "the same, a number a row, for support agencies: whose holds they are stays hidden",
    "accord.tell_service": "notices to those who receive at an agency; called by functions alone",
    "accord.note_change": "one line in the history of a place's counts; called by functions alone",
    "accord.take_hold": "locks a hold behind its place; called by functions alone",
    "accord.keep_place": "an agency keeps its own places; counts that changed meanwhile are not overwritten",
    "accord.confirm_places": "an agency says that its counts are still right",
    "accord.come_or_leave": "somebody came or left: a number, under the lock of the place",
    "accord.hold_place": "counts holds that the holder may not see, and keeps the last place for one alone",
    "accord.hold_words": "the words of one's own agency's holds, hidden from the provider",
    "accord.release_hold": "whoever holds gives the place back; the provider is told",
    "accord.arrive_on_hold": "compares the word that the provider cannot read, and counts a person in",
    "accord.refuse_hold": "whoever provides refuses, and whoever held is told",
    "accord.expire_holds": "writes down which holds ran out; for the worker alone",
    "accord.turned_away_elsewhere": "numbers of other agencies that cannot be one person's, nor one agency's",
    "accord.move_application": "both sides of an application; called by functions alone",
    "accord.tell_application": "history and notices on both sides; called by functions alone",
    "accord.must_be_least": "whether a right needs these facts; called by functions alone",
    "accord.must_be_new": "whether an application's event is taken, by anybody; called by functions alone",
    "accord.hold_agreements": "locks the agreements of an application before its rows; called by functions alone",
    "accord.apply_for_right": "writes the authority's copy in an arrival, where the sender holds no seat",
    "accord.unseat_enforcers": "whoever enforces immigration law elsewhere sits on no application; by functions alone",
    "accord.note_application": "the app writes no application itself, so that its states hold",
    "accord.take_application": "locks both sides for whoever works on one; called by functions alone",
    "accord.decide_application": "the authority's answer reaches the file, where its officers hold no seat",
    "accord.ask_fact": "the authority's question reaches the file",
    "accord.send_fact": "one fact more, on an agreement given after the question, into the same arrival",
    "accord.carry_on_application": "a new agreement takes the place of the one that a pending application rests on",
    "accord.end_application": "withdraws at the authority and empties what was sent; called by functions alone",
    "accord.end_applications": "what rests on an agreement ends with it; called by functions alone",
    "accord.withdraw_application": "who sent it takes it back at the authority too",
    "accord.warn_of_permits": "notices before permits expire and of late clocks; for the worker alone",
    "accord.load_rights": "the operator loads the rights, signed in as the owner; not granted to the app",
    "accord.grant_seat": "a lead seats members of the own agency; the app writes no seat itself",
    "accord.end_seat": "a lead ends seats of the own agency; anybody may leave",
    "accord.issue_mandate": "hands out a token once and keeps its hash",
    "accord.disclose": "one act, two rows, the second in a dossier where the giver may not write as the receiver",
    "accord.revoke_disclosure": "empties the receiver's copy, which the giver cannot see",
    "accord.note_disclosure_read": "tells the giver's dossier, where the reader holds no seat",
    "accord.orphans": "custodians learn which dossiers nobody leads: kind, dates and the last lead, never a title",
    "accord.is_orphan": "whether an agency's leads of a dossier have all ended; called by functions alone",
    "accord.propose_reseat": "the first custodian names a new lead for a dossier that custodians cannot read",
    "accord.orphaned_after": "since when nobody leads a dossier; called by functions alone",
    "accord.tell_of_orphans": "custodians hear what a leaver was the last to lead; the administrator does not",
    "accord.confirm_reseat": "the second custodian, another human, seats that lead",
    "accord.warn_of_endings": "notices before a dossier loses its last lead; for the worker alone",
    "accord.who_looked": "a lead asks the trail, which nobody else may read, about that lead's own dossier",
    "accord.enqueue": "adds a job; the app can neither read nor change the queue",
    "accord.worker_silence": "seconds since a worker's last sign of life, for the health answer; no row of a dossier",
    "accord.found_agency": "the operator founds a partnership, signed in as the owner; not granted to the app",
    "accord.may_sit": "whether a human also works where people are removed from; called by functions alone",
    "accord.found_member": "the operator founds its first administrators; not granted to the app",
    "accord.i_keep": "whether the member who asks keeps a published service",
    "accord.write_service": "a service as its keeper wrote it; called by functions alone",
    "accord.keep_service": "the public tables are written for their keepers by this alone",
    "accord.list_service": "a new service, kept by the agency of who lists it",
    "accord.set_keeper": "brokers say which agency keeps a service",
    "accord.retire_unnamed": "the operator retires what a newer list leaves out; not granted to the app",
    "accord.load_directory": "the operator loads a published list, signed in as the owner; not granted to the app",
    "accord.close_without_indicators": "forgets the persons of a report; no policy lets the app delete them",
    "accord.meet_standing": "whoever files may read nobody's searches, nor others what was filed: they meet inside",
    "accord.tell_case": "one line of a case's history; called by functions alone",
    "accord.note_in_case": "a note of who asks, in a history that the app cannot write itself",
    "accord.person_is_shielded": "a predicate of the acts of a case; called by functions alone",
    "accord.why_not_given": "a predicate of the acts of a case; called by functions alone",
    "accord.disclose_in_case": "copies the values itself, so that nothing received is given on",
    "accord.revoke_in_case": "revokes, and says so on both sides of the case's history",
    "accord.may_point": "whether the human who asks has an account at an immigration-enforcement agency",
    "accord.my_human": "the human behind the account: a second signature is a second human's",
    "accord.i_broker": "whether the member who asks is a broker of the coordination office",
    "accord.take_quota": "counts a filing of the member who asks; the app cannot give it back",
    "accord.end_pointers": "withdraws pointers of one's own dossier; the app may change no pointer itself",
    "accord.erase_pointers": "forgets what a report without indicators filed; for the matcher alone",
    "accord.release_filings": "a lead lets go what was above somebody else's quota",
    "accord.sign_open": "a second human shows a suspect to partners",
    "accord.see_hits": "notes that a hit was seen, for readers too, who may change nothing else",
    "accord.answer_hit": "an answer and its line of history are one act, and both sides' rows are locked in one order",
    "accord.propose_step": "a lead proposes to become known to the other side",
    "accord.sign_step": "a second human signs it",
    "accord.answer_introduction": "a lead answers the broker's question",
    "accord.broker_step": "two brokers take a pair and ask its desks",
    "accord.unanswered_counts": "a number for each agency, for brokers",
    "accord.unsay_hits": "removes the notices of hits that vanished unseen; for the matcher alone",
    "accord.must_be_ripe": "whether both sides of a hit said same; called by functions alone",
    "accord.enforces_immigration": "whether the human behind a member does; called by functions alone",
    "accord.propose_joint_case": "a proposal stands on the other side's desk, where the proposer holds no seat",
    "accord.accept_joint_case": "opens the case that both desks agreed on: parties, seats and both hits at once",
    "accord.weigh_ground": "says in a case that its ground was taken back; called by functions alone",
    "accord.decline_joint_case": "answers a proposal on both desks",
    "accord.other_hit": "the same hit as the other side has it; called by functions alone",
}
