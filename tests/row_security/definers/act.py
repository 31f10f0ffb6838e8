"""A row of the attack table: one function that the app may call, called rightly. The attacks bend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# A fresh random id wherever it stands; each time another.
NEW = object()


@dataclass(frozen=True)
class Id:
    """An id of the stage by its name there."""

    name: str


@dataclass(frozen=True)
class Act:
    """``actor`` may do it now with ``values``. ``told``: the place of named facts among the values.

    ``terms``: the place of a JSON object. ``silent``: it refuses nobody, and tells an outsider nothing: this.
    ``apart``: attack → why it does not apply; "swap:PARAMETER" for another dossier's id in one place, "alike:PARAMETER"
    where that id may be answered otherwise than none (nothing there changes all the same).
    """

    actor: str
    values: tuple[Any, ...] = ()
    told: int | None = None
    terms: int | None = None
    silent: Any = AssertionError
    lawful: tuple[str, ...] = ()
    apart: Mapping[str, str] = field(default_factory=dict)


FILE, AGREED, CLINIC = Id("file"), Id("agreed"), Id("clinic_agency")
OPEN_WHEN_CLOSED = "ends what was sent, which a closed file must not keep anybody from"
