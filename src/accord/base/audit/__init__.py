"""The audit trail: who saw or did what, when and why. One row a request, committed before the bytes leave.

Rows note themselves as they are read (``Protected.from_db``), actions say what they did (``record``), and
``write`` puts both down as one entry in the transaction of the request. An entry has no foreign keys: the trail must
never hinder, or be hindered by, the data that it speaks of.
"""

from accord.base.audit.trail import Trail, current, record, touched, trail, write

__all__ = ["Trail", "current", "record", "touched", "trail", "write"]
