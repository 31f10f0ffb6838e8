"""A partnership in which every act of the survivors' side can be done now, and everybody who must not do it.

Two survivors' files of different services stand side by side (``mine`` and ``twin``), each with everything that hangs
on a file, so that any id of one can be given for the other's.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from accord.agencies.models import Member
from accord.base.clock import new_id, now
from accord.base.row_security.call import call
from accord.bridges.vocabulary import Errand
from accord.consent import actions as consents
from accord.consent.actions import card_digest, make_card
from accord.consent.vocabulary import Fact, Purpose
from accord.permits import actions as permits
from accord.places import actions as places
from accord.places.models import Hold
from accord.referrals import actions as referrals
from accord.referrals.models import Referral
from accord.referrals.vocabulary import State
from accord.support import actions as support
from accord.support.vocabulary import Closing
from tests.bridges.crossing import Sides
from tests.consent.test_pushes import propose, push_to
from tests.permits.applying import FACTS, Office
from tests.places.houses import house
from tests.referrals.sending import keep, send
from tests.support.files import LEGAL, NAME, PHONE, File, open_file
from tests.support.record import team_consent
from tests.world import World

# What no outsider's answer or error may hold, whatever is sealed elsewhere.
SECRETS = (NAME, LEGAL, PHONE)


@dataclass
class Survivor:
    """One file with all that hangs on it; ``ids`` are the values that the acts are called with, by name."""

    file: File
    ids: dict[str, Any] = field(default_factory=dict)


@dataclass
class Stage:
    """``people``: who acts, by name. Those in ``OUTSIDERS`` may do none of it."""

    world: World
    people: dict[str, Member]
    mine: Survivor
    twin: Survivor
    public: frozenset[uuid.UUID]


OUTSIDERS = ("stranger", "officer", "prosecutor", "border", "coordinator", "two_hats")


def stage(world: World) -> Stage:
    """Everything, through the real actions."""
    from accord.permits.loading import load

    load()
    police = world.agency("enforcement", short_name="Police")
    border = world.agency("enforcement", short_name="Border", immigration=True)
    authority = world.agency("authority", short_name="Permits office")
    shelter = world.agency("support", short_name="Other shelter")
    people = {
        "officer": world.member(police, duties=["intake"]),
        "prosecutor": world.member(world.agency("enforcement", short_name="Crown"), duties=["intake"]),
        "border": world.member(border, duties=["intake"]),
        "coordinator": world.member(world.agency("coordination", short_name="Office"), duties=["broker"]),
        "decider": world.member(authority, duties=["intake"]),
        "stranger": world.member(shelter, duties=["intake"]),
    }
    hats = world.member(border)
    people["two_hats"] = world.member(shelter, human_id=hats.human_id)
    mine = _survivor(world, people, open_file(world))
    twin_lead = world.member(world.agency("support", short_name="Twin house"), name="Twin's advocate")
    twin_clinic = world.member(world.agency("support", short_name="Twin clinic"), duties=["intake"])
    twin = _survivor(world, people, open_file(world, twin_lead, twin_clinic))
    people |= {"lead": mine.file.lead, "clinic": mine.file.clinic, "second": mine.ids.pop("second")}
    people["keeper"] = mine.ids.pop("keeper")
    people |= {"neighbour": twin_lead, "twin_clinic": twin_clinic}
    twin.ids.pop("second")
    twin.ids.pop("keeper")
    for member in people.values():
        world.session(member)
    public = {
        row[0]
        for row in world.sql("SELECT id FROM accord.agency UNION SELECT id FROM accord.published_right")
    }
    return Stage(world, people, mine, twin, frozenset(public))


def _survivor(world: World, people: dict[str, Member], file: File) -> Survivor:
    dossier = file.row.dossier_id
    second, third = (world.member(file.lead.agency) for _n in range(2))
    with world.acting(file.lead):
        call("grant_seat", dossier, second.id, "worker", 30)
    ids: dict[str, Any] = {
        "file": dossier, "clinic_agency": file.clinic.agency_id, "lead_id": file.lead.id, "third": third.id,
        "second": second, "second_id": second.id,
        "long_ago": now() - dt.timedelta(days=400), "police": people["officer"].agency_id,
        "authority": people["decider"].agency_id,
    }  # fmt: skip
    made = Survivor(file, ids)
    _agreements(made)
    _sent(world, people, made)
    _at_police(world, people, made)
    _at_authority(world, people, made)
    _places(world, made)
    _shut(world, made)
    begins, ends = now() + dt.timedelta(days=20), now() + dt.timedelta(days=25)
    ids |= {"cover": new_id(), "cover_begins": begins, "cover_ends": ends}
    with world.acting(file.lead):
        call("arrange_cover", dossier, ids["cover"], file.lead.id, third.id, begins, ends)
    return made


def _agreements(made: Survivor) -> None:
    file, ids = made.file, made.ids
    ids["agreed"] = file.agree().id
    ids["outside"] = file.agree(recipient=None, recipient_name="Clinic on paper").id
    ids["team"] = team_consent(file).id
    _care_team(made)
    ids["matching"] = file.agree(purpose=Purpose.MATCHING).id
    later = file.agree()
    file.world.sql(
        "UPDATE accord.consent SET given_at = now() + interval '1 day', expires_at = now() + interval '9 days'"
        " WHERE id = %s", later.id,
    )  # fmt: skip
    ids["tomorrow"] = later.id
    ended = file.agree()
    with file.world.acting(file.lead):
        consents.withdraw_consent(by=file.lead, consent=ended)
        ids["card"] = card_digest(make_card(by=file.lead, dossier=file.dossier))
    ids["ended"] = ended.id
    stale = file.agree()
    file.world.sql(
        "UPDATE accord.consent SET given_at = now() - interval '3 days', expires_at = now() WHERE id = %s",
        stale.id,
    )
    ids["expired"] = stale.id
    push = propose(file, push_to(file.clinic.agency))
    ids["push"] = push.id


def _care_team(made: Survivor) -> None:
    """Another service, of which the file may be handed over."""
    file, world = made.file, made.file.world
    third = world.member(world.agency("support"), duties=["intake"])
    team = team_consent(File(world, file.lead, third, file.row))
    with world.acting(file.lead):
        consents.admit_care_team(by=file.lead, dossier=file.dossier, consent=team)
    made.ids["team_seated"] = team.id


def _sent(world: World, people: dict[str, Member], made: Survivor) -> None:
    file, ids = made.file, made.ids
    first, taken = send(file), send(file)
    with world.acting(file.clinic):
        rows = {row.event_id: row for row in Referral.objects.filter(side="received")}
        referrals.move(by=file.clinic, referral=rows[taken.event_id], to=State.ACCEPTED)
        own = open_file_of(file)
    ids |= {
        "referral": first.event_id, "arrived": rows[first.event_id].dossier_id,
        "taken": taken.event_id, "taken_at": rows[taken.event_id].dossier_id, "own_file": own,
    }  # fmt: skip
    done = send(file)
    with world.acting(file.lead):
        referrals.move(by=file.lead, referral=done, to=State.WITHDRAWN)
    ids["over"] = done.event_id
    ids["draft"] = keep(file).event_id


def open_file_of(file: File) -> uuid.UUID:
    """The clinic's own file, of a person of theirs."""
    from accord.support.actions.file import FileDraft

    return support.open_file(by=file.clinic, draft=FileDraft(identity={})).dossier_id


