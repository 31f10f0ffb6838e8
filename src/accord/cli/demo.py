"""`accord demo`: the whole platform on one machine, with an invented story."""

import errno
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from accord.cli.children import Child
from accord.cli.prepare import bring_into_step, use
from accord.cli.seed import DONE, REPORTS, SIGN_INS, TELLING
from accord.cli.serve import granian

if TYPE_CHECKING:
    from accord.base.postgres.cluster import Cluster

HEALTH_SECONDS = 60
HOPELESS = 4  # deaths in a row while starting
OURS = ("secrets", "static", "logs", "story-truth.json", TELLING, DONE, SIGN_INS)


class CannotStart(click.ClickException):
    """Something of the caller's must change first: another port, another directory."""

    exit_code = 2


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--data",
    default=".accord/demo",
    show_default=True,
    type=click.Path(path_type=Path),
    envvar="ACCORD_DATA",
    help="Where it is kept.",
)
@click.option(
    "--reports", default=REPORTS, show_default=True, type=click.IntRange(1), help="How many the story has."
)
@click.option("--fresh", is_flag=True, help="Forget what was done before, and tell the story anew.")
def demo(port: int, host: str, data: Path, reports: int, fresh: bool) -> None:
    """Run database, server and worker with an invented story, until Ctrl-C."""
    from accord.base.postgres.account import ServerError

    _stop_on_signals()
    use(data)
    os.environ["ACCORD_DEMO"] = "1"
    try:
        with _alone(data):
            _require_free(host, port)
            with _database(data, fresh) as (admin_url, cluster):
                _prepare(admin_url, reports)
                _run(data, host, port, cluster)
    except ServerError as error:
        raise click.ClickException(str(error)) from None
    except KeyboardInterrupt:
        click.echo("Stopped.")


def _stop_on_signals() -> None:
    """SIGTERM and a closed terminal stop us the way Ctrl-C does."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A second Ctrl-C must not cut the stopping short and leave the database behind."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    yield


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    data.mkdir(parents=True, exist_ok=True)
    with (data / "demo.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(
                f"A demonstration already runs on {data}. Stop it, or choose another place with --data."
            ) from None
        yield


def _require_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            why = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
            raise CannotStart(f"Port {port} {why}. Choose another: make demo PORT={port + 1}") from None


@contextmanager
def _database(data: Path, fresh: bool) -> Iterator[tuple[str, "Cluster | None"]]:
    """The administrator's address of the real server (DATABASE_URL), or of the embedded one while we run."""
    from accord.base.postgres.cluster import Cluster

    given = os.environ.get("DATABASE_URL")
    interrupted = (data / TELLING).exists()
    if given and (fresh or interrupted):
        raise CannotStart(
            "A story is told anew in the embedded database only, and DATABASE_URL names another server. "
            "Drop its database `accord` yourself, and choose an empty --data."
        )
    if given:
        _require_no_real_installation(given, data)
        yield given, None
        return
    _ignore_addresses_of_other_servers()
    cluster = Cluster(data / "postgres")
    if interrupted:
        click.echo("The last start was interrupted while it told the story: starting over.")
    if fresh or interrupted:
        _forget(data, cluster)
    click.echo("Starting the database.")
    try:
        cluster.start()
        yield cluster.admin_url(), cluster
    finally:
        with _undisturbed():
            cluster.stop()


def _require_no_real_installation(admin_url: str, data: Path) -> None:
    """Invented people must never be filed among real ones, nor the passwords of real roles be changed."""
    import psycopg

    if (data / DONE).exists():  # it is ours
        return
    try:
        with psycopg.connect(admin_url, connect_timeout=5) as connection:
            taken = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'accord_owner'").fetchone()
    except psycopg.OperationalError as error:
        raise CannotStart(f"DATABASE_URL does not answer: {error}") from None
    if taken:
        raise CannotStart(
            "The server that DATABASE_URL names holds an Accord already: demonstrate elsewhere."
        )


def _ignore_addresses_of_other_servers() -> None:
    """An invented story must never reach the server that ACCORD_APP_URL and its like happen to name."""
    from accord.base.postgres.databases import ROLES

    for role in ROLES:
        os.environ.pop(f"ACCORD_{role.upper()}_URL", None)


def _forget(data: Path, cluster: "Cluster") -> None:
    cluster.destroy()
    for name in OURS:
        path = data / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _prepare(admin_url: str, reports: int) -> None:
    click.echo("Bringing database, translations and static files into step.")
    bring_into_step(admin_url)
    command = [sys.executable, "-m", "accord.cli", "seed", "--reports", str(reports)]
    told = subprocess.run(command, check=False)
    if told.returncode:
        raise click.ClickException("the story could not be told; see above.")


def _run(data: Path, host: str, port: int, cluster: "Cluster | None") -> None:
    logs = data / "logs"
    logs.mkdir(exist_ok=True)
    server = Child("server", granian(host, port, workers=1), logs / "server.log", click.echo)
    worker = Child("worker", [sys.executable, "-m", "accord.cli", "worker"], logs / "worker.log", click.echo)
    try:
        for child in (server, worker):
            child.start()
        _wait_until_healthy([server, worker], host, port)
        _greet(data, port)
        _tend([server, worker], cluster)
    finally:
        with _undisturbed():
            for child in (server, worker):
                child.ask_to_stop()
            for child in (server, worker):
                child.wait_or_kill()


def _wait_until_healthy(children: list[Child], host: str, port: int) -> None:
    address = "localhost" if host in ("0.0.0.0", "::", "127.0.0.1") else host  # noqa: S104 - compared, not bound
    deadline = time.monotonic() + HEALTH_SECONDS
    while not _answers(f"http://{address}:{port}/health"):
        for child in children:
            child.tend()
        if time.monotonic() > deadline or any(child.deaths >= HOPELESS for child in children):
            raise click.ClickException(
                "the platform does not come up.\n" + "\n".join(map(_last_words, children))
            )
        time.sleep(0.2)


def _why(children: list[Child]) -> str:
    return "\n".join(_last_words(child) for child in [c for c in children if c.deaths] or children)


def _last_words(child: Child) -> str:
    lines = child.log.read_text(errors="replace").splitlines()[-15:]
    return "\n".join([f"The end of {child.log}:", *lines])


def _answers(url: str) -> bool:
    """Whether the server says that it, the database and the worker are well."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _greet(data: Path, port: int) -> None:
    click.echo(f"\nAccord runs at  http://localhost:{port}/\n")
    sign_ins = data / SIGN_INS
    if sign_ins.exists() and sign_ins.read_text():
        click.echo(f"Sign in as one of these invented people:\n{sign_ins.read_text()}")
    click.echo(f"Everything here is invented. Logs: {data / 'logs'}. Stop with Ctrl-C.")


def _tend(children: list[Child], cluster: "Cluster | None") -> None:
    """Until a signal comes: a dead child or a killed database is started again."""
    while True:
        for child in children:
            child.tend()
        if cluster is not None and not cluster.running():
            click.echo("The database stopped; starting it again.")
            cluster.start()
        time.sleep(1)
