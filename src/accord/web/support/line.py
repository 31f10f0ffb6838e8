"""One line of a file's task list."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """One line of ``{% task_list %}``. Without a colour the status is plain: done, or nothing presses."""

    title: str
    href: str
    status: str
    hint: str = ""
    colour: str = ""
