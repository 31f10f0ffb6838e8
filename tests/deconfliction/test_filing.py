"""What is filed, what waits, and what never becomes a pointer."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from accord.deconfliction import actions, queries
from accord.deconfliction.models import Filing, Pointer, SupportPointer
from tests.deconfliction.partnership import jobs_waiting, person, phone, plate, run_jobs


def pointers(desk):
    with desk.world.acting(desk.worker):
        return [*Pointer.objects.filter(dossier_id=desk.dossier.id), *SupportPointer.objects.filter(
            dossier_id=desk.dossier.id)]  # fmt: skip


def filing_state(desk, record):
    with desk.world.acting(desk.worker):
        return queries.filing_of(desk.dossier.id, record).state


def test_thirty_first_report_of_a_day_waits_for_a_lead(partnership, setting):
    setting("REPORTS_A_DAY", 2)
    left, right = partnership.desk(), partnership.desk()
    right.file(plate())
    for value in ("AAAA 111", "AAAA 222"):
        left.file(plate(value))
    record = left.file(plate())
    assert filing_state(left, record) == "waiting" and not left.hits() and not right.hits()
    assert left.notices(left.lead) == ["pointers_waiting"]
    with left.world.acting(left.lead):
        assert [each.record_id for each in queries.waiting_filings(left.lead)] == [record]
    with pytest.raises(PermissionDenied):
        left.do(actions.release_waiting, dossier=left.dossier, record_id=record)
    left.do(actions.release_waiting, by=left.lead, dossier=left.dossier, record_id=record)
    assert filing_state(left, record) == "watched" and left.hit() and right.hit()


def test_quota_is_never_given_back(partnership, setting):
    setting("REPORTS_A_DAY", 1)
    desk = partnership.desk()
    desk.withdraw(desk.file(plate()))
    assert filing_state(desk, desk.file(plate())) == "waiting"


def test_lead_does_not_release_the_own_overflow(partnership, setting):
    setting("REPORTS_A_DAY", 0)
    desk = partnership.desk()
    record = desk.file(plate(), by=desk.lead)
    with pytest.raises(PermissionDenied, match="another lead"):
        desk.do(actions.release_waiting, by=desk.lead, dossier=desk.dossier, record_id=record)


def test_hundred_values_in_one_report_wait_for_a_lead(partnership):
    desk = partnership.desk()
    record = desk.file(*[plate(f"AAAA {number}") for number in range(100, 201)])
    assert filing_state(desk, record) == "waiting"


def test_bulk_filing_is_a_leads_act_outside_the_quota(partnership, setting):
    setting("REPORTS_A_DAY", 0)
    from accord.base.clock import now
    from accord.deconfliction.subjects import Filing as Filed

    left, right = partnership.desk(), partnership.desk()
    many = [
        (Filed(uuid.uuid4(), f"R-{n}", "s. 279.01", "import", True, now()), [plate(f"AAAA {n}"), person()])
        for n in range(100, 160)
    ]
    with pytest.raises(PermissionDenied):
        left.do(actions.file_many_pointers, dossier=left.dossier, filings=many)
    left.do(actions.file_many_pointers, by=left.lead, dossier=left.dossier, filings=many)
    assert len(pointers(left)) == 120
    setting("REPORTS_A_DAY", 30)
    right.file(plate("AAAA 155"))
    assert right.hit() and left.hit().own_reference == "R-155"


@pytest.mark.parametrize("missing", ["lawful_reference", "reason"])
def test_filing_needs_law_and_reason_in_code_and_in_the_database(partnership, missing):
    desk = partnership.desk()
    with pytest.raises(ValueError, match="lawful reference"):
        desk.file(plate(), **{missing: "  "})
    desk.file(plate())
    with desk.world.acting(desk.worker):
        row = Filing.objects.get(dossier_id=desk.dossier.id)
        row.id = uuid.uuid4()
        setattr(row, missing, " ")
        with pytest.raises(DatabaseError, match="filing_has_law_and_reason"), transaction.atomic():
            row.save(force_insert=True)


def test_reader_files_nothing(partnership, world):
    desk = partnership.desk()
    reader = world.member(desk.agency)
    with world.acting(desk.lead):
        from accord.base.row_security.call import call

        call("grant_seat", desk.dossier.id, reader.id, "reader", 90)
    with pytest.raises(PermissionDenied):
        desk.file(plate(), by=reader)


def test_immigration_enforcement_files_no_pointer_and_the_database_refuses_one(partnership):
    border, desk = partnership.desk(immigration=True), partnership.desk()
    record = border.file(plate(), person())
    assert not pointers(border) and filing_state(border, record) == "not_matched" and not jobs_waiting()
    desk.file(plate())
    stolen = pointers(desk)[0]
    with border.world.acting(border.worker):
        filing = queries.filing_of(border.dossier.id, record)
        stolen.dossier_id, stolen.filing_id = border.dossier.id, filing.id
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            stolen.save(force_insert=True)


def test_app_cannot_file_in_anothers_name_or_sign_by_itself(partnership):
    desk = partnership.desk()
    desk.file(person(open_wanted=True))
    with desk.world.acting(desk.worker):
        row = Filing.objects.get(dossier_id=desk.dossier.id)
        row.id, row.member_id = uuid.uuid4(), desk.lead.id
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            row.save(force_insert=True)
        for change in ({"cls": "open"}, {"state": "watched"}):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                Pointer.objects.filter(dossier_id=desk.dossier.id).update(**change)


def test_record_filed_again_unchanged_files_nothing(partnership):
    desk = partnership.desk()
    subjects = [plate(), person(), phone()]
    record = desk.file(*subjects)
    before = pointers(desk)
    desk.file(*subjects, record=record, run=False)
    assert not jobs_waiting() and {p.id for p in pointers(desk)} == {p.id for p in before}


def test_added_alias_and_identifier_meet_what_the_record_did_not_meet_before(partnership):
    left, right = partnership.desk(), partnership.desk()
    right.file(plate(), person("Casimir", "Obradovich", "1980-05-05"))
    first = person("Rex", "Nemo", "1980-05-05")
    record = left.file(first)
    assert not left.hits() and not partnership.queue()
    renamed = replace(first, person=replace(first.person, aliases=("Casimir Obradovich",)))
    left.file(renamed, plate(), record=record)
    assert left.hit().kind == "plate" and [item.why for item in partnership.queue()] == ["both_protected"]
    assert sorted(p.state for p in pointers(left)) == ["replaced", "watched", "watched"]


def test_nonsense_identifier_is_left_out_and_the_rest_is_filed(partnership):
    desk = partnership.desk()
    desk.file(phone("nonsense"), plate())
    assert [p.kind for p in pointers(desk)] == ["plate"]


def test_support_files_no_survivor_without_consent(partnership):
    shelter = partnership.desk("support")
    her = person("Ana", "Silva", role="possible_victim")
    hers = phone(linked_roles=frozenset({"possible_victim"}))
    car = plate()
    record = shelter.file(her, hers, car)
    assert [p.kind for p in pointers(shelter)] == ["plate"]
    shelter.file(her, hers, car, record=record, consent_to_match=True)
    live = [p for p in pointers(shelter) if p.state == "watched"]
    assert sorted(p.kind for p in live) == ["person", "phone", "plate"] and all(p.consents for p in live)


def test_consent_taken_back_ends_the_survivors_pointers(partnership):
    shelter, desk = partnership.desk("support"), partnership.desk()
    desk.file(person("Ana", "Silva", role="possible_victim"))
    her = person("Ana", "Silva", role="possible_victim")
    record = shelter.file(her, consent_to_match=True)
    assert len(partnership.queue()) == 1
    shelter.file(her, record=record, consent_to_match=False)
    assert not partnership.queue() and not [p for p in pointers(shelter) if p.state == "watched"]


def test_support_pointers_share_no_value_with_the_other_table_or_index(partnership, world):
    shelter, desk = partnership.desk("support"), partnership.desk()
    same = person("Mathieu", "Gagnon")
    shelter.file(plate(), same)
    desk.file(plate(), replace(same, subject_id=uuid.uuid4()))
    holdings = world.sql("SELECT support, token, no FROM matching.holding")
    tokens = {row[1] for row in holdings if row[1] is not None}
    assert len(holdings) == 4 and len(tokens) == 2
    rows = world.sql(
        "SELECT h.support, k.key FROM matching.holding_key k JOIN matching.holding h ON h.no = k.no"
    )
    keys = {side: {key for support, key in rows if support is side} for side in (True, False)}
    assert len(keys[True]) > 20 and len(keys[True] & keys[False]) <= 1
    (sealed,) = world.sql("SELECT sealed FROM accord.support_pointer WHERE kind = 'plate'")
    (token,) = world.sql("SELECT token FROM accord.pointer WHERE kind = 'plate'")
    assert token[0].to_bytes(8, "big", signed=True) not in bytes(sealed[0])


def test_jobs_carry_ids_alone(partnership):
    desk = partnership.desk()
    desk.file(plate(), person(), run=False)
    ((name, arguments),) = jobs_waiting()
    assert name == "meet_pointers" and set(arguments) == {"dossier_id", "filing_ids"}
    run_jobs()
