"""`accord relink`: every pair of persons of different agencies compared anew, by the model of today.

- ``models``   how far a run has come;
- ``export``   the one place that reads holdings, for ``accord.linkage.batch``;
- ``telling``  pairs found: as online, through ``meeting.tell``;
- ``known``    pairs known: band and reasons anew, closed below the threshold, never against a judgement;
- ``run``      the whole, which goes on where it was killed.
"""
