"""The training report: what the model does on labelled data, at its own threshold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from accord.linkage.measure.pairs import Scored, best_threshold, figures
from accord.linkage.train.fit import Content, keyed_of
from accord.linkage.train.sample import Sample


def scored_by(sample: Sample, content: Content) -> Scored:
    """Score the candidates of a sample with a model's content."""
    weights = keyed_of(content).weigh_many(sample.candidates)
    return Scored(sample.lefts, sample.rights, weights, sample.same, 0.0)


def report_of(samples: Sequence[Sample], content: Content) -> dict[str, Any]:
    """Return data set → figures at the model's threshold, and the best a tuned threshold would give."""
    found: dict[str, Any] = {}
    for sample in samples:
        scored = scored_by(sample, content)
        threshold, best = best_threshold(scored, sample.true)
        found[sample.name] = {
            "pairs_true": sample.true,
            "candidate_recall": round(float(scored.same.sum()) / max(1, sample.true), 4),
            **figures(scored, sample.true, content["rules"]["possible"]),
            "tuned": {"threshold": threshold, "f1": best},
        }
    return found
