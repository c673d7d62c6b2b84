"""What the tests about the code read: the source files, and the floors of the house from pyproject.toml."""

import ast
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = ("supportgroup", "surveys", "meetings", "buddies")


@cache
def source_files() -> tuple[Path, ...]:
    """Return every Python file of ours but tests and migrations."""
    return tuple(
        path for package in OURS for path in sorted((ROOT / package).rglob("*.py")) if "migrations" not in path.parts
    )


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the file's syntax tree."""
    return ast.parse(path.read_text())


def views() -> list[tuple[Path, ast.FunctionDef]]:
    """Return every function of a views file that takes a request first."""
    return [
        (path, node)
        for path in source_files()
        if path.stem == "views" or path.parent.name == "views"
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef) and node.args.args and node.args.args[0].arg == "request"
    ]


@cache
def floors() -> list[set[str]]:
    """Return the packages of each floor, highest first, as the import contract names them; planned ones too."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    house = next(c for c in contracts if c["name"].startswith("The house has floors"))
    inside = next(c for c in contracts if c["name"].startswith("Inside surveys"))
    layers: list[set[str]] = []
    for layer in house["layers"]:
        if layer == "surveys":
            layers += [{f"surveys.{room.strip()}" for room in part.split("|")} for part in inside["layers"]]
        else:
            layers.append({name.strip().strip("()") for name in layer.split("|")})
    return layers
