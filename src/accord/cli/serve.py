"""`accord serve`: the web server."""

import os
import socket
import sys

import click


def granian(host: str, port: int, workers: int) -> list[str]:
    """The server's command line. Behind a reverse proxy that speaks TLS (docs/operations.md)."""
    address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][4][0]  # the server takes no names
    return [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", str(address), "--port", str(port),
            "--workers", str(workers), "--no-ws",
            # Each thread holds two connections to the database, which has a hundred.
            "--blocking-threads", "8", "--backpressure", "128", "--respawn-failed-workers", "--log-level", "warning",
            "--workers-kill-timeout", "10", "accord.web.wsgi:application"]  # fmt: skip


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1), help="Server processes.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the pages and the API until stopped."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accord.web.settings")
    command = granian(host, port, workers)
    os.execv(command[0], command)  # noqa: S606 - becomes the server: signals reach it directly
