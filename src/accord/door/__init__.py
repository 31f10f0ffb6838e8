"""Signing in: accounts, second factors and sessions. Its tables belong to the door role, which the pages lack."""
