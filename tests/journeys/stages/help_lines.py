"""A broker of the coordination office keeps the help lines, two of which nobody has checked."""

from __future__ import annotations

from typing import Any

PART = "help_lines"
PAGES = ["directory:lines", "directory:line"]
NO_PAGES = {"directory:line_checked"}
SENT_EMPTY: list[tuple[str, str]] = []


def play(stage: Any) -> None:
    office = stage.world.agency("coordination", short_name="Bureau")
    stage.visitors[PART] = stage.world.member(office, name="Geneviève Roy", duties=["broker"])
    stage.arguments["directory:line"] = ["kids"]
