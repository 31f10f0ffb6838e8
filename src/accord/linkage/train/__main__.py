"""``python -m accord.linkage.train DATA [DATA ...] --out FILE``: learn weights, write a model file with its report.

DATA is ``MAP.toml:LEFT.csv[:RIGHT.csv]``, or ``invented:PROFILE:SEED:COUNT`` for generated persons (profiles:
``train/profiles.py``). One DATA with ``--own`` learns a model of that file alone; otherwise a general one. Labels in
the files are used for the report only.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from time import perf_counter

from accord.linkage.measure.files import Map, read_rows
from accord.linkage.train.fit import fit_sample
from accord.linkage.train.general import train
from accord.linkage.train.profiles import rows_of
from accord.linkage.train.report import report_of
from accord.linkage.train.sample import Sample, sample_of


def load(data: str) -> Sample:
    """Read one DATA argument. Raises ValueError for one that makes no sense, OSError for a missing file."""
    first, *rest = data.split(":")
    if first == "invented":
        profile, seed, count = rest
        return sample_of(data, *rows_of(profile, int(seed), int(count)))
    columns = Map.load(Path(first))
    files = [read_rows(Path(path), columns) for path in rest]
    name = " x ".join(Path(path).name for path in rest)
    return sample_of(name, files[0], files[1] if len(files) > 1 else None)


def as_text(content: dict[str, object]) -> str:
    """Return model content as JSON with one line a level or value, so that two versions can be compared."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return re.sub(r"([\[{])\n\s+([^\[\]{}]*?)\n\s+([\]}])", _on_one_line, text) + "\n"


def _on_one_line(found: re.Match[str]) -> str:
    opening, inner, closing = found.groups()
    return opening + re.sub(r"\n\s*", " ", inner) + closing


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; exit code 0."""
    parser = argparse.ArgumentParser(prog="python -m accord.linkage.train", description=__doc__)
    parser.add_argument("data", nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--model-version", default="persons-2")
    parser.add_argument("--own", action="store_true", help="learn a model for the one DATA alone")
    given = parser.parse_args(arguments)
    start = perf_counter()
    samples = [load(one) for one in given.data]
    if given.own and len(samples) != 1:
        parser.error("--own takes one DATA")
    content = fit_sample(samples[0]).content if given.own else train(samples)
    content["version"] = given.model_version
    content["report"]["data"] = report_of(samples, content)
    content["report"]["seconds"] = round(perf_counter() - start)
    given.out.write_text(as_text(content), encoding="utf-8")
    print(json.dumps(content["report"]))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
