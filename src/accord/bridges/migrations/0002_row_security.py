from django.db import migrations

from accord.base.row_security.operations import Protect

OWN = "agency_id = (SELECT accord.my_agency())"


class Migration(migrations.Migration):
    dependencies = [("bridges", "0001_initial"), ("dossiers", "0005_way")]
    operations = [
        # Written by bridges/functions.sql alone: one act, two rows.
        Protect("place_request", writes=(), also=OWN),
        Protect("bridge", writes=(), also=OWN),
        Protect("bridge_date", writes=(), also=OWN),
    ]
