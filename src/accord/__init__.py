"""Accord: partnerships against trafficking in persons."""
