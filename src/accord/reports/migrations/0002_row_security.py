from django.db import migrations

from accord.base.row_security.operations import KeepMine, Protect, RunStatements


def hangs_on_open_report(table: str) -> list[str]:
    """Rows of a report hold its outcome in their foreign key, so a report without indicators can keep none of them."""
    return [
        f"ALTER TABLE {table} ADD COLUMN report_outcome text GENERATED ALWAYS AS ('open') STORED",
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_of_open_report FOREIGN KEY (dossier_id, report_id, report_outcome)"
        " REFERENCES report (dossier_id, id, outcome)",
    ]


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial"), ("dossiers", "0002_row_security")]
    operations = [
        # No policy lets the app delete: reports/functions.sql has the one way in which rows are forgotten.
        Protect("report"),
        Protect("person"),
        Protect("identifier"),
        Protect("report_amendment", writes=("INSERT",), parent="report:report_id"),
        Protect("report_proposal", parent="report:report_id"),
        KeepMine("report_draft", writes=("INSERT", "UPDATE", "DELETE")),
        RunStatements(
            *hangs_on_open_report("person"),
            *hangs_on_open_report("identifier"),
            "ALTER TABLE identifier ADD CONSTRAINT identifier_of_person"
            " FOREIGN KEY (dossier_id, report_id, person_id) REFERENCES person (dossier_id, report_id, id)",
        ),
    ]
