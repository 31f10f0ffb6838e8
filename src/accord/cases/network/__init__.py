"""The network of a dossier: what its rows say of persons, identifiers and cities, woven into one picture.

Row security decides which rows there are; nothing here adds to them or hides any for want of a right.
"""
