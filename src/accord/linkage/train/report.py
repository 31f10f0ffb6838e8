"""The training report: what the model does on labelled data, at its own threshold."""

from __future__ import annotations

from typing import Any

from accord.linkage.measure.pairs import KEY, Scored, best_threshold, figures
from accord.linkage.model import Model
from accord.linkage.train.rounds import Content
from accord.linkage.train.sample import Sample


def scored_by(sample: Sample, content: Content) -> Scored:
    """Score the candidates of a sample with a model's content."""
    keyed = Model.of(content).keyed(KEY)
    pairs = [(mine, other) for mine, other, _levels in sample.candidates]
    weights = [keyed.weigh(sample.lefts[mine], sample.right.payloads[other], levels)
               for mine, other, levels in sample.candidates]  # fmt: skip
    return Scored(pairs, weights, [sample.same(*pair) for pair in pairs], 0.0)


def report_of(samples: list[Sample], content: Content) -> dict[str, Any]:
    """Return data set → figures at the model's threshold, and the best a tuned threshold would give."""
    found: dict[str, Any] = {}
    for sample in samples:
        scored = scored_by(sample, content)
        threshold, best = best_threshold(scored, sample.true)
        found[sample.name] = {
            "pairs_true": sample.true,
            "candidate_recall": round(sum(scored.same) / max(1, sample.true), 4),
            **figures(scored, sample.true, content["rules"]["possible"]),
            "tuned": {"threshold": threshold, "f1": best},
        }
    return found
