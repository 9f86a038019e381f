"""How the stands of origins are said and signed."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.matters.types import Stand
from onrecord.wording.words import Word

STANDS: Mapping[Stand, Word] = {
    "asserts": Word("asserts", "•", "plain"),
    "confirms": Word("confirms", "✓", "good"),
    "denies": Word("denies", "✗", "bad"),
    "declines": Word("declines to confirm", "–", "mute"),
    "doubts": Word("doubts", "?", "warn"),
    "does not know": Word("does not know", "?", "mute"),
    "suggests": Word("suggests", "≈", "plain"),
    "revises": Word("revises", "±", "warn"),
    "predicts": Word("predicts", "›", "ahead"),
    "promises": Word("promises", "»", "ahead"),
    "threatens": Word("threatens", "!", "force"),
    "demands": Word("demands", "!", "force"),
    "asks": Word("asks", "¿", "force"),
    "praises": Word("praises", "+", "force"),
    "condemns": Word("condemns", "−", "force"),
}
SILENT = Word("silent", "·", "silent")
