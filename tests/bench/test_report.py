"""The page keeps what people wrote, and shows each bench, its peers, its spread and what fell short."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from accord.bench.report.command import report
from accord.bench.report.page import written
from accord.bench.report.plan import Run, plan
from accord.bench.report.running import perform

PAGE = """# Performance
By hand.

## Linking
<!-- bench:link -->
old figures
<!-- /bench:link -->

## What falls short
- Much.
"""


def engine(f1: float) -> dict[str, object]:
    return {"pairs_f1": f1, "pairs_precision": 0.9, "pairs_recall": 0.8, "clusters_f1": 0.7, "candidate_recall": 0.95,
            "seconds": 3.21, "peak_mb": 150.4, "pairs_f1_spread": [f1 - 0.01, f1 + 0.01]}  # fmt: skip


def kept(bench: str, *results: dict[str, object], name: str = "a file") -> dict[str, object]:
    runs = [{"load": 1.0, **one} for one in results]
    return {"name": name, "bench": bench, "command": f"accord bench {bench} x.csv --json", "machine": "2 cores",
            "date": "2026-01-02", "runs": runs}  # fmt: skip


LINKED = {
    "tokens": engine(0.9), "splink": engine(0.88), "anonlink": {"error": "could not be installed"},
    "tokens_minus_plain": None, "tokens_minus_splink": 0.02,
    "goals": {"tokens_minus_plain": -0.005, "tokens_minus_splink": 0.04},
    "met": {"tokens_minus_plain": None, "tokens_minus_splink": False},
}  # fmt: skip


def test_figures_are_replaced_and_prose_stays() -> None:
    page = written(PAGE, [kept("link", {"result": LINKED})])
    assert "old figures" not in page
    assert page.startswith("# Performance\nBy hand.\n")
    assert page.endswith("## What falls short\n- Much.\n")
    assert "0.9000 (0.8900–0.9100)" in page
    assert "could not be installed" in page
    assert "+0.0200 | ≥ +0.040 | **no**" in page
    assert "accord bench link x.csv --json" in page
    assert written(page, [kept("link", {"result": LINKED})]) == page


def test_a_bench_without_a_section_gets_one_and_its_spread() -> None:
    page = written(PAGE, [kept("scale", {"result": {"p99": {"find": 3}}}, {"result": {"p99": {"find": 5}}})])
    assert page.index("`accord bench scale`") < page.index("What falls short")
    assert "| p99 / find | 3 – 5 |" in page
    assert "old figures" in page


def test_a_bench_that_stopped_says_so() -> None:
    assert "stopped with 1: no server" in written(
        PAGE, [kept("hits", {"error": "stopped with 1: no server"})]
    )
    assert "stopped with 1: no server" in written(
        PAGE, [kept("link", {"error": "stopped with 1: no server"})]
    )


def test_a_run_that_fails_is_kept_with_its_reason_and_no_path(tmp_path: Path) -> None:
    result = perform(Run("nothing", "link", (str(tmp_path / "missing.csv"),)), tmp_path)
    assert "does not exist" in result["runs"][0]["error"]
    assert str(tmp_path) not in result["command"]
    assert json.loads((tmp_path / "link-nothing.json").read_text())["name"] == "nothing"


def test_without_labelled_files_invented_ones_are_planned(tmp_path: Path) -> None:
    runs = plan(tmp_path / "none", tmp_path, small=True)
    files = [Path(run.arguments[0]) for run in runs if run.bench == "link"]
    assert files
    assert all(path.read_text(encoding="utf-8").startswith("entity_id,row,") for path in files)
    assert not [run for run in runs if run.bench == "hits"]


def test_the_page_is_written_from_a_folder_of_results(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE, encoding="utf-8")
    empty = CliRunner().invoke(report, ["--results", str(tmp_path), "--page", str(page)])
    assert empty.exit_code == 2
    (tmp_path / "link-a.json").write_text(json.dumps(kept("link", {"result": LINKED})), encoding="utf-8")
    done = CliRunner().invoke(report, ["--results", str(tmp_path), "--page", str(page)])
    assert done.exit_code == 0
    assert "**tokens (ours)**" in page.read_text(encoding="utf-8")
