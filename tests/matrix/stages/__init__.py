"""What each further area puts on the stage: a file an area, with ``things(world, people, things)``."""
