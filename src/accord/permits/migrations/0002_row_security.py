from django.db import migrations

from accord.base.row_security.operations import Protect, Publish

MINE_TO_KEEP = "agency_id = (SELECT accord.my_agency()) AND (SELECT accord.i_am('administrator'))"


class Migration(migrations.Migration):
    dependencies = [
        ("permits", "0001_initial"),
        ("dossiers", "0004_row_security_of_keys"),
        ("agencies", "0003_intake_duty"),
    ]
    operations = [
        Publish("published_right", keepers="(SELECT accord.i_am('broker')) AND (SELECT accord.i_broker())"),
        Publish("pathway_use", keepers=MINE_TO_KEEP),
        # Written by permits/functions.sql alone: one act, two rows, and a history that nobody rewrites.
        Protect("application", writes=()),
        Protect("application_step", writes=(), parent="application:application_id"),
        Protect("right_clock", parent="application:application_id"),
    ]
