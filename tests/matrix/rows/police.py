"""Reports, hits, cases and the platform's own pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.matrix.row import ADMIN, CASE, FORM_LEAD, KEY, NO, ONLY_LEAD, SEATED, WHY, Row
from tests.matrix.stage import Stage


def seat_of_worker(stage: Stage) -> dict[str, Any]:
    """The worker's seat on North's desk, as the page of the desk names it."""
    desk, worker = stage.things["desk"]["dossier"], stage.people["worker"].id
    found = stage.world.sql(
        "SELECT id FROM accord.seat WHERE dossier_id = %s AND member_id = %s", desk, worker
    )
    return {"seat": str(found[0][0])}


def colleague(name: str, **more: Any) -> Callable[[Stage], dict[str, Any]]:
    return lambda stage: {name: str(stage.people["colleague"].id), **more}


def worker(name: str, **more: Any) -> Callable[[Stage], dict[str, Any]]:
    return lambda stage: {name: str(stage.people["worker"].id), **more}


def watched(stage: Stage) -> dict[str, Any]:
    """The person of the report, to be watched."""
    return {"subject": str(stage.things["person"]["person"])}


ROWS: dict[str, Row] = {
    # Open to the world
    "start:start": Row("nothing", "200 *", "200 *", public="200 200"),
    "start:safety": Row("nothing", "200 *", "200 *", public="200 200"),
    "start:exit": Row("nothing", "302 *", "302 *", public="302 302"),
    "help:help": Row("nothing", "200 *", "200 *", {"need": "shelter"}, public="200 200"),
    # The door
    "account_login": Row("nothing", "302 *", "302 *", public="200 200"),
    "account_logout": Row("nothing", NO, "302 *", public="405 302"),
    "account_inactive": Row("nothing", "200 *", NO, public="200 405"),
    "account_reset_password": Row("nothing", "200 *", "200 *", public="200 200"),
    "account_reset_password_done": Row("nothing", "200 *", NO, public="200 405"),
    "account_reset_password_from_key": Row("reset", "200 *", "200 *", public="200 200"),
    "account_reset_password_from_key_done": Row("nothing", "200 *", NO, public="200 405"),
    "account_reauthenticate": Row("nothing", "403 *", "403 *"),
    "account_change_password": Row("nothing", "404 *", "404 *"),
    "mfa_authenticate": Row("nothing", "302 *", "302 *", public="302 302"),
    "mfa_index": Row("nothing", "200 *", NO),
    "mfa_reauthenticate": Row("nothing", "403 *", "403 *"),
    "mfa_activate_totp": Row("nothing", "200 *", "200 *"),
    "mfa_deactivate_totp": Row("nothing", "404 *", "404 *"),
    "mfa_view_recovery_codes": Row("nothing", "404 *", NO),
    "mfa_generate_recovery_codes": Row("nothing", "200 *", "200 *"),
    "mfa_list_webauthn": Row("nothing", "200 *", NO),
    "mfa_add_webauthn": Row("nothing", "200 *", "200 *"),
    "mfa_reauthenticate_webauthn": Row("nothing", "403 *", "403 *"),
    "mfa_edit_webauthn": Row("key", "404 *", "404 *"),
    "mfa_remove_webauthn": Row("key", "404 *", "404 *"),
    "door:login": Row("nothing", "302 *", "302 *", public="302 302"),
    "door:lock": Row("nothing", "302 *", NO, public="200 405"),
    "door:kept": Row("nothing", "404 *", "404 *"),  # nobody typed anything on the stage
    "door:keep": Row("nothing", NO, "409 *", public="405 409"),  # nothing that leads anywhere
    "door:sessions": Row("nothing", "200 *", "200 *"),
    "door:revoke": Row("nothing", NO, "302 *"),
    "door:invitation": Row("nothing", "404 *", "404 *", public="404 404"),
    "door:demo": Row("nothing", NO, "404 *", public="405 404"),  # the demonstration alone has it
    # One's own
    "home:home": Row("nothing", "200 *", "200 *"),
    "notices:list": Row("nothing", "200 *", "200 *"),
    "notices:see_all": Row("nothing", NO, "302 *"),
    "search:search": Row("nothing", "200 *", "200 *", {"text": "514 555 0123"}),
    "search:save": Row("nothing", NO, "302 *", {"text": "514 555 0123", "name": "The phone"}),
    "search:saved": Row("nothing", "200 *", "200 *"),
    "search:found": Row("search", "200 lead; 404 *", "302 lead; 404 *", {"act": "pause"}),
    "search:watch": Row("report", f"200 {SEATED}; 404 *", f"302 {SEATED}; 404 *", watched),
    # The map: drawn from one's own seats, so that it is empty for most; who files no reports has none
    "map:map": Row("nothing", "403 authority; 200 *", NO),
    "map:corridor": Row("nothing", "403 authority; 200 *", NO),
    "map:export": Row("nothing", NO, "403 authority; 200 *", {"purpose": "Briefing"}),
    # Reports: whoever filed one, or leads its dossier, amends; whoever works there proposes
    "reports:list": Row("nothing", "200 *", NO),
    "reports:new": Row("nothing", "403 authority; 200 *", "403 authority; 200 *"),
    "reports:draft": Row("nothing", NO, "400 *"),
    "reports:discard": Row("nothing", NO, "302 *"),
    "reports:look_alikes": Row("nothing", NO, "200 *"),
    "reports:report": Row("report", f"200 {SEATED}; 404 *", NO),
    "reports:filed": Row("report", f"200 {SEATED}; 404 *", NO),
    "reports:change": Row("part", "200 lead worker; 403 reader; 404 *", "200 lead worker; 403 reader; 404 *"),
    "reports:decide": Row("proposal", NO, FORM_LEAD, {"decision": "accept"}),
    "reports:add_person": Row("report", ONLY_LEAD, "200 lead; 403 worker reader; 404 *"),
    "reports:change_person": Row("person", ONLY_LEAD, ONLY_LEAD),
    "reports:add_alias": Row("person", ONLY_LEAD, FORM_LEAD, {"alias": "Coco", **WHY}),
    "reports:add_person_identifier": Row("person", ONLY_LEAD, ONLY_LEAD),
    "reports:add_identifier": Row("report", ONLY_LEAD, ONLY_LEAD),
    "reports:withdraw": Row("report", ONLY_LEAD, FORM_LEAD, WHY),
    "reports:close": Row("report", ONLY_LEAD, FORM_LEAD, WHY),
    # Judging: seen with a seat on both dossiers, answered by who works on both
    "judging:duplicates": Row("desk", f"200 {SEATED}; 404 *", NO),
    "judging:person": Row("someone", f"200 {SEATED}; 404 *", NO),
    "judging:pair": Row("alike", f"200 {SEATED}; 404 *", "302 lead worker; 403 reader; 404 *", {"verdict": "same"}),
    # Hits: read by the desk's seats, worked by its workers, spoken for by its leads
    "hits:list": Row("nothing", "200 *", "200 *"),
    "hits:assign_several": Row("nothing", NO, "302 *"),
    "hits:waiting": Row("nothing", "200 *", "200 *"),
    "hits:sign": Row("pointer", "200 lead reader; 404 *", "302 lead; 403 reader; 404 *"),
    "hits:release": Row("record", NO, "302 lead; 403 worker reader; 404 *"),
    "hits:introduction": Row("question", f"200 {SEATED}; 404 *", f"200 {SEATED}; 404 *"),
    "hits:hit": Row("hit", f"200 {SEATED}; 404 *", f"200 {SEATED}; 404 *"),
    "hits:contact": Row("hit", NO, "302 lead worker; 403 reader; 404 *"),
    "hits:answer": Row("hit", NO, "302 lead worker; 403 reader; 404 *", {"judgement": "same", "instead_of": "same"}),
    "hits:assign": Row("hit", NO, "302 lead worker; 403 reader; 404 *", worker("to")),
    "hits:joint_case": Row("hit", NO, "409 lead worker reader; 404 *", {"act": "propose", "title": "Again"}),
    "hits:step_forward": Row("hit", "403 lead worker reader; 404 *", "403 lead worker reader; 404 *"),
    # The broker's queue: brokers of the coordination office, and nobody else knows that it is there
    "broker:list": Row("nothing", "200 broker; 404 *", "200 broker; 404 *"),
    # The published list: everybody reads it, brokers keep it
    "broker:common": Row(
        "nothing",
        "200 *",
        "302 broker; 403 *",
        {"kind": "phone", "value": "514 555 0199", "reason": "A switchboard"},
    ),
    "broker:pair": Row("pair", "200 broker; 404 *", "302 broker; 404 *", {"step": "take"}),
    # The joint case: both sides' seats; a disclosure only for the side that gave or received it
    "cases:list": Row("nothing", "200 *", "200 *"),
    "cases:case": Row("case", f"200 {CASE}; 404 *", f"200 {CASE}; 404 *"),
    "cases:note": Row("case", NO, "302 lead worker partner; 403 reader; 404 *", {"text": "Seen again."}),
    "cases:add_task": Row("case", NO, "302 lead worker partner; 403 reader; 404 *", {"title": "Call", "form_key": KEY}),
    "cases:tick": Row("task", NO, "302 lead worker partner; 403 reader; 404 *", {"done": "yes"}),
    "cases:seats": Row("case", "200 lead partner; 403 worker reader; 404 *",
                       "302 lead; 200 partner; 403 worker reader; 404 *",
                       colleague("member", role="reader", days="30")),
    "cases:received": Row("received", f"200 {SEATED}; 404 *", f"200 {SEATED}; 404 *"),
    "cases:given": Row("given", f"200 {SEATED}; 404 *", "302 lead worker; 403 reader; 404 *"),
    "cases:disclose": Row("case", f"200 {CASE}; 404 *", f"200 {CASE}; 404 *"),
    "cases:disclosed": Row("case", f"200 {CASE}; 404 *", f"200 {CASE}; 404 *"),
    "cases:disclose_fields": Row("giving", "200 lead worker; 403 reader; 404 *", "200 lead worker; 403 reader; 404 *"),
    # The network: what one's own seats show; a layout belongs to whoever made it and their lead, within one agency
    "network:network": Row("case", f"200 {CASE}; 404 *", NO),
    "network:save": Row("case", NO, "302 lead worker partner; 403 reader; 404 *", {"name": "Mine", "form_key": KEY}),
    "network:delete": Row("layout", NO, "302 lead; 403 worker reader; 404 *"),
    "network:export": Row("case", NO, f"200 {CASE}; 404 *", {"format": "nodes", "purpose": "Briefing"}),
    # The console: duties open no dossier; seats are a lead's to give
    "console:console": Row("nothing", "200 *", "200 *"),
    "console:new_desk": Row("nothing", "200 lead commander partner stranger immigration; 403 *",
                            "302 lead commander partner stranger immigration; 403 *",
                            {"title": "Intake", "form_key": KEY}),
    "console:dossier": Row("desk", f"200 {SEATED}; 404 *", FORM_LEAD, colleague("member", role="reader", days="30")),
    "console:end_seat": Row("desk", NO, "302 lead worker; 403 reader; 404 *", seat_of_worker),
    "console:renew_seat": Row("desk", NO, FORM_LEAD, seat_of_worker),
    "console:looked": Row("desk", ONLY_LEAD, ONLY_LEAD),
    "console:mandate": Row("desk", ONLY_LEAD, ONLY_LEAD, {"hours": "1"}),
    "console:members": Row("nothing", ADMIN, ADMIN),
    "console:new_member": Row("nothing", ADMIN, ADMIN),
    "console:member": Row("colleague", ADMIN, "302 administrator; 403 *", {"title": "Analyst"}),
    "console:leave": Row("colleague", NO, "302 administrator; 403 *"),
    "console:return": Row("colleague", NO, "302 administrator; 403 *"),
    "console:anew": Row("colleague", NO, ADMIN),
    "console:custody": Row("nothing", "200 custodian haven; 403 *", "200 custodian haven; 403 *"),
    # Haven's custodian keeps Haven's own, and learns of no other
    "console:propose": Row("orphan", "200 custodian; 404 haven; 403 *", "200 custodian; 404 haven; 403 *"),
    "console:confirm": Row("orphan", NO, "403 *"),
}  # fmt: skip
