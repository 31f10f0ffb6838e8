"""Every template is used, and every template that is named exists."""

import re
from pathlib import Path

import django.forms
from django.conf import settings

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "accord"
FOLDERS = [folder for folder in PACKAGE.rglob("templates") if folder.is_dir()]
NAMED = re.compile(r"""["']([\w./-]+\.(?:html|txt))["']""")
# Their names are known to the framework alone.
BY_CONVENTION = re.compile(r"^(?:4\d\d|500)\.html$|^(?:account|mfa|allauth|django|registration)/")


def templates():
    return {
        file.relative_to(folder).as_posix()
        for folder in FOLDERS
        for file in folder.rglob("*")
        if file.is_file()
    }


def named():
    sources = [
        *PACKAGE.rglob("*.py"),
        *(file for folder in FOLDERS for file in folder.rglob("*") if file.is_file()),
    ]
    return {name for source in sources for name in NAMED.findall(source.read_text())}


def test_no_template_is_unused():
    mentioned = named()
    unused = {name for name in templates() if name not in mentioned and not BY_CONVENTION.match(name)}
    assert unused == set()


def test_templates_that_others_name_exist():
    """Only names with a folder are ours for certain."""
    ours = {
        name
        for name in named()
        if name.partition("/")[0] in {n.partition("/")[0] for n in templates() if "/" in n}
    }
    known = templates() | set(_of_packages())
    assert ours - known == set()


def _of_packages():
    for package in (Path(django.forms.__file__).parents[1] / "forms", *_installed()):
        for folder in package.rglob("templates"):
            yield from (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def _installed():
    from importlib.util import find_spec

    for app in settings.INSTALLED_APPS:
        spec = find_spec(app)
        if spec and spec.origin and not app.startswith("accord"):
            yield Path(spec.origin).parent
