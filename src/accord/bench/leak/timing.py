"""Whether time tells what is hidden from what is not there, on whole requests, beside a control of the same run.

A round asks three times in random order: for a hidden thing, for one that does not exist, and for another that does not
exist. The first two are the question; the last two are alike in everything, so that what tells them apart is noise.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from accord.bench.access.measure import milliseconds
from accord.bench.leak.partners import Partners

RESAMPLES = 400
SHARE = 0.99  # of the control's resamples lie within its interval
WARM = 30  # rounds that are not counted
Arguments = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """Who asks at which address, for which kind of thing; or ``beside`` whom, at an address that is about none: two who
    are alike in everything, but that of ``who`` there is talk in files that none of them sees."""

    name: str
    who: str
    route: str
    kind: str = ""
    beside: tuple[str, str] = ("", "")


QUESTIONS = (
    Question("a file, asked by police", "officer", "support:file", "file"),
    Question("a file, asked by a colleague without a seat", "colleague", "support:file", "file"),
    Question("agreements of a file, asked by police", "officer", "consent:ledger", "file"),
    Question("a referral, asked by a third service", "service", "referrals:referral", "referral"),
    Question("a referral, asked by police", "officer", "referrals:referral", "referral"),
    Question("an application, asked by another authority", "elsewhere", "permits:decide", "application"),
    Question("a held place, asked by a third service", "service", "places:held", "hold"),
    Question("a held place, asked by police", "officer", "places:held", "hold"),
    Question("a file, asked by border officers", "border", "support:file", "file"),
    Question("a file, asked by coordination", "broker", "support:file", "file"),
    Question("a file, asked by a third service", "service", "support:file", "file"),
    Question("notes of a file, asked by police", "officer", "support:notes", "file"),
    Question("agreements of a file, asked by a third service", "service", "consent:ledger", "file"),
    Question("tellings by law of a file, asked by police", "officer", "consent:pushes", "file"),
    Question("a referral as received, asked by a third service", "service", "referrals:referral", "clinic's"),
    Question("a letter of a referral, asked by police", "officer", "referrals:letter", "referral"),
    Question("an application as sent, asked by police", "officer", "permits:application", "sent"),
    Question("an application as sent, asked by another authority", "elsewhere", "permits:application", "sent"),
    Question("rights of a file, asked by border officers", "border", "permits:file", "file"),
    Question("a held place, asked by border officers", "border", "places:held", "hold"),
    Question("a line to police, asked by other police", "officer", "bridges:crossing", "line"),
    Question("a line as police see it, asked by other police", "officer", "bridges:crossing", "squad's"),
    Question("a place asked for, asked by border officers", "border", "bridges:crossing", "place"),
    Question("the line of a file, asked by police", "officer", "bridges:police", "file"),
    Question("a sealed address, asked by a third service", "service", "directory:address", "shelter"),
    Question("a sealed address, asked by police", "officer", "directory:address", "shelter"),
    Question("a card that is void, typed by anybody", "", "consent:withdraw", "card"),
    *(Question(f"{page}, of police that an unsent thing names", "meant", page, beside=("unmeant", "nobody"))
      for page in ("home:home", "notices:list", "bridges:list", "hits:list", "console:console")),
    *(Question(f"{page}, of a service that an unsent thing names", "helper", page, beside=("other", "third"))
      for page in ("home:home", "referrals:board", "support:list", "permits:list", "places:board", "bridges:list")),
)  # fmt: skip


class Asking:
    """One browser a session; each request from an address of its own, so that no limit of tries is met."""

    def __init__(self, partners: Partners) -> None:
        from django.test import Client

        self.partners, self._from = partners, 0
        self.browser = Client(SERVER_NAME="localhost", raise_request_exception=True)

    def act(self, question: Question, arguments: Arguments, who: str = "") -> Callable[[], Any]:
        """The request, made ready: what is timed is the answering alone. ``who``: instead of the question's."""
        from django.urls import reverse

        self._from += 1
        address = ".".join(str(self._from >> shift & 255) for shift in (16, 8, 0))
        sender: dict[str, Any] = {"REMOTE_ADDR": f"10.{address}"}
        self.browser.cookies.clear()
        if question.kind == "card":
            typed = {"code": arguments["code"], "step": "confirmed"}
            return lambda: self.browser.post(reverse(question.route), typed, **sender)
        self.browser.cookies["accord_session"] = self.partners.sessions[who or question.who]
        page = reverse(question.route, kwargs=arguments)
        return lambda: self.browser.get(page, **sender)


