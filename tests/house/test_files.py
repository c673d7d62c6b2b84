"""The size and the furniture of the house."""

import ast
import re

import pytest

from tests.house.code import ROOT, source_files, tree_of, views

LONGEST_FILE, LONGEST_VIEW, MEDIAN_FILE = 300, 25, 100
FURNITURE = {
    "__init__", "admin_words", "apps", "choices", "rules", "querysets", "models", "letters", "actions", "policy",
    "reactions", "forms", "tasks", "views", "urls", "today",
}  # fmt: skip
FOLDERS = {"management", "migrations", "templatetags"}
ROOMS = [
    ROOT / room
    for room in (
        "supportgroup/groups", "supportgroup/accounts", "supportgroup/people", "supportgroup/outbox",
        "supportgroup/consent", "supportgroup/contactlog", "supportgroup/tracing",
        "supportgroup/rights/keeping", "supportgroup/rights/copies",
        "supportgroup/rights/complaints", "supportgroup/rights/erasing",
        "supportgroup/signin", "supportgroup/home", "supportgroup/upkeep", "supportgroup/longwork", "supportgroup/uploads",
        "supportgroup/disclosure", "supportgroup/audit", "supportgroup/access", "supportgroup/administration",
        "surveys/questionnaire", "surveys/mailing", "surveys/answers", "surveys/keying", "surveys/screening",
        "surveys/themes",
        "surveys/replying", "surveys/results",
    )
]  # fmt: skip
NEVER = {"utils", "helpers", "common", "core", "services", "misc", "admin"}


def test_no_file_is_longer_than_the_wall():
    too_long = {
        str(path.relative_to(ROOT)): lines
        for path in source_files()
        if (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    }

    assert too_long == {}


def test_the_usual_file_is_short():
    lengths = sorted(len(path.read_text().splitlines()) for path in source_files() if path.read_text().strip())

    assert lengths[len(lengths) // 2] <= MEDIAN_FILE


def test_no_view_is_longer_than_25_lines():
    too_long = {
        f"{path.relative_to(ROOT)}:{view.name}": view.end_lineno - view.lineno + 1
        for path, view in views()
        if view.end_lineno - view.lineno + 1 > LONGEST_VIEW
    }

    assert too_long == {}


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_room_holds_only_furniture_with_a_name(room):
    says = (room / "__init__.py").read_text()
    standing = {path.stem for path in room.glob("*.py")} | {
        f"{path.name}" for path in room.iterdir() if path.is_dir() and path.name != "__pycache__"
    }

    strange = {name for name in standing - FURNITURE - FOLDERS if not re.search(rf"\b{name}\b", says)}
    assert strange == set(), "name it in the room's __init__ docstring"


def test_no_drawer_for_things_without_a_place():
    assert {str(p.relative_to(ROOT)) for p in source_files() if p.stem in NEVER or p.parent.name in NEVER} == set()


def test_every_file_says_what_it_is_for():
    exempt = {"apps", "0001_initial"}
    silent = {
        str(path.relative_to(ROOT))
        for path in source_files()
        if path.read_text().strip() and path.stem not in exempt and not ast.get_docstring(tree_of(path))
    }

    assert silent == set()


def test_a_view_writes_nothing_and_reads_only_what_is_visible():
    writes = re.compile(r"\.(save|create|update|delete|bulk_create|bulk_update|get_or_create|update_or_create)\(")
    unscoped = re.compile(r"\.objects\.(?!visible_to|none\b|of\b)\w+")
    found = []
    for path in source_files():
        if path.stem != "views" and path.parent.name != "views":
            continue
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            if writes.search(line) or unscoped.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number} {line.strip()}")

    assert found == []


def test_nothing_from_data_is_marked_safe():
    templates = [
        p for p in (ROOT / "templates").rglob("*.html") if re.search(r"\|\s*safe\b|autoescape off", p.read_text())
    ]
    code = [
        p
        for p in source_files()
        if re.search(r"\bmark_safe\(|SafeString\(", p.read_text()) and "supportgroup/ui/" not in str(p)
    ]

    assert (templates, code) == ([], [])


def test_templates_have_no_inline_style_or_script():
    bad = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=|javascript:", re.IGNORECASE)
    pages = [p for p in (ROOT / "templates").rglob("*.html") if "letters" not in p.parts and "mail" not in p.parts]

    assert {str(p.relative_to(ROOT)) for p in pages if bad.search(p.read_text())} == set()


def test_nothing_is_asked_of_another_host():
    far = re.compile(r"""(?:src|href|action)=["'](?:https?:)?//""")

    assert {
        str(p.relative_to(ROOT)) for p in (ROOT / "templates").rglob("*.html") if far.search(p.read_text())
    } == set()


def test_each_word_has_one_meaning():
    lines = (ROOT / "docs" / "words.md").read_text().splitlines()
    words = [line.split("|")[1].strip() for line in lines if line.startswith("| ")]

    assert sorted({word for word in words if words.count(word) > 1}) == []
