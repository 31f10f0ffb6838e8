"""A run of relinking, from the export to the last known match; killed at any moment, the next start goes on there."""

from __future__ import annotations

import fcntl
import getpass
import hashlib
import resource
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from accord.base import audit, crypto
from accord.base.clock import now
from accord.base.postgres.databases import data_dir
from accord.deconfliction import encoding
from accord.deconfliction.matching.held import MATCHER
from accord.deconfliction.matching.relinking import known, telling
from accord.deconfliction.matching.relinking.export import count_holdings, export
from accord.deconfliction.matching.relinking.models import RelinkChunk, RelinkRun
from accord.linkage import KeyedModel, Model
from accord.linkage.batch import local, spark
from accord.linkage.batch.folder import Folder
from accord.linkage.batch.plan import Plan
from accord.linkage.model import PACKAGED

COUNTED = ("new", "changed", "closed", "kept_for_judgement")


class AlreadyRunning(Exception):
    """Another relinking of this data directory is at work."""


@dataclass(frozen=True, slots=True)
class Progress:
    """``step``: "read", "compare", "tell" or "known"; ``done`` of ``of``; ``pairs``: found so far."""

    step: str
    done: int
    of: int
    pairs: int = 0


Tell = Callable[[Progress], None]


def relink(
    model_file: Path | None = None,
    *,
    dry_run: bool = False,
    tell: Tell = lambda progress: None,
    plan: Plan | None = None,
) -> dict[str, Any]:
    """Compare every pair anew; what came of it. Raises AlreadyRunning, ValueError and KeyError for a bad model."""
    began = time.monotonic()
    model = Model.load(model_file)
    digest = hashlib.sha256((model_file or PACKAGED).read_bytes()).hexdigest()
    home = data_dir() / "relink"
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(home):
        run = _begun(home, model, digest, dry_run)
        folder = Folder(home / str(run.id))
        _go(run, folder, model.keyed(crypto.key(encoding.MATCHING)), plan or Plan(), tell)
        with transaction.atomic(using=MATCHER):
            run.finished_at = now()
            run.save(using=MATCHER)
            _audit("pointers.relinked", run)
        folder.remove()
    chunks = RelinkChunk.objects.using(MATCHER).filter(run_id=run.id)
    return {
        "persons": run.persons,
        "candidates": sum(chunks.values_list("candidates", flat=True)),
        "pairs": sum(chunks.values_list("pairs", flat=True)),
        **{name: run.counts.get(name, 0) for name in COUNTED},
        "seconds": round(time.monotonic() - began, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "resumed": run.resumed,
        "dry_run": run.dry_run,
        "engine": run.engine,
        "model": run.model,
    }


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One at a time; the lock goes with the process, however it ends."""
    with (home / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning from error
        yield


def _begun(home: Path, model: Model, digest: str, dry_run: bool) -> RelinkRun:
    """The run to go on with, where one of the same model was cut off; else a new one. Others' work is thrown away."""
    engine = "spark" if spark.wanted() else "local"
    unfinished = RelinkRun.objects.using(MATCHER).filter(finished_at=None, abandoned_at=None)
    same = [
        run
        for run in unfinished.filter(digest=digest, dry_run=dry_run, engine=engine).order_by("-started_at")
        if (home / str(run.id)).is_dir()
    ]
    with transaction.atomic(using=MATCHER):
        if same:
            run = same[0]
            run.resumed += 1
        else:
            run = RelinkRun(
                asked_by=getpass.getuser(), engine=engine, model=model.version, digest=digest, dry_run=dry_run
            )
        run.save(using=MATCHER)
        unfinished.exclude(id=run.id).update(abandoned_at=now())
        _audit("pointers.relinking_resumed" if same else "pointers.relinking", run)
    for left in home.iterdir():
        if left.is_dir() and left.name != str(run.id):
            Folder(left).remove()
    return run


def _audit(action: str, run: RelinkRun) -> None:
    """Who, when, which model, and how many; no pair."""
    said = " ".join(f"{name}={run.counts.get(name, 0)}" for name in COUNTED)
    with audit.trail(audit.Trail(door="cli", route="relink")) as made:
        audit.record(
            action,
            row_id=None,
            reason=f"{getpass.getuser()}: model {run.model} ({run.digest[:12]}), dry_run={run.dry_run}, {said}",
        )
        audit.write(made, using=MATCHER)


def _go(run: RelinkRun, folder: Folder, model: KeyedModel, plan: Plan, tell: Tell) -> None:
    if folder.noted("plan") not in (None, plan.as_dict()):
        raise ValueError("this run was begun with another plan")
    folder.note("plan", plan.as_dict())
    everybody = count_holdings()
    read = 0

    def reading(persons: int) -> None:
        nonlocal read
        read += persons
        tell(Progress("read", read, everybody))

    run.persons = export(folder, reading)
    run.save(using=MATCHER, update_fields=["persons"])
    compared = {"done": 0, "pairs": 0}

    def comparing(done: local.Done) -> None:
        compared["done"] += 1
        compared["pairs"] += done.pairs
        RelinkChunk.objects.using(MATCHER).bulk_create(
            [RelinkChunk(run_id=run.id, number=done.chunk, candidates=done.candidates, pairs=done.pairs)],
            ignore_conflicts=True,
        )
        tell(Progress("compare", compared["done"], done.of, compared["pairs"]))

    (spark if spark.wanted() else local).compare(folder, model, plan, comparing)
    found = telling.pairs_of(folder)
    if not run.dry_run:
        telling.protect_within(found.within, model)
    _tell_found(run, found.across, model, tell)
    _tell_known(run, telling.identities(found.across), model, tell)


def _tell_found(run: RelinkRun, pairs: telling.Pairs, model: KeyedModel, tell: Tell) -> None:
    """A kill between the telling and its note tells a batch twice, which changes nothing but what is counted."""
    while run.pairs_told < len(pairs):
        batch = pairs[run.pairs_told : run.pairs_told + telling.AT_ONCE]
        _count(run, telling.tell_pairs(batch, model, dry_run=run.dry_run))
        run.pairs_told += len(batch)
        run.save(using=MATCHER, update_fields=["pairs_told", "counts"])
        tell(Progress("tell", run.pairs_told, len(pairs)))


def _tell_known(run: RelinkRun, found: set[uuid.UUID], model: KeyedModel, tell: Tell) -> None:
    seen = 0
    while batch := known.known_after(run.known_after):
        rest = [match for match in batch if match not in found]
        _count(run, known.go_through(rest, model, dry_run=run.dry_run))
        run.known_after = batch[-1]
        run.save(using=MATCHER, update_fields=["known_after", "counts"])
        seen += len(batch)
        tell(Progress("known", seen, seen))


def _count(run: RelinkRun, more: Counter[str]) -> None:
    run.counts = dict(Counter(run.counts) + more)