def nothing(like: list[Arguments]) -> list[Arguments]:
    """As many arguments of the same shape, of which no row has any."""
    return [{name: _none(value) for name, value in each.items()} for each in like]


def _none(value: Any) -> Any:
    from accord.consent.actions import CARD_LENGTH, CARD_LETTERS

    return (
        uuid.uuid4() if isinstance(value, uuid.UUID) else "".join(random.choices(CARD_LETTERS, k=CARD_LENGTH))
    )


def measured(
    partners: Partners, rounds: int, say: Callable[[str], None], questions: tuple[Question, ...] = QUESTIONS
) -> dict[str, dict[str, Any]]:
    """For each question: ``auc`` and ``control`` (0.5 tells nothing), their ``ratio`` as distinguishers (1 tells no
    more than noise does), the control's ``interval``, ``within``, and the medians (ms) of hidden and none."""
    asking, told = Asking(partners), {}
    for question in questions:
        say(question.name)
        if not question.kind:
            pages: tuple[list[Arguments], ...] = ([{}], [{}], [{}])
            told[question.name] = judged(_times(asking, question, pages, rounds))
            continue
        hidden = partners.hidden[question.kind]
        beside = partners.beside.get(question.kind) or nothing(hidden) + nothing(hidden)
        asked = (hidden, beside[: len(hidden)], beside[len(hidden) :])
        told[question.name] = judged(_times(asking, question, asked, rounds))
        told[question.name]["same_size"] = same_size(asking, question, asked)
    return told


def same_size(asking: Asking, question: Question, asked: tuple[list[Arguments], ...]) -> bool:
    """Whether the answers have one status and one length: where words tell the two apart, no clock is needed."""
    answers = [asking.act(question, things[0])() for things in asked]
    return len({(each.status_code, len(each.content)) for each in answers}) == 1


def _times(asking: Asking, question: Question, asked: tuple[list[Arguments], ...], rounds: int) -> np.ndarray:
    """Milliseconds: a row a round, of hidden, none and none again."""
    order, times = random.Random(7), np.zeros((rounds, 3))
    who = ("", *question.beside)
    for at in range(-WARM, rounds):
        for which in order.sample(range(3), 3):
            things = asked[which]
            took = milliseconds(asking.act(question, things[at % len(things)], who[which]))
            if at >= 0:
                times[at, which] = took
    return times


def judged(times: np.ndarray) -> dict[str, Any]:
    """The figures of one question from its times, hidden, none and none again in a row."""
    hidden, none, again = times.T
    told, control = auc(hidden, none), auc(again, none)
    draw = np.random.default_rng(7)
    drawn = []
    for _n in range(RESAMPLES):
        rounds = draw.integers(0, len(times), len(times))
        drawn.append(auc(again[rounds], none[rounds]))
    edge = (1 - SHARE) / 2
    low, high = (float(np.quantile(drawn, share)) for share in (edge, 1 - edge))
    return {
        "auc": round(told, 3),
        "control": round(control, 3),
        "interval": [round(low, 3), round(high, 3)],
        "within": low <= told <= high,
        "ratio": round(max(told, 1 - told) / max(control, 1 - control), 3),
        "ms": [round(float(np.median(each)), 2) for each in (hidden, none)],
    }


def auc(one: np.ndarray, other: np.ndarray) -> float:
    """The chance that a time of the one exceeds a time of the other; ties count half."""
    ordered = np.sort(other)
    below = np.searchsorted(ordered, one, "left")
    up_to = np.searchsorted(ordered, one, "right")
    return float((below + up_to).mean() / (2 * len(other)))


def as_table(result: dict[str, Any]) -> str:
    """The figures as a table of Markdown."""
    lines = [
        f"{result['rounds']:,} rounds a question. AUC of hidden against nonexistent; 0.5 tells nothing.",
        "",
        "| question | AUC | control | ratio | control's 99 % interval | within | ms, hidden / none |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, each in result["timing"].items():
        low, high = each["interval"]
        told = "" if each.get("same_size", True) else " (answers differ in size)"
        lines.append(
            f"| {name}{told} | {each['auc']:.3f} | {each['control']:.3f} | {each['ratio']:.3f} | {low:.3f}–{high:.3f} |"
            f" {'yes' if each['within'] else '**no**'} | {each['ms'][0]:.2f} / {each['ms'][1]:.2f} |"
        )
    return "\n".join(lines)
