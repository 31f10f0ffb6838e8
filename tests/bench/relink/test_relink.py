"""The bench of relinking, on few people: it counts what it says it counts, and a kill loses nothing."""

from __future__ import annotations

from accord.bench.relink.command import measured


def test_measures_ourselves_and_goes_on_after_a_kill(tmp_path):
    found = measured(tmp_path, 300, 3, 120.0, peer=False)
    assert found["persons"] == 300 and 10 < found["true_pairs"] < 60
    assert found["ours"]["f1"] > 0.8 and found["ours"]["candidates"] >= found["ours"]["pairs"]
    assert found["agreement"]["share"] == 1.0 and found["agreement"]["sample"] == found["ours"]["pairs"]
    assert found["resumed"]["same"] and "splink" not in found
