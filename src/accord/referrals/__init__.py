"""Sending a survivor on to a service, warmly: one state machine, bound to a consent."""
