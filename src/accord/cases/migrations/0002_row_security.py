from django.db import migrations

from accord.base.row_security.operations import Protect

# A third partner of a case does not learn what two others exchanged.
SHOWN = "shown_to IS NULL OR shown_to = (SELECT accord.my_agency())"


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("dossiers", "0002_row_security")]
    operations = [
        # Written by cases/functions.sql alone: a proposal crosses to another dossier, a history is not rewritten.
        Protect("joint_proposal", writes=()),
        Protect("joint_case", writes=()),
        Protect("case_event", writes=(), also=SHOWN),
        Protect("case_task"),
    ]
