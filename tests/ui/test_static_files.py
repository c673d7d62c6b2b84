"""What a browser is sent besides the page: nothing from another host, nothing inline, nothing missing."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

STATIC = Path(settings.BASE_DIR) / "static"
TEMPLATES = Path(settings.BASE_DIR) / "templates"
SHEETS = sorted(STATIC.rglob("*.css"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_stylesheet_asks_no_other_host_for_anything(sheet):
    assert re.findall(r"""(?:https?:)?//[^\s"')]+|@import[^;]+|@font-face|sourceMappingURL""", sheet.read_text()) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_picture_a_stylesheet_names_is_here(sheet):
    named = {
        name for name in re.findall(r"url\(([^)]+)\)", sheet.read_text()) if not name.startswith(("data:", '"data:'))
    }

    assert {name for name in named if not (sheet.parent / name).is_file()} == set()


def test_every_module_a_script_imports_is_here():
    scripts = [path for path in STATIC.rglob("*.js") if not path.name.endswith(".min.js")]
    missing = {
        (script.name, name)
        for script in scripts
        for name in re.findall(r"""from ["']([^"']+)["']""", script.read_text())
        if not (script.parent / name).is_file()
    }

    assert scripts
    assert missing == set()


def test_no_script_fetches_from_another_host():
    own = [path for path in STATIC.rglob("*.js") if "nhsuk" not in path.parts]

    assert {path.name for path in own if re.search(r"https?://", path.read_text())} == set()


def test_the_licence_of_what_we_copied_lies_beside_it():
    assert "MIT License" in (STATIC / "nhsuk" / "LICENCE").read_text()


def test_neither_the_nhs_logo_nor_its_font_is_shipped():
    shipped = {path.name for path in (STATIC / "nhsuk").rglob("*") if path.is_file()}

    assert {name for name in shipped if re.search(r"logo|favicon|frutiger|opengraph|\.woff", name.lower())} == set()


@pytest.mark.parametrize("name", sorted(path.stem for path in (TEMPLATES / "ui" / "icons").glob("*.svg")))
def test_an_icon_is_silent_unless_it_is_given_a_name(name):
    icon = get_template(f"ui/icons/{name}.svg")
    silent, named = icon.render({}), icon.render({"label": 'Needs "this"'})

    assert 'aria-hidden="true"' in silent
    assert "aria-label" not in silent
    assert 'role="img" aria-label="Needs &quot;this&quot;"' in named


def test_no_template_of_ours_has_inline_style_or_script():
    bad = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=|javascript:", re.IGNORECASE)
    pages = [*(TEMPLATES / "ui").rglob("*.*"), *(TEMPLATES / "nhsuk").rglob("*.*"), *TEMPLATES.glob("*.html")]

    assert len(pages) > 40
    assert {path.name for path in pages if bad.search(path.read_text())} == set()
