"""A survivor's name, notes, words of danger and papers, through a whole story: in nothing that is kept in clear.

Planted through the real forms, then everything happens to her that can: places held, referrals, a permit, a care team,
a line to police, a telling by law, paper printed, all of it ended, every job and every clock of the worker run. What is
kept (tables, queue, sessions, attempts, the server's log, temporary files) and what is said (logs, mail, the
directory's files) is searched for each word.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.core import mail
from django.db import connections

from accord import letters
from accord.cli import main
from accord.web.logging import formatter
from tests.matrix.stage import Stage, set_stage
from tests.row_security import planting
from tests.row_security.canary import Canary, Sweep
from tests.row_security.happenings import all_begins, all_ends, cast, lantern
from tests.support.files import LEGAL
from tests.support.record import GOAL, NOTE, WORD
from tests.world import World

BIRDS = (*planting.ALL, *(Canary(each) for each in (LEGAL, NOTE, GOAL, WORD)))


@pytest.fixture
def stage() -> Iterator[Stage]:
    from tests.conftest import DATABASE

    world = World(DATABASE.admin_url())
    made = set_stage(world)
    cast(made)
    yield made
    world.clear()
    mail.outbox.clear()


def test_whole_story_leaves_no_word_behind(stage, tmp_path):
    world, sweep = stage.world, Sweep(BIRDS)
    with sweep.watching_temporary_files(tmp_path), sweep.watching_logs():
        dossier = planting.plant(world, stage.people["night"])
        rooms = lantern(stage)
        begun = all_begins(stage, rooms)
        _print(sweep, world, stage, dossier)
        sweep.tables(world.admin)
        all_ends(stage, rooms, begun)
        for form in ("hsds-json", "hsds-csv"):
            out = tmp_path / form
            done = CliRunner().invoke(main, ["export", "directory", "--format", form, "--out", str(out)])
            sweep.look("console", done.output)
            assert done.exit_code == 0
    sweep.tables(world.admin).mail()
    sweep.look("the log of the database's server", _server_log().read_bytes())
    assert sweep.seen == []


def _print(sweep: Sweep, world: World, stage: Stage, dossier: Any) -> None:
    """Her papers: read by her, carried in a bag, found by others. No name stands on them."""
    browser = world.browser(stage.people["night"])
    card = browser.post(f"/en/support/{dossier}/consent/card/", {"language": "es", "as": "pdf"})
    looked = browser.get(f"/en/support/{dossier}/consent/looked/paper/", {"language": "es"})
    for name, paper in (("card", card), ("looked", looked)):
        assert paper.content.startswith(b"%PDF"), name
        sweep.look(f"paper {name}", paper.content)
        sweep.look(f"headers of paper {name}", str(paper.headers))


def _server_log() -> Path:
    from tests.conftest import DATABASE

    return DATABASE.data / "pg" / "postgres.log"


@pytest.mark.parametrize("statements", [False, True])
def test_log_as_deployed_says_no_word_even_when_it_says_everything(stage, statements, monkeypatch):
    """The handler of the settings, at DEBUG; with every statement of the database offered to it, and without."""
    said, careless = io.StringIO(), io.StringIO()
    handlers = [logging.StreamHandler(said), logging.StreamHandler(careless)]
    handlers[0].setFormatter(formatter())
    root = logging.getLogger()
    monkeypatch.setattr(connections["default"], "force_debug_cursor", statements)
    monkeypatch.setattr(logging.root.manager, "disable", logging.NOTSET)
    before = root.level
    for each in handlers:
        root.addHandler(each)
    root.setLevel(logging.DEBUG)
    for name in ("accord", "django", "django.db.backends"):
        monkeypatch.setattr(logging.getLogger(name), "level", logging.DEBUG)
        logging.getLogger(name).manager._clear_cache()
    try:
        planting.plant(stage.world, stage.people["night"])
        logging.getLogger("django.request").error("Not taken: %s", planting.NOTE.words)
    finally:
        for each in handlers:
            root.removeHandler(each)
        root.setLevel(before)
        logging.getLogger("accord").manager._clear_cache()
    text = said.getvalue()
    assert '"route": "support:notes"' in text and "django.request" in text
    assert ("django.db.backends" in text) == statements
    sweep = Sweep(BIRDS)
    sweep.look("the deployed log", text)
    assert sweep.seen == []
    sweep.look("a careless log", careless.getvalue())
    assert sweep.seen == ["a careless log"], "there was something to be kept back"


def test_no_setting_offers_what_is_typed_to_a_log_or_a_file():
    assert settings.DEBUG is False and settings.FILE_UPLOAD_HANDLERS == [
        "django.core.files.uploadhandler.MemoryFileUploadHandler"
    ]


# Planted defects: every sink is looked into


SINKS = {
    "session": ("table door.session", "UPDATE door.session SET data = %s"),
    "attempts": ("table door.attempt",
                 "INSERT INTO door.attempt (cache_key, value, expires) VALUES ('k', %s, now())"),
    "notice": ("table accord.notice", "UPDATE accord.notice SET kind = %s"),
    "audit": ("table accord.audit_entry", "UPDATE accord.audit_entry SET reason = %s"),
    "directory": ("table accord.service", "UPDATE accord.service SET name_en = %s"),
    "pointer": ("table accord.notice", "UPDATE accord.notice SET kind = encode(convert_to(%s, 'UTF8'), 'base64')"),
    "job": ("table jobs.procrastinate_jobs",
            "INSERT INTO jobs.procrastinate_jobs (queue_name, task_name, args)"
            " VALUES ('q', 't', json_build_object('to', %s::text)::jsonb)"),
}  # fmt: skip


@pytest.mark.parametrize("sink", SINKS)
def test_word_in_a_table_is_seen(stage, sink):
    where, statement = SINKS[sink]
    admin, sweep = stage.world.admin, Sweep((planting.SIGNAL,))
    assert sweep.tables(admin).seen == []
    with admin.transaction(force_rollback=True):
        admin.execute("SET LOCAL search_path = jobs; SET LOCAL session_replication_role = replica")
        admin.execute(_unchecked(where))
        admin.execute(statement, [planting.SIGNAL.words])
        assert where in sweep.tables(admin).seen


def _unchecked(where: str) -> str:
    """The constraints of the table that would refuse such a row are lifted: a defect would not meet them either."""
    table = where.removeprefix("table ")
    return f"""DO $$ DECLARE c text; BEGIN
        FOR c IN SELECT conname FROM pg_constraint WHERE conrelid = '{table}'::regclass AND contype = 'c' LOOP
            EXECUTE format('ALTER TABLE {table} DROP CONSTRAINT %I', c); END LOOP; END $$"""


def test_word_on_paper_in_an_archive_and_in_a_header_is_seen():
    import gzip
    import zipfile

    bird, packed = planting.CHOSEN, io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", f"name\n{bird.words}\n")
    part = {"heading": "One", "text": ["Office"], "facts": [{"name": "Name", "value": bird.words}]}
    paper = letters.render("plain", {"title": "Card", "parts": [part]}, language="es")
    assert bird.words.encode() not in paper  # its bytes alone say nothing
    for each in (paper, gzip.compress(bird.words.encode()), packed.getvalue()):
        assert bird.is_in(each)
    assert not planting.NOTE.is_in(paper)


def test_word_in_the_deployed_log_would_be_seen():
    """Words that a message of our own carried would stand there: the sweep finds them, whichever notation."""
    sweep = Sweep(BIRDS)
    for bird in BIRDS:
        for each in (
            bird.words,
            bird.words.encode("utf-16-be"),
            bird.words[::-1],
            f'{{"at": "{bird.words}"}}',
        ):
            sweep.look(bird.words, each)
    assert len(sweep.seen) == 4 * len(BIRDS)
