"""The page of a network as the two sides of a case, a desk and strangers meet it."""

from __future__ import annotations

import json
import re
import uuid
from html import unescape

import pytest
from django.urls import reverse
from django.utils import translation

from accord.base.row_security.call import call
from accord.cases.models import NetworkLayout
from tests.cases.masking import masked
from tests.cases.reports import identifier, person, report
from tests.cases.test_disclosing import Case


def url(name, *args, language="en"):
    with translation.override(language):
        return reverse(f"network:{name}", args=args)


@pytest.fixture
def case(world):
    """Our report with a suspect and a telephone, given to the partner; another report of ours with the same phone."""
    made = Case(world)
    told = made.report()
    ivan = person(
        world, told, given_name="Ivan", family_name="Petrov", given_folded="ivan", family_folded="petrov"
    )
    phone = identifier(world, told, "+15145550111", ivan)
    parts = {f"report-{told.id}": ["reference", "city"], f"person-{ivan.id}": ["given_name"],
             f"identifier-{phone.id}": ["value"]}  # fmt: skip
    made.give(told, parts)
    other = made.report(city="toronto-on")
    oleg = person(
        world, other, given_name="Oleg", family_name="Sidorov", given_folded="oleg", family_folded="sidorov"
    )
    identifier(world, other, "+15145550111", oleg)
    made.told, made.other, made.ivan, made.oleg = told, other, ivan, oleg
    return made


def drawn(world, case, member=None, query="", dossier=None, language="en"):
    address = url("network", dossier or case.id, language=language) + query
    page = world.browser(member or case.ours.lead).get(address)
    assert page.status_code == 200
    return page.content.decode()


def data(page):
    found = re.search(r'<script id="network-data" type="application/json">(.*?)</script>', page, re.S)
    return json.loads(found[1]) if found else {"nodes": [], "links": []}


def labels(page):
    return sorted(node["label"] for node in data(page)["nodes"])


def node(page, label):
    return next(each["id"] for each in data(page)["nodes"] if each["label"] == label)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_side_sees_what_its_own_seats_show(world, case, language):
    ours = drawn(world, case, language=language)
    assert {"Ivan Petrov", "+15145550111"} <= set(labels(ours)) and "Oleg" not in ours
    theirs = drawn(world, case, case.theirs.lead, language=language)
    assert {"Ivan Petrov", "+15145550111"} <= set(labels(theirs))
    assert case.told.reference in theirs and case.other.reference not in theirs and "Oleg" not in theirs


def test_one_hop_brings_in_ones_own_desk_and_nobody_elses(world, case):
    page = drawn(world, case)
    opened = f"?set=1&open={node(page, '+15145550111')}"
    for query in ("?set=1&desks=on", opened):
        assert {"Ivan Petrov", "Oleg Sidorov", "Toronto (ON)"} <= set(
            labels(drawn(world, case, query=query))
        ), query
        assert "Oleg" not in drawn(world, case, case.theirs.lead, query=query)
    assert "Oleg" in drawn(world, case, dossier=case.ours.desk.id)


def test_nobody_without_a_seat_sees_it_and_it_does_not_exist(world, case):
    stranger = world.browser(world.member())
    for name, more in (("network", []), ("save", []), ("export", []), ("delete", [uuid.uuid4()])):
        ask = stranger.get if name == "network" else stranger.post
        hidden, missing = ask(url(name, case.id, *more)), ask(url(name, uuid.uuid4(), *more))
        assert hidden.status_code == missing.status_code == 404
        assert masked(hidden) == masked(missing)


def test_no_personal_data_in_addresses(world, case):
    page = drawn(world, case, query="?set=1&desks=on")
    for address in re.findall(r'(?:href|action|hx-get|value)="(\?[^"]*|/[^"]*)"', unescape(page)):
        assert not re.search(r"petrov|ivan|15145550111|montreal", address, re.IGNORECASE), address


