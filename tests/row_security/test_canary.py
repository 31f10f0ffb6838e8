"""An address of a shelter, planted through its page: in nothing that leaves, in nothing that is kept."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from django.core import mail
from django.test import override_settings
from django.views.debug import ExceptionReporter

from accord.cli import main
from tests.matrix.matrix import ROWS
from tests.matrix.routes import routes
from tests.matrix.stage import set_stage
from tests.matrix.stages.directory import CANARY
from tests.matrix.test_matrix import Theatre
from tests.row_security.canary import Canary, Sweep
from tests.row_security.planting import ALL, plant
from tests.support.files import LEGAL
from tests.world import World

BIRD = Canary("7719 Nightjar Terrace")
ON_PURPOSE = "POST directory:address by support"  # the shelter's own worker asked for it
LISTED = {"GET support:list by night", "GET support:urgent by night"}  # her own worker's lists
REVEALED = {
    f"POST support:reveal by {who}" for who in ("advocate", "night", "trainee")
}  # those with a seat asked


@pytest.fixture(scope="module")
def planted() -> Iterator[Theatre]:
    """The prepared world of the matrix, in which the address was entered on its real page by the shelter's intake."""
    from tests.conftest import DATABASE

    world = World(DATABASE.admin_url())
    stage = set_stage(world)
    shelter = stage.things["shelter"]
    answer = world.browser(shelter["intake"]).post(
        f"/en/directory/{shelter['id']}/address/",
        {"act": "enter", "street": BIRD.words, "city": "Gatineau", "directions": f"Behind {BIRD.words}"},
    )
    assert answer.status_code == 302 and not BIRD.is_in(str(answer.headers))
    stage.things["planted"] = {"dossier": plant(world, stage.people["night"])}
    for member in stage.people.values():
        world.session(member)
    yield Theatre(stage)
    world.clear()


@pytest.fixture(autouse=True)
def as_planted(planted: Theatre) -> Iterator[None]:
    """Each test begins with the same world."""
    yield
    planted.curtain.rewind()
    mail.outbox.clear()


def test_address_and_names_are_in_no_page_no_log_no_table_and_no_file(planted, tmp_path):
    """Every survivor of the stage bears one legal name: who works on her file reads it, on an audited tap."""
    names, words = Sweep((Canary(LEGAL),)), Sweep(ALL)
    sweep = Sweep((BIRD,), beside=(names, words))
    with sweep.watching_temporary_files(tmp_path), sweep.watching_logs():
        sweep.pages(planted)
        for form in ("hsds-json", "hsds-csv"):
            out = tmp_path / form
            done = CliRunner().invoke(main, ["export", "directory", "--format", form, "--out", str(out)])
            assert done.exit_code == 0, done.output
            sweep.look("console", done.output)
    sweep.tables(planted.stage.world.admin).mail()
    assert sweep.seen == [ON_PURPOSE]
    assert set(names.seen) == REVEALED
    assert set(words.seen) >= LISTED and {each.split()[-1] for each in words.seen} == {"night"}
    assert not any(each.startswith("headers") for each in words.seen)


def test_words_of_a_survivor_are_read_by_who_works_on_her_file(planted, monkeypatch):
    """The pages of the planted file itself, and of nothing else, as everybody: shown to one, who has the seat."""
    monkeypatch.setitem(planted.stage.things, "file", planted.stage.things["planted"])
    words = Sweep(ALL).pages(planted, on="file")
    assert {each.split()[-1] for each in words.seen} == {"night"}
    assert {"GET support:notes by night", "GET support:safety by night"} <= set(words.seen)
    assert not any(each.startswith("headers") for each in words.seen)


@override_settings(DEBUG=False, ADMINS=[("Operator", "operator@example.org")])
def test_failing_page_says_nothing_of_the_address(planted, monkeypatch):
    sweep, reports = Sweep((BIRD,)), []

    def failing(*_args, **_kwargs):
        raise RuntimeError("the page fails with the address in its hands")

    def report(**sent):
        reports.append(ExceptionReporter(sent["request"], *sys.exc_info()))

    monkeypatch.setattr("accord.web.directory.address.render", failing)
    from django.core.signals import got_request_exception

    shelter = planted.stage.things["shelter"]["id"]
    browser = planted.browser
    browser.cookies["accord_session"] = planted.people["support"]
    got_request_exception.connect(report)
    try:
        with sweep.watching_logs():
            for body in ({"act": "reveal"}, {"act": "enter", "street": BIRD.words, "province": "XX"}):
                answer = browser.post(f"/en/directory/{shelter}/address/", body)
                assert answer.status_code == 500
                sweep.look("the error page", answer.content)
    finally:
        got_request_exception.disconnect(report)
    assert len(reports) == 2
    for each in reports:
        sweep.look("the traceback in text", each.get_traceback_text())
        sweep.look("the traceback in HTML", each.get_traceback_html())
    assert len(mail.outbox) == 2 and sweep.mail().seen == []  # the operator is told, without a word of it


def test_tampered_row_fails_without_a_word_of_it(planted):
    planted.stage.world.sql("UPDATE accord.shelter_location SET sealed = sealed || 'x'")
    sweep = Sweep((BIRD,))
    with sweep.watching_logs():
        address = next(each for each in routes() if each.name == "directory:address")
        answer = planted.ask(address, ROWS[address.name], "POST", "support")
    sweep.look("answer", answer.content)
    assert answer.status_code == 500 and sweep.seen == []


# Planted defects: the sweep can see


@pytest.mark.parametrize(
    "said",
    [BIRD.words, BIRD.words.upper(), "7719%20Nightjar%20Terrace", "7719+Nightjar+Terrace", "at 7719-nightjar-terrace.",
     b"\\x" + BIRD.words.encode().hex().encode(), BIRD.words.encode("utf-16-le"),
     b"NzcxOSBOaWdodGphciBUZXJyYWNl", b"eDc3MTkgTmlnaHRqYXIgVGVycmFjZQ=="],
)  # fmt: skip
def test_bird_is_seen_in_any_notation(said):
    assert BIRD.is_in(said)
    assert not BIRD.is_in("7719 Nightjar Crescent")


def test_planted_leaks_are_seen(planted, tmp_path):
    import logging
    import tempfile

    sweep = Sweep((BIRD,))
    with sweep.watching_temporary_files(tmp_path), sweep.watching_logs():
        logging.getLogger("accord.web").info("moved to %s", BIRD.words)
        with tempfile.NamedTemporaryFile(delete=False) as file:
            file.write(BIRD.words.encode())
    world = planted.stage.world
    world.sql("SET search_path = jobs")
    world.sql("INSERT INTO jobs.procrastinate_jobs (queue_name, task_name, args) VALUES ('q', 't', %s)",
              '{"at": "7719 Nightjar Terrace"}')  # fmt: skip
    world.sql("RESET search_path")
    world.sql("UPDATE accord.shelter_location SET sealed = %s", BIRD.words.encode())
    mail.EmailMessage("Moved", BIRD.words, "a@example.org", ["b@example.org"]).send()
    sweep.tables(world.admin).mail()
    kinds = {each.split()[0] for each in sweep.seen}
    assert kinds == {"log", "file", "table", "mail"} and "table jobs.procrastinate_jobs" in sweep.seen
    assert CANARY not in str(sweep.seen)
