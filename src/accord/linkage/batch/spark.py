"""The same plan on Spark: the master named in ``ACCORD_SPARK_MASTER``, the work folder where all its machines see it.

Spark makes the candidates by joins, and hands them in Arrow batches to the scoring function of the other engine. It
brings its own way of going on after a loss; what it has found stands in the folder at once or not at all.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.parquet as pq

from accord.linkage.batch.folder import FOR_GOOD, MEETS, OPEN, Folder
from accord.linkage.batch.local import Done, Told
from accord.linkage.batch.plan import LEAST_ROWS, STEPS, Plan, slices
from accord.linkage.batch.scoring import scorer_of_batches
from accord.linkage.keyed import KeyedModel

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

MASTER = "ACCORD_SPARK_MASTER"


def wanted() -> str:
    """The master to compare on, or nothing."""
    return os.environ.get(MASTER, "")


def compare(folder: Folder, model: KeyedModel, plan: Plan, tell: Told = lambda done: None) -> None:
    """As ``local.compare``. Raises ImportError where pyspark is not installed (extra ``spark``)."""
    if before := folder.done():
        tell(Done(0, 1, *before[0], resumed=True))
        return
    session = _session(folder)
    try:
        candidates = _candidates(_numbered(session, folder, plan), plan).cache()
        compared = candidates.count()
        found = (
            _scored(session, folder, candidates, model)
            .toArrow()
            .sort_by([("left", "ascending"), ("right", "ascending")])
        )
        left, right, weight = (found[name].to_numpy() for name in ("left", "right", "weight"))
        folder.write_pairs(0, left, right, weight, compared)
        tell(Done(0, 1, compared, found.num_rows))
    finally:
        session.stop()


def _session(folder: Folder) -> SparkSession:
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    return (
        SparkSession.builder.master(wanted() or "local[*]")
        .appName("accord relink")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", os.environ.get("ACCORD_SPARK_PARTITIONS", "64"))
        .config("spark.local.dir", str(folder / "spark"))
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "8192")
        .getOrCreate()
    )


def _numbered(session: SparkSession, folder: Folder, plan: Plan) -> DataFrame:
    """Rows as (ord, slice, grp, roles, keys): in the order, and the slices, of the other engine."""
    columns = pq.read_table(folder.parts(), columns=["no", "grp"]) if folder.parts() else None
    numbers, groups = (
        (columns["no"].to_numpy(), columns["grp"].to_numpy())
        if columns is not None
        else (np.empty(0, np.int32), np.empty(0, np.int32))
    )
    order = np.lexsort((numbers, groups))
    its = np.zeros(len(order), np.int32)
    for at, one in enumerate(slices(groups[order], plan.slice)):
        its[one.low : one.high] = at
    import pyarrow as pa

    table = pa.table({"no": numbers[order], "slice": its, "ord": np.arange(len(order), dtype=np.int32)})
    folder.write_table("ordered.parquet", table)
    ordered = session.read.parquet(str(folder / "ordered.parquet"))
    rows = session.read.parquet(*map(str, folder.parts())).select("no", "grp", "roles", "keys")
    return rows.join(ordered, "no")


def _candidates(rows: DataFrame, plan: Plan) -> DataFrame:
    """(left, right), numbers of the caller's."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    held = rows.count()
    total = max(LEAST_ROWS, held)
    keyed = rows.select(
        "no", "ord", "slice", "grp", "roles", f.explode(f.array_distinct("keys")).alias("key")
    )
    counted = keyed.groupBy("key").agg(f.count("*").alias("held_by"))
    worth = f.greatest(f.lit(1), f.rint(STEPS * f.log2(f.lit(float(total)) / f.col("held_by")))).cast("int")
    counted = counted.where(f.col("held_by").between(2, plan.rows_a_key)).select("key", worth.alias("worth"))
    keyed = keyed.join(counted, "key")
    left, right = keyed.alias("l"), keyed.drop("worth").alias("r")
    one, two = f.col("l.roles"), f.col("r.roles")

    def has(roles: Any, flag: int) -> Any:
        return roles.bitwiseAND(flag) != 0

    others = (
        (f.col("l.grp") != f.col("r.grp"))
        & (f.col("l.ord") < f.col("r.ord"))
        & has(one, MEETS)
        & has(two, MEETS)
    )
    own = (
        (f.col("l.grp") == f.col("r.grp"))
        & (f.col("l.ord") != f.col("r.ord"))
        & has(one, OPEN)
        & has(two, FOR_GOOD)
    )
    met = left.join(right, (f.col("l.key") == f.col("r.key")) & (others | own))
    slice_of = f.when(f.col("l.grp") == f.col("r.grp"), f.lit(-1)).otherwise(f.col("r.slice"))
    shared = (
        met.groupBy(
            f.col("l.no").alias("left"),
            f.col("r.no").alias("right"),
            f.col("r.ord").alias("right_ord"),
            slice_of.alias("slice"),
        )
        .agg(f.sum("l.worth").alias("worth"))
        .where(f.col("worth") >= plan.least_steps(held))
    )
    ranked = Window.partitionBy("left", "slice").orderBy(f.desc("worth"), "right_ord")
    return (
        shared.withColumn("rank", f.row_number().over(ranked))
        .where(f.col("rank") <= plan.most)
        .select("left", "right")
    )


def _scored(session: SparkSession, folder: Folder, candidates: DataFrame, model: KeyedModel) -> DataFrame:
    rows = session.read.parquet(*map(str, folder.parts())).select("no", "payload")
    left = rows.withColumnsRenamed({"no": "left", "payload": "left_payload"})
    right = rows.withColumnsRenamed({"no": "right", "payload": "right_payload"})
    met = candidates.join(left, "left").join(right, "right")
    met = met.select("left", "right", "left_payload", "right_payload")
    score = scorer_of_batches(model)

    def scored(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return score(batches)

    return met.mapInArrow(scored, "left int, right int, weight double")
