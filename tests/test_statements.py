"""Statements from what the encoder read: acts, chains, occasions, joined quotations; no model is loaded."""

from __future__ import annotations

import pytest
from sentences import article, sentence
from tables import cases

from onrecord.find.statements import find
from onrecord.find.statements.acts import act_of
from onrecord.find.statements.chains import Draft, chained, merged
from onrecord.language.lexicon import rows
from onrecord.language.text import Article, Attribution, Token
from onrecord.model import Act, Entity, Findings, Span, Time

ENVOY = """
The the DT DET det 2
envoy envoy NN NOUN nsubj 3
said say VBD VERB ROOT 0
on on IN ADP prep 3
Monday Monday NNP PROPN pobj 4 B-DATE
in in IN ADP prep 3
Geneva Geneva NNP PROPN pobj 6 B-GPE
that that IN SCONJ mark 12
both both DT DET det 10
armies army NNS NOUN nsubj 12
had have VBD AUX aux 12
left leave VBN VERB ccomp 3
~. . . PUNCT punct 3
"""


def words(text: str, lemmas: str = "") -> list[Token]:
    """Bare tokens: all one clause under its first verb."""
    parts = text.split()
    return [Token(i, i, i + 1, w, lemma, head=0) for i, (w, lemma) in
            enumerate(zip(parts, (lemmas or text.lower()).split(), strict=True))]


@pytest.mark.parametrize(("cue", "lemmas", "content", "source", "act"), cases("acts"))
def test_act(cue: str, lemmas: str, content: str, source: str, act: str) -> None:
    assert act_of(words(cue, lemmas), [words(content)], words(source))[0] == act


def test_an_imperative_demands() -> None:
    call = sentence("“ “ `` PUNCT punct 2\n~Lift lift VB VERB ROOT 0\nthe the DT DET det 4\nsiege siege NN NOUN dobj 2")
    assert act_of(words("said", "say"), [call.tokens], words("she"))[0] == "demand"


def test_every_act_of_the_lexicon_is_an_act() -> None:
    known = set(Act.__args__)
    assert {r["act"] for r in rows("cues")} | {r["negated"] for r in rows("cues")} <= known


def spans(text: str, *parts: str) -> list[tuple[int, int]]:
    return [(text.index(p), text.index(p) + len(p)) for p in parts]


def attributed(block: str, cue: str, source: str | None, *content: str) -> Article:
    text = sentence(block).text
    who = spans(text, source)[0] if source else None
    return article(block, read=(Attribution(spans(text, cue)[0], who, tuple(spans(text, *content)), 0.9),))


def test_day_venue_and_speaker() -> None:
    given = attributed(ENVOY, "said", "The envoy", "that both armies had left")
    monday = given.report.text.index("Monday")
    found = find(given, Findings(
        entities=(Entity("e1", "Ana Ruiz", "person", mentions=(given.span(0, 9),)),),
        times=(Time("t1", given.span(monday, monday + 6), "date", "2024-10-28", "2024-10-28", "2024-10-28"),),
    ))
    (statement,) = found.statements
    assert statement.source is not None and statement.source.entity == "e1"
    assert (statement.said_on, statement.act, statement.mode) == ("t1", "assert", "indirect")
    assert statement.venue is not None and statement.venue.text == "in Geneva"


def test_a_cue_leaves_its_day_to_the_times() -> None:
    given = attributed(ENVOY, "said on Monday", "The envoy", "that both armies had left")
    monday = given.report.text.index("Monday")
    time = Time("t1", given.span(monday, monday + 6), "date", "2024-10-28", "2024-10-28", "2024-10-28")
    (statement,) = find(given, Findings(times=(time,))).statements
    assert statement.cue is not None and statement.cue.text == "said"
    assert statement.said_on == "t1"


def test_a_missing_source_is_the_subject_of_the_cue() -> None:
    (statement,) = find(attributed(ENVOY, "said", None, "that both armies had left"), Findings()).statements
    assert statement.source is not None and statement.source.text == "The envoy"


def test_a_time_inside_the_content_is_not_the_day_of_speaking() -> None:
    given = attributed(ENVOY, "said", "The envoy", "on Monday in Geneva that both armies had left")
    monday = given.report.text.index("Monday")
    time = Time("t1", given.span(monday, monday + 6), "date", "2024-10-28", "2024-10-28", "2024-10-28")
    assert find(given, Findings(times=(time,))).statements[0].said_on is None


def span(start: int, end: int) -> Span:
    return Span(start, end, "x" * (end - start))


def test_inner_statement_takes_the_place_of_the_outer_and_keeps_it_as_via() -> None:
    outer = Draft(span(0, 3), span(4, 8), (span(9, 60),), 0.9)
    inner = Draft(span(9, 20), span(21, 30), (span(31, 60),), 0.9)
    (kept,) = chained([outer, inner])
    assert kept.source == inner.source and kept.via == ((outer.source, outer.cue),)


def test_inner_statement_in_a_longer_outer_one_leaves_both() -> None:
    outer = Draft(span(0, 3), span(4, 8), (span(9, 90),), 0.9)
    inner = Draft(span(60, 65), span(66, 70), (span(71, 90),), 0.9)
    assert len(chained([outer, inner])) == 2


def test_two_readings_of_one_statement_are_one() -> None:
    weak = Draft(span(0, 3), span(4, 8), (span(20, 60),), 0.4)
    strong = Draft(span(0, 3), span(9, 13), (span(20, 60),), 0.9)
    assert merged([weak, strong]) == [strong]


FEARED = """
Troops troop NNS NOUN nsubj 3
would would MD AUX aux 3
become become VB VERB ROOT 0
targets target NNS NOUN attr 3
~. . . PUNCT punct 3
"""
TAKEN_UP = """
That that DT PRON nsubj 3
would would MD AUX aux 3
end end VB VERB ccomp 8
the the DT DET det 5
truce truce NN NOUN dobj 3
~, , , PUNCT punct 8
Ruiz Ruiz NNP PROPN nsubj 8 B-PERSON
said say VBD VERB ROOT 0
~. . . PUNCT punct 8
"""


def test_a_sentence_that_a_statement_takes_up_is_its_speaker_s_too() -> None:
    text = article(FEARED, TAKEN_UP).report.text
    content = tuple(spans(text, "That would end the truce"))
    read = Attribution(spans(text, "said")[0], spans(text, "Ruiz")[0], content, 0.9)
    first, second = find(article(FEARED, TAKEN_UP, read=(read,)), Findings()).statements
    assert first.content[0].text == "Troops would become targets" and first.cue is None
    assert first.source == second.source and first.act == "predict"


def test_no_attribution_no_statement() -> None:
    assert find(article(ENVOY), Findings()).statements == ()
