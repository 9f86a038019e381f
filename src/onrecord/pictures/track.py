"""Figure tracks: what is counted, value by value, by origin and day.

Each definition has a panel of its own, so that a change of definition breaks the line. A step is a mark of its origin's
party: a point, a bar where it is a range, an arrow where only one side is bounded. What a party counted holds until it
counts otherwise: an arrow tells the revision.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.matters.tracks import shown as in_words
from onrecord.matters.tracks import size
from onrecord.matters.types import Definition, Step, Track
from onrecord.pictures.markup import LETTER, Node, Sheet, mark, tag, text
from onrecord.pictures.picture import WIDE, Cell, Href, Picture, Table, cited, table, told
from onrecord.pictures.scales import Days, Numbers, days, numbers
from onrecord.pictures.signs import legend
from onrecord.wording.bodies import title
from onrecord.wording.naming import counted
from onrecord.wording.words import BOUNDS, capital, count, number, published, shorten

HEAD = ("What is counted", "Day", "Who", "Figure", "Move", "Words")
PANEL, HEADROOM, LINE = 190, 42, 16  # pixels: the height of a panel, of its head, of a line
AXIS = 58  # pixels for the numbers at the left
APART = 11  # pixels between steps of one day
SHAPES = (  # around (0, 0), one for each party; after these they begin again, with another tone
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0", "M-4.5 -4.5h9v9h-9z", "M0 -6l6 10.5h-12z",
    "M0 -6.5l6.5 6.5l-6.5 6.5l-6.5 -6.5z", "M0 6l6 -10.5h-12z", "M-6 -2h4v-4h4v4h4v4h-4v4h-4v-4h-4z",
)
UP = ("at_least", "more_than", "vague")
DOWN = ("at_most", "less_than")
ARM = 26  # pixels that an open side reaches
Place = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


def draw(tracks: Sequence[Track], caption: str, href: Href | None = None, width: int = WIDE) -> Picture:
    """Draw tracks over the same days, and over the same numbers where they count the same.

    Args:
        tracks: one quantity, and those that count it otherwise.
        caption: what they are about.
        href: tells the address of some words.
        width: pixels.
    """
    twin = table(caption, HEAD, (row for track in tracks for row in _rows(track, href)))
    return Picture(_Drawing(tracks, twin, href, width).svg() if twin.rows else "", twin)


def defined(definition: Definition) -> str:
    """What a track counts, in words."""
    return capital(counted(definition.unit, definition.of, definition.place, definition.state))


def _rows(track: Track, href: Href | None) -> Iterator[tuple[Cell, ...]]:
    for step in track.steps:
        words = told(step.words)
        at, said = cited(words, href), shorten(words.text, 160) if words else ""
        yield (Cell(defined(track.definition)), Cell(published(step.day) or "day not known"), Cell(title(step.origin)),
               Cell(figure(step), at), Cell("" if step.move == "first" else step.move), Cell(said, at))


def figure(step: Step) -> str:
    """The value of a step, as a newspaper writes it ("at least 3,000")."""
    quantity = step.quantity
    if quantity.bound == "between" and quantity.low is not None and quantity.high is not None:
        return f"{number(quantity.low)} to {number(quantity.high)}"
    values = [n for n in (quantity.value, quantity.low, quantity.high) if n is not None]
    return BOUNDS[quantity.bound] + number(values[0]) if values else in_words(quantity)


def party(step: Step) -> str:
    """Whose step it is: the state or the body that the origin speaks for."""
    return step.origin.split("/")[0]


class _Drawing:
    """One picture as it is laid out, panel by panel."""

    def __init__(self, tracks: Sequence[Track], twin: Table, href: Href | None, width: int) -> None:
        self.sheet, self.href = Sheet("track", twin, width), href
        self.tracks = [track for track in tracks if track.steps]
        steps = [step for track in self.tracks for step in track.steps]
        self.parties = {name: n for n, name in enumerate(dict.fromkeys(map(party, steps)))}
        self.scale: Days = days([step.day for step in steps], (), AXIS, width - 14)

    def svg(self) -> str:
        """The legend, then a panel for each definition."""
        bounds = {step.quantity.bound for track in self.tracks for step in track.steps}
        parties = ((self._shape(name, 0, 0), title(name)) for name in self.parties)
        keys, y = legend([*parties, *(entry for of, entry in _bounds() if bounds & {*of})], self.sheet.width)
        parts = [keys]
        for track in self.tracks:
            parts.append(self._panel(track, y + HEADROOM))
            y += HEADROOM + PANEL + LINE
        told_ = f"{count(len(self.tracks), 'definition')}, each with a line of its own, and every figure given."
        return self.sheet.svg(y + 10, told_, parts)

    def _shape(self, name: str, x: float, y: float) -> Node:
        n = self.parties[name]
        return tag("path", d=SHAPES[n % len(SHAPES)], transform=f"translate({x:.1f} {y:.1f})",
                   class_=f"point party-{n % 8}")

    def _panel(self, track: Track, top: float) -> Node:
        values = [n for one in self.tracks if one.definition.unit == track.definition.unit for step in one.steps
                  for n in (step.quantity.value, step.quantity.low, step.quantity.high) if n is not None]
        scale = numbers(values, top + PANEL, top)
        places = self._places(track, scale)
        head = text(defined(track.definition), 0, top - 12, self.sheet.width, class_="strong")
        marks = [self._step(step, x, y, scale) for step, (x, y) in zip(track.steps, places, strict=True)]
        return tag("g", head, *self._axes(scale, top), *self._moves(track, places), *marks,
                   *_labels(track, places, scale, self.sheet.width), class_="panel")

    def _axes(self, scale: Numbers, top: float) -> Iterator[Node]:
        for value in scale.ticks():
            y = scale.y(value)
            yield tag("path", d=f"M{AXIS} {y:.1f}H{self.sheet.width}", class_="axis" if value == 0 else "grid")
            yield text(number(value), AXIS - 8, y, dy="0.35em", class_="small", text_anchor="end")
        for x, words in self.scale.ticks():
            yield tag("path", d=f"M{x:.1f} {top + PANEL}v4", class_="axis")
            yield text(words, x, top + PANEL + LINE, class_="small", text_anchor="middle")

    def _places(self, track: Track, scale: Numbers) -> list[Place]:
        """Where steps stand; those of one day that would hide one another stand side by side."""
        found: list[Place] = []
        for n, step in enumerate(track.steps):
            x, y = self.scale.x(step.day) or self.scale.left, scale.y(size(step.quantity))
            beside = [place for one, place in zip(track.steps[:n], found, strict=True) if one.day == step.day]
            while any(abs(x - other) < APART and abs(y - height) < 2 * ARM for other, height in beside):
                x += APART
            found.append((min(x, self.sheet.width - 6), y))
        return found

    def _moves(self, track: Track, places: Sequence[Place]) -> Iterator[Node]:
        """From each step to the next of its party: level as long as it holds, then an arrow to what it became."""
        last: dict[str, Place] = {}
        for step, (x, y) in zip(track.steps, places, strict=True):
            before = last.get(party(step))
            if before is not None:
                tone = f"party-{self.parties[party(step)] % 8}"
                yield tag("path", d=f"M{before[0]:.1f} {before[1]:.1f}H{x:.1f}", class_=f"holds {tone}")
                if abs(y - before[1]) > APART:
                    tip = 6 if y < before[1] else -6
                    yield tag("path", d=f"M{x:.1f} {before[1]:.1f}V{y + tip:.1f}", class_=f"revised {tone}")
                    yield tag("path", d=f"M{x:.1f} {y + tip:.1f}m-4 {tip * 0.8:g}l4 {-tip * 0.8:g}l4 {tip * 0.8:g}",
                              class_=f"revised tip {tone}")
            last[party(step)] = (x, y)

    def _step(self, step: Step, x: float, y: float, scale: Numbers) -> Node:
        quantity, tone = step.quantity, f"party-{self.parties[party(step)] % 8}"
        shapes = [tag("path", d=d, class_=f"bound {tone}") for d in _bound(step, x, y, scale)]
        if quantity.bound == "about":
            shapes.append(tag("circle", cx=x, cy=y, r=9, class_=f"about {tone}"))
        move = "" if step.move == "first" else f" ({step.move})"
        words = told(step.words)
        quote = f": {shorten(words.text, 100)}" if words else ""
        label = f"{title(step.origin)}, {published(step.day)}: {figure(step)}{move}{quote}"
        ends = [scale.y(n) for n in _range(step)] or [y]
        return mark(cited(words, self.href), label, *shapes, *(self._shape(party(step), x, end) for end in ends))


def _bounds() -> Iterator[tuple[tuple[str, ...], tuple[Node, str]]]:
    """What the legend says of bounds, by those that are signed so."""
    yield ("about",), (tag("circle", cx=0, cy=0, r=7, class_="about"), "about")
    yield UP, (tag("path", d="M0 7v-13m-4 5l4 -5l4 5", class_="bound"), "at least")
    yield DOWN, (tag("path", d="M0 -6v13m-4 -5l4 5l4 -5", class_="bound"), "up to")
    yield ("between",), (tag("path", d="M0 -6v12m-4 0h8m-8 -12h8", class_="bound"), "from one to the other")


def _range(step: Step) -> tuple[float, ...]:
    """The two ends of a range; none where it is no range."""
    low, high = step.quantity.low, step.quantity.high
    return () if low is None or high is None else (low, high)


def _bound(step: Step, x: float, y: float, scale: Numbers) -> Iterator[str]:
    """A bar over a range; an arrow to the side that is open."""
    quantity = step.quantity
    if ends := _range(step):
        yield f"M{x:.1f} {scale.y(ends[0]):.1f}V{scale.y(ends[1]):.1f}"
    elif quantity.bound in UP or quantity.bound in DOWN:
        arm = -ARM if quantity.bound in UP else ARM
        yield f"M{x:.1f} {y:.1f}v{arm}m-4 {-arm / 5:g}l4 {arm / 5:g}l4 {-arm / 5:g}"


def _body(step: Step, x: float, y: float, scale: Numbers) -> Box:
    """What a mark takes up: the point, and the bar or the arrow at it."""
    ends = [y, *(scale.y(n) for n in _range(step))]
    up, down = (ARM if step.quantity.bound in side and len(ends) == 1 else 9 for side in (UP, DOWN))
    return x - 9, min(ends) - up, x + 9, max(ends) + down


def _labels(track: Track, places: Sequence[Place], scale: Numbers, width: float) -> Iterator[Node]:
    """The figures beside their marks, as far as none covers another; all are in the table."""
    taken = [_body(step, *place, scale) for step, place in zip(track.steps, places, strict=True)]
    for step, (x, y) in zip(track.steps, places, strict=True):
        words = figure(step)
        long = len(words) * LETTER + 4
        for left, middle in ((x + 10, y - 10), (x - 10 - long, y - 10), (x + 10, y + 11), (x - 10 - long, y + 11),
                             (x - long / 2, y - 34), (x - long / 2, y + 34)):
            box = (left, middle - 7, left + long, middle + 7)
            inside = box[0] >= AXIS and box[1] >= scale.high - 10 and box[2] <= width and box[3] <= scale.low
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                yield text(words, left + 2, middle, dy="0.35em", class_="halo", aria_hidden="true")
                break


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
