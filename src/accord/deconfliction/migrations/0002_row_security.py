from django.db import migrations

from accord.base.row_security.operations import WRITABLE, Guard, Protect, Publish, RunStatements

# A human with an account at an immigration-enforcement agency neither files pointers nor reads what they met.
NOT_IMMIGRATION = "(SELECT accord.may_point())"
BROKER = "(SELECT accord.i_broker())"
# Nobody files in another's name, and nothing is filed as signed already.
MY_OWN = "agency_id = (SELECT accord.my_agency()) AND member_id = (SELECT accord.me()) AND human_id = (SELECT accord.my_human())"


def insert(table: str, narrowed: str) -> list[str]:
    """The seat rule for adding rows, narrowed; changing them is left to deconfliction/functions.sql."""
    return [
        f"CREATE POLICY seat_inserts ON {table} FOR INSERT TO accord_app WITH CHECK ({WRITABLE} AND ({narrowed}))",
        f"GRANT INSERT ON {table} TO accord_app",
    ]


POINTER = f"opening <> 'signed' AND {NOT_IMMIGRATION}"


class Migration(migrations.Migration):
    dependencies = [
        ("deconfliction", "0001_initial"),
        ("dossiers", "0002_row_security"),
        ("agencies", "0002_row_security"),
    ]
    operations = [
        Protect("filing", writes=(), matcher=("SELECT",)),
        RunStatements(*insert("filing", MY_OWN)),
        Protect("pointer", writes=(), matcher=("SELECT",), parent="filing:filing_id"),
        RunStatements(
            *insert("pointer", POINTER),
            "ALTER TABLE pointer ADD CONSTRAINT pointer_is_identifier_or_person"
            " CHECK ((kind = 'person') = (token IS NULL) AND (kind = 'person') = (payload IS NOT NULL))",
            # Sealed bytes do not compress: trying costs time, and tells by size what was in them.
            "ALTER TABLE pointer ALTER COLUMN payload SET STORAGE EXTERNAL",
        ),
        Protect("support_pointer", writes=(), matcher=("SELECT",), parent="filing:filing_id"),
        RunStatements(
            *insert("support_pointer", POINTER),
            "ALTER TABLE support_pointer ALTER COLUMN sealed SET STORAGE EXTERNAL",
        ),
        Protect(
            "hit",
            writes=("UPDATE",),
            also=NOT_IMMIGRATION,
            matcher=("SELECT", "INSERT", "UPDATE", "DELETE"),
        ),
        # What this side does with its hit, and nothing of what it was told.
        RunStatements(
            "REVOKE UPDATE ON hit FROM accord_app",
            "GRANT UPDATE (answer, answered_by, answered_at, assigned_to, contacted_at, contacted_by, contact_took,"
            " proposed_by_us_at) ON hit TO accord_app",
        ),
        Protect(
            "introduction_request",
            writes=(),
            also=NOT_IMMIGRATION,
            matcher=("SELECT", "INSERT", "UPDATE", "DELETE"),
        ),
        Guard(
            "broker_item",
            ("broker_reads", "SELECT", "accord_app", BROKER, ""),
            ("matcher_reads", "SELECT", "accord_matcher", "true", ""),
            ("matcher_inserts", "INSERT", "accord_matcher", "", "true"),
            ("matcher_updates", "UPDATE", "accord_matcher", "true", "true"),
            ("matcher_deletes", "DELETE", "accord_matcher", "true", ""),
        ),
        Publish("common_value", keepers=f"(SELECT accord.i_am('broker')) AND {BROKER}"),
        Guard("filing_quota"),
    ]
