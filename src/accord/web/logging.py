"""Logs as JSON lines without personal data: what is not on the list below is dropped, whoever wrote it.

Messages of libraries can carry anything (an address with a searched name, a row that broke a constraint), so of them
only the logger, the level and the kind of the exception are kept, with the places in the code that it passed.
"""

from __future__ import annotations

import logging
import traceback

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

ALLOWED = frozenset(
    {"event", "level", "timestamp", "logger", "request_id", "method", "route", "status", "ms"}
    | {"task", "count", "error", "where"}
)
FRAMES = 8


def only_allowed(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    """Drops every key that is not on the list."""
    return {key: value for key, value in event.items() if key in ALLOWED}


def without_message(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    """A library's record keeps the name of its logger in place of its message."""
    return {**event, "event": event["logger"]}


def error_places(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    """The kind of an exception and the lines it passed; never its message, which may quote what was typed."""
    info = event.pop("exc_info", None)
    if isinstance(info, tuple) and info[1] is not None:
        frames = traceback.extract_tb(info[2])[-FRAMES:]
        event["error"] = type(info[1]).__name__
        event["where"] = [
            f"{frame.filename.rsplit('/site-packages/')[-1]}:{frame.lineno}" for frame in frames
        ]
    return event


_SHARED: list[Processor] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso"),
    error_places,
]


def formatter() -> logging.Formatter:
    """What the handlers in the settings use."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return structlog.stdlib.ProcessorFormatter(
        processors=[only_allowed, structlog.processors.JSONRenderer()],
        foreign_pre_chain=[*_SHARED, without_message],
    )
