"""Places to stay by kind: free, held, occupied. It knows how many and whom a place takes, never who comes."""
