from django.db import migrations

from accord.base.row_security.operations import KeepMine


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]
    operations = [KeepMine("notice", column="recipient_id", filed_by_others=True, matcher=("INSERT",))]
