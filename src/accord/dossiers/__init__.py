"""Dossier, party, seat, disclosure, mandate: the access model, and nothing else."""
