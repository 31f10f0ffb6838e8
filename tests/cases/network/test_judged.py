"""Which records are one person: by the hit that became the case, by judgements within one's own seats, and undone."""

from __future__ import annotations

import pytest

from accord.cases.network.asked import Asked
from accord.cases.network.picture import draw
from accord.dossiers.models import Dossier
from accord.linkage import Judgement
from accord.reports.actions.judging import judge, take_back
from accord.reports.models.judgement import Key
from tests.cases.reports import person, report
from tests.cases.test_disclosing import Case


@pytest.fixture
def case(world):
    """A case that a hit about a person opened: ours is Ivan, and the partner gave us Iwan."""
    made = Case(world)
    told = made.report()
    made.ivan = person(world, told, given_name="Ivan", family_name="Petrov")
    world.sql(
        "UPDATE accord.hit SET kind = 'person', record_id = %s, subject_id = %s WHERE dossier_id = %s",
        told.id, made.ivan.id, made.ours.desk.id,
    )  # fmt: skip
    made.give(told, {f"person-{made.ivan.id}": ["given_name"]})
    return made


def persons(world, case, side=None, asked=None, dossier=None):
    """The names that each person's node of a picture joins."""
    lead = (side or case.ours).lead
    with world.acting(lead):
        found = Dossier.objects.get(pk=dossier or case.id)
        picture = draw(lead, found, asked or Asked(desks=True))
        return sorted(
            sorted(each.name for each in thing.persons) for thing in picture.things if thing.kind == "person"
        )


def give_back(world, case, *names):
    """The partner's report with these persons, given into the case in one act."""
    import uuid

    from accord.cases import actions
    from accord.cases.giving import parts_of, pick
    from accord.dossiers.models import Caveat

    theirs = report(world, case.theirs.desk, case.theirs.lead)
    for name in names:
        person(world, theirs, given_name=name)
    with world.acting(case.theirs.lead):
        parts = parts_of(theirs)
        picked = pick(parts, {part.key: [offer.code for offer in part.offers] for part in parts})
        actions.disclose(
            by=case.theirs.lead, case=Dossier.objects.get(pk=case.id), report=theirs, picked=picked,
            receivers=[case.ours.lead.agency], purpose="find him", caveat=Caveat.AMBER, third_party_rule=True,
            expires_at=None, form_key=uuid.uuid4(),
        )  # fmt: skip


def test_both_said_same_and_one_person_was_given_so_the_records_are_one(world, case):
    give_back(world, case, "Iwan")
    assert persons(world, case) == [["Ivan Petrov", "Iwan"]]
    # The other side's hit is about another row of theirs: each joins what it knows to be its own.
    world.sql("UPDATE accord.hit SET answer = 'unsure'")
    assert persons(world, case) == [["Ivan Petrov"], ["Iwan"]]


def test_of_several_that_were_given_none_is_chosen(world, case):
    give_back(world, case, "Iwan", "Johan")
    assert persons(world, case) == [["Ivan Petrov"], ["Iwan"], ["Johan"]]
    with world.acting(case.ours.lead):
        picture = draw(case.ours.lead, Dossier.objects.get(pk=case.id), Asked())
        assert [link.kind for link in picture.network.links].count("perhaps_same") == 2


def test_what_we_gave_is_not_drawn_twice(world, case):
    assert persons(world, case) == [["Ivan Petrov"]]
    assert persons(world, case, case.theirs) == [["Ivan Petrov"]]


def test_judgement_within_ones_seats_joins_and_taking_it_back_parts(world, case):
    other = case.report()
    vanya = person(world, other, given_name="Vanya")
    desk, lead = case.ours.desk.id, case.ours.lead
    before = persons(world, case, dossier=desk)
    assert before == [["Ivan Petrov"], ["Vanya"]]
    with world.acting(lead):
        said = judge(by=lead, one=Key.of(case.ivan), other=Key.of(vanya), verdict=Judgement.SAME)
    assert persons(world, case, dossier=desk) == [["Ivan Petrov", "Vanya"]]
    # One hop from the case reaches the other record by the judgement alone: they share neither name nor number.
    assert persons(world, case) == [["Ivan Petrov", "Vanya"]]
    with world.acting(lead):
        take_back(by=lead, judgement=said)
    assert persons(world, case, dossier=desk) == before and persons(world, case) == [["Ivan Petrov"]]


def test_judged_different_stays_apart_and_a_contradiction_is_said(world, case):
    other = case.report()
    rows = [case.ivan, *(person(world, other, given_name=name) for name in ("Vanya", "Wanja"))]
    lead = case.ours.lead
    with world.acting(lead):
        for one, two, verdict in ((0, 1, "same"), (1, 2, "same"), (0, 2, "different")):
            judge(by=lead, one=Key.of(rows[one]), other=Key.of(rows[two]), verdict=Judgement(verdict))
        picture = draw(lead, Dossier.objects.get(pk=case.ours.desk.id), Asked())
        assert len(picture.contradictions) == 1


def test_withdrawn_reports_revoked_and_expired_disclosures_are_gone(world, case):
    give_back(world, case, "Iwan")
    world.sql("UPDATE accord.disclosure SET expires_at = now() - interval '1 hour' WHERE side = 'received'")
    assert persons(world, case, asked=Asked()) == [["Ivan Petrov"]]
    world.sql("UPDATE accord.disclosure SET expires_at = now() - interval '1 hour'")
    world.sql("UPDATE accord.report SET withdrawn_at = now(), withdrawn_by = filed_by")
    assert persons(world, case) == []
