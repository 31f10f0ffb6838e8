"""The pages of the caseload and of a file, part by part."""
