"""A closed file is read again for a reason, by whom two others have named, and by nobody else."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accord.agencies.models import Member
from accord.base.row_security.call import call
from accord.consent.looking import looked_at
from accord.dossiers.closed import queries
from accord.dossiers.closed.actions import agree_consultation, drop_consultation, propose_consultation
from accord.dossiers.closed.models import Need
from accord.dossiers.models import Dossier, Seat
from accord.dossiers.rules import answers_for
from accord.support import actions as support
from accord.support import queries as files
from accord.support.models import CaseNote
from accord.support.vocabulary import Closing
from tests.support.files import NAME, File, open_file

ORDER = "Order 500-36-1 of 3 November, for the Superior Court"


@dataclass
class Kept:
    """A closed file with no live seat, two custodians and whoever is to read it."""

    file: File
    first: Member
    second: Member
    reader: Member

    @property
    def id(self) -> uuid.UUID:
        return self.file.row.dossier_id

    def propose(self, by: Member | None = None, **more: Any) -> None:
        who = by or self.first
        given = {
            "whom": self.reader,
            "need": Need.COURT_ORDER,
            "words": ORDER,
            "days": 10,
            "form_key": uuid.uuid4(),
        }
        with self.file.world.acting(who):
            propose_consultation(by=who, dossier_id=self.id, **(given | more))

    def agree(self, by: Member | None = None) -> None:
        who = by or self.second
        with self.file.world.acting(who):
            agree_consultation(by=who, dossier_id=self.id)


@pytest.fixture
def kept(world: Any) -> Kept:
    file = open_file(world)
    first, second = (world.member(file.lead.agency, duties=["custodian"]) for _n in range(2))
    reader = world.member(file.lead.agency, name="Archivist")
    with world.acting(file.lead):
        support.write_note(by=file.lead, file=file.row, words="Slept badly")
        support.close_file(by=file.lead, file=file.row, closing=Closing.REACHED)
    world.sql("UPDATE accord.seat SET until = now() - interval '1 minute'")
    return Kept(file, first, second, reader)


def seats(kept: Kept) -> list[Any]:
    found: list[Any] = kept.file.world.sql(
        "SELECT member_id, role FROM accord.seat WHERE dossier_id = %s AND until > now()", kept.id
    )
    return found


def test_nobody_reads_a_closed_file_whose_seats_have_ended(kept, world):
    for member in (kept.file.lead, kept.first, kept.reader):
        with world.acting(member):
            assert not Dossier.objects.exists() and files.caseload(closed=True) == []


def test_reader_named_by_one_and_agreed_by_another_reads_all_of_it(kept, world):
    kept.propose()
    assert seats(kept) == []
    kept.agree()
    assert seats(kept) == [(kept.reader.id, "reader")]
    with world.acting(kept.reader):
        (line,) = files.caseload(closed=True)
        assert line.name == NAME
        assert CaseNote.objects.count() == 1
        dossier = Dossier.objects.get()
        assert answers_for(kept.reader, dossier) and looked_at(kept.id)
    days = world.sql(
        "SELECT round(extract(epoch FROM until - now()) / 86400) FROM accord.seat WHERE until > now()"
    )
    assert days == [(10,)]
    with world.acting(kept.first):
        assert not Dossier.objects.exists(), "whoever agrees or proposes reads nothing by it"
    for who in (kept.reader, kept.second):
        assert world.sql(
            "SELECT count(*) FROM accord.notice WHERE recipient_id = %s"
            " AND kind IN ('seat_granted', 'consultation_waiting')",
            who.id,
        ) == [(1,)]


def test_reader_changes_nothing_and_seats_nobody(kept, world):
    kept.propose()
    kept.agree()
    with world.acting(kept.reader):
        with pytest.raises(PermissionDenied):
            support.write_note(by=kept.reader, file=kept.file.row, words="Added later")
        with pytest.raises(PermissionDenied):
            call("grant_seat", kept.id, world.member(kept.reader.agency).id, "reader", 5)


def test_one_person_alone_opens_nothing(kept, world):
    kept.propose()
    with pytest.raises(PermissionDenied):
        kept.agree(by=kept.first)
    with pytest.raises(PermissionDenied):
        kept.agree(by=world.member(kept.first.agency, duties=["administrator"]))
    assert seats(kept) == []


def test_nobody_names_or_agrees_to_oneself(kept, world):
    with pytest.raises(PermissionDenied):
        kept.propose(whom=kept.first)
    kept.propose(whom=kept.second)
    with pytest.raises(PermissionDenied):
        kept.agree(by=kept.second)
    assert seats(kept) == []


def test_stranger_colleague_and_other_custodians_neither_see_nor_propose_nor_agree(kept, world):
    kept.propose()
    elsewhere = world.agency("support")
    others = [world.member(elsewhere, duties=["custodian"]), world.member(kept.first.agency), kept.file.lead]
    for other in others:
        with world.acting(other):
            assert queries.closed_files() == [] and queries.register() == []
            assert queries.closed_file(kept.id) is None
            for act in (
                lambda: propose_consultation(by=other, dossier_id=kept.id, whom=kept.reader, need=Need.COPY,  # noqa: B023
                                             words="x", days=5, form_key=uuid.uuid4()),
                lambda: agree_consultation(by=other, dossier_id=kept.id),  # noqa: B023
                lambda: drop_consultation(by=other, dossier_id=kept.id),  # noqa: B023
            ):  # fmt: skip
                with pytest.raises(PermissionDenied):
                    act()
    assert seats(kept) == []


def test_stranger_to_the_agency_cannot_be_the_reader(kept, world):
    border = world.agency("enforcement", immigration=True)
    hats = world.member(border)
    for whom in (
        world.member(world.agency("support")),
        world.member(kept.first.agency, human_id=hats.human_id),
        kept.file.clinic,
    ):
        with pytest.raises(PermissionDenied):
            kept.propose(whom=whom)
    world.sql("UPDATE accord.member SET active = false WHERE id = %s", kept.reader.id)
    with pytest.raises(PermissionDenied):
        kept.propose()


def test_reader_who_has_left_meanwhile_is_not_seated(kept, world):
    kept.propose()
    world.sql("UPDATE accord.member SET active = false WHERE id = %s", kept.reader.id)
    with pytest.raises(PermissionDenied):
        kept.agree()


def test_open_file_is_not_reached_by_this_way(world):
    file = open_file(world)
    custodian = world.member(file.lead.agency, duties=["custodian"])
    with world.acting(custodian):
        assert queries.closed_files() == []
        with pytest.raises(PermissionDenied):
            propose_consultation(
                by=custodian, dossier_id=file.row.dossier_id, whom=world.member(custodian.agency), need=Need.COPY,
                words="x", days=5, form_key=uuid.uuid4(),
            )  # fmt: skip


def test_file_without_indicators_has_nothing_to_read(world):
    file = open_file(world)
    custodian = world.member(file.lead.agency, duties=["custodian"])
    with world.acting(file.lead):
        support.close_file(by=file.lead, file=file.row, closing=Closing.NO_INDICATORS)
    with world.acting(custodian):
        assert queries.closed_files() == []


def test_lead_of_a_closed_file_proposes_while_the_seat_lasts(kept, world):
    world.sql("UPDATE accord.seat SET until = now() + interval '1 day'")
    kept.propose(by=kept.file.lead)
    kept.agree(by=kept.first)
    assert (kept.reader.id, "reader") in seats(kept)


def test_register_keeps_the_reason_and_both_names_and_no_name_of_hers(kept, world):
    kept.propose()
    with world.acting(kept.second):
        drop_consultation(by=kept.second, dossier_id=kept.id)
    kept.propose(need=Need.COPY, words="She asked on the telephone")
    kept.agree()
    with world.acting(kept.first):
        granted, dropped = queries.register()
        assert (granted.need, granted.state, granted.whom) == (Need.COPY, "agreed", "Archivist")
        assert (dropped.words, dropped.state, dropped.ended_by) == (ORDER, "dropped", kept.second.name)
        listed = queries.closed_files(kept.file.row.reference[2:].lower())
        assert [each.reference for each in listed] == [kept.file.row.reference]
        assert queries.closed_files("no such number") == []
        assert NAME not in str(listed) + str(granted)


def test_same_form_twice_makes_one_proposal_and_a_second_proposal_waits(kept, world):
    key = uuid.uuid4()
    kept.propose(form_key=key)
    kept.propose(form_key=key)
    with pytest.raises(PermissionDenied):
        kept.propose()
    assert world.sql("SELECT count(*) FROM accord.consultation") == [(1,)]


@pytest.mark.parametrize("days", [0, 31])
def test_no_seat_for_longer_than_a_month(kept, days):
    with pytest.raises(ValueError, match=str(days)):
        kept.propose(days=days)
    with kept.file.world.acting(kept.first), pytest.raises(Exception, match="consultation_is_short"):
        call("propose_consultation", kept.id, uuid.uuid4(), kept.reader.id, "copy", "x", days)


def test_seat_held_already_is_never_shortened(kept, world):
    world.sql(
        "UPDATE accord.seat SET until = now() + interval '20 days' WHERE member_id = %s", kept.file.lead.id
    )
    kept.propose(whom=kept.file.lead, days=2)
    kept.agree()
    with world.acting(kept.file.lead):
        seat = Seat.objects.get(member_id=kept.file.lead.id)
    assert seat.role == "lead" and (seat.until - seat.starts).days >= 19
