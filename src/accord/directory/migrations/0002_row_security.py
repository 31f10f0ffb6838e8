from django.db import migrations

from accord.base.row_security.operations import Publish, RunStatements

TABLES = ("organization", "service", "eligibility", "location", "service_at_location", "schedule", "phone")


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]
    operations = [
        *[Publish(table) for table in TABLES],
        # A service that becomes confidential cannot keep a place, and one with a place cannot become confidential.
        RunStatements(
            "ALTER TABLE service_at_location ADD CONSTRAINT place_of_an_open_service"
            " FOREIGN KEY (service_id, confidential) REFERENCES service (id, confidential) ON DELETE CASCADE"
        ),
    ]
