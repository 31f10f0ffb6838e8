from django.db import migrations

from accord.base.row_security.operations import Guard, Protect, RunStatements


class Migration(migrations.Migration):
    dependencies = [("consent", "0001_initial"), ("dossiers", "0004_row_security_of_keys")]
    operations = [
        # Noted once; how it ended is written by consent/functions.sql alone.
        Protect("consent", writes=("INSERT",)),
        RunStatements(
            "ALTER TABLE consent ADD CONSTRAINT consent_ends_within_90_days"
            " CHECK (expires_at <= given_at + interval '90 days')",
        ),
        Guard("consent_card"),
    ]
