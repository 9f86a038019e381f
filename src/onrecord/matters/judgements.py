"""What people decided that holds: which mentions are joined and kept apart, and which slots are fixed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from onrecord.matters.components import Bonds, bonds
from onrecord.matters.fixes import Fixes, fixes
from onrecord.matters.types import Judgement


class Decided(NamedTuple):
    """Both together, from the judgements that are not undone."""

    bonds: Bonds
    fixes: Fixes


def decided(judgements: Iterable[Judgement]) -> Decided:
    """What some judgements come to, in whatever order they are given."""
    given = tuple(judgements)
    return Decided(bonds(given), fixes(given))
