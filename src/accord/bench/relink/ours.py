"""One comparing of a work folder: ``python -m accord.bench.relink.ours FOLDER``. Writes ``clusters.parquet``."""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow as pa

from accord.bench.relink.people import KEY
from accord.linkage import Model
from accord.linkage.batch import local
from accord.linkage.batch.clusters import clusters
from accord.linkage.batch.folder import Folder
from accord.linkage.batch.plan import Plan


def main(path: Path) -> None:
    """Prepare, compare, cluster; started again, go on."""
    folder = Folder(path)
    local.compare(folder, Model.load().keyed(KEY), Plan())
    pairs = folder.pairs()
    numbers, cluster = clusters(pairs["left"].to_numpy(), pairs["right"].to_numpy())
    folder.write_table("clusters.parquet", pa.table({"no": numbers, "cluster": cluster}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
