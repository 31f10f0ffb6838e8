from django.db import migrations

from accord.base.row_security.operations import Protect


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0003_consent_and_keys")]
    operations = [
        # Each party keeps its own wrapping; another agency's is written by the function that admits it.
        Protect("dossier_key", writes=("INSERT",), also="agency_id = (SELECT accord.my_agency())"),
    ]
