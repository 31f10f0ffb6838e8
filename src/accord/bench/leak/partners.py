"""What stands in the bench's database: survivors' files with all that hangs on them, and those who may not know of it.

Everything is made by the platform's own actions. ``hidden`` holds, for each kind of thing, the arguments of the address
at which its own people would read it; a code of a card stands there as ``code``. ``beside`` holds what is published and
has nothing hidden to it, where the thing itself is known to all.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from accord.agencies.founding import Founding
from accord.agencies.models import Agency, Member
from accord.base.clock import new_id, now
from accord.base.row_security.call import call
from accord.base.row_security.session import acting
from accord.bridges import actions as bridges
from accord.bridges.actions import FiveFacts, Line
from accord.bridges.vocabulary import Errand as Crossed
from accord.bridges.vocabulary import Gender as Whose
from accord.bridges.vocabulary import When
from accord.consent import actions as consents
from accord.consent.actions import Asked
from accord.consent.pushes.actions import Push, propose_push
from accord.consent.vocabulary import Able, Fact, How, Purpose, PushBasis
from accord.directory import addresses
from accord.directory.addresses import Address
from accord.directory.loading import load as load_services
from accord.directory.models import Service
from accord.directory.records import Offer, Provider, Reading
from accord.directory.vocabulary import Need
from accord.door.models import Account
from accord.door.opening import open_session
from accord.dossiers.models import Dossier, Kind
from accord.permits import actions as permits
from accord.permits.loading import load as load_rights
from accord.permits.models import Right
from accord.places import actions as places
from accord.places.actions import PreNotice
from accord.places.models import Place
from accord.referrals import actions as referrals
from accord.referrals.actions import Errand
from accord.referrals.drafts.actions import keep_draft
from accord.support import actions as support
from accord.support.actions.file import FileDraft
from accord.support.models import SupportFile
from accord.support.vocabulary import AgeGroup, Gender, Identity

# Short name of the agency, realm, duties of its member.
CAST = {
    "advocate": ("Haven", "support", []),
    "colleague": ("Haven", "support", []),
    "clinic": ("Clinic", "support", ["intake"]),
    "keeper": ("Lantern", "support", ["intake"]),
    "service": ("Harbour", "support", ["intake"]),
    "officer": ("Police", "enforcement", ["intake"]),
    "squad": ("Squad", "enforcement", ["intake", "commander"]),
    "border": ("Border", "enforcement", ["intake"]),
    "broker": ("Table", "coordination", ["broker"]),
    # Alike in everything, but that of the first there is talk in files that it does not see.
    "meant": ("Alpha", "enforcement", ["intake"]),
    "unmeant": ("Bravo", "enforcement", ["intake"]),
    "nobody": ("Delta", "enforcement", ["intake"]),
    "helper": ("Birch", "support", ["intake"]),
    "other": ("Cedar", "support", ["intake"]),
    "third": ("Maple", "support", ["intake"]),
    "authority": ("Bureau", "authority", ["intake"]),
    "elsewhere": ("Other bureau", "authority", ["intake"]),
}  # fmt: skip


@dataclass
class Partners:
    """``sessions``: raw tokens by part. ``hidden``: arguments by kind of thing, one for each file."""

    members: dict[str, uuid.UUID] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    beside: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @contextmanager
    def acting(self, part: str) -> Iterator[Member]:
        with acting(door="cli", route="bench.leak", session=self.sessions[part]):
            yield Member.objects.select_related("agency").get(pk=self.members[part])


def gather(admin: Any, files: int) -> Partners:
    """``admin``: the administrator's connection, for the one row that no action writes."""
    made = Partners()
    _found(made)
    load_rights()
    kinds = (
        "file",
        "referral",
        "application",
        "hold",
        "shelter",
        "card",
        "sent",
        "clinic's",
        "line",
        "squad's",
        "place",
    )
    made.hidden = {name: [] for name in kinds}
    _shelters(made, admin, files)
    with made.acting("keeper") as by:
        kept = Place(agency=by.agency, kind="emergency", label="Rooms", city="Montréal", province="QC",
                     total=files + 1)  # fmt: skip
        place = places.keep_place(by=by, place=kept)
    with made.acting("squad"):
        desk = Dossier.objects.get(pk=call("open_dossier", new_id(), Kind.DESK, "Desk"))
    for _n in range(files):
        dossier = _survivor(made)
        _hold(made, place)
        _reach(made, dossier, desk)
        _weigh(made, dossier)
    return made


