"""Views of reports, by what somebody came to do."""
