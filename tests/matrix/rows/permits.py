"""Rights, applications and clocks: the file's own seats on one side, the authority's intake on the other."""

from __future__ import annotations

from typing import Any

from tests.matrix.row import NO, Row
from tests.matrix.stage import Stage

FILE = "advocate night trainee"
WORKERS = "advocate night"
OWN = f"200 {FILE}; 404 *"
WORKED = f"200 {WORKERS}; 403 trainee; 404 *"
DONE = f"302 {WORKERS}; 403 trainee; 404 *"


def second_consent(stage: Stage) -> dict[str, Any]:
    """The agreement that names what was sent and lasts longer."""
    return {"to": str(stage.things["second consent"]["id"])}


def later_consent(stage: Stage) -> dict[str, Any]:
    """No agreement was given since the fact was asked for: the form comes back."""
    return {"to": str(stage.things["second consent"]["id"]), "value": "asthma"}


ROWS: dict[str, Row] = {
    "permits:list": Row("nothing", "200 support clinic advocate night trainee haven authority; 403 *",
                        "200 support clinic advocate night trainee haven authority; 403 *"),
    # Public to members; kept by brokers; an optional one is chosen by administrators of support agencies alone
    "permits:rights": Row("nothing", "200 *", "200 *"),
    "permits:right": Row("right", "200 *", "200 *"),
    "permits:edit": Row("right", "200 broker; 403 *", "200 broker; 403 *"),
    "permits:switch": Row("optional right", NO, "403 *", {"on": "yes"}),
    # The file's side
    "permits:file": Row("file", OWN, f"200 {FILE}; 404 *", {"situations": "temporary"}),
    "permits:apply": Row("right of file", WORKED, WORKED),
    "permits:clock": Row("right of file", WORKED, WORKED),
    "permits:done": Row("clock", NO, DONE),
    "permits:application": Row("sent", OWN, OWN),
    "permits:fact": Row("sent", WORKED, WORKED, later_consent),
    "permits:carry_on": Row("sent", NO, DONE, second_consent),
    "permits:withdraw": Row("sent", WORKED, DONE),
    # The authority's: who sent it does not decide it, and sits not on the arrival
    "permits:decide": Row("received application", "200 authority; 404 *", "302 authority; 404 *",
                          {"decision": "interview"}),
    "permits:ask": Row("received application", "200 authority; 404 *", "302 authority; 404 *",
                       {"fact": "gender", "why": "The form asks"}),
}  # fmt: skip
