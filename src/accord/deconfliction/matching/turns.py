"""One at a time in a dossier: whoever puts pointers into the index, and whoever takes them out.

Without it a pointer could be withdrawn and dropped after another worker has read it as watched and before that worker
commits; it would stay in the index, live, with nobody left to drop it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from accord.deconfliction.matching.held import fetch

WAIT = "SELECT pg_advisory_xact_lock(turn) FROM unnest(%s::bigint[]) AS turn"


def take_turns(dossiers: Iterable[uuid.UUID]) -> None:
    """Wait for the dossiers' turns and keep them to the end of the transaction. Before pointers are read.

    In one order, so that nobody waits crosswise. Two dossiers of one number only wait for each other needlessly.
    """
    turns = {int.from_bytes(dossier.bytes[8:], "big", signed=True) for dossier in dossiers}
    fetch(WAIT, [sorted(turns)])
