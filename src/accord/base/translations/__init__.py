"""English lives in the code; French in locale/fr/LC_MESSAGES/django.po. Nothing ships in one language only.

No gettext programs are needed: Django turns templates into Python, Babel reads Python and writes catalogues.
"""
