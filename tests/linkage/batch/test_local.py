"""The engine on one machine: the weights of the online scorer, nothing lost by cutting, killing or going on."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
import time
from dataclasses import replace
from itertools import combinations

import pytest

from accord.linkage.batch import local
from accord.linkage.batch.clusters import clusters
from accord.linkage.batch.folder import FOR_GOOD, MEETS, OPEN, Folder
from accord.linkage.batch.plan import Plan, chunks, slices
from tests.linkage.batch.crowd import crowd, folder_of, model

PLAN = Plan(chunk=64, slice=256)


def found(folder):
    return {
        (left, right): weight
        for left, right, weight in zip(*folder.pairs().to_pydict().values(), strict=True)
    }


def test_pairs_have_the_weights_of_the_online_scorer(tmp_path):
    rows = crowd(400)
    folder = folder_of(tmp_path / "work", rows)
    local.compare(folder, model(), PLAN)
    pairs, scorer = found(folder), model()
    by_no = {row.no: row for row in rows}
    assert len(pairs) > 30
    for (left, right), weight in pairs.items():
        assert weight == pytest.approx(
            scorer.score(by_no[left].payload, by_no[right].payload).weight, abs=1e-6
        )


def test_finds_what_comparing_everybody_with_everybody_finds(tmp_path):
    rows = crowd(250)
    folder = folder_of(tmp_path / "work", rows)
    local.compare(folder, model(), replace(PLAN, least=0.1, rows_a_key=10_000))
    pairs, scorer = {frozenset(pair) for pair in found(folder)}, model()
    wanted = {
        frozenset((one.no, two.no))
        for one, two in combinations(rows, 2)
        if _may_meet(one, two)
        and set(one.keys) & set(two.keys)
        and scorer.score(one.payload, two.payload).band
    }
    assert wanted and pairs == wanted


def _may_meet(one, two):
    if one.group != two.group:
        return bool(one.roles & two.roles & MEETS)
    both = (one.roles, two.roles), (two.roles, one.roles)
    return any(left & OPEN and right & FOR_GOOD for left, right in both)


def test_however_it_is_cut_the_same_pairs(tmp_path):
    rows = crowd(300)
    whole, cut = folder_of(tmp_path / "whole", rows), folder_of(tmp_path / "cut", rows)
    local.compare(whole, model(), Plan())
    local.compare(cut, model(), Plan(chunk=16, slice=40))
    assert found(whole) and found(whole) == found(cut)


@pytest.mark.parametrize("most", [1, 3, 5, 100])
def test_slices_hold_every_row_once_and_each_pair_across_groups_once(most):
    import numpy as np

    groups = np.repeat(np.arange(5, dtype=np.int32), [3, 1, 7, 2, 4])
    of_slice = slices(groups, most)
    assert [(one.low, one.high) for one in of_slice] == [
        *zip([one.low for one in of_slice], [*[one.low for one in of_slice][1:], 17], strict=True)
    ]
    met = [
        (left, right)
        for one in of_slice
        for right in range(one.low, one.high)
        for left in range(one.sought_by)
        if left < right and groups[left] != groups[right]
    ]
    wanted = {(left, right) for left, right in combinations(range(17), 2) if groups[left] != groups[right]}
    assert len(met) == len(set(met)) and set(met) == wanted
    numbers = [chunk.number for chunk in chunks(groups, Plan(chunk=2, slice=most))]
    assert numbers == list(range(len(numbers)))


def test_work_folder_is_for_its_owner_alone(tmp_path):
    folder = folder_of(tmp_path / "work", crowd(40))
    local.compare(folder, model(), PLAN)
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.path.glob("*.*")} == {0o600}
    folder.remove()
    assert not folder.path.exists()


def test_killed_in_the_middle_it_goes_on_and_ends_the_same(tmp_path):
    rows = crowd(600)
    whole, killed = folder_of(tmp_path / "whole", rows), folder_of(tmp_path / "killed", rows)
    plan = Plan(chunk=8, slice=100)
    local.compare(whole, model(), plan)
    code = (
        "import sys, time; from pathlib import Path; from accord.linkage.batch import local;"
        "from accord.linkage.batch.folder import Folder; from accord.linkage.batch.plan import Plan;"
        "from tests.linkage.batch.crowd import model;"
        "local.compare(Folder(Path(sys.argv[1])), model(), Plan(chunk=8, slice=100), lambda done: time.sleep(0.05))"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(killed.path)])
    while not killed.done() and child.poll() is None:
        time.sleep(0.02)
    child.send_signal(signal.SIGKILL)
    child.wait()
    before = killed.done()
    assert before and len(before) < len(whole.done())
    told = []
    local.compare(Folder(killed.path), model(), plan, told.append)
    assert sum(done.resumed for done in told) == len(before)
    assert killed.done() == whole.done() and found(killed) == found(whole)


def test_what_hangs_together_is_one_cluster():
    import numpy as np

    numbers, cluster = clusters(np.array([1, 2, 8]), np.array([2, 5, 9]))
    of = dict(zip(numbers.tolist(), cluster.tolist(), strict=True))
    assert of[1] == of[2] == of[5] != of[8] == of[9]
