"""A matter: how it stands by which rule, who stands where, its figures, who contradicts whom, what it consists of."""

from __future__ import annotations

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from onrecord.matters.fixes import SLOTS
from onrecord.matters.positions import order
from onrecord.web.desk import Desk, Page
from onrecord.web.telling import against, independent, last_seen, sides, turn_row
from onrecord.wording.decisions import seen


@get("/matter/{matter:str}", sync_to_thread=True)
def matter(desk: NamedDependency[Desk], matter: FromPath[str]) -> Page:
    """All about one matter."""
    found = desk.ledger.show(matter)
    one = found.matter
    return desk.page(
        "matter", one.title or one.id, found=found, one=one, against=against, exported={"matter": one.id},
        positions=sorted(found.positions, key=order), by_id={p.id: p for p in found.positions},
        sides=sides(found.positions), origins=independent(found.positions),
        turns=[turn_row(turn, one.title) for turn in found.turns],
        tracks=sorted(found.tracks, key=lambda t: (-len(t.steps), t.definition)),
        seen=last_seen(one.mentions, seen(desk.ledger.judgements())),
        waiting=desk.ledger.waiting(one.id, 5) if desk.asked.as_of is None else (),
        row=desk.ledger.matters_of(one.mentions[:1])[0],
    )


@get("/matter/{matter:str}/mentions", sync_to_thread=True)
def mentions(desk: NamedDependency[Desk], matter: FromPath[str]) -> Page:
    """What a matter consists of, mention by mention; here each slot can be mended."""
    rows = desk.ledger.mentions(matter)
    row = desk.ledger.matters_of([rows[0].mention])[0]
    slots = {kind: [name for name, slot in SLOTS.items() if kind in slot.kinds.split()]
             for kind in ("event", "statement", "figure")}
    return desk.page(
        "mentions", f"What “{row.title}” consists of", row=row, rows=rows, slots=slots, told=SLOTS,
        seen=seen(desk.ledger.judgements()),
    )


HANDLERS = (matter, mentions)
