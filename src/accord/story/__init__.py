"""The seeded story: real agencies, invented people, a network seen in fragments. Deterministic to the byte.

``cast`` who takes part, ``plot`` what happened and who saw which fragment of it, ``noise`` what else a desk writes
down, ``seed`` files it all through the real actions, ``truth`` writes beside it what is really linked.
"""
