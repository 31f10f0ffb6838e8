"""Lines to call, said in one place: for the front page, whoever looks for help, and workers in an emergency."""
