from django.db import migrations, models


class Migration(migrations.Migration):
    """The receiver's copy names no agreement: two that name the same one would be known as one survivor's."""

    dependencies = [("dossiers", "0005_way")]
    operations = [
        migrations.RemoveConstraint("disclosure", "disclosure_consent_is_named"),
        migrations.AddConstraint(
            "disclosure",
            models.CheckConstraint(
                condition=models.Q(side="received", consent_id__isnull=True)
                | models.Q(side="given", consent_id__isnull=False)
                | models.Q(side="given") & ~models.Q(basis="consent"),
                name="disclosure_consent_is_named_by_the_giver",
            ),
        ),
    ]
