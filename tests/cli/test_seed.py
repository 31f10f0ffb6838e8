"""The story is told once, and half a story is never taken for a whole one."""

import pytest

from accord.cli.demo import OURS
from accord.cli.seed import DONE, SIGN_INS, TELLING, _tell


class Story:
    def __init__(self):
        self.told = []

    def __call__(self, reports, progress):
        self.told.append(reports)
        progress(reports)


def test_told_once(tmp_path, capsys):
    story = Story()
    for _ in range(2):
        _tell(tmp_path, 20, story)
    assert story.told == [20]
    assert not (tmp_path / TELLING).exists()


def test_another_length_is_not_told_over_the_first(tmp_path, capsys):
    story = Story()
    _tell(tmp_path, 20, story)
    _tell(tmp_path, 500, story)
    assert story.told == [20]
    assert "told with 20 reports; --fresh tells it anew" in capsys.readouterr().out


def test_interrupted_telling_leaves_its_mark(tmp_path, capsys):
    def interrupted(reports, progress):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _tell(tmp_path, 20, interrupted)
    assert (tmp_path / TELLING).exists()
    assert not (tmp_path / DONE).exists()


def test_starting_over_removes_every_mark():
    assert {TELLING, DONE, SIGN_INS} <= set(OURS)
