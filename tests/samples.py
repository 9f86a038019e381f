"""A record made by hand, without the reader, for tests of whatever shows or checks records."""

from __future__ import annotations

from onrecord.model import Entity, Event, Figure, Place, Record, Ref, Report, Span, Statement, Time, Via

TEXT = """Harbour talks end without a truce

ARDEN, 12 March 2031 - Foreign Minister Lena Ortiz said on Tuesday that about 1,200 soldiers had crossed the \
Vell river, according to a report from the Border Watch. "We will not withdraw," Ortiz told reporters in Vladivostok.

The mayor denied that shells had hit the port. He could not say how many people were hurt. \
The ministry expects between 3,000 and 5,000 refugees by the end of March.
"""


def at(words: str, nth: int = 0) -> Span:
    """The span of the nth occurrence of some words in the sample text."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words), words)


def ref(words: str, entity: str | None, nth: int = 0) -> Ref:
    """The same as a reference."""
    span = at(words, nth)
    return Ref(span.start, span.end, span.text, entity)


REPORT = Report(
    "sample-1", TEXT, url="https://example.org/harbour-talks", outlet="The Arden Post",
    title="Harbour talks end without a truce", authors=("Ines Vale",), published="2031-03-12",
    published_from="given", language="en",
)


def record(report: Report = REPORT) -> Record:
    """The record of the sample text."""
    ortiz, mayor = "e1", "e2"
    return Record(
        1, report,
        entities=(
            Entity("e1", "Lena Ortiz", "person", "RUS", ("Foreign Minister",), "GOV", "RUSGOV",
                   (at("Lena Ortiz"), at("Ortiz", 1)), "title"),
            Entity("e2", "the mayor", "person", mentions=(at("The mayor"), at("He")), why="role"),
            Entity("e3", "Border Watch", "organization", mentions=(at("the Border Watch"),), why="name"),
        ),
        statements=(
            Statement("s1", ref("Foreign Minister Lena Ortiz", ortiz), at("said on Tuesday that"),
                      (at("about 1,200 soldiers had crossed the Vell river"),),
                      via=(Via(ref("the Border Watch", "e3"), at("according to a report from")),), said_on="t1",
                      why="verb 0.93"),
            Statement("s2", ref("Ortiz", ortiz, 1), at("told reporters"), (at('"We will not withdraw,"'),),
                      mode="direct", act="promise", venue=at("Vladivostok"), audience=ref("reporters", None),
                      why="quotation 0.99"),
            Statement("s3", ref("The mayor", mayor), at("denied"), (at("that shells had hit the port"),), act="deny",
                      why="verb 0.91"),
            Statement("s4", ref("He", mayor), at("could not say"), (at("how many people were hurt"),), act="decline",
                      why="refusal 0.88"),
            Statement("s5", ref("The ministry", None), at("expects"),
                      (at("between 3,000 and 5,000 refugees by the end of March"),), act="predict", why="verb 0.80"),
        ),
        events=(
            Event("v1", at("crossed"), "MOBILIZE", status="happened", actors=(ref("soldiers", None),), time="t1",
                  figures=("f1",), statement="s1", why="lexicon"),
            Event("v2", at("hit"), "ASSAULT", "190", status="denied", factuality=-2.5, targets=(ref("the port", None),),
                  statement="s3", why="lexicon"),
        ),
        figures=(
            Figure("f1", at("about 1,200 soldiers"), 1200, 1200, 1200, "about", "soldier", at("soldiers"), event="v1",
                   statement="s1", why="number"),
            Figure("f2", at("between 3,000 and 5,000 refugees"), None, 3000, 5000, "between", "refugee", at("refugees"),
                   statement="s5", why="between"),
        ),
        times=(
            Time("t1", at("Tuesday"), "date", "2031-03-11", "2031-03-11", "2031-03-11", "weekday"),
            Time("t2", at("the end of March"), "date", "2031-03-END", "2031-03-21", "2031-03-31", "part of month"),
        ),
        places=(Place("p1", at("Vladivostok"), "Vladivostok", 43.1, 131.9, "RUS", 2013348, "city", 20.0, "gazetteer"),),
    )
