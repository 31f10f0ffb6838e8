"""Every pair at once: all holdings compared with all others, on one machine or on Spark.

- ``plan``        which rows may be candidates, cut into chunks; the same for both engines;
- ``folder``      the work folder: rows in, pairs out, all Parquet, what is done and what is not;
- ``prepare``     keys counted, pruned and numbered by DuckDB; payloads as one matrix on disk;
- ``candidates``  rows that share rare keys, by a sparse product; ``own`` keys for files of one owner;
- ``scoring``     weights of candidates, over arrays;
- ``local``       the engine on one machine; ``spark`` the same plan on a cluster;
- ``clusters``    connected components of the pairs.

Nothing online imports this package.
"""
