"""Every form of the survivors' half and of the directory: who fills it in, and what it cannot do without."""

from __future__ import annotations

from dataclasses import dataclass

AREAS = frozenset(
    {"support", "consent", "places", "referrals", "permits", "bridges", "directory", "arrivals"}
)


@dataclass(frozen=True)
class Row:
    """``who`` of the stage types; ``needed`` fields may not stay empty; ``unasked``: of an answer that is not given."""

    who: str = "advocate"
    needed: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()


FORMS = {
    "support:new": Row(),
    "support:roster": Row(needed=("member", "hours", "hour")),
    "support:change": Row(),
    "support:close": Row(needed=("closing",)),
    "support:screening": Row(needed=("instrument", "about")),
    "support:duty": Row(needed=("outcome",)),
    "support:screen": Row(),
    "support:needs": Row(needed=("categories", "urgency")),
    "support:plan": Row(needed=("words",)),
    "support:safety": Row(),
    "support:notes": Row(needed=("words",)),
    "support:summary": Row(needed=("words",)),
    "support:family": Row(),
    "support:book": Row(needed=("language", "hour")),
    "support:attachments": Row(),
    "support:place": Row(),
    "support:hold": Row(),
    "support:follow_ups": Row(needed=("words",)),
    "support:team": Row(needed=("away", "colleague")),
    "support:cover": Row(needed=("away", "colleague")),
    "support:alert": Row(needed=("kind", "words")),
    "consent:new": Row(needed=("purpose",)),
    "consent:give": Row(),
    "consent:card": Row(),
    "consent:new_push": Row(),
    "places:look": Row(),
    "places:hold": Row(),
    "places:new": Row(needed=("kind", "label", "total")),
    "places:change": Row(needed=("label", "total")),
    "places:turned_away": Row(needed=("kind", "reason", "people")),
    "referrals:send": Row(),
    "permits:file": Row(),
    "permits:apply": Row(unasked=("made_on",)),
    "permits:clock": Row(),
    "permits:fact": Row(),
    "permits:withdraw": Row(),
    "permits:decide": Row("authority", ("decision",), unasked=("first", "last", "starts", "until")),
    "permits:ask": Row("authority", ("fact",)),
    "permits:edit": Row("broker"),
    "bridges:ask": Row("lead"),
    "bridges:police": Row(),
    "directory:new": Row("administrator", ("name_en", "needs")),
    "directory:service": Row("administrator", ("name_en", "needs")),
    "directory:line": Row("broker", ("name_en",)),
    "console:closed_file": Row("haven", ("need", "words", "member", "days")),
}
# One press and nothing typed: what no button carries is refused as damaged. Nobody on the stage words texts.
BUTTONS = frozenset(
    {
        "consent:wording", "support:shift",
        "support:state", "support:reveal", "support:need", "support:goal", "support:summary_step",
        "support:child", "support:booking", "support:attachment", "support:arrived", "support:follow_up",
        "support:call_off", "support:hand_over", "support:end_alert", "consent:withdraw", "consent:take_back",
        "consent:admit", "consent:push", "places:board", "places:holds", "places:held", "places:release",
        "places:arrive", "places:refuse", "places:own", "places:confirm", "places:count", "referrals:board",
        "referrals:discard",
        "referrals:referral", "referrals:open_file", "permits:list", "permits:rights", "permits:right",
        "permits:switch", "permits:done", "permits:application", "permits:carry_on", "bridges:list",
        "bridges:crossing", "bridges:propose", "bridges:date", "directory:list", "directory:duplicates",
        "directory:line_checked", "directory:keepers", "directory:address",
    }
)  # fmt: skip
