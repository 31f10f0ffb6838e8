"""Jobs are put on the queue by the names that are asked for, and by no other."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

import pytest

import accord
from accord.base import jobs

NAMES = re.compile(r"""enqueue\(\s*["']([a-z_]+)["']""")


def waiting(world) -> list[str]:
    return [row[0] for row in world.sql("SELECT task_name FROM jobs.procrastinate_jobs ORDER BY 1")]


@pytest.mark.parametrize("name", ["nothing", "expire_holds", "", "meet_pointers; DROP TABLE accord.hit"])
def test_unknown_job_is_refused_by_name(world, name):
    with pytest.raises(LookupError, match="is put on the queue"), world.acting(world.member()):
        jobs.enqueue(name, ids=[uuid.uuid4()])
    assert waiting(world) == []


def test_every_name_that_is_asked_for_is_taken_and_known_to_a_worker(world):
    source = Path(accord.__file__).parent
    texts = [file.read_text() for kind in ("*.py", "*.sql") for file in source.rglob(kind)]
    asked = {name for text in texts for name in NAMES.findall(text)} | {"drop_pointers", "forget_pointers"}
    jobs.app.perform_import_paths()
    assert len(asked) > 5 and asked <= set(jobs.app.tasks)
    with world.acting(world.member()):
        for name in asked:
            jobs.enqueue(name)
    assert waiting(world) == sorted(asked)


def test_job_takes_no_text(world):
    with pytest.raises(TypeError, match="ids alone"), world.acting(world.member()):
        jobs.enqueue("meet_pointers", name="Ana")
