"""`accord bench scale`: one check at saving time, with as many holdings as a country has.

``people`` invents and encodes, ``copying`` and ``loading`` put rows into the real tables as the filing path writes
them, ``checks`` times the matcher's own code, ``clients`` and ``traffic`` work beside it, ``peer`` asks Splink.
"""
