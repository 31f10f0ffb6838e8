import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("support", "0005_stays_and_cover"),
    ]

    operations = [
        migrations.AddField(
            model_name="supportfile",
            name="access_needs",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), blank=True, default=list, size=None
            ),
        ),
        migrations.AddConstraint(
            model_name="supportfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("access_needs__contained_by", ["mobility", "hearing", "sight"])),
                name="support_file_access_known",
            ),
        ),
    ]
