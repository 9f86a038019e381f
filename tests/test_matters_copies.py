"""Families of copies: told by the two reports alone, the same in whatever order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.matters.copies import compare, credit, families, keys, sketch
from onrecord.matters.derive import derive, families_of
from onrecord.model import Event, Record, Report, Span

LINES = [
    "ARDEN (Vell Wire) - Norland has shipped its second brigade to the port of Kessel, a minister said on Friday.",
    "The ships left the harbour of Ost between the third and the fifth of March under naval escort.",
    "Nobody in the capital of Sudmark would say how long the brigade is going to stay in the country.",
    "Fishermen along the coast told of grey hulls that passed their boats at night without any lights.",
    "The last time that such a convoy sailed was during the border war some twenty years ago.",
    "Opposition leaders asked for a debate in the lower house before the end of the coming week.",
    "A spokeswoman for the harbour said that all berths were taken until the middle of April.",
    "Prices for diesel rose in the towns of the north as the army bought up what it could find.",
]
OTHER = [
    "Flood water has reached the old bridge of Marn, and two hundred families have left their homes.",
    "Engineers hope that the dam above the town will hold until the rain stops on Sunday.",
    "The mayor thanked the volunteers who had filled more than nine thousand bags with sand.",
]


def report(id, lines, day="2031-03-07"):
    return Report(id, "\n\n".join(lines) + "\n", published=day)


def judged(one, other):
    return compare(sketch(report("a", one)), sketch(report("b", other)))


def test_kinds_of_copies():
    assert judged(LINES, LINES).kind == "exact"
    assert judged(LINES, ["Brigade at sea", *LINES[:6]]).kind == "edited"
    assert judged(LINES, list(reversed(LINES))).kind == "edited"
    assert judged(LINES, LINES[2:5]).kind == "excerpt"
    assert judged(LINES, OTHER) is None


def test_one_shared_sentence_is_a_quotation():
    assert judged(LINES, [*OTHER, LINES[3]]) is None


def test_the_order_of_the_two_is_no_matter():
    a, b = sketch(report("a", LINES)), sketch(report("b", LINES[:6]))
    assert compare(a, b) == compare(b, a)


@given(st.lists(st.sampled_from(range(8)), min_size=6, max_size=8, unique=True))
@settings(max_examples=40, deadline=None)
def test_cut_and_moved_copies_meet_and_are_told(kept):
    whole, cut = sketch(report("a", LINES)), sketch(report("b", [LINES[i] for i in kept]))
    assert set(keys(whole)) & set(keys(cut))
    assert compare(whole, cut) is not None


def test_credit_lines():
    assert credit(LINES[0]) == "Vell Wire"
    assert credit("The port is full. With reporting by Vell Wire.") == "Vell Wire"
    assert credit("OST, March 3 (Reuters) - The port is full.") == "Reuters"
    assert credit("The port is full, the mayor said.") is None


def test_a_family_has_its_fullest_and_its_earliest_report():
    made = [sketch(report("late", LINES, "2031-03-09")), sketch(report("cut", LINES[:6], "2031-03-07")),
            sketch(report("flood", OTHER))]
    family, alone = sorted(families_of(made), key=lambda f: -len(f.reports))
    assert (family.reports, family.lead, family.earliest) == (("cut", "late"), "late", "cut")
    assert (family.first_day, family.credit) == ("2031-03-07", "Vell Wire")
    assert alone.reports == ("flood",)


@given(st.permutations(range(5)))
@settings(max_examples=30, deadline=None)
def test_families_are_the_same_in_every_order(order):
    made = [sketch(report(f"r{i}", LINES[: 8 - i])) for i in range(4)] + [sketch(report("r4", OTHER))]
    assert families_of([made[i] for i in order]) == families_of(made)


def told(id, lines, *words):
    """A record of some lines in which each of some words names an event."""
    made = report(id, lines)
    spans = [Span(at, at + len(word), word) for word in words if (at := made.text.find(word)) >= 0]
    return Record(1, made, events=tuple(Event(f"v{n}", span) for n, span in enumerate(spans, 1)))


def test_what_a_copy_repeats_has_the_matter_of_what_it_repeats():
    whole, cut = told("a", LINES, "shipped", "passed", "rose"), told("b", LINES[:6], "shipped", "passed")
    derived = derive([whole, cut])
    assert len(derived.repeats) == 2
    for (copy, kept), words in zip(sorted(derived.repeats.items()), ("shipped", "passed"), strict=True):
        place = cut.report.text.find(words)
        assert (copy.split("#")[0], kept.split("#")[0]) == ("b", "a")
        assert copy == f"b#event:{place}-{place + len(words)}"
        assert derived.homes[copy] == derived.homes[kept]


def test_what_only_a_copy_tells_repeats_nothing():
    derived = derive([told("a", LINES, "shipped"), told("b", [*LINES, *OTHER[:1]], "reached")])
    assert derived.repeats == {}


def test_a_report_with_nothing_in_it_is_a_family_of_its_own():
    empty, full = sketch(Report("a", "")), sketch(report("b", LINES))
    assert compare(empty, full) is None
    assert len(families([empty, full], [])) == 2
