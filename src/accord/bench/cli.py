"""The commands of `accord bench`. Each measures on what is thrown away after, and ends in one JSON line."""

from accord.bench.access.command import access
from accord.bench.directory.command import directory
from accord.bench.hits.command import hits
from accord.bench.leak.command import leak
from accord.bench.link.command import link
from accord.bench.places.command import places
from accord.bench.relink.command import relink
from accord.bench.report.command import every, report
from accord.bench.scale.command import scale

__all__ = ["access", "directory", "every", "hits", "leak", "link", "places", "relink", "report", "scale"]
