"""Rows drawn by compiled templates: all of them compile, and what a person typed stays words."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from supportgroup.ui import rows
from supportgroup.ui.templatetags.ui import table

TEMPLATES = Path(settings.BASE_DIR) / "templates"
HOSTILE = "<script>alert('x')</script>"


@pytest.mark.parametrize("name", sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.jinja")))
def test_every_template_compiles(name):
    assert rows.compiled(name).root_render_func


def test_a_table_escapes_what_stands_in_its_cells():
    html = table({"columns": [{"text": HOSTILE}], "rows": [[{"text": HOSTILE}]], "caption": HOSTILE})
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 3


def test_a_table_of_many_columns_names_each_cell_on_a_phone():
    html = table({"columns": [{"text": f"Column {n}"} for n in range(4)], "rows": [[{"text": n} for n in range(4)]]})
    assert 'data-label="Column 3">3</td>' in html
    assert 'data-label="Column 0"' not in html  # the first heads the card


def test_a_hidden_cell_says_so_and_not_what_it_hides():
    html = table({"columns": [{"text": "Answer"}], "rows": [[{"text": "Yes"}], [{"text": "3", "hidden": True}]]})
    assert ">hidden<" in html
    assert ">3<" not in html


def test_filters_stand_twice_for_wide_and_narrow_and_count_in_thousands():
    groups = [{"heading": "Place", "items": [{"text": HOSTILE, "url": "?place=home", "count": 1234, "current": True}]}]
    html = render_to_string("ui/components/filters.html", {"filter_groups": groups, "clear_url": "?"})
    assert html.count("<span>1,234</span>") == 2
    assert "<script>" not in html
    assert "Show only: everything" in html
