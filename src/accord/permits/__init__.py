"""Applications to authorities with minimum facts, and the clocks of rights."""
