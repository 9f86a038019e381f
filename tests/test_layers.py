"""Who may import whom: only downwards, siblings never each other, nothing behind TYPE_CHECKING, no cycle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[1] / "src"
RANKS = (
    {"model", "errors"},
    {"settings", "language", "matters", "store"},
    {"intake", "find"},  # the intake asks the language room which language a report is in, and what is boilerplate
    {"reader", "ledger", "explain"},
    {"wording"},  # how rows and values are put into words, for all who show them
    {"exports", "pictures", "watching"},
    {"web", "assistants"},
    {"views", "scale"},
    {"", "__main__"},  # the package itself: the public names
)
LEVEL = {room: rank for rank, rooms in enumerate(RANKS) for room in rooms}
READING, LEDGER = {"intake", "language", "find", "reader"}, {"matters", "store", "ledger"}
FILES = sorted((SRC / "onrecord").rglob("*.py"))


def module(path: Path) -> str:
    """The dotted name of a file."""
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module(path) for path in FILES}


def imported(path: Path) -> Iterator[str]:
    """The modules of this package that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "onrecord")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            if node.module and node.module.split(".")[0] == "onrecord":
                full = [f"{node.module}.{alias.name}" for alias in node.names]
                yield from (name if name in MODULES else node.module for name in full)


def room(name: str) -> str:
    """The room of a module: the part behind the package's name."""
    return name.removeprefix("onrecord").removeprefix(".").partition(".")[0]


GRAPH = {module(path): set(imported(path)) - {module(path)} for path in FILES}


def test_every_room_has_its_place():
    assert {room(name) for name in GRAPH} <= LEVEL.keys()


@pytest.mark.parametrize("name", sorted(GRAPH))
def test_imports_go_down(name):
    own = room(name)
    for other in map(room, GRAPH[name]):
        assert other == own or LEVEL[other] < LEVEL[own], f"{name} imports from {other!r}"


@pytest.mark.parametrize("name", sorted(n for n in GRAPH if n.count(".") > 1 and room(n) == "find"))
def test_finders_never_import_each_other(name):
    own = name.split(".")[2]
    shared = {"chain", "heads", "mentions"}  # the list of finders; two indexes that several of them look up
    others = {other.split(".")[2] for other in GRAPH[name] if other.startswith("onrecord.find.")}
    assert own == "chain" or others <= {own} | shared


def test_the_two_wings_meet_only_under_the_roof():
    for name, others in GRAPH.items():
        rooms = {room(name)} | set(map(room, others))
        assert name.startswith("onrecord.views") or not (rooms & READING and rooms & LEDGER), name


def test_there_is_no_cycle():
    try:
        TopologicalSorter(GRAPH).prepare()
    except CycleError as cycle:
        pytest.fail(f"imports go in a circle: {cycle.args[1]}")


@pytest.mark.parametrize("path", FILES, ids=module)
def test_nothing_is_imported_for_types_alone(path):
    assert "TYPE_CHECKING" not in path.read_text(encoding="utf-8")


def test_only_the_language_room_touches_a_model():
    models = {"spacy", "onnxruntime", "tokenizers", "torch"}
    for path in FILES:
        tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        names = {a.name.split(".")[0] for n in tree if isinstance(n, ast.Import) for a in n.names}
        assert not names & models or room(module(path)) == "language", path
