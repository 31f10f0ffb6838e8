"""Every page of the platform, by who opens it. An address is a view's name and what it takes; see ``Stage``."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from tests.journeys import stages

# Answers that are no page: they redirect, are fetched by a script, or exist only for a POST.
NO_PAGES = {
    "account_logout", "account_inactive", "account_reauthenticate", "account_change_password",
    "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "mfa_authenticate", "mfa_reauthenticate", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_list_webauthn", "mfa_reauthenticate_webauthn",
    "mfa_edit_webauthn", "mfa_remove_webauthn", "door:kept", "door:keep", "door:revoke", "door:invitation", "door:demo",
    "start:exit",
    "notices:see_all", "reports:draft", "reports:discard", "reports:look_alikes", "reports:decide",
    "hits:assign_several", "hits:release", "hits:contact", "hits:answer", "hits:assign", "hits:joint_case",
    "search:save",
    "cases:note", "cases:add_task", "cases:tick", "console:end_seat", "console:renew_seat", "console:leave",
    "console:return", "console:anew", "console:confirm", "door:login",
    "network:save", "network:delete", "network:export", "map:export",
}  # fmt: skip

PUBLIC = ["start:start", "start:safety", "help:help", "account_login", "door:lock"]
EMPTY = [
    "home:home", "reports:list", "reports:new", "hits:list", "hits:waiting", "cases:list", "notices:list",
    "search:search", "search:saved", "console:console", "broker:common",
    "map:map",
]  # fmt: skip
OFFICER = [
    "home:home", "reports:list", "reports:new", "reports:report", "reports:filed", "reports:add_person",
    "reports:change_person", "reports:add_alias", "reports:add_person_identifier", "reports:add_identifier",
    "reports:withdraw", "reports:close", "reports:change",
    "judging:person", "judging:pair", "judging:duplicates", "hits:list",
    "hits:waiting", "hits:sign", "hits:hit",
    "hits:step_forward", "hits:introduction", "search:search", "search:saved", "search:found",
    "search:watch", "notices:list", "map:map", "map:corridor",
]  # fmt: skip
CASE = [
    "cases:list", "cases:case", "cases:seats", "cases:received", "cases:given", "cases:disclose",
    "cases:disclosed", "cases:disclose_fields", "network:network",
]  # fmt: skip
CONSOLE = [
    "console:console", "console:new_desk", "console:dossier", "console:looked", "console:mandate",
    "console:members", "console:new_member", "console:member", "console:custody", "console:propose",
    "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "door:sessions",
]  # fmt: skip
BROKER = [
    "home:home",
    "broker:list",
    "broker:pair",
    "broker:common",
    "notices:list",
    "search:search",
    "console:console",
]
SUPPORT = [
    "home:home",
    "reports:list",
    "reports:new",
    "reports:report",
    "hits:list",
    "hits:hit",
    "notices:list",
]

PAGES = {
    "public": PUBLIC, "empty": EMPTY, "officer": OFFICER, "case": CASE, "console": CONSOLE, "broker": BROKER,
    "support": SUPPORT,
}  # fmt: skip

# Forms sent with nothing in them: the view and the button that sends it.
SENT_EMPTY = {
    "officer": [
        ("reports:new", "File the report"), ("reports:add_person", "Add the person"),
        ("reports:add_alias", "Add the alias"), ("reports:add_identifier", "Add the identifier"),
        ("reports:withdraw", "Withdraw the report"), ("reports:change", "Save the change"),
        ("hits:hit", "Save the answer"), ("hits:step_forward", "Propose; a second person signs"),
    ],
    "case": [("cases:seats", "Give the seat"), ("cases:case", "Add the note"),
             ("cases:disclose_fields", "Check before sending")],
    "console": [("console:new_desk", "Open the desk"), ("console:dossier", "Give the seat"),
                ("console:new_member", "Make the invitation"), ("console:propose", "Propose")],
    "broker": [("broker:common", "Add to the list")],
}  # fmt: skip

# Further areas bring their own: a file an area, with PART, PAGES, NO_PAGES, SENT_EMPTY and ``play(stage)``.
AREAS = {
    module.PART: module
    for each in iter_modules(stages.__path__)
    for module in [import_module(f"{stages.__name__}.{each.name}")]
}
for part, area in AREAS.items():
    PAGES[part] = area.PAGES
    NO_PAGES |= area.NO_PAGES
    SENT_EMPTY[part] = area.SENT_EMPTY
