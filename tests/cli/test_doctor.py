"""The doctor names what ails and what to do, and looks at everything even when the first thing is wrong."""

import os
import subprocess
import sys


def doctor(tmp_path, **extra):
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("ACCORD_", "PG"))}
    environment |= {"ACCORD_DATA": str(tmp_path), **extra}
    command = [sys.executable, "-m", "accord.cli", "doctor"]
    return subprocess.run(command, env=environment, check=False, capture_output=True, text=True)


def test_nothing_installed_yet(tmp_path):
    done = doctor(tmp_path)
    assert done.returncode == 1
    names = ["python", "database", "roles", "migrations", "keys", "translations", "assets", "worker", "clock"]
    assert [line.split()[1] for line in done.stdout.splitlines()] == names
    assert "no address for the role app: run `accord migrate`" in done.stdout
    assert "keys are missing" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_keys_that_others_can_read(tmp_path):
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    for name in ("matching.key", "django.secret"):
        (secrets / name).write_text("00")
        (secrets / name).chmod(0o644)
    assert "others can read matching.key, django.secret" in doctor(tmp_path).stdout


def test_keys_beside_the_database_are_not_outside_it(tmp_path):
    secrets = tmp_path / "postgres" / "secrets"
    secrets.mkdir(parents=True)
    for name in ("matching.key", "django.secret"):
        (secrets / name).write_text("00")
        (secrets / name).chmod(0o600)
    done = doctor(tmp_path, ACCORD_SECRETS=str(secrets))
    assert "the keys lie inside the database's directory" in done.stdout
