"""Looking up the entity behind some words."""

from onrecord.find.mentions import Mentions
from onrecord.model import Entity, Span

TEXT = "Army spokeswoman Ana Ruiz of Lima said she knew."


def entity(key: str, *phrases: str) -> Entity:
    spans = tuple(Span(TEXT.index(p), TEXT.index(p) + len(p), p) for p in phrases)
    return Entity(key, phrases[0], "person", mentions=spans)


ENTITIES = [entity("e1", "Army"), entity("e2", "Army spokeswoman Ana Ruiz", "she"), entity("e3", "Lima")]
INDEX = Mentions(ENTITIES)


def at(words: str, head: str | None = None) -> str | None:
    start = TEXT.index(words)
    return INDEX.at(start, start + len(words), TEXT.index(head) if head else None)


def test_the_same_words_win():
    assert at("Army") == "e1"
    assert at("Army spokeswoman Ana Ruiz") == "e2"
    assert at("she") == "e2"


def test_a_longer_phrase_is_known_by_its_beginning_or_its_head():
    assert at("Army spokeswoman Ana Ruiz of Lima") == "e2"
    assert at("Army spokeswoman Ana Ruiz of Lima", head="Ruiz") == "e2"


def test_a_part_of_a_mention():
    assert at("Ana Ruiz") == "e2"
    assert at("spokeswoman", head="spokeswoman") == "e2"


def test_words_that_no_mention_holds():
    assert at("said") is None
    assert at("knew") is None
    assert Mentions([]).at(0, 5) is None


def test_a_reference_keeps_its_words():
    ref = INDEX.ref(Span(39, 42, "she"))
    assert (ref.text, ref.entity) == ("she", "e2")
