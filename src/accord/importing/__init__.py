"""Reading a partner's files into a dossier, through the same action that files a report.

``mapping`` says which of their columns is which of our fields, ``source`` reads the file whatever its dialect,
``rows`` makes a draft of a row or says what is wrong with it, ``run`` files the drafts batch by batch.
"""
