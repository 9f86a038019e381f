"""Reports with the texts that they are copies of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace
from sqlalchemy import Connection

from onrecord.ledger.linking import families, kin
from onrecord.ledger.packing import unpack_sketch
from onrecord.matters.copies import Sketch, compare, sketch
from onrecord.matters.derive import families_of
from onrecord.matters.types import Copy, Family
from onrecord.store import derived, query
from onrecord.store.question import Question
from onrecord.store.rows import Answer, ReportRow


def reports(connection: Connection, asked: Question) -> Answer[ReportRow]:
    """Reports by day of publication, each with its family; of two days the families are those of that day."""
    rows = query.reports(connection, asked)
    sketches, found = _families(connection, asked, {row.id for row in rows})
    of = {report: family for family in found if len(family.reports) > 1 for report in family.reports}
    return Answer(ReportRow, [_folded(row, of.get(row.id), sketches) for row in rows])


def _families(
    connection: Connection, asked: Question, ids: Iterable[str],
) -> tuple[Mapping[str, Sketch], tuple[Family, ...]]:
    """The sketches of reports that may have copies, and their families, by the two clocks."""
    if asked.known_at is not None:
        then = query.records(connection, Question(as_of=asked.as_of, known_at=asked.known_at))
        made = [sketch(record.report) for record in then]
        return {one.report: one for one in made}, families_of(made)
    paired = {end for pair in derived.copies_of(connection, set(ids)) for end in pair[:2]}
    told = derived.found_told(connection, kin(connection, paired))
    sketches = {id_: unpack_sketch(one.sketch) for id_, one in told.items()}
    if asked.as_of is not None:
        sketches = {id_: one for id_, one in sketches.items() if "" < one.published <= asked.as_of}
    return sketches, families(connection, sketches)


def _folded(row: ReportRow, family: Family | None, sketches: Mapping[str, Sketch]) -> ReportRow:
    if family is None:
        return replace(row, family=row.id)
    told = replace(row, family=family.id, credit=family.credit, earliest=family.earliest)
    if row.id == family.lead:
        return told
    how = max(_pairs(row.id, family, sketches), key=lambda copy: (family.lead in (copy.left, copy.right), copy.share))
    return replace(told, copy_of=family.lead, copy=how.kind, share=how.share)


def _pairs(report: str, family: Family, sketches: Mapping[str, Sketch]) -> Iterator[Copy]:
    """How a report is a copy of each of its family with which it pairs: with the lead, or with one between the two."""
    for other in family.reports:
        if other != report and (found := compare(sketches[report], sketches[other])) is not None:
            yield found
