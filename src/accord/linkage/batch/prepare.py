"""From files of rows to what the engine on one machine reads: rows in order, keys numbered, payloads as a matrix.

DuckDB counts and numbers the keys, within a bound of memory and on disk beyond it. The matrix lies on disk and is
mapped: the system keeps in memory what is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq
from scipy import sparse

from accord.linkage.batch.folder import Folder
from accord.linkage.batch.plan import Plan, rarity
from accord.linkage.payload import layout

MEMORY = "2GB"

ROWS = """
CREATE TABLE people AS
SELECT (row_number() OVER (ORDER BY grp, no) - 1)::INTEGER AS ord, no, grp, roles, subject FROM read_parquet($files)
"""
KEYS = """
CREATE TABLE keyed AS
SELECT people.ord, unnest(list_distinct(part.keys)) AS key FROM read_parquet($files) part JOIN people USING (no)
"""
COUNTED = """
CREATE TABLE counted AS
SELECT key, (row_number() OVER (ORDER BY key) - 1)::INTEGER AS place, held_by FROM (
    SELECT key, count(*)::BIGINT AS held_by FROM keyed GROUP BY key HAVING count(*) BETWEEN 2 AND $most)
"""
IN_ORDER = (
    "SELECT keyed.ord, counted.place FROM keyed JOIN counted USING (key) ORDER BY keyed.ord, counted.place"
)


@dataclass(frozen=True)
class Prepared:
    """``no``, ``group``, ``roles``, ``subject`` of each row; ``holding``: rows x keys, ones; ``worth`` of each key
    in sixteenths of a bit; ``payloads``: a matrix of uint8, mapped."""

    no: npt.NDArray[np.int32]
    group: npt.NDArray[np.int32]
    roles: npt.NDArray[np.uint8]
    subject: npt.NDArray[np.int64]
    holding: sparse.csr_matrix
    worth: npt.NDArray[np.int32]
    payloads: npt.NDArray[np.uint8]


def prepared(folder: Folder, plan: Plan) -> Prepared:
    """Read what was prepared, after preparing it where it was not. Raises ValueError for what is no payload."""
    if folder.noted("prepared") is None:
        _prepare(folder, plan)
    columns = pq.read_table(folder / "people.parquet")
    no, group, roles, subject = (columns[name].to_numpy() for name in ("no", "grp", "roles", "subject"))
    at = pq.read_table(folder / "keys.parquet")
    place = at["place"].to_numpy()
    starts = np.searchsorted(at["ord"].to_numpy(), np.arange(len(no) + 1))
    held_by = pq.read_table(folder / "held_by.parquet")["held_by"].to_numpy()
    shape = (len(no), len(held_by))
    holding = sparse.csr_matrix((np.ones(len(place), np.int32), place, starts), shape=shape)
    width = _width(folder)
    payloads = (
        np.memmap(folder / "payloads.u8", np.uint8, "r", shape=(len(no), width))
        if len(no)
        else np.empty((0, width), np.uint8)
    )
    return Prepared(no, group, roles, subject, holding, rarity(len(no), held_by), payloads)


def _prepare(folder: Folder, plan: Plan) -> None:
    files = [str(path) for path in folder.parts()]
    store = folder / "work.duckdb"
    store.unlink(missing_ok=True)
    with duckdb.connect(str(store)) as work:
        work.execute(f"SET memory_limit = '{MEMORY}'")
        work.execute(f"SET temp_directory = '{folder / 'spill'}'")
        work.execute(ROWS, {"files": files})
        work.execute(KEYS, {"files": files})
        work.execute(COUNTED, {"most": plan.rows_a_key})
        _copy(work, "SELECT * FROM people ORDER BY ord", folder / "people.parquet")
        _copy(work, IN_ORDER, folder / "keys.parquet")
        _copy(work, "SELECT held_by FROM counted ORDER BY place", folder / "held_by.parquet")
    store.unlink()
    _write_matrix(folder)
    folder.note("prepared", {"rows": pq.read_metadata(folder / "people.parquet").num_rows})


def _copy(work: duckdb.DuckDBPyConnection, query: str, to: Path) -> None:
    work.execute(f"COPY ({query}) TO '{to}' (FORMAT parquet)")
    to.chmod(0o600)  # DuckDB puts a file of its own in place; until here the folder's mode keeps it


def _write_matrix(folder: Folder) -> None:
    """Every payload at its row's place, as wide as the widest."""
    people = pq.read_table(folder / "people.parquet", columns=["no", "ord"]).sort_by("no")
    numbers, places = people["no"].to_numpy(), people["ord"].to_numpy()
    width, path = _width(folder), folder / "payloads.u8"
    if not len(numbers):
        return
    path.touch(mode=0o600)
    matrix = np.memmap(path, np.uint8, "w+", shape=(len(numbers), width))
    for part in folder.parts():
        for batch in pq.ParquetFile(part).iter_batches(8_192, columns=["no", "payload"]):
            at = places[np.searchsorted(numbers, batch["no"].to_numpy())]
            rows = b"".join(one.as_py().ljust(width, b"\0") for one in batch["payload"])
            matrix[at] = np.frombuffer(rows, np.uint8).reshape(-1, width)
    matrix.flush()


def _width(folder: Folder) -> int:
    """The widest payload's, in whole words of eight bytes. Raises ValueError where one is no payload."""
    if (noted := folder.noted("width")) is not None:
        return int(noted["width"])
    files = [str(path) for path in folder.parts()]
    sizes = {
        row[0]
        for row in duckdb.execute(
            "SELECT DISTINCT octet_length(payload) FROM read_parquet($files)", {"files": files}
        ).fetchall()
    }
    if not sizes <= set(layout.SIZES.values()):
        raise ValueError("not a payload of this version")
    width = max(sizes, default=layout.SIZES[1])
    width += -width % 8
    folder.note("width", {"width": width})
    return width
