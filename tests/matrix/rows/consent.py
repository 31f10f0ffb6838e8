"""Agreements, the card that takes them back, who looked, and what is told by law.

Of Haven: advocate (leads the file), night (works on it), trainee (reads it), haven (no seat). clinic received something
and sees none of the file. support leads a file of its own. Nobody on the stage administers a support agency.
"""

from __future__ import annotations

from tests.matrix.row import KEY, NO, Row

SEES = "200 advocate night trainee; 404 *"
WORKS = "200 advocate night; 403 trainee; 404 *"
LEADS = "200 advocate; 403 night trainee; 404 *"
OF_SUPPORT = "200 advocate night trainee haven clinic support; 403 *"
DONE = "302 advocate night; 403 trainee; 404 *"
CHECKED = {
    "purpose": "police", "step": "purpose",
}  # fmt: skip
VALUES = {"fact_chosen_name": "Luna", "form_key": KEY}

ROWS = {
    "consent:withdraw": Row("nothing", "200 *", "200 *", {"code": "2345 6789 ABCD"}, public="200 200"),
    "consent:ledger": Row("file", SEES, NO),
    "consent:new": Row("file", WORKS, WORKS, CHECKED),
    "consent:agreement": Row("consent", SEES, NO),
    "consent:copy": Row("agreed", SEES, NO),
    "consent:take_back": Row("consent", WORKS, DONE),
    # No care team is agreed to here: whoever may see the agreement is sent back to it.
    "consent:admit": Row("consent", NO, "302 advocate night trainee; 404 *"),
    "consent:give": Row("consent", WORKS, DONE, VALUES | {"step": "send"}),
    "consent:card": Row("file", WORKS, WORKS, {"language": "es", "as": "screen"}),
    "consent:looked": Row("file", LEADS, NO),
    "consent:looked_paper": Row("file", LEADS, NO),
    "consent:texts": Row("nothing", OF_SUPPORT, NO),
    "consent:wording": Row(
        "wording", "403 *", "403 *",
        {"body": "{purpose} {recipient} {facts} {days} {rights} {limits}", "form_key": KEY},
    ),
    "consent:pushes": Row("file", SEES, NO),
    "consent:new_push": Row("file", WORKS, WORKS, {"basis": "life_threat"}),
    # advocate proposed it, so another one signs.
    "consent:push": Row("push", SEES, "302 night; 403 advocate trainee; 404 *", {"step": "sign"}),
    # Custodians read the whole of their agency, leads of a support file their own lines.
    "consent:register": Row("nothing", "200 advocate custodian haven support; 403 *", NO),
    "consent:register_csv": Row("nothing", "200 advocate custodian haven support; 403 *", NO),
}  # fmt: skip
