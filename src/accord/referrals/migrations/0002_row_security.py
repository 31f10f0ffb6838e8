from django.db import migrations

from accord.base.row_security.operations import Protect

OWN = "agency_id = (SELECT accord.my_agency())"


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial"), ("dossiers", "0005_way")]
    operations = [
        # Written by referrals/functions.sql alone: one act, two rows.
        Protect("referral", writes=(), also=OWN),
        Protect("referral_event", writes=(), also=OWN),
    ]
