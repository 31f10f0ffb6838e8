"""The seeded story: real agencies, invented people, a network seen in fragments. Deterministic to the byte.

``cast`` who takes part, ``plot`` what happened and who saw which fragment of it, ``trail`` what one desk saw of it from
city to city, ``fragments`` both as they were written down, with the noise of other work, ``seed`` files it all through
the real actions, ``watches`` who waits for what, ``answers``, ``deeds`` and ``joint`` what the members did with it.
Beside it the survivors: ``lives`` says who they are and what they chose, ``support_side`` tells it file by file with
``permit_side`` (applications and times), ``across`` (police, court), ``team_side`` (who works together) and ``stays``
(places held), ``homes`` what the houses have, ``ageing`` gives each life its days, ``desks`` leaves small things begun;
``truth`` writes beside it what is really linked.
"""
