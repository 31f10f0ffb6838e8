from django.db import migrations

from accord.base.row_security.operations import WriteOnly


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [WriteOnly("audit_entry")]
