"""Values as few bytes, and what stands in the columns of the store: all comes back as it was."""

from __future__ import annotations

import msgspec
import pytest
from made import made
from samples import record as sample
from sqlalchemy.dialects import sqlite

from onrecord.ledger.packing import pack_links, pack_reading, pack_sketch, unpack_links, unpack_reading, unpack_sketch
from onrecord.matters.copies import sketch
from onrecord.matters.decide import link
from onrecord.matters.mentions import reading
from onrecord.matters.types import Quantity
from onrecord.model import Figure, Record, Report, Span
from onrecord.store.bare import bare, released, squeezed, whole
from onrecord.store.derived import _mention, _number
from onrecord.store.names import called, keys
from onrecord.store.schema import ACTS, MODES, Code, Day, Hash

DIALECT = sqlite.dialect()


def test_a_bare_value_is_short():
    assert bare(Span(3, 8, "north")) == [3, 8]
    assert bare(Quantity(value=5)) == [5]
    assert bare(Quantity(unit="soldier")) == [None, None, None, "exact", "soldier"]
    assert [one[:2] for one in bare(sample().times)] == [[t.id, [t.span.start, t.span.end]] for t in sample().times]


@pytest.mark.parametrize("value", [5, 5.0, 0, 0.0, None, True])
def test_a_number_comes_back_as_it_was(value):
    back = whole(Quantity, released(squeezed(bare(Quantity(value=value)))), "")
    assert (back.value, type(back.value)) == (value, type(value))


def test_a_default_of_another_type_is_written_down():
    text = "5"
    figure = Figure("f1", Span(0, 1, text), 0.0, 0, None, "exact")
    back = whole(Figure, released(squeezed(bare(figure))), text)
    assert msgspec.json.encode(back) == msgspec.json.encode(figure)


@pytest.mark.parametrize("record", [made("r1"), made("r#2", None), sample()], ids=lambda record: record.report.id)
def test_what_a_report_tells_comes_back_to_the_byte(record):
    told = reading(record)
    back = unpack_reading(pack_reading(told), told.report, " ".join(told.topic), record.report.text)
    assert back == told
    assert msgspec.json.encode(back) == msgspec.json.encode(told)


def test_what_a_report_of_no_mentions_tells_comes_back():
    told = reading(Record(1, Report("r1", "Nothing.")))
    assert unpack_reading(pack_reading(told), "r1", " ".join(told.topic), "Nothing.") == told


@pytest.mark.parametrize("report", [made("r1").report, sample().report, Report("empty", "")], ids=lambda one: one.id)
def test_a_sketch_comes_back(report):
    assert unpack_sketch(pack_sketch(sketch(report))) == sketch(report)


def test_decisions_come_back_without_their_grounds():
    one, other = reading(made("r1")), reading(made("r2", speaker="Ivo Brandt"))
    made_links = link([(a, b) for a in one.mentions for b in other.mentions], {"r1": one, "r2": other})
    assert made_links
    back = unpack_links(pack_links(made_links, one, other), one, other)
    assert back == sorted((x.left, x.right, x.score) for x in made_links)


@pytest.mark.parametrize("mention", ["r1#event:0-4", "a#b#statement:12-13000", "r1#figure:7-7", "r1#event:9-73", "r1#event:90000-90063"])
def test_a_mention_is_a_number_in_its_report(mention):
    assert _mention(mention.rpartition("#")[0], _number(mention)) == mention


@pytest.mark.parametrize(
    ("day", "number"),
    [
        ("2031-03-12", (2031 * 16 + 3) * 32 + 12), ("2031-03", (2031 * 16 + 3) * 32), ("2031", 2031 * 16 * 32),
        ("", 0), (None, None), ("9999-15-31", 10_000 * 16 * 32 - 1),
    ],
)  # fmt: skip
def test_a_day_is_a_number(day, number):
    assert Day().process_bind_param(day, DIALECT) == number
    assert Day().process_result_value(number, DIALECT) == day


@pytest.mark.parametrize("day", ["soon", "12 March 2031", "2031-03-12T08:00"])
def test_what_is_no_day_is_nought(day):
    assert Day().process_bind_param(day, DIALECT) == 0


@pytest.mark.parametrize("id_", ["0000000000000000", "7fffffffffffffff", "8000000000000000", "ffffffffffffffff"])
def test_a_hash_is_a_number_in_the_order_of_hashes(id_):
    number = Hash().process_bind_param(id_, DIALECT)
    assert Hash().process_result_value(number, DIALECT) == id_
    assert -(1 << 63) <= number < 1 << 63


def test_hashes_keep_their_order():
    ids = ["00000000000000ff", "7000000000000000", "9000000000000000", "f000000000000000"]
    numbers = [Hash().process_bind_param(id_, DIALECT) for id_ in ids]
    assert numbers == sorted(numbers)
    assert Hash().process_bind_param("9", DIALECT) == numbers[2]


@pytest.mark.parametrize("words", [ACTS, MODES])
def test_a_word_of_few_is_its_place(words):
    code = Code(words)
    places = [code.process_bind_param(word, DIALECT) for word in words]
    assert places == list(range(len(words)))
    assert [code.process_result_value(place, DIALECT) for place in places] == list(words)


def test_every_act_and_mode_of_the_contract_has_its_place():
    from typing import get_args

    from onrecord.model import Act, Mode

    assert set(ACTS) == set(get_args(Act))
    assert set(MODES) == set(get_args(Mode))


def test_a_name_is_kept_once_and_found_by_its_words(where):
    from onrecord.store.engine import open_store

    store = open_store(where)
    wanted = [("vell river watch", "organization", "NOR"), ("al-vell", "place", ""), ("vell", "person", "NOR")]
    with store.write() as connection:
        first = keys(connection, wanted)
        assert keys(connection, wanted) == first
        assert len(set(first.values())) == 3

        def found(name):
            return {one for one, key in first.items() if key in set(connection.scalars(called(connection, name).keys))}

        assert found("river watch") == {wanted[0]}
        assert found("watch river") == set()
        assert found("The Vell") == set(wanted)  # a word ends where its letters end
        assert found("al-vell") == {wanted[1]}
        assert found("vel") == set()
    store.close()
