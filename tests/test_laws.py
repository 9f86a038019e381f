"""The laws of the record, each on many random choices of reports: those bundled, read by the reader, and made ones."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from made import made
from stores import clock, dump, filled, ledger
from test_examples import records as examples

from onrecord.ledger import Ledger
from onrecord.ledger.judging import history_of, story_bonds
from onrecord.ledger.linking import explained
from onrecord.matters.derive import derive
from onrecord.matters.dossier import dossier
from onrecord.matters.fixes import SLOTS
from onrecord.matters.stories import stories
from onrecord.model import Record
from onrecord.store.engine import open_store

CASES = settings(
    max_examples=int(os.environ.get("ONRECORD_LAW_CASES", "8")), deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a failing choice of reports is small as it is
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
MEMORY = Path("/dev/shm")  # a folder in memory, where the system has one, as many stores are made


@cache
def known() -> tuple[Record, ...]:
    """All that is chosen from."""
    hands = [
        made(f"m{n}", f"2031-03-{10 + n % 5}", act=act, count=1000 * (n % 3 + 1), place=place, speaker=speaker)
        for n, (act, place, speaker) in enumerate(
            (act, place, speaker)
            for act in ("assert", "confirm", "deny") for place in ("Kursk", "Vladivostok")
            for speaker in ("Lena Ortiz", "Ivo Brandt")
        )
    ]  # fmt: skip
    return (*examples().values(), *hands, made("undated", None), *given_records())


chosen = st.deferred(lambda: st.lists(st.sampled_from(known()), max_size=6, unique_by=lambda r: r.report.id))


def given_records() -> tuple[Record, ...]:
    """Records of a file, one a line, which benchmarks name: those of real reports are not kept here."""
    where = os.environ.get("ONRECORD_LAW_RECORDS")
    return tuple(msgspec.json.decode(line, type=Record) for line in Path(where).open("rb")) if where else ()


@cache
def empty() -> bytes:
    """A store without reports, so that its tables are not made again and again."""
    with tempfile.TemporaryDirectory() as folder:
        ledger(Path(folder) / "record.db").close()
        return (Path(folder) / "record.db").read_bytes()


@contextmanager
def store() -> Iterator[Path]:
    """Where an empty store is."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        path = Path(folder) / "record.db"
        path.write_bytes(empty())
        yield path


@contextmanager
def kept(records: list[Record]) -> Iterator[Ledger]:
    """A new record of some reports."""
    with store() as where, filled(where, records) as one:
        yield one


def told(records: list[Record]) -> bytes:
    with kept(records) as one:
        return dump(one)


@CASES
@given(chosen, st.randoms(use_true_random=False))
def test_the_order_of_adding_leaves_no_trace(records, chance):
    assert told(chance.sample(records, len(records))) == told(records)


@CASES
@given(chosen, st.integers(0, 8))
def test_adding_in_one_batch_or_several_is_the_same(records, cut):
    with kept(records[:cut]) as one:
        one.add(records[cut:])
        assert dump(one) == told(records)


@CASES
@given(chosen, st.data())
def test_adding_again_changes_nothing(records, data):
    with kept(records) as one:
        before = dump(one)
        again = data.draw(st.lists(st.sampled_from(records), max_size=4)) if records else []
        assert one.add(again).added == 0
        assert dump(one) == before


@CASES
@given(chosen, st.sets(st.integers(0, 7)))
def test_taking_reports_out_gives_the_record_that_never_had_them(records, places):
    out = [record for place, record in enumerate(records) if place in places]
    with kept(records) as one:
        assert all(one.remove(record.report.id) for record in out)
        assert dump(one) == told([record for record in records if record not in out])


@CASES
@given(chosen, st.integers(0, 7))
def test_as_of_a_day_the_record_is_that_of_the_reports_published_by_then(records, place):
    days = sorted({(record.report.published or "9999")[:10] for record in records}) or ["2031-03-12"]
    day = min(days[place % len(days)], "2032-01-01")
    with kept(records) as one:
        assert dump(one, as_of=day) == told([r for r in records if (r.report.published or "9999")[:10] <= day])


@CASES
@given(chosen, chosen)
def test_what_was_known_on_a_day_can_be_asked_for_afterwards(first, second):
    with store() as where:
        with filled(where, first, day="2031-04-01") as one:
            then = dump(one)
        with ledger(where, day="2031-04-02") as one:
            one.add(second)
            for record in first:
                one.remove(record.report.id)
            assert dump(one, known_at="2031-04-01") == then


@CASES
@given(chosen)
def test_report_by_report_it_comes_to_the_same_as_all_at_once(records):
    with kept(records) as one:
        _same_as_at_once(one, records)


