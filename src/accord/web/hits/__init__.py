"""Pages of hits: the list, one hit and all that two desks do with it, what waits for a second signature."""
