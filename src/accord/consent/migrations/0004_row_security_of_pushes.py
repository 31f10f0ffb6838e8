from django.db import migrations

from accord.base.row_security.operations import Guard, Protect

OURS = "agency_id = (SELECT accord.my_agency())"
OUR_WORDING = f"{OURS} AND (SELECT accord.i_am('administrator'))"


class Migration(migrations.Migration):
    dependencies = [("consent", "0003_texts_and_pushes"), ("consent", "0002_row_security")]
    operations = [
        # Added to and never changed: what was read on a day can be shown again.
        Guard(
            "consent_text",
            ("agency_reads", "SELECT", "accord_app", OURS, ""),
            ("administrator_inserts", "INSERT", "accord_app", "", OUR_WORDING),
        ),
        Protect("statutory_push", writes=()),  # written by consent/pushes/functions.sql alone
        Guard("push_entry"),
    ]
