"""Measuring linkage on labelled files, in memory. Nothing online imports this package."""
