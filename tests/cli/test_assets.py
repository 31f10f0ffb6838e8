"""What the pages load is built from npm packages, without anybody else's brand."""

import gzip
import json

import pytest
from click.testing import CliRunner

from accord.cli import assets as module
from accord.cli.assets import BUILT, assets
from accord.web.map.frames import FRAMES

built = pytest.mark.skipif(not BUILT.exists(), reason="run `make assets` first")


@built
def test_no_brand_of_another_service_is_shipped():
    names = [file.name for file in BUILT.rglob("*") if file.is_file()]
    assert not [name for name in names if "crest" in name or "logotype" in name or "bold-" in name]


@built
def test_own_type_is_there_with_its_licence():
    assert len(list((BUILT / "fonts").glob("noto-sans-latin*.woff2"))) == 4
    assert "SIL OPEN FONT LICENSE" in (BUILT / "licences" / "noto-sans-OFL.txt").read_text()


@built
def test_scripts_name_no_source_map():
    for script in (BUILT / "js").rglob("*.js"):
        assert "sourceMappingURL" not in script.read_text()


@pytest.mark.parametrize("rule", ["font-family:'GDS Transport'", "background:url(govuk-crest.svg)"])
def test_style_that_asks_for_their_type_or_crest_fails_the_build(tmp_path, monkeypatch, rule):
    monkeypatch.setattr(module, "BUILT", tmp_path)
    monkeypatch.setattr(module, "_copies", dict)
    monkeypatch.setattr(module, "_compile_styles", lambda: (tmp_path.mkdir(), _style(tmp_path, rule)))
    result = CliRunner().invoke(assets)
    assert result.exit_code == 1
    assert "GDS Transport or the crest" in result.output


def _style(directory, rule):
    (directory / "accord.css").write_text(f"p{{{rule}}}")


def test_missing_packages_say_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "GOVUK", tmp_path / "nothing")
    result = CliRunner().invoke(assets)
    assert result.exit_code == 1
    assert "make setup" in result.output


@built
def test_outlines_of_the_country_are_small_and_there_for_every_part():
    text = (BUILT / "map" / "geography.json").read_text()
    layers = json.loads(text)
    assert set(layers) == set(FRAMES)
    assert all(layers[code]["provinces"].startswith("M") for code in FRAMES)
    assert max(len(gzip.compress(json.dumps(each).encode())) for each in layers.values()) < 15_000
