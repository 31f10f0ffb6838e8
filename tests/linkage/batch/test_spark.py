"""Spark, on this machine: the same plan, the same pairs."""

from __future__ import annotations

import shutil
from importlib.util import find_spec

import pytest

from accord.linkage.batch import local, spark
from accord.linkage.batch.plan import Plan
from tests.linkage.batch.crowd import crowd, folder_of, model

pytestmark = [
    pytest.mark.skipif(
        find_spec("pyspark") is None, reason="pyspark is not installed (requirements-spark.txt)"
    ),
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java, and there is none"),
]


def test_both_engines_find_the_same_pairs(tmp_path, monkeypatch):
    monkeypatch.setenv(spark.MASTER, "local[2]")
    monkeypatch.setenv("ACCORD_SPARK_PARTITIONS", "4")
    rows = crowd(400)
    plan = Plan(chunk=64, slice=150, most=4)
    one, other = folder_of(tmp_path / "local", rows), folder_of(tmp_path / "spark", rows)
    local.compare(one, model(), plan)
    spark.compare(other, model(), plan)
    assert one.pairs().num_rows > 30
    assert one.pairs().equals(other.pairs())
    assert sum(candidates for candidates, _pairs in one.done().values()) == other.done()[0][0]
