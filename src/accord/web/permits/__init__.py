"""Pages of rights, applications and their clocks: for who helps a survivor, and for the authority that decides."""
