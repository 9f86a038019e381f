"""The timeline of a matter: a lane for each origin, with when it happened, when it was said and when it was published.

The three are kept apart, one below the other. A day that is known only within a window is a bar with soft ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from onrecord.matters.dossier import Dossier
from onrecord.matters.positions import order
from onrecord.matters.types import Mention, Position, Words
from onrecord.pictures.markup import Node, Sheet, cut, mark, tag, text
from onrecord.pictures.picture import WIDE, Cell, Href, Picture, Table, cited, table, told
from onrecord.pictures.scales import days
from onrecord.pictures.signs import R, legend, sign, stand_entries
from onrecord.wording.bodies import title
from onrecord.wording.stands import STANDS
from onrecord.wording.words import count, fullest, interval, published, shorten

HEAD = ("Said on", "Who", "Stands", "Happened", "Published", "Words")
NAMES = 216  # pixels for the names of lanes, where there is room beside them
BAR, GAP, TICK, LINE = 8, 4, 9, 20  # pixels: heights
SOFT = 12  # pixels over which a soft end fades
Window = tuple[str | None, str | None]


class Moment(msgspec.Struct, frozen=True):
    """One stand of an origin: when it was said; when what it tells happened; when reports published it."""

    position: Position
    happened: tuple[tuple[Window, Words], ...]
    published: tuple[tuple[str, Words], ...]

    @property
    def words(self) -> Words | None:
        """What was said."""
        return told(self.position.words)


def moments(found: Dossier, mentions: Iterable[Mention]) -> tuple[Moment, ...]:
    """The moments of a matter, by day; `mentions` are those that it consists of."""
    known = {one.id: one for one in mentions}
    return tuple(_moment(p, [known[m] for m in p.mentions if m in known]) for p in sorted(found.positions, key=order))


def _moment(position: Position, of: Sequence[Mention]) -> Moment:
    said = [(m, fullest(m.words)) for m in reversed(of)]
    windows = {(m.start, m.end): words for m, words in said if m.start or m.end}
    days_ = {m.published: words for m, words in said}
    return Moment(position, tuple(sorted(windows.items(), key=lambda w: (w[0][0] or "", w[0][1] or ""))),
                  tuple(sorted(days_.items())))


def draw(shown: Sequence[Moment], caption: str, href: Href | None = None, width: int = WIDE) -> Picture:
    """Draw moments.

    Args:
        shown: the moments of one matter, or of several.
        caption: what it is the timeline of.
        href: tells the address of some words.
        width: pixels.
    """
    twin = _table(shown, caption, href)
    return Picture(_Drawing(shown, twin, href, width).svg() if shown else "", twin)


def _table(shown: Sequence[Moment], caption: str, href: Href | None) -> Table:
    def row(one: Moment) -> Iterator[Cell]:
        at, word = cited(one.words, href), STANDS[one.position.stand]
        yield Cell(published(one.position.day) or "day not known")
        yield Cell(title(one.position.origin.id))
        yield Cell(word.text, at, word.tone)
        when = "; ".join(interval(*window) for window, _ in one.happened)
        yield Cell(f"expected {when}" if when and _ahead(one) else when or "not told")
        yield Cell("; ".join(published(day) or "day not known" for day, _ in one.published))
        yield Cell(shorten(one.words.text, 200) if one.words else "", at)

    return table(caption, HEAD, (list(row(one)) for one in shown))


class _Drawing:
    """One picture as it is laid out, lane by lane."""

    def __init__(self, shown: Sequence[Moment], twin: Table, href: Href | None, width: int) -> None:
        self.sheet, self.href = Sheet("timeline", twin, width), href
        self.beside = width >= 2 * WIDE // 3
        left, right = (NAMES if self.beside else 4) + R, width - R - 4
        said = [day for one in shown for day in (one.position.day, *(day for day, _ in one.published))]
        told_ = [day for one in shown for window, _ in one.happened for day in window]
        self.scale = days(said, told_, left, right)
        self.lanes: dict[str, list[Moment]] = {}
        first: dict[str, str] = {}  # when anybody of a party was first heard: a party's lanes stand together
        for one in sorted(shown, key=lambda m: order(m.position)):
            first.setdefault(one.position.origin.root, one.position.day)
        for one in sorted(shown, key=lambda m: _place(m, first)):
            self.lanes.setdefault(one.position.origin.id, []).append(one)

    def svg(self) -> str:
        """The legend, the days, the lanes."""
        stands = {one.position.stand for lane in self.lanes.values() for one in lane}
        entries = [
            (tag("rect", x=-R, y=-BAR / 2, width=2 * R, height=BAR, class_="event"), "happened, as told"),
            *stand_entries(stands),
            (tag("path", d="M0 -5v10", class_="publication"), "published"),
        ]
        keys, y = legend(entries, self.sheet.width)
        top = y + LINE
        parts, y = [], top
        for origin, lane in self.lanes.items():
            drawn, bottom = self._lane(origin, lane, y)
            parts.append(drawn)
            y = bottom
        told_ = f"{count(len(self.lanes), 'origin')}: when it happened, when it was said, when it was published."
        return self.sheet.svg(y + 4, told_, [self._soft(), keys, *self._axis(top, y), *parts])

    def _soft(self) -> Node:
        """A mask by which bars fade at both ends."""
        stops = ((0, 0), (0.35, 1), (0.65, 1), (1, 0))
        fade = tag("linearGradient", *(tag("stop", offset=o, stop_color="white", stop_opacity=v) for o, v in stops))
        shade = tag("rect", width=1, height=1, fill=self.sheet.ref("fade"))
        return tag("defs", self.sheet.defined("fade", fade),
                   self.sheet.defined("soft", tag("mask", shade, maskContentUnits="objectBoundingBox")))

    def _axis(self, top: float, bottom: float) -> Iterator[Node]:
        for x, words in self.scale.ticks():
            yield tag("path", d=f"M{x:.1f} {top - 4:.1f}V{bottom:.1f}", class_="grid")
            yield text(words, x, top - 8, class_="small", text_anchor="middle")

    def _lane(self, origin: str, lane: Sequence[Moment], top: float) -> tuple[Node, float]:
        y = top + GAP + (0 if self.beside else LINE - 4)
        name = text(title(origin), 0, top + 17, NAMES - 4 if self.beside else self.sheet.width, class_="name")
        bars, y = self._bars(lane, y)
        said, y = self._said(lane, y)
        ticks, y = self._published(lane, y)
        y = max(y + GAP, top + LINE + GAP)
        rule = tag("path", d=f"M0 {y:.1f}H{self.sheet.width}", class_="rule")
        return tag("g", name, *bars, *said, *ticks, rule), y

    def _bars(self, lane: Sequence[Moment], y: float) -> tuple[list[Node], float]:
        """A bar for each window in which something happened, as an origin tells it; each under the other."""
        windows = {(window, _ahead(one)): words for one in reversed(lane) for window, words in one.happened}
        parts = []
        for window, ahead in sorted(windows, key=lambda w: (w[0][0] or "", w[0][1] or "", w[1])):
            words = windows[window, ahead]
            label = f"{'Expected' if ahead else 'Happened'} {interval(*window)}: {shorten(words.text, 80)}"
            bar = self._bar(window, y, "event ahead" if ahead else "event")
            parts.append(mark(cited(words, self.href), label, bar))
            y += BAR + GAP
        return parts, y

    def _bar(self, window: Window, y: float, class_: str) -> Node:
        """A day as a point, a window as a bar, and what lies beyond the days that are drawn as an arrow."""
        x = [self.scale.x(day) for day in window]
        left, right = self.scale.left if x[0] is None else x[0], self.scale.right if x[1] is None else x[1]
        if self.scale.beyond(window):
            tip = BAR if left > self.scale.left else -BAR
            d = f"M{left - tip:.1f} {y:.1f}v{BAR}l{tip} {-BAR / 2:g}z"
            return tag("path", d=d, class_=f"{class_} beyond")
        if window[0] == window[1]:
            return tag("path", d=f"M{left:.1f} {y - 1:.1f}l5 5l-5 5l-5 -5z", class_=class_)
        soft = {} if class_ != "event" else {"mask": self.sheet.ref("soft")}
        return tag("rect", x=left - SOFT, y=y, width=max(right - left, 0) + 2 * SOFT, height=BAR, rx=BAR / 2,
                   class_=f"{class_} vague", **soft)

    def _said(self, lane: Sequence[Moment], y: float) -> tuple[list[Node], float]:
        """The sign of each stand on its day; what does not fit beside another stands below it."""
        rows: list[float] = []
        parts = []
        for one in lane:
            x = self.scale.x(one.position.day)
            at = self.scale.left if x is None else x
            row = next((n for n, last in enumerate(rows) if at - last >= 2 * R), len(rows))
            rows[row:row + 1] = [at]
            label = f"{title(one.position.origin.id)} {STANDS[one.position.stand].text}, {published(one.position.day)}"
            quote = f": {shorten(one.words.text, 120)}" if one.words else ""
            shape = sign(one.position.stand, at, y + R + row * (2 * R + 1))
            parts.append(mark(cited(one.words, self.href), label + quote, shape))
        return parts, y + len(rows) * (2 * R + 1) + 1

    def _published(self, lane: Sequence[Moment], y: float) -> tuple[list[Node], float]:
        days_: Mapping[str, Words] = {day[:10]: words for one in reversed(lane) for day, words in one.published}
        parts = []
        for day in sorted(days_):
            x = self.scale.x(day)
            d = f"M{self.scale.left if x is None else x:.1f} {y:.1f}v{TICK}"
            touch = tag("path", d=d, class_="touch")
            label = f"Published {published(day)}: {cut(days_[day].report, 300)}"
            shape = tag("path", d=d, class_="publication")
            parts.append(mark(cited(days_[day], self.href), label, touch, shape))
        return parts, y + TICK


def _ahead(one: Moment) -> bool:
    """Whether what is told lies ahead of the one who tells it."""
    return STANDS[one.position.stand].tone == "ahead"


def _place(one: Moment, first: Mapping[str, str]) -> tuple[object, ...]:
    origin = one.position.origin
    return first[origin.root], origin.root, origin.id, order(one.position)
