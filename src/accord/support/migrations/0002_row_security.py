from django.db import migrations

from accord.base.row_security.operations import Protect


class Migration(migrations.Migration):
    dependencies = [("support", "0001_initial"), ("dossiers", "0004_row_security_of_keys")]
    operations = [
        Protect("support_file"),
        Protect("identity_field", writes=("INSERT", "UPDATE", "DELETE")),
    ]
