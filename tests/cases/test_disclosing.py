"""What may be given into a joint case, and what must stay whoever asks."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accord.base.row_security.call import call
from accord.cases import actions, queries
from accord.cases.giving import digest, parts_of, pick
from accord.dossiers.disclosed import is_readable
from accord.dossiers.models import Caveat, Disclosure, Dossier
from tests.cases.pairs import pair
from tests.cases.reports import identifier, person, report


class Case:
    """A joint case of two desks, with reports on ours."""

    def __init__(self, world):
        self.world = world
        self.ours, self.theirs = pair(world, world.member(name="Ana"), world.member(name="Ben"))
        with world.acting(self.ours.lead):
            actions.propose_joint_case(by=self.ours.lead, hit=self.ours.hit, title="Harbour")
        with world.acting(self.theirs.lead):
            self.id = actions.accept_joint_case(by=self.theirs.lead, hit=self.theirs.hit)

    def report(self, **more):
        return report(self.world, self.ours.desk, self.ours.lead, **more)

    def give(self, of, ticked, **more):
        """Through the action, as our lead."""
        lead = self.ours.lead
        with self.world.acting(lead):
            terms = {
                "purpose": "find the driver",
                "caveat": Caveat.AMBER,
                "third_party_rule": True,
                "expires_at": None,
                "form_key": uuid.uuid4(),
                "receivers": [self.theirs.lead.agency],
                **more,
            }
            return actions.disclose(
                by=lead,
                case=Dossier.objects.get(pk=self.id),
                report=of,
                picked=pick(parts_of(of), ticked),
                **terms,
            )

    def call(self, of, what, subject, columns, **more):
        """Past the rules, straight to the database, as our lead."""
        values = {
            "event": uuid.uuid4(), "desk": self.ours.desk.id, "case": self.id, "to": self.theirs.lead.agency_id,
            "purpose": "x", "caveat": "amber", "rule": True, "expiry": None, **more,
        }  # fmt: skip
        with self.world.acting(self.ours.lead):
            call(
                "disclose_in_case", values["event"], values["desk"], of.id, what, subject, columns, values["case"],
                values["to"], values["purpose"], values["caveat"], values["rule"], values["expiry"],
            )  # fmt: skip

    def received(self):
        with self.world.acting(self.theirs.lead):
            return queries.received_in(self.id)


@pytest.fixture
def case(world):
    return Case(world)


def test_partner_gets_the_ticked_fields_and_no_other(case, world):
    told = case.report()
    suspect = person(
        world, told, given_name="Ivan", family_name="Petrov", occupation="Driver", aliases=["Vanya", "V"]
    )
    case.give(told, {f"person-{suspect.id}": ["given_name", "aliases"]})
    (got,) = case.received()
    assert got.fields == [
        {"name": "given_name", "value": "Ivan"},
        {"name": "family_name", "value": "Petrov"},
        {"name": "aliases", "value": "Vanya · V"},
    ]
    assert (got.basis, got.caveat, got.third_party_rule, got.purpose) == (
        "agreement",
        "amber",
        True,
        "find the driver",
    )
    with world.acting(case.theirs.lead):
        told_of = {each.kind for each in queries.history(case.id)}
        assert "received" in told_of and "given" not in told_of


def test_copy_is_frozen(case, world):
    told = case.report()
    suspect = person(world, told, given_name="Ivan")
    case.give(told, {f"person-{suspect.id}": ["given_name"]})
    world.sql("UPDATE accord.person SET given_name = 'Oleg' WHERE id = %s", suspect.id)
    assert case.received()[0].fields == [{"name": "given_name", "value": "Ivan"}]


@pytest.mark.parametrize(
    "shielded",
    [
        {"role": "possible_victim"},
        {"role": "witness"},
        {"role": "suspect", "date_of_birth": date(2008, 3, 2)},
        {"role": "suspect", "age_from": 16, "age_to": 20},
        {"role": "other", "age_from": 12, "age_to": 14},
    ],
)
def test_victims_witnesses_and_minors_stay(case, world, shielded):
    told = case.report()
    someone = person(world, told, given_name="Marie", **shielded)
    phone = identifier(world, told, "+15145550199", someone)
    with world.acting(case.ours.lead):
        parts = {part.subject_id: part for part in parts_of(told)}
        assert parts[someone.id].kept_because and not parts[someone.id].offers
        assert parts[phone.id].kept_because and not parts[phone.id].offers
    with pytest.raises(PermissionDenied, match="never enters"):
        case.call(told, "person", someone.id, ["given_name"])
    with pytest.raises(PermissionDenied, match="never enters"):
        case.call(told, "identifier", phone.id, ["value"])
    with pytest.raises(PermissionDenied, match="never enter"):
        case.call(told, "report", told.id, ["narrative"])
    assert case.received() == []


def test_adult_suspect_on_the_birthday_may_be_given(case, world):
    told = case.report()
    suspect = person(world, told, given_name="Ivan", date_of_birth=date(2008, 3, 1))
    case.call(told, "person", suspect.id, ["given_name"])
    assert len(case.received()) == 1


def test_one_link_to_a_victim_shields_a_number_in_every_report_of_the_desk(case, world):
    earlier, told = case.report(), case.report()
    identifier(world, earlier, "+15145550199", person(world, earlier, role="possible_victim"))
    suspect = person(world, told, given_name="Ivan")
    phone = identifier(world, told, "+15145550199", suspect)
    with world.acting(case.ours.lead):
        assert {part.subject_id: bool(part.kept_because) for part in parts_of(told)}[phone.id]
    with pytest.raises(PermissionDenied, match="never enters"):
        case.call(told, "identifier", phone.id, ["value"])


@pytest.mark.parametrize(
    ("about", "field"),
    [
        ({"source_kind": "informant"}, "narrative"),
        ({"source_kind": "victim"}, "place"),
        ({"minor_missing": True}, "narrative"),
        ({"place_kind": "service"}, "place"),
        ({"place_kind": "residence"}, "place"),
    ],
)
def test_words_that_may_speak_of_a_source_or_a_refuge_stay(case, world, about, field):
    told = case.report(**about)
    with world.acting(case.ours.lead):
        assert field not in {offer.code for offer in parts_of(told)[0].offers}
    with pytest.raises(PermissionDenied, match="never enter"):
        case.call(told, "report", told.id, [field])


def test_fields_outside_the_list_cannot_be_given(case, world):
    told = case.report()
    suspect = person(world, told, given_name="Ivan")
    for what, subject, column in (
        ("report", told.id, "filed_by"),
        ("report", told.id, "source_kind"),
        ("report", told.id, "filing_reason"),
        ("person", suspect.id, "open_wanted"),
        ("identifier", suspect.id, "note"),
        ("dossier", told.id, "title"),
    ):
        with pytest.raises(PermissionDenied, match="cannot be given"):
            case.call(told, what, subject, [column])


def test_terms_are_never_looser_than_the_report(case, world):
    told = case.report(caveat="amber+strict")
    suspect = person(world, told, given_name="Ivan")
    for loose in ({"caveat": "amber"}, {"caveat": "amber+strict", "rule": False}):
        with pytest.raises(PermissionDenied, match="never less"):
            case.call(told, "person", suspect.id, ["given_name"], **loose)
    case.call(told, "person", suspect.id, ["given_name"], caveat="red")


def test_attacks_on_the_function_are_refused(case, world):
    told = case.report()
    suspect = person(world, told, given_name="Ivan")
    stranger = world.member()
    desk = world.desk(stranger)
    elsewhere = report(world, desk, stranger)
    hidden = person(world, elsewhere, given_name="Hidden")
    wrong = {
        "a stranger as receiver": {"to": stranger.agency_id},
        "oneself as receiver": {"to": case.ours.lead.agency_id},
        "a desk one has no seat on": {"desk": desk.id},
        "a dossier that is no case": {"case": case.ours.desk.id},
        "the case as the source": {"desk": case.id},
        "an expiry that has passed": {"expiry": timezone.now() - timedelta(minutes=1)},
        "no purpose": {"purpose": " "},
    }
    for name, values in wrong.items():
        with pytest.raises(PermissionDenied):
            case.call(told, "person", suspect.id, ["given_name"], **values)
            pytest.fail(name)
    with pytest.raises(PermissionDenied):
        case.call(elsewhere, "person", hidden.id, ["given_name"])
    with pytest.raises(PermissionDenied):
        case.call(told, "person", hidden.id, ["given_name"])
    assert case.received() == []


def test_what_was_received_cannot_be_given_on(case, world):
    told = case.report()
    suspect = person(world, told, given_name="Ivan")
    case.give(told, {f"person-{suspect.id}": ["given_name"]})
    with world.acting(case.theirs.lead), pytest.raises(PermissionDenied):
        call(
            "disclose_in_case", uuid.uuid4(), case.id, told.id, "person", suspect.id, ["given_name"], case.id,
            case.ours.lead.agency_id, "x", "red", True, None,
        )  # fmt: skip


def test_same_form_sent_twice_gives_once(case, world):
    told = case.report()
    suspect = person(world, told, given_name="Ivan")
    key = uuid.uuid4()
    for _time in range(2):
        case.give(told, {f"person-{suspect.id}": ["given_name"]}, form_key=key)
    assert len(case.received()) == 1


def test_giver_sees_who_read_it_and_revoking_empties_the_copy(case, world):
    told = case.report()
    suspect = person(world, told, given_name="Ivan")
    (event,) = case.give(told, {f"person-{suspect.id}": ["given_name"]})
    (got,) = case.received()
    with world.acting(case.theirs.lead):
        actions.read_disclosures(by=case.theirs.lead, received=[got])
        with pytest.raises(PermissionDenied):
            actions.revoke_disclosure(by=case.theirs.lead, event_id=event)
        with pytest.raises(PermissionDenied, match="only the giver"):
            call("revoke_in_case", event)
    with world.acting(case.ours.lead):
        given = queries.given_into(case.id)
        assert [reading.reader_name for reading in queries.readings_of(given)[event]] == ["Ben"]
        for _time in range(2):
            actions.revoke_disclosure(by=case.ours.lead, event_id=event)
        assert queries.given_into(case.id)[0].fields  # the giver's register stays
        assert [each.kind for each in queries.history(case.id)].count("revoked") == 1
    (got,) = case.received()
    assert got.fields == [] and got.revoked_at and not is_readable(got)


def test_report_that_changed_after_the_check_has_another_digest(case, world):
    told = case.report()
    suspect = person(world, told, given_name="Ivan")
    ticked = {f"person-{suspect.id}": ["given_name"]}
    with world.acting(case.ours.lead):
        before = digest(pick(parts_of(told), ticked))
    world.sql("UPDATE accord.person SET family_name = 'Petrov' WHERE id = %s", suspect.id)
    with world.acting(case.ours.lead):
        assert digest(pick(parts_of(told), ticked)) != before


def test_third_partner_would_not_learn_what_two_others_exchanged(case, world):
    """No way of admitting a third agency exists yet; the row's own narrowing is tested all the same."""
    third = world.member()
    world.sql(
        "INSERT INTO accord.party (dossier_id, id, created_at, agency_id, dossier_kind, realm, immigration_enforcement,"
        " reason) VALUES (%s, gen_random_uuid(), now(), %s, 'case', 'enforcement', false, 'agreement')",
        case.id, third.agency_id,
    )  # fmt: skip
    world.sql(
        "INSERT INTO accord.seat (dossier_id, id, created_at, agency_id, member_id, human_id, role, starts, until,"
        " founding) VALUES (%s, gen_random_uuid(), now(), %s, %s, %s, 'lead', now(), now() + interval '1 day', true)",
        case.id, third.agency_id, third.id, third.human_id,
    )  # fmt: skip
    told = case.report()
    suspect = person(world, told, given_name="Ivan")
    case.give(told, {f"person-{suspect.id}": ["given_name"]})
    with world.acting(third):
        assert Dossier.objects.filter(pk=case.id).exists()
        assert not Disclosure.objects.exists()
        assert not {"given", "received"} & {each.kind for each in queries.history(case.id)}
