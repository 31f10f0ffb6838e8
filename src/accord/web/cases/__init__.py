"""Pages of joint cases: the list, one case, and giving something into it."""