def _found(made: Partners) -> None:
    agencies: dict[str, uuid.UUID] = {}
    with Founding() as founding:
        for part, (name, realm, duties) in CAST.items():
            if name not in agencies:
                agencies[name] = new_id()
                founding.agency(id=agencies[name], short_name=name, realm=realm, name_en=name, name_fr=name,
                                desk_phone="+1 613 555 0100", city="Montréal", province="QC",
                                immigration_enforcement=part == "border")  # fmt: skip
            made.members[part] = new_id()
            founding.member(
                id=made.members[part], agency=agencies[name], human_id=new_id(), name=part, duties=duties
            )
    for part, member in made.members.items():
        made.sessions[part] = open_session(Account.objects.create_user(f"{member}@example.org", id=member))


def _shelters(made: Partners, admin: Any, many: int) -> None:
    """Confidential services, whose listings are public: a third of them with a sealed address that the keeper's agency
    entered, the others without."""
    provider = Provider("o", "Lantern", "Lanterne")
    offers = [
        Offer(
            external_id=str(n),
            provider=provider,
            name_en=f"Night {n}",
            name_fr=f"Nuit {n}",
            confidential=True,
        )
        for n in range(3 * many)
    ]
    load_services(Reading("bench", offers))
    with made.acting("keeper") as by:
        agency = by.agency_id
    rows = list(Service.objects.order_by("id"))
    made.beside["shelter"] = [{"id": row.id} for row in rows[many:]]
    for row in rows[:many]:
        admin.execute(
            "INSERT INTO accord.service_keeper VALUES (gen_random_uuid(), now(), %s, %s)", [agency, row.id]
        )
        with made.acting("keeper") as by:
            addresses.enter_address(by=by, service=row, address=Address("1 Bench Street", "Montréal"))
        made.hidden["shelter"].append({"id": row.id})


def _survivor(made: Partners) -> Dossier:
    """A file, a card that is void, a referral and an application for a permit."""
    with made.acting("advocate") as by:
        file = support.open_file(by=by, draft=_draft())
        dossier = Dossier.objects.get(pk=file.dossier_id)
        code = consents.make_card(by=by, dossier=dossier)
        consents.make_card(by=by, dossier=dossier)  # a new one was printed: the first is void
        sent = _refer(by, dossier)
        applied = _apply(by, dossier, file)
    made.hidden["file"].append({"dossier": dossier.id})
    made.hidden["card"].append({"code": code})
    made.hidden["referral"].append({"dossier": sent.dossier_id, "event": sent.event_id})
    with made.acting("authority"):
        got = applied.__class__.objects.get(number=applied.number)
    made.hidden["application"].append({"dossier": got.dossier_id, "id": got.id})
    made.hidden["sent"].append({"dossier": applied.dossier_id, "id": applied.id})
    with made.acting("clinic"):
        theirs = sent.__class__.objects.get(event_id=sent.event_id)
    made.hidden["clinic's"].append({"dossier": theirs.dossier_id, "event": theirs.event_id})
    return dossier


def _draft() -> FileDraft:
    identity = {Identity.CHOSEN_NAME: "Luna", Identity.LEGAL_NAME: "Invented Person"}
    return FileDraft(age_group=AgeGroup.ADULT, age=23, gender=Gender.WOMAN, languages=["es"], city="Montréal",
                     province="QC", identity=identity)  # fmt: skip


