"""A waiting list and the free places matched at once; and the same eligibility over arrays, for long lists.

Plain Python, NumPy and SciPy: no database. `places.fit` says what is meant; what is here must agree with it.
"""

from accord.places.assignment.matching import Assignment, Pair, Unmet, assign
from accord.places.assignment.prepared import Prepared

__all__ = ["Assignment", "Pair", "Prepared", "Unmet", "assign"]
