"""What is measured, each command ending in one JSON line: hits against truth, access against its peers."""
