"""What the embedded server is told: private, durable, and silent about what is asked of it."""

from collections.abc import Mapping
from pathlib import Path

ALWAYS = {
    "listen_addresses": "",  # no TCP: the only door is the socket
    "port": "5432",  # part of the socket's name
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "synchronous_commit": "on",  # an acknowledged report is on disk
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "off",
    # The log holds starts, stops and failures of the server, never what a person typed. Messages of level
    # ERROR quote values ("invalid input syntax for type date: ..."), and DETAIL quotes rows, so both are out.
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_temp_files": "-1",
    "log_lock_waits": "off",
    "log_checkpoints": "off",  # one line every five minutes, forever
}
SIZES = {"shared_buffers": "256MB", "max_connections": "100", "max_wal_size": "2GB"}


def render(socket_directory: Path, extra: Mapping[str, str]) -> str:
    """The lines of accord.conf. `extra` wins over the sizes and, in tests, over anything else."""
    settings = {"unix_socket_directories": str(socket_directory)} | ALWAYS | SIZES | dict(extra)
    return "".join(f"{name} = {_quoted(value)}\n" for name, value in settings.items())


def _quoted(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"
