"""Corridors: which two cities are connected by what was seen in both, from the reports that one's own seats show.

A *tie* is something by which two reports speak of the same: an identifier of one form (what does not move, premises,
and what is published as too common are left out), a person of one full name and date of birth within one dossier, or
person records judged the same. Each tie stands for itself: ties are not chained, or one shared telephone would join
everybody. A tie seen in two cities connects them; the *weight* of a corridor is the number of distinct reports that
hold its ties in either city. Within a tie, in the order of days, each change from one city to the other is a *move*;
two reports of one day say nothing of direction. No report names a from and a to of its own, so none is read for that.

Withdrawn reports, reports without indicators, and cities that are not on the list of ``places`` do not count.
"""

from accord.reports.corridors.between import Connection, connections
from accord.reports.corridors.seen import bounds, ties
from accord.reports.corridors.weave import Corridor, Sighting, Tie, weave

__all__ = ["Connection", "Corridor", "Sighting", "Tie", "bounds", "connections", "ties", "weave"]
