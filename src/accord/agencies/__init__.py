"""Agencies, their offices and their members: who the partners are."""
