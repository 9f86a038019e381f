"""What the ledger keeps comes back as it was, with the little that is written down of it."""

from __future__ import annotations

import pytest
from stores import filled
from test_examples import records as examples
from witnesses import record, sent

from onrecord.ledger.linking import explained
from onrecord.ledger.packing import pack_links, pack_reading, placed, unpack_links, unpack_reading
from onrecord.matters.derive import derive
from onrecord.matters.fixes import fixed
from onrecord.matters.mentions import reading
from onrecord.matters.types import Link

ONE = record("a", "2031-03-01", sent("Ada Lund", "DNK"))
OTHER = record("a b", "2031-03-02", sent("Tom Rye", "USA"))  # "a b#…" comes before "a#…"


def _back(one, text):
    return unpack_reading(pack_reading(one), one.report, " ".join(one.topic), text)


@pytest.mark.parametrize("read", examples().values(), ids=lambda r: r.report.id)
def test_a_reading_comes_back(read):
    assert _back(reading(read), read.report.text) == reading(read)


def test_a_reading_with_fixes_comes_back():
    read = reading(ONE)
    said = {m.id: {"start": '"2031-02-27"', "actors": '["Lena Ortiz"]', "origin": "null"} for m in read.mentions}
    mended = fixed([read], said)["a"]
    assert mended != read
    assert _back(mended, ONE.report.text) == mended


def test_links_come_back_in_order_of_id_also_where_the_ids_of_the_reports_stand_in_another():
    left, right = reading(ONE), reading(OTHER)
    first, second = left.mentions[0].id, right.mentions[0].id
    assert second < first
    made = Link(second, first, 0.4213, "open")
    assert placed([made], left) == [(first, second, 4213)]
    assert unpack_links(pack_links([made], left, right), left, right) == [(second, first, 0.4213)]


def test_reports_whose_ids_sort_so_are_linked_as_all_at_once(where):
    whole = derive([ONE, OTHER])
    assert any(made.left.startswith("a b#") and made.right.startswith("a#") for made in whole.links)
    with filled(where, [OTHER, ONE]) as kept:
        with kept.store.read() as connection:
            assert tuple(explained(connection, ["a", "a b"])) == whole.links
        assert {row.id for row in kept.matters()} == {matter.id for matter in whole.matters}
