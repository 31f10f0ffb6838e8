from django.db import migrations

from accord.base.row_security.operations import Guard, Publish

# An administrator keeps the accounts of the own agency. Names of members are read by colleagues and by those who sit
# on a dossier with them, not by the whole country.
MINE_TO_KEEP = "agency_id = (SELECT accord.my_agency()) AND (SELECT accord.i_am('administrator'))"
COLLEAGUES = "agency_id = (SELECT accord.my_agency()) OR id = ANY ((SELECT accord.my_fellows())::uuid[])"


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_initial")]
    operations = [
        Publish("agency"),
        Publish("office", keepers=MINE_TO_KEEP),
        Guard(
            "member",
            ("colleagues_read", "SELECT", "accord_app", COLLEAGUES, ""),
            ("administrator_inserts", "INSERT", "accord_app", "", MINE_TO_KEEP),
            ("administrator_updates", "UPDATE", "accord_app", MINE_TO_KEEP, MINE_TO_KEEP),
            ("matcher_reads", "SELECT", "accord_matcher", "true", ""),
        ),
    ]
