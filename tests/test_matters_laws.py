"""The laws, for what follows from a set of records without a store: random subsets, orders, copies, judgements."""

from __future__ import annotations

import os
from datetime import date, timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from test_laws import given_records
from witnesses import Sentence, record, sent

from onrecord.matters import block
from onrecord.matters.decide import link
from onrecord.matters.derive import Derived, derive
from onrecord.matters.dossier import dossier
from onrecord.matters.mentions import reading
from onrecord.matters.types import Judgement, Link, Reading
from onrecord.model import Record

AGENCY = {"country": "KOR", "sector": "SPY"}
LINES = {
    "a": sent("Vell Service", figure="1,500 soldiers", value=1500, **AGENCY),
    "b": sent("Ada Lund", country="USA", sector="MIL", roles=("Pentagon spokesperson",), figure="3,000 soldiers",
              value=3000),
    "c": sent("Jon Vik", country="NOR", act="deny", cue="denied that"),
    "d": sent("Mia Holt", country="EST", act="decline", cue="would not say whether"),
    "e": Sentence("Vell Service", "Norland", "shelled", "Westria", kind="ASSAULT", **AGENCY),
    "f": Sentence(None, "Kellen", "struck", "Ostia", kind="ASSAULT", place="Kessel", point=(60.0, 10.0)),
    "g": Sentence("Ada Lund", "Kellen", "bombed", "Ostia", kind="ASSAULT", country="USA", place="Marn",
                  point=(61.0, 30.0)),
    "h": sent("Vell Service", status="expected", cue="expects that", figure="10,000 soldiers", value=10000, **AGENCY),
}
RECORDS = {
    name: record(name, f"2031-03-{day:02}", line, LINES["e"] if day % 3 else LINES["f"], outlet=f"Outlet {name}")
    for day, (name, line) in enumerate(LINES.items(), 1)
}
SUBSETS = st.lists(st.sampled_from(sorted(RECORDS)), min_size=1, max_size=8)
RECORDS |= {f"real {number}": one for number, one in enumerate(given_records())}
CASES = int(os.environ.get("ONRECORD_LAW_CASES", "60"))
LAW = settings(max_examples=CASES, deadline=None)  # each derives everything from raw records, twice


def told(made: Derived) -> bytes:
    """Everything that follows, as bytes."""
    brief = [dossier(m, made.readings, "2031-04-01") for m in made.matters]
    return msgspec.json.encode((made, brief), order="deterministic")


def standings(made: Derived) -> list[tuple]:
    """The standings of all matters, and the roots of their claims, without the ids of what they rest on."""
    briefs = [dossier(m, made.readings, "2031-04-01") for m in made.matters]
    return sorted((s.name, s.by or "", s.since, s.rule, len({*s.positions})) for b in briefs for s in b.standings)


def of(names: list[str]) -> list[Record]:
    return [RECORDS[name] for name in names]


def all_links(readings: dict[str, Reading]) -> list[Link]:
    """The links of unfolded readings, each pair by itself."""
    pairs = [p for a in readings.values() for b in readings.values() if a.report <= b.report for p in block.pairs(a, b)]
    return link(pairs, readings)


def of_report(mention: str) -> str:
    """The id of the report of a mention."""
    return mention.rpartition("#")[0]


@given(SUBSETS, st.randoms())
@LAW
def test_order_free_and_added_twice_changes_nothing(names, random):
    unique = sorted(set(names))
    shuffled = names[:]
    random.shuffle(shuffled)
    assert told(derive(of(shuffled))) == told(derive(of(unique)))


@given(SUBSETS, st.sampled_from(sorted(RECORDS)), st.integers(0, 5))
@LAW
def test_a_wire_copy_changes_no_standing(names, copied, days):
    known = {*names, copied}
    original = RECORDS[copied]
    day = str(date.fromisoformat((original.report.published or "2031-03-01")[:10]) + timedelta(days))
    report = msgspec.structs.replace(original.report, id="copy", outlet="Another", published=day)
    copy = msgspec.structs.replace(original, report=report)
    before, after = derive(of(sorted(known))), derive([*of(sorted(known)), copy])
    assert standings(after) == standings(before)
    assert len(after.families) == len(before.families)


