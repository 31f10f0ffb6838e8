"""Open Referral's Human Services Data Specification 3.0 (docs.openreferral.org), in and out, nested and tabular."""
