from django.db import migrations

from accord.base.row_security.operations import RunStatements


class Migration(migrations.Migration):
    dependencies = [("consent", "0004_row_security_of_pushes")]
    operations = [
        # An agreement is noted by whoever asked, when she was asked: one dated ahead would outlast the days that she was
        # told, and one noted as ended would hide that she was asked. A few minutes: two machines, two clocks.
        RunStatements(
            "ALTER POLICY seat_inserts ON consent WITH CHECK (dossier_id = ANY ((SELECT accord.my_writable())::uuid[])"
            " AND (taken_by = (SELECT accord.me()) AND ended_at IS NULL"
            " AND given_at <= statement_timestamp() + interval '5 minutes'))",
        ),
    ]
