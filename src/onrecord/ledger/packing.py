"""Values of the ledger as few bytes. What many mentions of a report have in common is written once."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar, get_type_hints

import msgspec

from onrecord.matters.copies import Sketch
from onrecord.matters.passages import PRINT, Passages
from onrecord.matters.slots import name_of
from onrecord.matters.types import Link, Matter, Mention, Reading
from onrecord.model import Span
from onrecord.store.bare import bare, released, squeezed, whole
from onrecord.store.derived import Kept

T = TypeVar("T")
# fields of a mention that follow from the others and from the text
FOLLOW = ("id", "report", "terms", "sentence")
FIELDS = tuple(field for field in Mention.__struct_fields__ if field not in FOLLOW)
COLUMNS = ("id", "title", "type", "first_day", "last_day", "topic")  # of a matter, as its row has them
REST = tuple(field for field in Matter.__struct_fields__ if field not in ("mentions", *COLUMNS))
EXACT = 10_000  # scores have four digits


def pack(value: object) -> bytes:
    """Any value."""
    return zlib.compress(msgspec.msgpack.encode(value), 9)


def unpack(body: bytes, type_: type[T]) -> T:
    """The value that `pack` packed."""
    return msgspec.msgpack.decode(zlib.decompress(body), type=type_)


def pack_reading(one: Reading) -> bytes:
    """What a report tells but for its topic, field by field: the values that occur, and which mention has which."""
    columns = [_column([_bare(field, getattr(m, field)) for m in one.mentions]) for field in FIELDS]
    head = (one.published, one.outlet, one.credit)
    return squeezed((head, columns))


def unpack_reading(body: bytes, report: str, topic: str, text: str) -> Reading:
    """What `pack_reading` packed, of a report by its id, the stems of its topic between blanks, and its text."""
    (published, outlet, credit), columns = released(body)
    passages, hints = Passages(text), _hints()
    values = [
        [_filled(field, whole(hints[field], value, text, report), report) for value in found]
        for field, (found, _which) in zip(FIELDS, columns, strict=True)
    ]
    rows = zip(*(map(found.__getitem__, which) for found, (_, which) in zip(values, columns, strict=True)), strict=True)
    mentions = (_mention(report, dict(zip(FIELDS, row, strict=True)), passages) for row in rows)
    return Reading(report, published, outlet, tuple(topic.split()), tuple(mentions), credit)


def pack_sketch(one: Sketch) -> bytes:
    """What the copies of a report are found by."""
    prints = bytes.fromhex("".join(one.sentences))
    return msgspec.msgpack.encode((one.report, one.published, one.minhash, prints, one.length, one.credit))


def unpack_sketch(body: bytes) -> Sketch:
    """What `pack_sketch` packed."""
    report, published, minhash, prints, length, credit = msgspec.msgpack.decode(body)
    sentences = tuple(prints[first : first + PRINT].hex() for first in range(0, len(prints), PRINT))
    return Sketch(report, published, minhash, sentences, length, credit)


def pack_links(links: Iterable[Link], left: Reading, right: Reading) -> bytes:
    """Decisions on the mentions of two reports; on what grounds is worked out again where it is asked for."""
    lefts, rights = ({m.id: place for place, m in enumerate(one.mentions)} for one in (left, right))
    made = sorted((lefts[one], rights[other], score) for one, other, score in placed(links, left))
    return pack(list(zip(*made, strict=True)))


def placed(links: Iterable[Link], left: Reading) -> list[tuple[str, str, int]]:
    """The mention of the left report, that of the right one and the score of some decisions, in ten thousandths.

    The ids of mentions may stand in another order than those of their reports.
    """
    lefts = {m.id for m in left.mentions}
    pairs = ((x, (x.left, x.right) if x.left in lefts else (x.right, x.left)) for x in links)
    return [(*pair, round(x.score * EXACT)) for x, pair in pairs]


def unpack_links(body: bytes, left: Reading, right: Reading) -> list[tuple[str, str, float]]:
    """The two mentions, in order of id, and the score of each decision that `pack_links` packed."""
    made = zip(*unpack(body, tuple[list[int], list[int], list[int]]), strict=True)
    named = ((left.mentions[a].id, right.mentions[b].id, score / EXACT) for a, b, score in made)
    return [(min(one, other), max(one, other), score) for one, other, score in named]


def pack_matter(one: Matter) -> bytes:
    """What a matter is, but for its members and what stands in columns of its own."""
    return msgspec.msgpack.encode([getattr(one, field) for field in REST])


def unpack_matter(kept: Kept) -> Matter:
    """The matter that is kept."""
    rest = dict(zip(REST, msgspec.msgpack.decode(kept.row["body"]), strict=True))
    columns = {field: kept.row[field] for field in COLUMNS}
    return msgspec.convert({**rest, **columns, "mentions": kept.members}, Matter)


def _column(values: Iterable[object]) -> tuple[list[msgspec.Raw], list[int]]:
    """The values that occur, as JSON (1 is not 1.0 there), and the place of each among them."""
    seen: dict[bytes, int] = {}
    which = [seen.setdefault(msgspec.json.encode(value), len(seen)) for value in values]
    return [msgspec.Raw(value) for value in seen], which


def _bare(field: str, value: Any) -> Any:  # noqa: ANN401  any field of a mention
    return value and value.rpartition("#")[2] if field == "about" else bare(value)


def _filled(field: str, value: Any, report: str) -> Any:  # noqa: ANN401  any field of a mention
    return value and f"{report}#{value}" if field == "about" else value


def _mention(report: str, fields: dict[str, Any], passages: Passages) -> Mention:
    first: Span = fields["words"][0]
    terms, sentence = passages.told(first.start)
    id_ = name_of(report, fields["kind"], first)
    return Mention(id=id_, report=report, terms=terms, sentence=sentence, **fields)


@cache
def _hints() -> dict[str, Any]:
    return get_type_hints(Mention)
