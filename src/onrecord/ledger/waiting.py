"""What waits for a person: matters between which links stand open, with what speaks for and against."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from onrecord.ledger.judging import decided
from onrecord.ledger.linking import grounds
from onrecord.ledger.showing import one_matter
from onrecord.matters.passages import sentence_at, sentences
from onrecord.matters.types import Agreement
from onrecord.store import at_issue, derived, query
from onrecord.store.derived import Open
from onrecord.store.rows import Answer, MatterRow, WaitingRow


def waiting(connection: Connection, matter: str | None, limit: int | None) -> Answer[WaitingRow]:
    """Pairs of matters that may be one: those that would bring most reports together first, then the likeliest.

    Args:
        connection: reads.
        matter: the id of a matter, or the beginning of it, which one of the two has to be.
        limit: at most so many pairs.

    Raises:
        UnknownMatterError: there is no such matter.
    """
    apart = [derived.homes(connection, pair) for pair in decided(connection).bonds.apart]
    judged = {frozenset(homes.values()) for homes in apart if len(homes) == 2}
    chosen = one_matter(connection, matter) if matter is not None else None
    found = derived.open_between(connection, chosen, None if limit is None else limit + len(judged))
    left = [one for one in found if frozenset((one.matter, one.other)) not in judged][:limit]
    known = {row.id: row for row in at_issue.matters_by_id(connection, {id_ for one in left for id_ in one[:2]})}
    return Answer(WaitingRow, [_row(connection, one, known[one.matter], known[one.other]) for one in left])


def _row(connection: Connection, one: Open, matter: MatterRow, other: MatterRow) -> WaitingRow:
    """A pair with the larger matter first."""
    (link,) = grounds(connection, [(one.left, one.right)])
    homes = derived.homes(connection, (link.left, link.right))
    first, second = sorted((matter, other), key=lambda m: (-m.reports, m.id))
    here, there = (link.left, link.right) if homes[link.left] == first.id else (link.right, link.left)
    swapped = here != link.left
    return WaitingRow(
        first.id, first.title, first.reports, second.id, second.title, second.reports, one.pairs, link.score,
        here, *_stands(connection, here), there, *_stands(connection, there),
        _told((a for a in link.agreements if a.weight > 0), swapped),
        _told((a for a in link.agreements if a.weight < 0), swapped),
    )


def _stands(connection: Connection, mention: str) -> tuple[str, str, str, str]:
    """Where a mention stands: its report, the day of it, its own words, and the sentence."""
    report, _, place = mention.rpartition("#")
    found = query.report_text(connection, report)
    if found is None:
        return report, "", "", ""
    first, last = map(int, place.partition(":")[2].split("-"))
    start, end = sentence_at(sentences(found.text), first)
    words, sentence = (" ".join(found.text[a:b].split()) for a, b in ((first, last), (start, end)))
    return report, (found.published or "")[:10], words, sentence


def _told(agreements: Iterable[Agreement], swapped: bool) -> str:
    return "; ".join(_slot(a, swapped) for a in sorted(agreements, key=lambda a: (-abs(a.weight), a.slot)))


def _slot(one: Agreement, swapped: bool) -> str:
    """A slot with what the two say in it, once where they say the same."""
    left, right = (one.right, one.left) if swapped else (one.left, one.right)
    both = " / ".join(dict.fromkeys(part or "–" for part in (left, right))) if left or right else ""
    return f"{one.slot}{f' ({both})' if both else ''} {one.weight:+.2f}"