def _at_police(world: World, people: dict[str, Member], made: Survivor) -> None:
    officer = people["officer"]
    sides = Sides(world, officer, world.desk(officer), made.file)
    meeting = sides.agree()
    line = sides.line(meeting)
    here = sides.date(made.file.lead, line)
    with world.acting(officer):
        from accord.bridges.models import Bridge, BridgeDate, PlaceRequest

        across = Bridge.objects.get(event_id=line.event_id)
    theirs = sides.date(officer, across)
    request = sides.ask()
    with world.acting(made.file.clinic):
        asked = PlaceRequest.objects.get(event_id=request.event_id)
    with world.acting(officer):
        proposed = BridgeDate.objects.get(event_id=here.event_id)
    made.ids |= {
        "desk": sides.desk.id, "meeting": meeting.id, "court": sides.agree(Errand.COURT).id, "line": line.event_id,
        "line_at": across.dossier_id, "date": theirs.event_id, "date_here": proposed.event_id,
        "request": request.event_id, "request_at": asked.dossier_id,
    }  # fmt: skip


def _at_authority(world: World, people: dict[str, Member], made: Survivor) -> None:
    desk = Office(world, made.file, people["decider"])
    consent = desk.agree()
    sent = desk.apply(consent)
    asked = desk.apply(desk.agree())
    with world.acting(people["decider"]):
        from accord.permits.models import Application

        rows = {row.event_id: row for row in Application.objects.filter(side="received")}
        permits.ask_fact(
            by=people["decider"], application=rows[asked.event_id], fact=Fact.CITY, why="Which office?"
        )
    noted = _noted(world, desk)
    made.ids |= {
        "application": sent.id, "application_there": rows[sent.event_id].id,
        "at_authority": rows[sent.event_id].dossier_id,
        "asked": asked.id, "right": desk.right().id, "permit": desk.agree().id, "noted": noted,
        "permit_more": desk.agree(facts=[*FACTS, Fact.CITY]).id, "permit_days": dt.date.today(),
    }  # fmt: skip


def _noted(world: World, desk: Office) -> uuid.UUID:
    with world.acting(desk.file.lead):
        noted = permits.note_application(
            by=desk.file.lead, file=desk.file.row, right=desk.right(), authority_name="Office on paper",
            requested_on=dt.date.today(),
        )  # fmt: skip
    return uuid.UUID(str(noted.id))


def _shut(world: World, made: Survivor) -> None:
    """Two closed files of the same service; of one, somebody is proposed to read it."""
    file, ids = made.file, made.ids
    ids["keeper"] = world.member(file.lead.agency, duties=["custodian"])
    for name in ("shut", "shut_waiting"):
        other = open_file(world, file.lead, file.clinic)
        ids[name] = other.row.dossier_id
        with world.acting(file.lead):
            support.close_file(by=file.lead, file=other.row, closing=Closing.REACHED)
    with world.acting(file.lead):
        call("propose_consultation", ids["shut_waiting"], new_id(), ids["third"], "copy", "They asked", 5)


def _places(world: World, made: Survivor) -> None:
    home = house(world, made.file.clinic, made.file.lead, total=6)
    held, kept = home.hold(), home.hold()
    with world.acting(made.file.lead):
        support.keep_hold(by=made.file.lead, file=made.file.row, hold=Hold.objects.get(pk=kept.id))
    over = home.hold()
    with world.acting(made.file.lead):
        places.release_hold(by=made.file.lead, hold=over)
    made.ids |= {
        "place": home.place.id,
        "hold": held.id,
        "kept": kept.id,
        "gone": over.id,
        "word": home.word(held),
    }
    made.ids["later"] = now() + dt.timedelta(days=2)
    made.ids["end"] = now() + dt.timedelta(days=9)
