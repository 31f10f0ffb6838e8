from django.db import migrations

from accord.base.row_security.operations import RunStatements

# The table of Django's database cache, which counts failed sign-ins (accord.door.attempts).
ATTEMPT = [
    "CREATE TABLE attempt (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL)",
    "CREATE INDEX attempt_expires ON attempt (expires)",
]


class Migration(migrations.Migration):
    dependencies = [("door", "0001_initial")]
    operations = [RunStatements(*ATTEMPT)]
