"""`accord bench access`: what the access rule costs, and whether time tells a hidden row from none.

- ``holdings``  a full database: seats by the thousand, desks by the hundred thousand, and the peers;
- ``asking``    the lists and look-ups, as the app asks them;
- ``measure``   percentiles, and how well time tells two answers apart;
- ``command``   the run and its table.
"""
