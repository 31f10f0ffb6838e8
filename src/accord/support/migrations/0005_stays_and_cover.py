from django.db import migrations, models

import accord.base.clock
from accord.base.row_security.operations import Protect


class Migration(migrations.Migration):
    dependencies = [
        ("support", "0004_row_security_of_record"),
    ]

    operations = [
        migrations.CreateModel(
            name="HeldPlace",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "dossier_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("dossier_id", models.UUIDField()),
                ("id", models.UUIDField(default=accord.base.clock.new_id)),
                ("created_at", models.DateTimeField(default=accord.base.clock.now)),
                ("kept_by", models.UUIDField()),
                ("until", models.DateTimeField()),
                ("sealed_words", models.BinaryField(default=bytes)),
                (
                    "outcome",
                    models.TextField(
                        choices=[
                            ("held", "Held"),
                            ("arrived", "Arrived"),
                            ("released", "Released"),
                            ("expired", "Time ran out"),
                            ("refused", "Refused"),
                        ],
                        default="held",
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "held_place",
            },
        ),
        migrations.AddField(
            model_name="cover",
            name="began_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="followup",
            name="kind",
            field=models.TextField(
                choices=[
                    ("day", "Follow-up after 24 hours"),
                    ("week", "Follow-up after 7 days"),
                    ("month", "Follow-up after 30 days"),
                    ("place", "No place yet: look again"),
                    ("other", "Something to do"),
                ]
            ),
        ),
        migrations.AddIndex(
            model_name="cover",
            index=models.Index(
                condition=models.Q(("began_at__isnull", True)), fields=["dossier_id"], name="cover_to_begin"
            ),
        ),
        migrations.AddIndex(
            model_name="heldplace",
            index=models.Index(
                condition=models.Q(("outcome", "held")), fields=["dossier_id"], name="held_place_unsettled"
            ),
        ),
        migrations.AddConstraint(
            model_name="heldplace",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["held", "arrived", "released", "expired", "refused"])),
                name="held_place_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="heldplace",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("outcome", "held")),
                    models.Q(models.Q(("outcome", "held"), _negated=True), ("ended_at__isnull", False)),
                    _connector="OR",
                ),
                name="held_place_ended_and_how",
            ),
        ),
        Protect("held_place", writes=()),
    ]
