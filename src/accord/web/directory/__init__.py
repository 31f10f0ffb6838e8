"""Keeping the directory: an agency's own services, the sealed address of a shelter, what the office judges."""
