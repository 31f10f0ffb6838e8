from django.db import migrations

from accord.base.row_security.operations import Guard, Protect, RunStatements

SEATED = "id = ANY ((SELECT accord.my_dossiers())::uuid[])"
WORKING = "id = ANY ((SELECT accord.my_writable())::uuid[])"

# The walls. Copies of an agency's and a dossier's facts are held to the truth by foreign keys, so that the checks on
# party and seat (models.py) decide on one row what may stand, whoever writes it.
WALLS = [
    "ALTER TABLE party ADD CONSTRAINT party_of_dossier_kind"
    " FOREIGN KEY (dossier_id, dossier_kind) REFERENCES dossier (id, kind)",
    "ALTER TABLE party ADD CONSTRAINT party_of_agency_facts"
    " FOREIGN KEY (agency_id, realm, immigration_enforcement)"
    " REFERENCES agency (id, realm, immigration_enforcement)",
    "ALTER TABLE seat ADD CONSTRAINT seat_under_party"
    " FOREIGN KEY (dossier_id, agency_id) REFERENCES party (dossier_id, agency_id)",
    "ALTER TABLE seat ADD CONSTRAINT seat_of_member_facts"
    " FOREIGN KEY (member_id, agency_id, human_id) REFERENCES member (id, agency_id, human_id)",
    "ALTER TABLE seat ADD CONSTRAINT seat_granted_within_agency"
    " FOREIGN KEY (granted_by, agency_id) REFERENCES member (id, agency_id)",
    "ALTER TABLE seat ADD CONSTRAINT seat_ends_within_90_days"
    " CHECK (until <= starts + interval '90 days' AND starts >= created_at)",
]


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0001_initial"),
        ("agencies", "0002_row_security"),
        ("notices", "0002_row_security"),
    ]
    operations = [
        RunStatements(*WALLS),
        Guard(
            "dossier",
            ("seat_reads", "SELECT", "accord_app", SEATED, ""),
            ("seat_updates", "UPDATE", "accord_app", WORKING, WORKING),
            ("matcher_reads", "SELECT", "accord_matcher", "true", ""),
        ),
        # Whose dossier it is, and of what kind, is settled when it opens.
        RunStatements(
            "REVOKE UPDATE ON dossier FROM accord_app",
            "GRANT UPDATE (title, last_at, closed_at) ON dossier TO accord_app",
        ),
        # Written by the functions of dossiers/functions.sql alone.
        Protect("party", writes=()),
        Protect("seat", writes=(), matcher=("SELECT",)),
        Protect("disclosure", writes=(), also="agency_id = (SELECT accord.my_agency())"),
        Protect("disclosure_reading", writes=()),
        Guard("reseating"),  # written and read by the functions of custody alone
        Guard("mandate", ("mine_reads", "SELECT", "accord_app", "member_id = (SELECT accord.me())", "")),
    ]
