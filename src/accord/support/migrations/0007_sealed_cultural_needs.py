from django.db import migrations, models


class Migration(migrations.Migration):
    """What stood there in clear is dropped, and not carried over: its keys are with the agencies, not with the owner."""

    dependencies = [
        ("support", "0006_access_needs"),
    ]

    operations = [
        migrations.RemoveField(model_name="supportfile", name="cultural_needs"),
        migrations.AddField(
            model_name="supportfile",
            name="sealed_cultural_needs",
            field=models.BinaryField(default=bytes),
        ),
    ]
