"""The record asked by an assistant, through a client of the protocol over standard input and output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from stores import filled
from test_examples import records

mcp = pytest.importorskip("mcp", reason="assistants want mcp; pip install 'onrecord[mcp]'")

TOOLS = {"search", "matters", "show", "who", "turns", "figures"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    where = tmp_path_factory.mktemp("assistants") / "record.db"
    with filled(where, records().values()):
        pass
    yield where


def asked(store: Path, *questions: tuple[str, dict[str, Any]]) -> list[Any]:
    """Start the server, put some questions to it, one after the other, and end it."""

    async def talk() -> list[Any]:
        started = mcp.StdioServerParameters(
            command=sys.executable, args=["-m", "onrecord", "mcp", "--store", str(store)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip
        async with mcp.Client(mcp.stdio_client(started)) as client:
            with anyio.fail_after(60):
                return [await client.call_tool(tool, given) for tool, given in questions]

    return anyio.run(talk)


def spans(part: Any) -> Iterator[dict[str, Any]]:
    """All spans within an answer."""
    if isinstance(part, dict):
        yield from part.get("spans", ())
        for value in part.values():
            yield from spans(value)
    elif isinstance(part, list):
        for value in part:
            yield from spans(value)


def test_the_tools_are_few_and_only_read(store: Path):
    async def listed() -> tuple[Any, str]:
        started = mcp.StdioServerParameters(
            command=sys.executable, args=["-m", "onrecord", "mcp", "--store", str(store)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip
        async with mcp.Client(mcp.stdio_client(started)) as client:
            return (await client.list_tools()).tools, client.instructions or ""

    tools, instructions = anyio.run(listed)
    assert {tool.name for tool in tools} == TOOLS
    assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)
    assert all(tool.description for tool in tools) and "Cite every claim" in instructions


def test_answers_carry_spans_that_stand_in_their_reports(store: Path):
    sent = "a40bedfe"
    answers = asked(
        store, ("search", {"words": "soldiers Kursk", "limit": 5}), ("who", {"name": "Kremlin"}), ("turns", {}),
        ("figures", {"about": "soldiers"}), ("show", {"matter": sent}),
    )
    texts = {record.report.id: record.report.text for record in records().values()}
    for answer in answers:
        told = answer.structured_content
        found = list(spans(told))
        assert found and not answer.is_error and told["cite"].startswith("Cite every claim by its span")
        for span in found:
            stands = texts[span["report"]][span["start"] : span["end"]]
            parts = span["quote"].split(" … ")
            assert stands == span["quote"] or (stands.startswith(parts[0]) and stands.endswith(parts[-1]))


def test_a_matter_is_told_with_who_stands_where(store: Path):
    listed, shown = asked(store, ("matters", {"limit": 3}), ("show", {"matter": "a40bedfe", "as_of": "2024-10-23"}))
    assert len(listed.structured_content["rows"]) == 3 and listed.structured_content["more"] is True
    told = shown.structured_content
    stands = {(one["standing"], one.get("by")) for one in told["standings"]}
    assert ("confirmed", "US defence") in stands
    assert max(one["day"] for one in told["positions"]) <= "2024-10-23"


def test_a_wrong_question_is_told_what_is_wrong(store: Path):
    answers = asked(
        store, ("show", {"matter": "zzzz"}), ("turns", {"since": "yesterday"}), ("search", {"words": "…"}),
        ("matters", {"limit": 0}),
    )
    said = ("there is no one matter 'zzzz'", "'yesterday' is no day", "there is no word to look for", "limit")
    for answer, words in zip(answers, said, strict=True):
        assert answer.is_error and words in answer.content[0].text


def test_without_a_record_the_command_says_so(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    from typer.testing import CliRunner

    from onrecord.views.cli import app

    run: Callable[..., Any] = CliRunner().invoke
    assert run(app, ["mcp", "--store", str(tmp_path / "none.db")]).exit_code == 1
