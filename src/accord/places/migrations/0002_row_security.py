from django.db import migrations

from accord.base.row_security.operations import Guard

SUPPORT = "(SELECT accord.i_support())"
OURS = f"{SUPPORT} AND agency_id = (SELECT accord.my_agency())"
EITHER = f"{SUPPORT} AND (SELECT accord.my_agency()) = ANY (ARRAY[agency_id, provider_id])"


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]
    operations = [
        # Written by places/functions.sql; a turn-away alone is a row that its agency adds by itself.
        Guard("place", ("support_reads", "SELECT", "accord_app", SUPPORT, "")),
        Guard("place_change", ("own_reads", "SELECT", "accord_app", OURS, "")),
        Guard("hold", ("either_side_reads", "SELECT", "accord_app", EITHER, "")),
        Guard("hold_word"),
        Guard(
            "turn_away",
            ("own_reads", "SELECT", "accord_app", OURS, ""),
            ("own_inserts", "INSERT", "accord_app", "", OURS),
        ),
    ]