def test_dates_and_grades_take_sources_out(world, case):
    report_ = report(
        world, case.ours.desk, case.ours.lead, occurred_from="2024-01-05", source_grade="3", city="laval-qc"
    )
    person(world, report_, given_name="Olga")
    desk = case.ours.desk.id
    assert "Olga" in labels(drawn(world, case, dossier=desk))
    assert "Olga" not in labels(drawn(world, case, dossier=desk, query="?set=1&since=2026-01"))
    assert labels(drawn(world, case, dossier=desk, query="?set=1&until=2025-01")) == ["Laval (QC)", "Olga"]
    stepped = drawn(world, case, dossier=desk, query="?set=1&until=2023-12&step=until:1")
    assert "Olga" in labels(stepped) and '<option value="2024-01" selected>' in stepped
    assert "Olga" not in labels(drawn(world, case, dossier=desk, query="?set=1&g352=2"))
    assert "Nothing is left" in drawn(world, case, dossier=desk, query="?set=1&until=2019-01")


def test_kinds_and_nonsense(world, case):
    assert labels(drawn(world, case, query="?set=1&kind=person")) == ["Ivan Petrov"]
    page = drawn(world, case, query="?set=1&kind=report&kind=desk")
    assert case.told.reference in labels(page)
    nonsense = "?kind=x&open=zz&since=2026-99&until=%00&g352=9&start=1&a='&layout=1&sort=x&links=x&step=a:b"
    assert labels(drawn(world, case, query=nonsense)) == labels(drawn(world, case))


def test_way_between_two_persons_says_its_evidence(world, case):
    page = drawn(world, case, query="?set=1&desks=on")
    ends = f"&start={node(page, 'Ivan Petrov')}&end={node(page, 'Oleg Sidorov')}"
    found = drawn(world, case, query=f"?set=1&desks=on{ends}")
    way = found.split('id="path"')[1].split("</section>")[0]
    assert way.index("Ivan Petrov") < way.index("+15145550111") < way.index("Oleg Sidorov")
    assert case.told.reference in way and case.other.reference in way
    assert {each["label"] for each in data(found)["nodes"] if each["lit"]} == {
        "Ivan Petrov", "+15145550111", "Oleg Sidorov",
    }  # fmt: skip


def test_who_connects_two_cities(world, case):
    page = drawn(world, case, query="?set=1&desks=on")
    cities = f"&a={node(page, 'Montreal (QC)')}&b={node(page, 'Toronto (ON)')}"
    found = drawn(world, case, query=f"?set=1&desks=on{cities}")
    told = found.split('id="connectors"')[1].split("</section>")[0]
    assert "+15145550111" in told and "Oleg" not in told
    assert case.told.reference in told and case.other.reference in told and "March 1, 2026" in told


def test_the_cities_connected_most_are_one_click_away(world, case):
    page = drawn(world, case, query="?set=1&desks=on")
    [(query, text)] = re.findall(r'href="([^"]*)#connectors">(.*?)</a>', page)
    assert "Montreal (QC)" in text and "Toronto (ON)" in text
    found = drawn(world, case, query=unescape(query))
    assert "+15145550111" in found.split('id="connectors"')[1].split("</section>")[0]


def test_hit_that_leads_further_names_the_desk_to_call_and_nothing_else(world, case):
    third = world.agency(
        short_name="Third",
    )
    world.sql(
        "UPDATE accord.hit SET record_id = %s, subject_id = %s, case_id = NULL, other_agency_id = %s, number = 'H-7-7'"
        " WHERE dossier_id = %s",
        case.told.id, case.ivan.id, third.id, case.ours.desk.id,
    )  # fmt: skip
    page = drawn(world, case)
    assert "Something beyond: call Third" in labels(page)
    assert "Call Third" in {each["short"] for each in data(page)["nodes"]}
    assert "H-7-7" in page and "613 555" in page.replace("-", " ")
    assert "Something beyond" not in drawn(world, case, case.theirs.lead)
    world.sql("UPDATE accord.hit SET answer = 'different' WHERE dossier_id = %s", case.ours.desk.id)
    assert "Something beyond" not in drawn(world, case)