def _agree(by: Member, dossier: Dossier, whom: str, purpose: Purpose, fact: Fact) -> Any:
    recipient = Agency.objects.get(short_name=CAST[whom][0])
    asked = Asked(
        purpose=purpose, facts=[fact], document="I agree.", text_version="1", language="es", how=How.READ_ALOUD,
        witness="Night worker", able=Able.ADULT, recipient=recipient,
    )  # fmt: skip
    return consents.record_consent(by=by, dossier=dossier, asked=asked)


def _refer(by: Member, dossier: Dossier) -> Any:
    consent = _agree(by, dossier, "clinic", Purpose.REFERRAL, Fact.CHOSEN_NAME)
    errand = Errand(
        service_name="Clinic", need=Need.HEALTH, caller="Advocate", caller_phone="+1 514 555 0100"
    )
    return referrals.refer(by=by, consent=consent, errand=errand, facts={Fact.CHOSEN_NAME: "Luna"})


def _apply(by: Member, dossier: Dossier, file: SupportFile) -> Any:
    consent = _agree(by, dossier, "authority", Purpose.PERMIT, Fact.SUMMARY)
    return permits.apply_for_right(
        by=by, file=file, right=Right.objects.get(code="trp-vtip"), consent=consent,
        typed={Fact.SUMMARY: "Got away in June."}, stages=["ask-after"],
    )  # fmt: skip


def _reach(made: Partners, dossier: Dossier, desk: Dossier) -> None:
    """A line of the survivor's to the squad, and a place that the squad asked the clinic for."""
    with made.acting("advocate") as by:
        consent = _agree(by, dossier, "squad", Purpose.POLICE, Fact.CHOSEN_NAME)
        line = bridges.open_bridge(
            by=by, consent=consent, line=Line(Crossed.MEETING, "Advocate", "+1 514 555 0100", "es"),
            facts={Fact.CHOSEN_NAME: "Luna"},
        )  # fmt: skip
    with made.acting("squad") as by:
        across = line.__class__.objects.get(event_id=line.event_id)
        clinic = Agency.objects.get(short_name=CAST["clinic"][0])
        asked = bridges.ask_for_place(
            by=by, desk=desk, of=clinic, facts=FiveFacts(When.TONIGHT, 1, Whose.WOMAN, "es", False)
        )
    for kind, row in (("line", line), ("squad's", across), ("place", asked)):
        made.hidden[kind].append({"dossier": row.dossier_id, "event": row.event_id})


def _weigh(made: Partners, dossier: Dossier) -> None:
    """What names an agency and is not sent: an agreement, a draft, a telling by law that nobody has signed."""
    with made.acting("advocate") as by:
        _agree(by, dossier, "meant", Purpose.POLICE, Fact.CHOSEN_NAME)
        consent = _agree(by, dossier, "helper", Purpose.REFERRAL, Fact.CHOSEN_NAME)
        errand = Errand(
            service_name="Birch", need=Need.HEALTH, caller="Advocate", caller_phone="+1 514 555 0100"
        )
        keep_draft(by=by, dossier=dossier, errand=errand, form_key=new_id(), consent=consent, facts=())
        push = Push(
            basis=PushBasis.LIFE_THREAT, law="A-2.1-59.1", purpose="To warn", why="No time",
            facts={Fact.CHOSEN_NAME: "Luna"}, recipient=Agency.objects.get(short_name=CAST["meant"][0]),
        )  # fmt: skip
        propose_push(by=by, dossier=dossier, push=push, form_key=new_id())


def _hold(made: Partners, place: Place) -> None:
    with made.acting("clinic") as by:
        coming = PreNotice(when=now() + timedelta(minutes=60))
        made.hidden["hold"].append({"id": places.hold_place(by=by, place=place, notice=coming).id})
