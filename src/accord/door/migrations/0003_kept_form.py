import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accord.base.clock


class Migration(migrations.Migration):
    dependencies = [("door", "0002_attempts")]
    operations = [
        migrations.CreateModel(
            name="KeptForm",
            fields=[
                ("id", models.UUIDField(default=accord.base.clock.new_id, primary_key=True, serialize=False)),
                ("sealed", models.BinaryField()),
                ("until", models.DateTimeField(db_index=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kept_forms",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"db_table": "kept_form"},
        ),
    ]
