"""Standing searches: saved, watched, paused, renewed and ended; and how what is filed meets them.

They meet where the record is saved, in the same transaction and under the filer's own rights, through one function of
the database (``accord.meet_standing``). So no job carries anything, the worker's role reads neither searches nor
records, and the filer learns nothing: the filer's process has the record in plain text and turns it into tokens; the
searches are tokens already; who sits on the dossier at that moment is for the database to say.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta

from accord.agencies.models import Member
from accord.base import audit, crypto
from accord.base.clock import now
from accord.base.row_security.call import call
from accord.reports import standing_tokens
from accord.reports.models import Identifier, Person, StandingSearch
from accord.reports.rows import Sheet
from accord.reports.rules import Refused

LASTS = timedelta(days=90)
MOST = 30  # searches a member; more would be a way of reading everything


def save_search(*, by: Member, name: str, words: str) -> StandingSearch:
    """Go on looking for these words, for ``LASTS``. Raises ``Refused`` ("words", "many")."""
    made = _made(by, name, words, standing_tokens.of_words(words))
    audit.record("standing.saved")
    return made


def watch_person(*, by: Member, person: Person, identifiers: Sequence[Identifier]) -> StandingSearch:
    """Be told when something new meets a person of a report that one sees. Raises ``Refused`` ("words", "many")."""
    made = _made(by, person.name, "", standing_tokens.of_person(person, identifiers), about=person)
    audit.record("standing.watched", dossier_id=person.dossier_id, row_id=person.id)
    return made


def watch_identifier(*, by: Member, identifier: Identifier) -> StandingSearch:
    """The same for an identifier."""
    made = _made(by, identifier.value, "", standing_tokens.of_identifier(identifier), about=identifier)
    audit.record("standing.watched", dossier_id=identifier.dossier_id, row_id=identifier.id)
    return made


def pause_search(*, by: Member, search: StandingSearch) -> None:
    """Nothing is told until it is resumed; what is filed meanwhile is not made up for."""
    _change(by, search, "standing.paused", paused_at=search.paused_at or now())


def resume_search(*, by: Member, search: StandingSearch) -> None:
    _change(by, search, "standing.resumed", paused_at=None)


def renew_search(*, by: Member, search: StandingSearch) -> None:
    """Another ``LASTS`` from now."""
    _change(by, search, "standing.renewed", until=now() + LASTS)


def look_at_finds(*, by: Member, search: StandingSearch) -> None:
    """Note that the searcher has looked: what comes later is new."""
    _change(by, search, "standing.read", looked_at=now())


def end_search(*, by: Member, search: StandingSearch) -> None:
    """Forget it, with what it found: it is about people, and serves nobody any more."""
    StandingSearch.objects.filter(pk=search.pk, member_id=by.id).delete()
    audit.record("standing.ended")


def meet_reports(*, dossier_id: uuid.UUID, sheets: Sequence[Sheet]) -> None:
    """What was just filed or amended, and whoever looks for it among those who sit there now."""
    met = [(sheet.report.id, token) for sheet in sheets for token in standing_tokens.answered_by(sheet)]
    _meet(dossier_id, "report", met, None)


def meet_disclosure(
    *,
    case_id: uuid.UUID,
    event_id: uuid.UUID,
    receiver_id: uuid.UUID,
    subject: str,
    fields: Mapping[str, str],
) -> None:
    """What was just disclosed into a case: for the seats of the agency that received it."""
    tokens = standing_tokens.answered_by_fields(subject, fields)
    _meet(case_id, "disclosure", [(event_id, token) for token in tokens], receiver_id)


def _meet(
    dossier_id: uuid.UUID, kind: str, met: Sequence[tuple[uuid.UUID, int]], agency: uuid.UUID | None
) -> None:
    if met:
        records, tokens = (list(each) for each in zip(*met, strict=True))
        call("meet_standing", dossier_id, kind, records, tokens, agency, now())


def _made(
    by: Member, name: str, words: str, tokens: list[int], *, about: Person | Identifier | None = None
) -> StandingSearch:
    if not tokens:
        raise Refused("words")
    if StandingSearch.objects.filter(member_id=by.id).count() >= MOST:
        raise Refused("many")
    made = StandingSearch(member_id=by.id, tokens=tokens, until=now() + LASTS)
    if about is not None:
        made.about_dossier_id, made.about_report_id, made.about_subject_id = (
            about.dossier_id,
            about.report_id,
            about.id,
        )
    plain = json.dumps({"name": name, "words": words}).encode()
    made.sealed = crypto.seal(standing_tokens.KEY, plain, aad=made.place)
    made.save(force_insert=True)
    return made


def _change(by: Member, search: StandingSearch, action: str, **values: object) -> None:
    StandingSearch.objects.filter(pk=search.pk, member_id=by.id).update(**values)
    audit.record(action)
