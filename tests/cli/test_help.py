"""Help is quick and complete: no command imports its work before it runs."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from accord.cli import Borrowed, main


@pytest.mark.parametrize(
    "name", ["serve", "worker", "demo", "import", "bench", "doctor", "migrate", "translations"]
)
def test_command_has_help(name):
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert "Usage" in result.output


def test_unknown_command_exits_with_2():
    assert CliRunner().invoke(main, ["sreve"]).exit_code == 2


def test_importing_the_command_line_imports_no_framework():
    code = "import sys, accord.cli; print([m for m in ('django', 'psycopg', 'babel', 'duckdb') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_borrowed_group_offers_what_the_other_package_defines(tmp_path, monkeypatch):
    (tmp_path / "lender").mkdir()
    (tmp_path / "lender" / "__init__.py").touch()
    (tmp_path / "lender" / "cli.py").write_text(
        "import click\n@click.command()\ndef persons():\n    '''Read persons.'''\n    click.echo('read')\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("ACCORD_DATA", str(tmp_path))
    group = Borrowed("import", "lender.cli", "Read files.")
    assert CliRunner().invoke(group, ["persons"]).output == "read\n"
    assert "Read persons." in CliRunner().invoke(group, ["--help"]).output


def test_borrowed_group_is_empty_while_the_other_package_is_missing():
    assert Borrowed("import", "nowhere.cli", "Read files.").list_commands(click.Context(main)) == []
