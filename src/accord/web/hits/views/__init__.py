"""The views of hits, by what a member does."""
