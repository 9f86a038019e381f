"""Who says what: a row for each matter, a column for each origin, those of one party side by side.

A cell is signed with what the origin says last; a small sign before it tells that the origin stood otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.matters.dossier import Dossier
from onrecord.matters.positions import order
from onrecord.matters.types import Origin, Position
from onrecord.pictures.markup import LETTER, Node, Sheet, cut, mark, tag, text
from onrecord.pictures.picture import WIDE, Cell, Href, Picture, Table, cited, table, told
from onrecord.pictures.signs import legend, sign, stand_entries
from onrecord.wording.bodies import title
from onrecord.wording.stands import SILENT, STANDS
from onrecord.wording.words import capital, published, shorten

ROW, LEAST, MOST = 30, 24, 56  # pixels: the height of a row, the least and the most of a column
NAMES = 330  # pixels for matters, where there is room beside the cells
HEAD = 190  # pixels that the names of origins are high at the most
Said = Mapping[str, Sequence[Position]]  # the positions of each origin, the last one last


def draw(shown: Sequence[Dossier], caption: str, href: Href | None = None, width: int = WIDE) -> Picture:
    """Draw the matters on which somebody takes a position.

    Args:
        shown: matters, in the order of the rows.
        caption: what story they are of.
        href: tells the address of some words.
        width: pixels; where there are too many origins for it, the picture is wider.
    """
    rows = [(one, said(one)) for one in shown if one.positions]
    origins = columns(one for one, _ in rows)
    twin = _table(rows, origins, caption, href)
    return Picture(_Drawing(rows, origins, twin, href, width).svg() if rows else "", twin)


def said(one: Dossier) -> Said:
    """What each origin says on a matter, in order; what is said again is not said anew."""
    found: dict[str, list[Position]] = {}
    for position in sorted(one.positions, key=lambda p: (not p.earlier, order(p))):
        before = found.setdefault(position.origin.id, [])
        if before and before[-1].stand == position.stand:
            before.pop()
        before.append(position)
    return found


def columns(shown: Iterable[Dossier]) -> list[Origin]:
    """All origins: the party that says most first, in it the origin that says most, outlets last."""
    counts: dict[str, int] = {}
    known: dict[str, Origin] = {}
    for position in (p for one in shown for p in one.positions):
        origin = known.setdefault(position.origin.id, position.origin)
        for name in {origin.id, f"root {origin.root}"}:
            counts[name] = counts.get(name, 0) + 1
    return sorted(known.values(), key=lambda o: (o.outlet, -counts[f"root {o.root}"], o.root, -counts[o.id], o.id))


def _table(
    rows: Sequence[tuple[Dossier, Said]], origins: Sequence[Origin], caption: str, href: Href | None
) -> Table:
    def cell(position: Position | None, before: Sequence[Position]) -> Cell:
        if position is None:
            return Cell(f"{SILENT.sign} {SILENT.text}", tone=SILENT.tone)
        earlier = "".join(f", {STANDS[p.stand].text} {published(p.day)}" for p in before)
        word = STANDS[position.stand]
        now = f"{word.sign} {word.text} {published(position.day)}"
        text_ = f"{now}; before that{earlier[1:]}" if earlier else now
        return Cell(text_, cited(told(position.words), href), word.tone)

    def cells(one: Dossier, by: Said) -> Iterator[Cell]:
        yield Cell(capital(one.matter.title) or one.matter.id)
        for origin in origins:
            taken = by.get(origin.id, ())
            yield cell(taken[-1] if taken else None, taken[:-1])

    return table(caption, ("Matter", *(title(o.id) for o in origins)), (list(cells(one, by)) for one, by in rows))


class _Drawing:
    """One picture as it is laid out."""

    def __init__(
        self, rows: Sequence[tuple[Dossier, Said]], origins: Sequence[Origin], twin: Table, href: Href | None,
        width: int,
    ) -> None:
        self.sheet, self.href, self.rows, self.origins = Sheet("matrix", twin, width), href, rows, origins
        self.beside = width >= 2 * WIDE // 3
        self.left = NAMES if self.beside else 0
        self.step = min(max((width - self.left - 4) / len(origins), LEAST), MOST)
        self.width = max(float(width), self.left + self.step * len(origins) + 60)

    def svg(self) -> str:
        """The legend, the names of the origins by party, the rows."""
        stands = {p.stand for _, by in self.rows for taken in by.values() for p in taken}
        dot = tag("circle", cx=0, cy=0, r=1.5, class_="silence")
        keys, y = legend([*stand_entries(stands), (dot, SILENT.text)], self.sheet.width)
        names = max(len(title(o.id)) for o in self.origins) * LETTER * 0.72
        top = y + min(names, HEAD) + 14
        height = ROW if self.beside else ROW + 14
        bottom = top + height * len(self.rows)
        parts = [keys, *self._heads(top, bottom)]
        parts += [self._row(one, by, top + n * height) for n, (one, by) in enumerate(self.rows)]
        told_ = f"{len(self.rows)} matters and {len(self.origins)} origins: what each says last on each."
        return self.sheet.svg(bottom + 6, told_, parts, self.width)

    def _x(self, n: int) -> float:
        """The middle of a column."""
        return self.left + self.step * (n + 0.5)

    def _heads(self, top: float, bottom: float) -> Iterator[Node]:
        for n, origin in enumerate(self.origins):
            x = self._x(n)
            new = n == 0 or self.origins[n - 1].root != origin.root
            if new:
                edge = x - self.step / 2
                yield tag("path", d=f"M{edge:.1f} {top - 6:.1f}V{bottom:.1f}", class_="axis party")
            name = text(cut(title(origin.id), HEAD * 1.4), 0, 0, class_="small strong" if new else "small",
                        transform=f"translate({x + 2:.1f} {top - 8:.1f}) rotate(-45)")
            yield name

    def _row(self, one: Dossier, by: Said, top: float) -> Node:
        y = top + ROW / 2 + (0 if self.beside else 14)
        name = text(capital(one.matter.title), 0, y if self.beside else top + 12,
                    NAMES - 16 if self.beside else self.sheet.width, dy="0.35em", class_="name")
        cells = (self._cell(origin, by.get(origin.id, ()), self._x(n), y) for n, origin in enumerate(self.origins))
        right = self._x(len(self.origins) - 1) + self.step / 2
        rule = tag("path", d=f"M0 {y + ROW / 2:.1f}H{right:.1f}", class_="rule")
        return tag("g", name, rule, *cells)

    def _cell(self, origin: Origin, taken: Sequence[Position], x: float, y: float) -> Node:
        if not taken:
            label = tag("title", f"{title(origin.id)}: {SILENT.text}")
            return tag("circle", label, cx=x, cy=y, r=1.5, class_="silence")
        now, before = taken[-1], taken[-2] if len(taken) > 1 else None
        parts = [self._sign(now, x, y)]
        if before is not None:
            smaller = tag("g", sign(before.stand, 0, 0), class_="superseded",
                          transform=f"translate({x - 10:.1f} {y - 10:.1f}) scale(.55)")
            parts.insert(0, smaller)
        return tag("g", *parts)

    def _sign(self, one: Position, x: float, y: float) -> Node:
        words = told(one.words)
        quote = f": {shorten(words.text, 120)}" if words else ""
        label = f"{title(one.origin.id)} {STANDS[one.stand].text}, {published(one.day)}{quote}"
        touch = tag("rect", x=x - LEAST / 2, y=y - LEAST / 2, width=LEAST, height=LEAST, class_="area")
        return mark(cited(words, self.href), label, touch, sign(one.stand, x, y))



