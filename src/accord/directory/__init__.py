"""The published directory of services: who helps with what, where, in which language. Nothing in it is secret."""
