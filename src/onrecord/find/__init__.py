"""The finders, in the order in which they run; each adds its own kind to what is already found.

A finder is a plain function of an article and the findings so far that returns the findings with its kind filled
in. Finders speak to each other through the kinds of findings, never by import.
"""

from __future__ import annotations

from collections.abc import Callable

from onrecord.language.text import Article
from onrecord.model import Findings

Finder = Callable[[Article, Findings], Findings]
