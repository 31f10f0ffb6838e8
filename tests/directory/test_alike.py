"""Two listings of one organization are suggested with their reasons; people judge, and nothing is merged."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from click.testing import CliRunner
from django.core.exceptions import PermissionDenied

from accord.cli import main
from accord.directory.alike.facts import all_facts
from accord.directory.alike.judging import groups, judge_organizations
from accord.directory.alike.pairs import suggested
from accord.directory.loading import load
from accord.directory.models import Organization
from accord.directory.records import Number, Place, Provider
from accord.directory.vocabulary import Verdict
from tests.directory.lists import offer, reading

FAR = ["Riverside Legal Clinic", "North Food Bank", "Sainte-Anne Women’s Shelter", "Youth Employment Hub"]


def publish(*named: tuple[str, str, str]) -> None:
    """A list each of (name, phone, street), among others that are nobody's double."""
    others = [(name, f"819 555-01{at}0", f"{at}0 Far Street") for at, name in enumerate(FAR, start=1)]
    for at, (name, phone, street) in enumerate([*named, *others]):
        owner = Provider(f"o{at}", name)
        places = [Place(f"p{at}", street=street, city="Ottawa")] if street else []
        numbers = [Number(phone)] if phone else []
        load(
            reading(
                offer(f"s{at}", provider=owner, numbers=numbers, places=places, url=""), source=f"list {at}"
            )
        )


@pytest.mark.parametrize(
    ("left", "right", "reasons"),
    [(("COSTI Immigrant Services", "", ""), ("Costi Immigrant Services Inc.", "", ""), ("same_name",)),
     (("Maison d’Élise", "", ""), ("Maison d'Elise", "", ""), ("same_name",)),
     (("Heatherbrae Residence", "", ""), ("Heatherbray Residence", "", ""), ("similar_name",)),
     (("Sojourn House", "416 555-0123", ""), ("Sojourn House Toronto", "(416) 555-0123 ext. 4", ""),
      ("similar_name", "phone")),
     (("Fred Victor Centre", "", "145 Queen St. E."), ("Fred Victor", "", "145 Queen Street East, Suite 2"),
      ("similar_name", "street"))],
)  # fmt: skip
def test_doubles_are_suggested_with_their_reasons(world, left, right, reasons):
    publish(left, right)
    (pair,) = suggested(all_facts())
    assert pair.reasons == reasons
    assert {Organization.objects.get(pk=each).name_en for each in (pair.one, pair.other)} == {
        left[0],
        right[0],
    }


@pytest.mark.parametrize(
    ("left", "right"),
    [(("Hope House", "416 555-0123", ""), ("City Food Bank", "416 555-0123", "")),
     (("Lawyer Referral Service", "", ""), ("Law Society Referral Service", "", "")),
     (("Ottawa Legal Clinic", "", ""), ("Ottawa Food Centre", "", "")),
     (("YMCA Downtown", "", "1 Main St"), ("Public Library", "", "1 Main St"))],
)  # fmt: skip
def test_neighbours_are_not_doubles(world, left, right):
    publish(left, right)
    assert suggested(all_facts()) == []


def test_judgements_make_groups_that_can_be_taken_apart_again():
    a, b, c, d = (UUID(int=n) for n in range(1, 5))
    assert groups([(b, c), (a, b)]) == {a: a, b: a, c: a}
    assert groups([]) == {} and d not in groups([(a, b)])


def test_organizations_judged_the_same_are_shown_once_to_whoever_looks_for_help(world):
    publish(("Lantern Lodge", "", ""), ("Lantern Lodge Inc.", "", ""))
    broker = world.member(world.agency("coordination"), duties=["broker"])
    one, other = Organization.objects.filter(name_en__startswith="Lantern")
    said = {}
    for verdict in (Verdict.SAME, Verdict.DIFFERENT):
        with world.acting(broker):
            judge_organizations(by=broker, one=one, other=other, verdict=verdict)
        said[verdict] = world.browser().post("/en/help/", {}).content.decode()
    assert said[Verdict.SAME].count("<h4") == 2 and said[Verdict.DIFFERENT].count("<h4") == 0
    assert world.sql("SELECT count(*) FROM accord.organization_judgement") == [(1,)]


def test_nobody_but_a_broker_judges(world):
    publish()
    one, other = Organization.objects.all()[:2]
    for member in (
        world.member(duties=["broker", "administrator"]),
        world.member(world.agency("coordination")),
    ):
        with world.acting(member), pytest.raises(PermissionDenied):
            judge_organizations(by=member, one=one, other=other, verdict=Verdict.SAME)


def test_command_lists_what_waits(world):
    publish(("Lantern Lodge", "", ""), ("Lantern Lodge Inc.", "", ""))
    told = CliRunner().invoke(main, ["directory", "duplicates", "--json"])
    (pair,) = json.loads(told.output)
    assert pair["reasons"] == ["same_name"] and {pair["one"]["name"], pair["other"]["name"]} == {
        "Lantern Lodge", "Lantern Lodge Inc.",
    }  # fmt: skip
    assert "1 pairs of 6 organizations" in CliRunner().invoke(main, ["directory", "duplicates"]).output
