from django.db import migrations

from accord.base.row_security.operations import Guard, Protect

OUR_AGENCY = "agency_id = (SELECT accord.my_agency())"
OWN_AGENCY = f"{OUR_AGENCY} AND (SELECT accord.i_support())"
CHANGED = ("INSERT", "UPDATE", "DELETE")


class Migration(migrations.Migration):
    dependencies = [("support", "0003_record"), ("agencies", "0002_row_security")]
    operations = [
        Protect("screening", writes=("INSERT",)),
        Protect("screening_answer", writes=CHANGED, parent="screening:screening_id"),
        Protect("duty_record", writes=("INSERT",)),
        Protect("need"),
        Protect("goal"),
        Protect("safety_plan"),
        # A counsellor's notes: for seats of the agency that wrote them, whoever else sits on the file.
        Protect("case_note", writes=("INSERT",), also=OUR_AGENCY),
        Protect("summary"),
        Protect("child", writes=CHANGED),
        Protect("interpreter_booking"),
        Protect("attachment", writes=("INSERT", "DELETE")),
        Protect("follow_up"),
        Protect("cover", writes=()),
        Protect("alert"),
        Guard(
            "duty_shift",
            ("colleagues_read", "SELECT", "accord_app", OWN_AGENCY, ""),
            ("colleagues_insert", "INSERT", "accord_app", "", OWN_AGENCY),
            ("colleagues_delete", "DELETE", "accord_app", OWN_AGENCY, ""),
        ),
    ]
