"""Finding a service: open to everybody, without an account and without JavaScript."""
