"""Arrays of whole numbers on their way to PostgreSQL in binary: a look-up sends some hundred of them."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any

import numpy as np
import psycopg
from numpy.typing import NDArray
from psycopg.adapt import Dumper
from psycopg.pq import Format

INT4 = psycopg.adapters.types["int4"]
_ITEM = np.dtype([("size", ">i4"), ("value", ">i4")])


class Int4s:
    """An ``int[]`` without nulls. Raises OverflowError for what does not fit."""

    __slots__ = ("packed",)

    def __init__(self, values: Sequence[int] | NDArray[Any]) -> None:
        items = np.empty(len(values), _ITEM)
        items["size"] = 4
        items["value"] = np.asarray(values, dtype=np.int32) if not isinstance(values, np.ndarray) else values
        dimensions = (len(values), 1) if len(values) else ()
        self.packed = struct.pack(f">iiI{len(dimensions)}i", len(dimensions) // 2, 0, INT4.oid, *dimensions)
        self.packed += items.tobytes()


class _Int4sDumper(Dumper):
    format = Format.BINARY
    oid = INT4.array_oid

    def dump(self, obj: Int4s) -> bytes:
        return obj.packed


def know_arrays(connection: psycopg.Connection[Any]) -> None:
    """Let a connection send ``Int4s``. To register them for all would not reach what Django has connected before."""
    connection.adapters.register_dumper(Int4s, _Int4sDumper)
