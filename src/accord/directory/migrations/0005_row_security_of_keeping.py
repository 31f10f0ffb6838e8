from django.db import migrations

from accord.base.row_security.operations import Guard, Publish, RunStatements

OURS = "agency_id = (SELECT accord.my_agency()) AND (SELECT accord.i_support())"

BROKER = "(SELECT accord.i_am('broker')) AND (SELECT accord.i_broker())"


class Migration(migrations.Migration):
    dependencies = [("directory", "0004_keeping"), ("agencies", "0002_row_security")]
    operations = [
        Publish("service_keeper"),
        Guard(
            "shelter_location",
            ("shelter_reads", "SELECT", "accord_app", OURS, ""),
            ("shelter_inserts", "INSERT", "accord_app", "", OURS),
            ("shelter_updates", "UPDATE", "accord_app", OURS, OURS),
            ("shelter_deletes", "DELETE", "accord_app", OURS, ""),
        ),
        Publish("organization_judgement", keepers=BROKER),
        # Whose address it is does not change; a row is written anew or forgotten.
        RunStatements(
            "REVOKE UPDATE ON shelter_location FROM accord_app",
            "GRANT UPDATE (sealed, written_at, written_by) ON shelter_location TO accord_app",
        ),
    ]
