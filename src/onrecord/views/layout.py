"""Lines for people at a terminal: heads, and rows of a day, a name and what is told, each in a column of its own."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.wording.words import published, shorten

DIM, DAY, HEAD, TURN = "bright_black", "cyan", "bold", "bold yellow"
LONGEST = 240  # characters of a passage that are shown
MARKS = tuple("\"'“”‘’")
Row = tuple[str, str, Text]  # a day, a name, what is told


def title(name: str, *facts: str) -> Text:
    """A head with facts behind it."""
    line = Text(name, style=HEAD)
    return line.append("".join(f" · {fact}" for fact in facts if fact), style=f"not bold {DIM}")


def section(name: str, parts: Iterable[Row | RenderableType]) -> list[RenderableType]:
    """A head and what stands under it, rows in columns; nothing where there is nothing to stand there."""
    given = list(parts)
    rows = [part for part in given if isinstance(part, tuple)]
    told = [grid(rows)] if rows else [part for part in given if not isinstance(part, tuple)]
    return [Text(f"\n{name}", style=DAY), *told] if told else []


def grid(rows: Iterable[Row], indent: int = 2) -> RenderableType:
    """Rows in columns that wrap each by itself, however wide the terminal is."""
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(no_wrap=True, style=DAY, min_width=11)
    table.add_column(ratio=2, overflow="fold")
    table.add_column(ratio=5, overflow="fold")
    for day, name, told in rows:
        table.add_row(published(day), Text(name), told)
    return Padding(table, (0, 0, 0, indent))


def passage(words: str, source: str = "", style: str = "") -> Text:
    """Words of a report in quotation marks, and where they stand."""
    plain = words.strip()
    whole = plain[1:-1] if plain[:1] in MARKS and plain[-1:] in MARKS else plain
    line = Text(f"“{shorten(whole, LONGEST)}”", style=style)
    return line.append(f"  {source}", style=DIM) if source else line
