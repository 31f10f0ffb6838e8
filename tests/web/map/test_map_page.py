"""The map as members meet it: what it draws, what it hides, what leaves it."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import translation

from tests.cases.reports import identifier, report

SVG = "{http://www.w3.org/2000/svg}"
PHONE = "+15145550111"


def url(name="map", query="", language="en"):
    with translation.override(language):
        return reverse(f"map:{name}") + query


@pytest.fixture
def desk(world):
    lead = world.member()
    made = world.desk(lead)
    made.lead = lead
    return made


def seen(world, desk, city, count=1, *, month=3, value=PHONE, kind="phone", **more):
    """So many reports of one value, a day each."""
    for day in range(1, count + 1):
        made = report(world, desk, desk.lead, city=city, occurred_from=date(2026, month, day), **more)
        identifier(world, made, value, kind=kind)


def page(world, member, query="", name="map", language="en"):
    answer = world.browser(member, language=language).get(url(name, query, language))
    assert answer.status_code == 200
    return answer.content.decode()


def picture(text):
    found = re.search(r'<svg[^>]*aria-labelledby="map-title.*?</svg>', text, re.S)
    assert found
    return ElementTree.fromstring(found[0])


def lines(text):
    return [each for each in picture(text).iter(f"{SVG}path") if each.get("stroke-opacity")]


def test_five_reports_are_a_line_a_row_and_a_name(world, desk):
    seen(world, desk, "montreal-qc", 3), seen(world, desk, "toronto-on", 2, month=4)
    text = page(world, desk.lead)
    drawn = picture(text)
    assert len(lines(text)) == 1
    assert {each.text for each in drawn.iter(f"{SVG}text")} == {"Montreal", "Toronto"}
    assert "Montreal (QC) – Toronto (ON)" in text and "5 reports" in text
    assert drawn.find(f"{SVG}title") is not None and drawn.find(f"{SVG}desc") is not None
    assert drawn.get("role") == "img"


def test_four_reports_leave_no_trace_and_are_one_answer_with_none(world, desk):
    query = "?a=montreal-qc&b=toronto-on"
    nothing, nowhere = page(world, desk.lead, query, "corridor"), page(world, desk.lead)
    seen(world, desk, "montreal-qc", 2), seen(world, desk, "toronto-on", 2, month=4)
    few = page(world, desk.lead)
    assert lines(few) == [] and "Toronto (ON) –" not in few and "– Toronto" not in few
    assert "Corridors with fewer than 5 reports are not shown." in few
    assert "Corridors with fewer than 5 reports are not shown." in nowhere
    assert _bare(page(world, desk.lead, query, "corridor")) == _bare(nothing)


def _bare(text):
    """Without what differs from one answer to the next."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]*"', "", text)


def test_the_smallest_number_is_a_setting(world, desk):
    seen(world, desk, "montreal-qc", 3), seen(world, desk, "toronto-on", 3, month=4)
    with override_settings(SMALLEST_CELL=7):
        assert lines(page(world, desk.lead)) == []
        assert "fewer than 7 reports" in page(world, desk.lead)


def test_another_agencys_reports_change_no_byte(world, desk):
    seen(world, desk, "montreal-qc", 3), seen(world, desk, "toronto-on", 3, month=4)
    before = page(world, desk.lead)
    lead = world.member()
    theirs = world.desk(lead)
    theirs.lead = lead
    seen(world, theirs, "toronto-on", 9, month=5), seen(world, theirs, "windsor-on", 9, month=6)
    assert _bare(page(world, desk.lead)) == _bare(before)
    assert "Windsor (ON)" in page(world, theirs.lead)


def test_months_step_by_links(world, desk):
    seen(world, desk, "montreal-qc", 3), seen(world, desk, "toronto-on", 3)
    seen(world, desk, "windsor-on", 6, month=5)
    assert 'href="?since=2026-05&amp;until=2026-05" rel="prev"' in page(world, desk.lead)
    march = page(world, desk.lead, "?since=2026-03&until=2026-03")
    assert len(lines(march)) == 1 and "Windsor (ON)" not in _table(march)
    assert 'href="?since=2026-04&amp;until=2026-04" rel="next"' in march
    assert 'rel="prev"' not in march
    assert lines(page(world, desk.lead, "?since=2026-04&until=2026-04")) == []
    both = page(world, desk.lead, "?until=2026-03&since=2026-05")  # the wrong way round
    assert len(lines(both)) == 3


def _table(text):
    return text.split("<tbody", 1)[1].split("</tbody>")[0] if "<tbody" in text else ""


@pytest.mark.parametrize(
    "query", ["?since=9999-99", "?since=2026-13&until=x", "?part=moon", "?page=-3", "?page=٣", "?page=999"]
)
def test_whatever_else_stands_in_an_address_is_passed_over(world, desk, query):
    seen(world, desk, "montreal-qc", 5), seen(world, desk, "toronto-on", 5, month=4)
    assert "Corridors between cities" in page(world, desk.lead, query)


