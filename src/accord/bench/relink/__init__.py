"""`accord bench relink`: everybody compared anew, beside Splink on the same people.

- ``people``   two agencies' invented persons with the truth, as rows for us and as files for the peer;
- ``ours``     one comparing, in a process of its own, to be measured and to be killed;
- ``command``  the run, the scores, the JSON line.
"""
