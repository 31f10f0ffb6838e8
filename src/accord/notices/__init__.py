"""Telling members: a recipient, a kind, an opaque subject. A notice never carries personal data."""
