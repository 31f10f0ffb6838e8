"""The network that comes of records and judgements: who hangs together with whom, since when, on what evidence.

Plain Python on scipy's sparse graphs. Nothing here is stored: components, communities, paths and positions are derived
anew from rows and judgements, so that taking a judgement back takes everything back that came of it.
"""

from __future__ import annotations

from accord.linkage.network.cities import Connector, connected_cities, connecting
from accord.linkage.network.communities import communities
from accord.linkage.network.components import component_labels, components
from accord.linkage.network.graph import Evidence, Link, Network, Node
from accord.linkage.network.judged import Partition
from accord.linkage.network.layout import Position, positions
from accord.linkage.network.paths import Step, shortest_path

__all__ = [
    "Connector",
    "Evidence",
    "Link",
    "Network",
    "Node",
    "Partition",
    "Position",
    "Step",
    "communities",
    "component_labels",
    "components",
    "connected_cities",
    "connecting",
    "positions",
    "shortest_path",
]
