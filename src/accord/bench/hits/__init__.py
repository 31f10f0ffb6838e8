"""`accord bench hits`: two labelled files as two agencies, through the real path, scored against the truth.

``stage`` founds the agencies and opens their desks, ``feed`` files left in bulk and right as reports at a steady pace,
``score`` compares what the matcher found with the labels.
"""
