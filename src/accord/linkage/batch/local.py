"""The engine on one machine: chunk after chunk, several at a time, each written down when it is done."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import groupby

from accord.linkage.batch.candidates import Seeking
from accord.linkage.batch.folder import Folder
from accord.linkage.batch.plan import Chunk, Plan, chunks
from accord.linkage.batch.prepare import Prepared, prepared
from accord.linkage.batch.scoring import alike
from accord.linkage.keyed import KeyedModel


@dataclass(frozen=True, slots=True)
class Done:
    """A chunk that is done, of how many; ``resumed``: it was done before this start."""

    chunk: int
    of: int
    candidates: int
    pairs: int
    resumed: bool = False


Told = Callable[[Done], None]


def compare(folder: Folder, model: KeyedModel, plan: Plan, tell: Told = lambda done: None) -> None:
    """Compare what the folder holds and leave the pairs in it. Started again, it goes on where it was."""
    rows = prepared(folder, plan)
    every = chunks(rows.group, plan)
    before = folder.done()
    for number, (candidates, pairs) in before.items():
        tell(Done(number, len(every), candidates, pairs, resumed=True))
    left = [chunk for chunk in every if chunk.number not in before]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for _slice, of_slice in groupby(left, key=lambda chunk: chunk.slice):
            its = list(of_slice)
            seeking = Seeking(rows, plan, its[0])
            for chunk, (candidates, pairs) in _several(pool, its, rows, seeking, model, folder):
                tell(Done(chunk.number, len(every), candidates, pairs))


def _several(
    pool: ThreadPoolExecutor,
    of: list[Chunk],
    rows: Prepared,
    seeking: Seeking,
    model: KeyedModel,
    folder: Folder,
) -> Iterator[tuple[Chunk, tuple[int, int]]]:
    running: dict[Future[tuple[int, int]], Chunk] = {}
    waiting = iter(of)
    try:
        while True:
            for chunk in waiting:
                running[pool.submit(_one, chunk, rows, seeking, model, folder)] = chunk
                if len(running) > (os.cpu_count() or 1):
                    break
            if not running:
                return
            finished, _rest = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                yield running.pop(future), future.result()
    finally:
        for future in running:
            future.cancel()


def _one(
    chunk: Chunk, rows: Prepared, seeking: Seeking, model: KeyedModel, folder: Folder
) -> tuple[int, int]:
    left, right = seeking.find(chunk)
    places, weights = alike(model, rows.payloads, left, right)
    folder.write_pairs(
        chunk.number, rows.no[left[places]], rows.no[right[places]], weights, candidates=len(left)
    )
    return len(left), len(places)
