"""What the telling needs at hand."""

from __future__ import annotations

import uuid
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from accord.base import audit
from accord.base.row_security.session import acting
from accord.door.models import Account
from accord.door.opening import open_session
from accord.story import truth
from accord.story.cast import MemberPart


@dataclass
class Stage:
    """What the telling needs at hand: a signed-in session a member, a desk an agency, what is filed and done."""

    sessions: dict[uuid.UUID, str] = field(default_factory=dict)
    desks: dict[str, uuid.UUID] = field(default_factory=dict)
    filed: dict[str, truth.FiledFragment] = field(default_factory=dict)
    done: dict[str, Any] = field(default_factory=dict)  # what members did, as the truth tells it

    def session(self, member: MemberPart) -> str:
        if member.id not in self.sessions:
            self.sessions[member.id] = open_session(Account.objects.get(pk=member.id))
        return self.sessions[member.id]

    def acting(self, member: MemberPart, route: str = "story") -> AbstractContextManager[audit.Trail]:
        """A committed transaction on behalf of a member of the cast."""
        return acting(door="story", route=route, session=self.session(member))