@given(SUBSETS, st.sampled_from(sorted(RECORDS)))
@LAW
def test_taken_out_is_as_if_it_never_was(names, gone):
    left = sorted({*names} - {gone})
    readings = {r.report.id: reading(r) for r in of(sorted({*names, gone}))}
    known, gone_id = all_links(readings), RECORDS[gone].report.id
    del readings[gone_id]
    assert all_links(readings) == [x for x in known if gone_id not in (of_report(x.left), of_report(x.right))]
    assert told(derive(of(left))) == told(derive([r for r in of(sorted({*names, gone})) if r.report.id != gone_id]))


@given(SUBSETS, st.data())
@LAW
def test_a_persons_word_holds_whatever_is_added(names, data):
    made = derive(of(names))
    mentions = sorted(m.id for r in made.readings.values() for m in r.mentions if m.kind == "event")
    one, other = data.draw(st.sampled_from(mentions)), data.draw(st.sampled_from(mentions))
    if one == other:
        return
    merge = Judgement("1", "merge", (one, other), "ines", "2031-04-01T10:00")
    split = Judgement("2", "split", (one, other), "ines", "2031-04-02T10:00")
    undo = Judgement("3", "undo", (), "ines", "2031-04-03T10:00", undoes="2")
    more = of(sorted(RECORDS))
    homes = [
        {n: m.id for m in derive(records, judged).matters for n in m.mentions}
        for records, judged in ((of(names), [merge]), (more, [merge]), (of(names), [merge, split]), (more, [split]))
    ]
    folded = [one not in home or other not in home for home in homes]
    assert [folded[i] or homes[i][one] == homes[i][other] for i in (0, 1)] == [True, True]
    assert [folded[i] or homes[i][one] != homes[i][other] for i in (2, 3)] == [True, True]
    assert told(derive(of(names), [merge, split, undo])) == told(derive(of(names), [merge]))


@given(SUBSETS, st.data())
@LAW
def test_a_fix_is_as_if_the_report_had_been_read_so(names, data):
    texts = {r.report.id: r.report.text for r in of(names)}
    mentions = [m for r in of(names) for m in reading(r).mentions]
    one = data.draw(st.sampled_from(mentions))
    day = Judgement("1", "fix", (one.id,), "ines", "2031-04-01T10:00", slot="start", value='"2031-02-11"')
    later = Judgement("2", "fix", (one.id,), "ines", "2031-04-02T10:00", slot="start", value="null")
    undo = Judgement("3", "undo", (), "ines", "2031-04-03T10:00", undoes="2")
    made, again = derive(of(names), [day]), derive(of(names[::-1]), [undo, later, day])
    assert told(made) == told(again)
    plain = {m.id: m for r in derive(of(names)).readings.values() for m in r.mentions}
    now = {m.id: m for r in made.readings.values() for m in r.mentions}
    (kin,) = (family.reports for family in made.families if one.report in family.reports)
    words = one.sentence, one.words[0].text
    copies = {m.id for m in plain.values() if m.report in kin and (m.sentence, m.words[0].text) == words}
    assert now == {
        name: msgspec.structs.replace(m, start="2031-02-11") if name in copies else m for name, m in plain.items()
    }
    assert all(texts[w.report][w.start : w.end] == w.text for m in now.values() for w in m.words)
    cleared = derive(of(names), [day, later])
    assert {m.start for r in cleared.readings.values() for m in r.mentions if m.id in copies} == {None}


@given(SUBSETS)
@LAW
def test_every_matter_is_explained_and_grounded(names):
    made = derive(of(names))
    texts = {r.report.id: r.report.text for r in of(names)}
    sure = {frozenset((x.left, x.right)) for x in made.links if x.verdict == "same" and x.agreements}
    for matter in made.matters:
        brief = dossier(matter, made.readings, "2031-04-01")
        words = [w for item in (*brief.positions, *brief.turns) for w in item.words]
        words += [w for track in brief.tracks for step in track.steps for w in step.words]
        assert all(texts[w.report][w.start : w.end] == w.text for w in words)
        events = [n for n in matter.mentions if "#event" in n]
        assert all(any(frozenset((n, o)) in sure for o in events) for n in events if len(events) > 1)
        assert all(s.rule and s.positions for s in brief.standings)
