from django.db import migrations, models

from accord.base.row_security.operations import Guard


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0004_row_security_of_keys")]
    operations = [
        migrations.CreateModel(
            name="Way",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("asking", models.UUIDField()),
                ("asked", models.UUIDField()),
            ],
            options={"db_table": "way"},
        ),
        Guard("way"),
    ]
