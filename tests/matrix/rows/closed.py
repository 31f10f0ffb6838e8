"""Closed files: for the custodians of the service that keeps them, and for whoever still leads one."""

from __future__ import annotations

from typing import Any

from tests.matrix.row import KEY, NO, Row
from tests.matrix.stage import Stage

KEEPERS = "200 advocate haven; 403 *"


def reader(stage: Stage) -> dict[str, Any]:
    return {
        "need": "copy", "words": "She asked.", "member": str(stage.people["night"].id), "days": "10", "form_key": KEY,
    }  # fmt: skip


ROWS: dict[str, Row] = {
    "console:closed": Row("nothing", KEEPERS, NO),
    "console:closed_file": Row("shut", KEEPERS, "302 advocate haven; 403 *", reader),
    # The advocate proposed it, and is no custodian
    "console:agree": Row("shut_waiting", NO, "302 haven; 403 *"),
    "console:drop": Row("shut_waiting", NO, "302 advocate haven; 403 *"),
}