def test_a_region_shows_what_touches_it(world, desk):
    seen(world, desk, "montreal-qc", 3), seen(world, desk, "toronto-on", 3, month=4)
    seen(world, desk, "calgary-ab", 3, value="ABC123", kind="plate")
    seen(world, desk, "edmonton-ab", 3, month=4, value="ABC123", kind="plate")
    prairies = page(world, desk.lead, "?part=prairies")
    assert "Calgary (AB) – Edmonton (AB)" in prairies and "Toronto (ON)" not in _table(prairies)
    assert {each.text for each in picture(prairies).iter(f"{SVG}text")} == {"Calgary", "Edmonton"}
    assert len(lines(page(world, desk.lead))) == 2


def test_unasked_the_map_comes_as_close_as_all_that_it_shows_allows(world, desk):
    assert _current(page(world, desk.lead)) == "All of Canada"
    seen(world, desk, "montreal-qc", 3), seen(world, desk, "toronto-on", 3, month=4)
    seen(world, desk, "calgary-ab", 2, value="ABC123", kind="plate")
    seen(world, desk, "edmonton-ab", 2, month=4, value="ABC123", kind="plate")
    near = page(world, desk.lead)
    assert _current(near) == "Ontario and Quebec" and 'name="part"' not in near
    assert _current(page(world, desk.lead, "?part=canada")) == "All of Canada"
    seen(world, desk, "calgary-ab", 1, month=5, value="ABC123", kind="plate")
    assert _current(page(world, desk.lead)) == "All of Canada"  # no part holds all four


def _current(text):
    return re.search(r'<strong aria-current="true">([^<]+)', text)[1]


def test_short_months_are_written_as_each_language_does(world, desk):
    seen(world, desk, "montreal-qc", 3, month=7), seen(world, desk, "toronto-on", 3, month=9)
    assert "juil. 2026<br>sept. 2026" in page(world, desk.lead, language="fr")
    assert "July 2026<br>Sept. 2026" in page(world, desk.lead)


def test_few_moves_tell_no_direction_and_many_do(world, desk):
    seen(world, desk, "montreal-qc", 3), seen(world, desk, "toronto-on", 3, month=4)
    assert "Not clear" in _table(page(world, desk.lead))
    for number in range(5):
        value = f"+1514555012{number}"
        seen(world, desk, "montreal-qc", value=value), seen(world, desk, "toronto-on", month=4, value=value)
    told = page(world, desk.lead)
    assert "Mostly from Montreal to Toronto" in told
    assert len(list(picture(told).iter(f"{SVG}polygon"))) == 1


def test_a_period_with_few_reports_looks_like_one_without(world, desk):
    """Bars: a month of four and a month of none are the same stub, and only enough is told in words."""
    seen(world, desk, "montreal-qc", 6, month=1), seen(world, desk, "toronto-on", 4, month=3)
    told = _table(page(world, desk.lead))
    bars = [
        each.get("height")
        for each in ElementTree.fromstring(re.search(r"<svg.*?</svg>", told)[0]).iter(f"{SVG}rect")
    ]
    assert bars == ["28", "3", "3"]
    assert "January 2026: 6 reports" in told and "March 2026: 4" not in told


def test_paper_rounds_down(world, desk):
    seen(world, desk, "montreal-qc", 4), seen(world, desk, "toronto-on", 4, month=4)
    told = _table(page(world, desk.lead))
    assert "8 reports" in told and "5 reports or more" in told


def test_a_row_leads_to_its_reports(world, desk):
    seen(world, desk, "montreal-qc", 3), seen(world, desk, "toronto-on", 3, month=4)
    href = re.search(r'href="(/en/map/corridor/[^"]*)"', _table(page(world, desk.lead)))[1].replace(
        "&amp;", "&"
    )
    told = world.browser(desk.lead).get(href).content.decode()
    assert "6 of your reports connect them." in told and "+1 514-555-0111" in told
    assert len(set(re.findall(r"/en/reports/[0-9a-f-]{36}/[0-9a-f-]{36}/", told))) == 6


def test_french_says_it_in_french(world, desk):
    seen(world, desk, "montreal-qc", 3), seen(world, desk, "toronto-on", 3, month=4)
    text = page(world, desk.lead, language="fr")
    assert "Montréal (QC) – Toronto (ON)" in text and 'lang="fr"' in text
    assert "mars 2026" in text


def test_taking_the_table_out_is_an_act_with_its_purpose(world, desk):
    seen(world, desk, "montreal-qc", 3), seen(world, desk, "toronto-on", 3, month=4)
    seen(world, desk, "kingston-on", 2, month=5)
    seen(world, desk, "windsor-on", 9, month=6, caveat="red")
    browser = world.browser(desk.lead)
    refused = browser.post(url("export"), {"purpose": " "})
    assert refused.status_code == 400 and "There is a problem" in refused.content.decode()
    file = browser.post(url("export"), {"purpose": "Briefing", "query": "?since=2026-01"})
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert file["Content-Disposition"] == 'attachment; filename="corridors.csv"'
    assert rows[1] == ["Montreal (QC)", "Toronto (ON)", "6", "", "2026-03", "2026-04", "Phone"]
    assert "Windsor" not in file.content.decode()
    acts = world.sql("SELECT actions, dossiers FROM accord.audit_entry WHERE reason = 'Briefing'")
    assert [("map.exported" in actions, dossiers) for actions, dossiers in acts] == [(True, [desk.id])]


def test_who_files_no_reports_has_no_map(world):
    office = world.member(world.agency("authority"))
    assert world.browser(office).get(url()).status_code == 403
    assert "/en/map/" not in world.browser(office).get("/en/home/").content.decode()
