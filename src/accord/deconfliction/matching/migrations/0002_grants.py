from django.db import migrations

from accord.base.row_security.operations import RunStatements


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_initial")]
    operations = [
        RunStatements(
            # accord.other_hit, the gate's own look-up for joint cases
            "GRANT SELECT ON matching.match_side TO accord_gate",
            # Packed keys do not compress; a block beside its number is read at once.
            "ALTER TABLE key_block ALTER COLUMN packed SET STORAGE MAIN",
        )
    ]
