"""Closed files: two people let a colleague read one again, for a reason and for some days."""
