"""Short reports with records made by hand, in any number, for tests of what keeps and links records."""

from __future__ import annotations

from onrecord.model import Entity, Event, Figure, Place, Record, Ref, Report, Span, Statement, Time

CUES = {"assert": "said", "confirm": "confirmed", "deny": "denied"}


def made(
    id_: str, published: str | None = "2031-03-12", *, speaker: str = "Lena Ortiz", country: str = "RUS",
    act: str = "assert", count: int = 1200, place: str = "Vladivostok", outlet: str | None = "The Arden Post",
) -> Record:
    """A report in which one speaker tells that some soldiers reached a place on the eleventh of March."""
    text = f"{speaker} {CUES[act]} on Tuesday that {count:,} soldiers had reached {place}.\nReport {id_}.\n"

    def at(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words), words)

    def ref(words: str, entity: str) -> Ref:
        span = at(words)
        return Ref(span.start, span.end, span.text, entity)

    return Record(
        1, Report(id_, text, outlet=outlet, published=published, published_from="given" if published else None),
        entities=(
            Entity("e1", speaker, "person", country, ("Foreign Minister",), "GOV", f"{country}GOV", (at(speaker),)),
            Entity("e2", "soldiers", "group", mentions=(at("soldiers"),)),
        ),
        statements=(
            Statement("s1", ref(speaker, "e1"), at(CUES[act]), (at(f"that {count:,} soldiers had reached {place}"),),
                      act=act, said_on="t1", why="verb"),
        ),
        events=(
            Event("v1", at("reached"), "MOBILIZE", actors=(ref("soldiers", "e2"),), destination="p1", time="t1",
                  figures=("f1",), statement="s1"),
        ),
        figures=(Figure("f1", at(f"{count:,} soldiers"), count, None, None, "exact", "soldier", at("soldiers"),
                        event="v1", statement="s1"),),
        times=(Time("t1", at("Tuesday"), "date", "2031-03-11", "2031-03-11", "2031-03-11"),),
        places=(Place("p1", at(place), place, 43.1, 131.9, "RUS", 2013348, "city", 20.0),),
    )
