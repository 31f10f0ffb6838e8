"""Taking a network out: every format, its purpose in the trail, and what stays."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest

from tests.web.network.test_network_page import case, drawn, node, url

__all__ = ["case"]


def export(world, case, format, member=None, purpose="Briefing", **headers):
    form = {"format": format, "purpose": purpose, "query": "?set=1"}
    return world.browser(member or case.ours.lead).post(url("export", case.id), form, headers=headers)


@pytest.mark.parametrize("format", ["svg", "nodes", "links", "graphml", "ftm"])
def test_each_format_is_an_attachment_named_after_nobody_and_an_act_with_its_purpose(world, case, format):
    file = export(world, case, format)
    assert file.status_code == 200 and file["Content-Disposition"].startswith('attachment; filename="network')
    assert "Ivan Petrov" in file.content.decode() and "Oleg" not in file.content.decode()
    acts = world.sql(
        "SELECT actions, reason FROM accord.audit_entry WHERE reason <> '' ORDER BY at DESC LIMIT 1"
    )
    assert f"network.exported.{format}" in acts[0][0]
    assert acts[0][1] == "Briefing"


def test_without_a_purpose_nothing_leaves(world, case):
    refused = export(world, case, "nodes", purpose=" ")
    assert refused.status_code == 400 and "There is a problem" in refused.content.decode()
    assert world.sql("SELECT 1 FROM accord.audit_entry WHERE actions::text LIKE '%%exported%%'") == []


def test_png_is_drawn_by_the_browser_and_recorded_here(world, case):
    assert export(world, case, "png", **{"X-Drawing": "1"}).status_code == 204
    assert world.sql(
        "SELECT count(*) FROM accord.audit_entry WHERE 'network.exported.png' = ANY (actions)"
    ) == [(1,)]
    assert "JavaScript" in export(world, case, "png").content.decode()


def test_spreadsheets_run_nothing(world, case):
    world.sql("UPDATE accord.person SET given_name = '=HYPERLINK(1)' WHERE id = %s", case.ivan.id)
    world.sql("UPDATE accord.hit SET record_id = %s, subject_id = %s", case.told.id, case.ivan.id)
    for format in ("nodes", "links"):
        rows = list(csv.reader(io.StringIO(export(world, case, format).content.decode())))
        cells = [cell for row in rows for cell in row]
        assert "'=HYPERLINK(1) Petrov" in cells and "'+15145550111" in cells
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_partner_file_carries_the_caveat_and_never_what_is_red(world, case):
    theirs = case.theirs.lead
    assert "TLP:AMBER" in export(world, case, "links", theirs).content.decode()
    world.sql("UPDATE accord.disclosure SET caveat = 'red'")
    assert "Ivan Petrov" in drawn(world, case, theirs)
    for format in ("svg", "nodes", "links", "graphml", "ftm"):
        assert "Ivan" not in export(world, case, format, theirs).content.decode()
    refused = export(world, case, "png", theirs, **{"X-Drawing": "1"})
    assert refused.status_code == 400 and "TLP:RED" in refused.content.decode()


def test_graphml_is_well_formed_whatever_was_typed(world, case):
    world.sql("UPDATE accord.person SET given_name = E'I\\x01<&>\"van' WHERE id = %s", case.ivan.id)
    world.sql("UPDATE accord.hit SET record_id = %s, subject_id = %s", case.told.id, case.ivan.id)
    root = ElementTree.fromstring(export(world, case, "graphml").content)
    space = "{http://graphml.graphdrawing.org/xmlns}"
    nodes = {each.get("id") for each in root.iter(f"{space}node")}
    edges = [(each.get("source"), each.get("target")) for each in root.iter(f"{space}edge")]
    assert edges and all(end in nodes for edge in edges for end in edge)
    assert 'I<&>"van Petrov' in {each.text for each in root.iter(f"{space}data")}
    ElementTree.fromstring(export(world, case, "svg").content)


# Facts of the schemata of followthemoney 4: what an entity must have, and what it may have of what we write.
NAMED = {"name", "alias", "notes", "summary"}
SCHEMATA = {
    "Person": ({"name"}, NAMED | {"birthDate", "gender", "phone", "email"}),
    "Vehicle": (set(), NAMED | {"registrationNumber"}),
    "UserAccount": ({"username"}, NAMED | {"username", "service", "phone", "email", "sourceUrl"}),
    "CryptoWallet": (set(), NAMED | {"publicKey"}),
    "Address": (set(), NAMED | {"full", "city", "country"}),
    "UnknownLink": ({"subject", "object"}, {"subject", "object", "role", "startDate", "summary"}),
}


def test_followthemoney_entities_keep_to_their_schemata(world, case):
    lines = [json.loads(line) for line in export(world, case, "ftm").content.decode().splitlines()]
    ids = {line["id"] for line in lines}
    assert len(ids) == len(lines)
    for line in lines:
        must, may = SCHEMATA[line["schema"]]
        assert must <= set(line["properties"]) <= may, line
        assert all(
            isinstance(value, str) and value for values in line["properties"].values() for value in values
        )
        assert {*line["properties"].get("subject", []), *line["properties"].get("object", [])} <= ids
    person = next(line for line in lines if line["schema"] == "Person")
    assert person["id"] == node(drawn(world, case), "Ivan Petrov")
    assert person["properties"]["phone"] == ["+15145550111"]
