"""The tables of cases: tests/cases/NAME.tsv, with a head line; `#` begins a comment line."""

from pathlib import Path

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[tuple[str, ...]]:
    """The rows of a table without its head."""
    text = (CASES / f"{name}.tsv").read_text(encoding="utf-8")
    rows = [tuple(line.split("\t")) for line in text.split("\n") if line.strip() and not line.startswith("#")]
    return rows[1:]
