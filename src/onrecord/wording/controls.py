"""Characters that no report may put before people as they are: those that drive a terminal or turn a line round."""

from __future__ import annotations

TURNS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))  # they turn the direction of what follows, to its end or not
CONTROLS = {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(9), *range(11, 32), *range(127, 160), *TURNS)}
