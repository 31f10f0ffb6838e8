"""The access rule: you see a row if you hold a live seat on its dossier. The database enforces it.

- ``functions.sql``  who is asking, and which dossiers they hold;
- ``operations``     the migration operations that give a table its policy;
- ``models``         ``Protected``, the base of every table with protected rows;
- ``session``        who a transaction acts for;
- ``middleware``     one request, one transaction, one audit entry, and only then the answer.
"""
