"""How fast places are found for one person, and how many of a whole waiting list get one, beside peers."""
