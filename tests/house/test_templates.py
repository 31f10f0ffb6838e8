"""Every template is used, and every template that is named exists."""

import re
from importlib.util import find_spec
from pathlib import Path

import django
from django.conf import settings

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "accord"
FOLDERS = [folder for folder in PACKAGE.rglob("templates") if folder.is_dir()]
NAMED = re.compile(r"""["']([\w./{}-]+\.(?:html|txt))["']""")
FILLED_IN = re.compile(r"\\{[\w\\.]+\\}")  # the {status} of f"pages/{status}.html", once escaped
# Their names are known to the framework alone.
BY_CONVENTION = re.compile(r"^(?:account|mfa|allauth|django|registration)/")


def files(folders):
    return [file for folder in folders for file in folder.rglob("*") if file.suffix in {".html", ".txt"}]


def templates_in(folders):
    return {file.relative_to(folder).as_posix() for folder in folders for file in files([folder])}


def named():
    """Names of templates in Python and templates, as patterns where a part is filled in."""
    sources = [*PACKAGE.rglob("*.py"), *files(FOLDERS)]
    found = {name for source in sources for name in NAMED.findall(source.read_text())}
    return {re.compile(FILLED_IN.sub(r"[\\w-]+", re.escape(name))): name for name in found}


def of_packages():
    installed = (find_spec(app) for app in settings.INSTALLED_APPS if not app.startswith("accord"))
    packages = [Path(spec.origin).parent for spec in installed if spec and spec.origin]
    packages.append(Path(django.__file__).parent / "forms")
    return templates_in([folder for package in packages for folder in package.rglob("templates")])


def test_no_template_is_unused():
    patterns = named()
    unused = [
        name
        for name in templates_in(FOLDERS)
        if not BY_CONVENTION.match(name) and not any(pattern.fullmatch(name) for pattern in patterns)
    ]
    assert unused == []


def test_templates_that_others_name_exist():
    """Only names in a folder of ours are ours for certain."""
    ours = templates_in(FOLDERS)
    folders = {name.partition("/")[0] for name in ours if "/" in name}
    missing = [
        name
        for pattern, name in named().items()
        if name.partition("/")[0] in folders and not any(map(pattern.fullmatch, ours | of_packages()))
    ]
    assert missing == []