def test_tables_sort_by_their_heads(world, case):
    page = drawn(world, case, query="?set=1&sort=name")
    rows = re.findall(r'<tr class="govuk-table__row" id="node-(\w+)">', page)
    names = {each["id"]: each["label"] for each in data(page)["nodes"]}
    assert [names[row] for row in rows] == sorted(names.values(), key=lambda name: name.lower().lstrip("+"))
    assert page.count('aria-sort="ascending"') == 2


def keep(world, case, member, **more):
    form = {"form_key": str(uuid.uuid4()), "name": "Mine", "query": "?set=1&desks=on&since=2026-02", **more}
    return world.browser(member).post(url("save", case.id), form)


def test_layout_is_kept_applied_and_deleted(world, case):
    phone = node(drawn(world, case), "+15145550111")
    kept = keep(
        world, case, case.ours.lead, places=json.dumps({phone: [321, -45], "x" * 99: [1, 1], "y": "z"})
    )
    assert kept.status_code == 302 and "?layout=" in kept["Location"]
    page = world.browser(case.ours.lead).get(kept["Location"]).content.decode()
    placed = next(each for each in data(page)["nodes"] if each["id"] == phone)
    assert (placed["x"], placed["y"]) == (321, -45) and "Oleg Sidorov" in labels(page)
    assert '<option value="2026-02" selected>' in page
    layout = kept["Location"].partition("=")[2]
    gone = world.browser(case.ours.lead).post(
        url("delete", case.id, layout), {"query": f"?set=1&layout={layout}"}
    )
    assert gone.status_code == 302 and world.sql("SELECT count(*) FROM accord.network_layout") == [(0,)]
    assert "The layout is deleted." in world.browser(case.ours.lead).get(gone["Location"]).content.decode()


def test_layout_is_its_agencys_and_tells_colleagues_nothing_of_another_desk(world, case):
    colleague = world.member(case.ours.lead.agency)
    with world.acting(case.ours.lead):
        call("grant_seat", case.id, colleague.id, "worker", 30)
    page = drawn(world, case, query="?set=1&desks=on")
    ids = {label: node(page, label) for label in ("Oleg Sidorov", "+15145550111")}
    kept = keep(world, case, case.ours.lead, places=json.dumps({each: [900, 900] for each in ids.values()}))
    layout = kept["Location"].partition("=")[2]
    with world.acting(case.theirs.lead):
        assert not NetworkLayout.objects.exists()
    assert "Mine" not in drawn(world, case, case.theirs.lead)
    assert world.browser(case.theirs.lead).post(url("delete", case.id, layout)).status_code == 404
    assert world.browser(colleague).post(url("delete", case.id, layout)).status_code == 403
    seen = drawn(world, case, colleague, query=f"?layout={layout}")
    assert "Mine" in seen and "Oleg" not in seen
    assert all((each["x"], each["y"]) != (900, 900) for each in data(seen)["nodes"])


def test_reader_keeps_nothing_and_a_name_is_asked_for(world, case):
    reader = world.member(case.ours.lead.agency)
    with world.acting(case.ours.lead):
        call("grant_seat", case.id, reader.id, "reader", 30)
    assert keep(world, case, reader).status_code == 403
    wrong = keep(world, case, case.ours.lead, name="")
    assert wrong.status_code == 400 and "Oleg Sidorov" in labels(wrong.content.decode())
    same = str(uuid.uuid4())
    assert keep(world, case, case.ours.lead, form_key=same).status_code == 302
    assert keep(world, case, case.ours.lead, form_key=same).status_code == 302
    assert world.sql("SELECT count(*) FROM accord.network_layout") == [(1,)]
