"""The bars of benchmarks/peers.toml and the floors of benchmarks/floors.toml, as values."""

from __future__ import annotations

from pathlib import Path

import msgspec

HERE = Path(__file__).resolve().parent


class Bar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One metric of one file: what it must and should reach, and what others reach."""

    file: str
    layer: str
    metric: str
    must: float
    aim: float
    lower_is_better: bool = False
    peers: dict[str, float | str] = {}
    note: str | None = None

    @property
    def name(self) -> str:
        """The key of the bar in floors.toml."""
        return f"{self.file}/{self.layer}/{self.metric}"

    def reaches(self, value: float, goal: float) -> bool:
        """Is a value as good as a goal?"""
        return value <= goal if self.lower_is_better else value >= goal


class Peers(msgspec.Struct, frozen=True):
    """The whole of peers.toml."""

    bar: tuple[Bar, ...]


def bars() -> tuple[Bar, ...]:
    """Every bar, in the order of the file."""
    return msgspec.toml.decode((HERE / "peers.toml").read_bytes(), type=Peers).bar


def floors() -> dict[str, float]:
    """The floor of each bar that has one, by the bar's name."""
    return msgspec.toml.decode((HERE / "floors.toml").read_bytes(), type=dict[str, float])
