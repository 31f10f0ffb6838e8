"""Referrals: each side its own row; enforcement, authorities and coordination know of none."""

from __future__ import annotations

from tests.matrix.row import NO, Row

SUPPORT = "advocate night trainee haven clinic support"
FILE = "advocate night trainee"
KEY = "00000000-0000-4000-8000-000000000021"
SENT = {
    "need": "health",
    "facts": ["languages"],
    "caller": "Advocate",
    "caller_phone": "514 555 0100",
    "form_key": KEY,
}

ROWS: dict[str, Row] = {
    "referrals:board": Row("nothing", f"200 {SUPPORT}; 403 *", f"200 {SUPPORT}; 403 *"),
    "referrals:referral": Row("referral", f"200 {FILE}; 404 *", "302 advocate night; 403 trainee; 404 *",
                              {"to": "withdrawn"}),
    "referrals:draft": Row("draft", f"200 {FILE}; 404 *", NO),
    "referrals:discard": Row("draft", NO, "302 advocate night; 403 trainee; 404 *"),
    "referrals:letter": Row("referral", f"200 {FILE}; 404 *", NO),
    # The clinic's own row: a file is opened from a referral that was accepted
    "referrals:open_file": Row("received_referral", NO, "403 clinic; 404 *"),
    "referrals:choose": Row("file", f"200 {FILE}; 404 *", NO),
    "referrals:send": Row("referring", "200 advocate night; 403 trainee; 404 *",
                          "302 advocate night; 403 trainee; 404 *", SENT),
}  # fmt: skip
