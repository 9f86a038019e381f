"""Status and factuality: the table of cases, composition, and what must hold of any tree; no model is loaded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentences import article
from tables import cases

from onrecord.find.status import find
from onrecord.find.status.commitment import FACT, RANK, Commitment, flipped, frames, lexicon, under
from onrecord.find.status.weigh import Weigher
from onrecord.language.lexicon import rows
from onrecord.language.text import Article, Sentence, Token
from onrecord.model import Event, Findings, Report, Span, Time


def annotated(cell: str, published: str | None = "2024-10-28") -> Article:
    """The article of a cell of the table."""
    return article(cell.replace(" ", "\n").replace("|", " "), published=published)


def judged(report: Article, trigger: str, *times: Time) -> Event:
    """The event of the first word `trigger`, judged."""
    token = next(t for t in report.sentences[0].tokens if t.text == trigger)
    event = Event("v1", report.span(token.start, token.end), why="verb")
    return find(report, Findings(events=(event,), times=times)).events[0]


@pytest.mark.parametrize(
    ("trigger", "status", "low", "high", "annotation"), cases("status"),
    ids=[f"{row[0]}-{n}" for n, row in enumerate(cases("status"))],
)
def test_case(trigger: str, status: str, low: str, high: str, annotation: str):
    event = judged(annotated(annotation), trigger)
    assert event.status == status, event.why
    assert float(low) <= event.factuality <= float(high), event.why


MEETING = "They|they|PRP|PRON|nsubj|3 are|be|VBP|AUX|aux|3 meeting|meet|VBG|VERB|ROOT|0 on|on|IN|ADP|prep|3 \
Friday|Friday|NNP|PROPN|pobj|4"


@pytest.mark.parametrize(
    ("day", "published", "status"),
    [("2024-11-01", "2024-10-28", "planned"), ("2024-10-25", "2024-10-28", "ongoing"), ("2024-11-01", None, "ongoing")],
)
def test_a_day_after_publication_makes_a_plan_of_the_present(day: str, published: str | None, status: str):
    report = annotated(MEETING, published)
    friday = next(t for t in report.sentences[0].tokens if t.text == "Friday")
    time = Time("t1", report.span(friday.start, friday.end), "date", day, day, day)
    assert judged(report, "meeting", time).status == status


def test_the_rule_is_named():
    event = judged(annotated(MEETING.replace("are|be|VBP", "may|may|MD").replace("meeting|meet|VBG", "meet|meet|VB")),
                   "meet")
    assert event.why == "verb; may"


def test_an_event_outside_every_sentence_stays_as_it_is():
    event = Event("v1", Span(0, 4, "fire"))
    assert find(Article(Report("t", "fire"), ()), Findings(events=(event,))).events == (event,)


def test_every_word_has_a_known_class():
    assert {r["class"] for r in rows("commitment_words")} <= set(frames())
    assert len(lexicon()) == sum(len(r["slots"].split(",")) for r in rows("commitment_words"))


def test_every_class_names_a_status():
    known = {*RANK, "denied", "probable", "yes", "no", "fact"}
    assert {e.kind for f in frames().values() for e in (f.positive, f.negative)} <= known


def test_double_failure_is_success():
    once = under(FACT, frames()["fail"])
    assert (once.status, once.value) == ("denied", -3)
    assert (under(once, frames()["fail"]).status, under(once, frames()["fail"]).value) == ("happened", 3)


def test_certainty_only_fades_on_the_way_down():
    chained = under(under(FACT, frames()["may"]), frames()["plan"])
    assert chained.status == "possible"
    assert 0 < chained.value < under(FACT, frames()["may"]).value


commitments = st.builds(Commitment, st.sampled_from(["happened", "planned", "possible", "conditional", "unknown"]),
                        st.floats(0, 3), st.just("x"))


@given(commitments, st.sampled_from(sorted(frames())))
def test_composition_stays_on_the_scale(held: Commitment, name: str):
    for given_held in (held, flipped(held)):
        result = under(given_held, frames()[name])
        assert -3 <= result.value <= 3
        assert result.status in RANK or result.status == "denied"


@given(commitments)
def test_denying_twice_gives_back_the_value(held: Commitment):
    assert flipped(flipped(held)).value == held.value


words = st.sampled_from([("may", "MD", "AUX", "aux"), ("not", "RB", "PART", "neg"), ("attack", "VB", "VERB", "conj"),
                         ("to", "TO", "PART", "aux"), ("plan", "NN", "NOUN", "dobj"), ("of", "IN", "ADP", "prep"),
                         ("talks", "NNS", "NOUN", "pobj"), ("no", "DT", "DET", "det"), ("?", ".", "PUNCT", "punct"),
                         ("next", "JJ", "ADJ", "amod"), ("left", "VBD", "VERB", "ccomp"),
                         ("yet", "RB", "ADV", "advmod"),
                         ("if", "IN", "SCONJ", "mark"), ("fled", "VBD", "VERB", "advcl")])


@given(st.lists(st.tuples(words, st.integers(0, 11)), min_size=1, max_size=12))
def test_any_tree_or_circle_is_judged(parts: list[tuple[tuple[str, str, str, str], int]]):
    tokens = tuple(
        Token(i, i, i + 1, w, w, tag, pos, dep, head % len(parts)) for i, ((w, tag, pos, dep), head) in enumerate(parts)
    )
    weigher = Weigher(Sentence(0, 0, tokens, "x" * len(tokens), 0))
    assert all(-3 <= weigher.of(t.i).value <= 3 for t in tokens)


def test_a_chain_of_clauses_as_long_as_a_book_is_judged():
    count = 20_000
    tokens = tuple(Token(i, i, i + 1, "says", "say", "VBZ", "VERB", "ccomp", max(i - 1, 0)) for i in range(count))
    weigher = Weigher(Sentence(0, 0, tokens, "x" * count, 0))
    assert weigher.of(count - 1).status == "happened"
