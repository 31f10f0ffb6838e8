"""Pages of reports: filing one, reading it, changing it."""
