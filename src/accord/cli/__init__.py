"""The command `accord`. One file a command; each imports its work only when it runs."""

import importlib
import os
from importlib.util import find_spec

import click

from accord.cli import (
    assets,
    check,
    demo,
    doctor,
    matcher,
    migrate,
    node,
    onboard,
    prepare,
    relink,
    seed,
    serve,
    translations,
    worker,
)


def _use_settings() -> None:
    """The commands of other packages find database and settings named, and need not know this package."""
    from accord.base.postgres.databases import data_dir

    prepare.use(data_dir())
    if (data_dir() / seed.DONE).exists():
        # The data of the demonstration: its lead is chosen without a password on the pages, and so here.
        os.environ.setdefault("ACCORD_DEMO", "1")


class Borrowed(click.Group):
    """A group whose commands live in another package: every click command found in its module `cli`."""

    def __init__(self, name: str, module: str, help: str) -> None:
        super().__init__(name, help=help, callback=_use_settings)
        self.module = module

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self._found())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return self._found().get(cmd_name)

    def _found(self) -> dict[str, click.Command]:
        if find_spec(self.module.rpartition(".")[0]) is None or find_spec(self.module) is None:
            return {}
        things = vars(importlib.import_module(self.module)).values()
        return {thing.name: thing for thing in things if isinstance(thing, click.Command) and thing.name}


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="accord")
def main() -> None:
    """Accord: partnerships against trafficking in persons."""


main.add_command(assets.assets)
main.add_command(check.check)
main.add_command(demo.demo)
main.add_command(doctor.doctor)
main.add_command(matcher.matcher)
main.add_command(migrate.migrate)
main.add_command(node.npm)
main.add_command(onboard.onboard)
main.add_command(relink.relink)
main.add_command(seed.seed)
main.add_command(serve.serve)
main.add_command(translations.translations)
main.add_command(worker.worker)
main.add_command(Borrowed("import", "accord.importing.cli", "Read records from files."))
main.add_command(Borrowed("export", "accord.directory.cli", "Write public lists in open formats."))
main.add_command(Borrowed("directory", "accord.directory.alike.cli", "Look after the directory."))
main.add_command(Borrowed("bench", "accord.bench.cli", "Measure hits and access."))
