"""Records joined by judgement. The judgements are kept; who is joined is derived from them and never stored."""

from __future__ import annotations

from collections.abc import Iterable

from accord.linkage.judgement import Judgement


class Partition:
    """Which records are one and the same, as the answers so far have it.

    ``answer`` with *same* joins two components at the cost of the smaller one; taking it back, or answering otherwise,
    searches their component alone and splits it again if nothing else holds it together. One answer a pair: the latest.
    """

    def __init__(self, records: Iterable[str] = ()) -> None:
        self._answers: dict[tuple[str, str], Judgement] = {}
        self._same: dict[str, set[str]] = {}
        self._component: dict[str, set[str]] = {}
        for record in records:
            self.add(record)

    def add(self, record: str) -> None:
        """Make a record known; alone, until somebody says otherwise."""
        if record not in self._component:
            self._component[record] = {record}
            self._same[record] = set()

    def answer(self, left: str, right: str, judgement: Judgement) -> None:
        """Take a judgement in. Raises ``ValueError`` for a record and itself."""
        if left == right:
            raise ValueError("a record is always the same as itself")
        self.add(left)
        self.add(right)
        self.undo(left, right)
        self._answers[_pair(left, right)] = judgement
        if judgement is Judgement.SAME:
            self._join(left, right)

    def undo(self, left: str, right: str) -> None:
        """Take a judgement back; nothing happens where there was none."""
        if self._answers.pop(_pair(left, right), None) is Judgement.SAME:
            self._part(left, right)

    def component_of(self, record: str) -> frozenset[str]:
        """The records that are the same as this one, itself among them."""
        return frozenset(self._component.get(record, {record}))

    def components(self) -> set[frozenset[str]]:
        return {frozenset(each) for each in self._component.values()}

    def contradictions(self) -> list[tuple[str, str]]:
        """Pairs judged different that other judgements join all the same: somebody must look again."""
        return sorted(
            pair
            for pair, judgement in self._answers.items()
            if judgement is Judgement.DIFFERENT and pair[1] in self._component[pair[0]]
        )

    def _join(self, left: str, right: str) -> None:
        self._same[left].add(right)
        self._same[right].add(left)
        small, large = sorted((self._component[left], self._component[right]), key=len)
        if small is not large:
            large |= small
            for record in small:
                self._component[record] = large

    def _part(self, left: str, right: str) -> None:
        self._same[left].discard(right)
        self._same[right].discard(left)
        reached = self._reached(left)
        if right in reached:
            return
        rest = self._component[left] - reached
        for part in (reached, rest):
            for record in part:
                self._component[record] = part

    def _reached(self, start: str) -> set[str]:
        seen, waiting = {start}, [start]
        while waiting:
            for record in self._same[waiting.pop()] - seen:
                seen.add(record)
                waiting.append(record)
        return seen


def _pair(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left < right else (right, left)
