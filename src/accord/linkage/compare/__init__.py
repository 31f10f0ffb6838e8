"""Comparators: one file a kind of field. Each reads packed tokens and names the level at which two agree.

A level is a small integer, an index into the field's tuple in ``levels``; weights are looked up by it. Every
comparator is symmetric: the level does not depend on which payload is left.
"""