def _same_as_at_once(one: Ledger, records: list[Record]) -> None:
    with one.store.read() as connection:
        whole = derive(records, history_of(connection))
        assert tuple(explained(connection, whole.readings)) == whole.links
    assert {row.id for row in one.matters()} == {matter.id for matter in whole.matters}
    for matter in whole.matters:
        brief = one.show(matter.id)
        assert (brief.matter, brief.tracks) == (matter, dossier(matter, whole.readings, "2031-04-01").tracks)


@CASES
@given(chosen, st.data())
def test_a_story_asked_for_is_that_of_the_whole_record(records, data):
    matters = derive(records).matters
    with kept(records) as one:
        assume(len(matters) > 2)
        named = st.sampled_from([matter.id for matter in matters])
        for ruling in data.draw(st.lists(st.sampled_from(("gather", "part")), max_size=3)):
            one.judge(ruling, data.draw(st.lists(named, min_size=2, max_size=2, unique=True)), "a tester")
        with one.store.read() as connection:
            whole = stories(matters, story_bonds(connection))
        assert {one.story(name).story for name in (matter.id for matter in matters[:20])} <= set(whole)
        assert {row.id for row in one.stories()} <= {story.id for story in whole}


@CASES
@given(chosen)
def test_what_derives_can_be_built_again_to_the_same_bytes(records):
    with kept(records) as one:
        before = dump(one)
        one.rebuild()
        assert dump(one) == before


@CASES
@given(chosen, st.data())
def test_a_judgement_holds_whenever_it_came_and_undone_it_leaves_no_trace(records, data):
    with kept(records) as one:
        matters = [row.id for row in one.matters()]
        assume(len(matters) > 1)
        before = dump(one)
        pair = data.draw(st.lists(st.sampled_from(matters), min_size=2, max_size=2, unique=True))
        first = [one.show(matter).matter.mentions[0] for matter in pair]
        ruling = one.judge("merge", pair, "a tester", "they are one")
        assert _together(one, first)
        out = data.draw(st.sampled_from(records))
        one.remove(out.report.id)
        one.add([out])
        one.rebuild()
        assert _together(one, first)
        undo = one.undo(ruling, "a tester")
        assert dump(one) == before
        one.undo(undo, "a tester")
        assert _together(one, first)


FIXES = {
    "act": "deny", "actors": ["Lena Ortiz", "soldiers"], "end": "2031-03-09", "origin": "Pentagon", "place": "Marn",
    "start": None, "status": "denied", "type": "ASSAULT", "unit": "tank", "value": [11000, 12000], "bound": "at_least",
}  # fmt: skip


@CASES
@given(chosen, st.data())
def test_fixes_hold_whatever_is_added_or_read_again_and_undone_they_leave_no_trace(records, data):
    with store() as where, filled(where, records) as one:
        names = sorted(name for row in one.matters() for name in one.show(row.id).matter.mentions)
        assume(names)
        before = dump(one)
        given = data.draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(sorted(FIXES))), max_size=4))
        made = [one.fix(name, slot, FIXES[slot], "a tester") for name, slot in given if _may(name, slot)]
        _same_as_at_once(one, records)
        then = dump(one)
        out = data.draw(st.sampled_from(records))
        one.remove(out.report.id)
        _same_as_at_once(one, [record for record in records if record is not out])
        one.add([out])
        assert dump(one) == then
        one.rebuild()
        assert dump(one) == then
        by_id = {record.report.id: record for record in records}
        with Ledger(open_store(str(where)), lambda some: (by_id[r.id] for r in some), "2", clock().__next__) as newer:
            assert newer.reread().reread == len(records)
            assert dump(newer) == then
            for judgement in data.draw(st.permutations(made)):
                newer.undo(judgement, "a tester")
            assert dump(newer) == before


def _may(name: str, slot: str) -> bool:
    return name.rpartition("#")[2].partition(":")[0] in SLOTS[slot].kinds


def _together(one: Ledger, mentions: list[str]) -> bool:
    return any(set(mentions) <= set(one.show(row.id).matter.mentions) for row in one.matters())


@CASES
@given(chosen)
def test_all_that_is_told_leads_to_exact_characters(records):
    texts = {record.report.id: record.report.text for record in records}
    with kept(records) as one:
        for row in one.turns():
            assert row.report is None or texts[row.report][row.start : row.end] == row.words
        for row in (*one.statements(), *one.events(), *one.figures()):
            passage = texts[row.report][row.start : row.end]
            assert all(part in passage for part in row.words.split(" … "))
