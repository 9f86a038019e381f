"""Codes events: PLOVER type and mode, CAMEO code, actors and targets; adds the verbal acts that are events too."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from onrecord.find.coding.acts import Acts
from onrecord.find.coding.grammar import Grammar
from onrecord.find.coding.naming import Names
from onrecord.find.coding.parties import Parties
from onrecord.find.heads import Heads
from onrecord.find.mentions import Mentions
from onrecord.language.text import Article, Sentence
from onrecord.model import Entity, Event, Findings, Ref

HEADS = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})


def find(article: Article, found: Findings) -> Findings:
    """The findings with every event coded, in text order and numbered anew."""
    mentions = Mentions(found.entities)
    forces = _forces(found.entities)
    said = {s.cue.start: s.source for s in found.statements if s.cue is not None and s.source is not None}
    by_sentence: dict[int, list[Event]] = {}
    loose = []
    for event in found.events:
        sentence = article.sentence_at(event.trigger.start)
        if sentence is None:
            loose.append(event)
        else:
            by_sentence.setdefault(sentence.index, []).append(event)
    events = loose
    for sentence in article.sentences:
        coded = _coded(sentence, by_sentence.get(sentence.index, []), mentions, forces)
        events += (_said(event, said.get(event.trigger.start)) for event in coded)
    events.sort(key=lambda e: (e.trigger.start, e.trigger.end))
    return replace(found, events=tuple(replace(e, id=f"v{n}") for n, e in enumerate(events, 1)))


def _forces(entities: Iterable[Entity]) -> frozenset[int]:
    """The offsets at which soldiers are mentioned by one word: "they", "them"."""
    groups = (e for e in entities if e.kind == "group" and e.sector == "MIL")
    return frozenset(m.start for e in groups for m in e.mentions if " " not in m.text)


def _said(event: Event, source: Ref | None) -> Event:
    """The event with who says it, where it is no more than the saying of a statement, or nobody else does it."""
    if source is None or (event.type is not None and event.actors):
        return event
    told = any(a.entity is not None and a.entity == source.entity for a in event.actors)
    return event if told else replace(event, actors=(source,))


def _coded(
    sentence: Sentence, events: list[Event], mentions: Mentions, forces: frozenset[int]
) -> list[Event]:
    """The events of one sentence with their codes, and those that coding adds."""
    grammar = Grammar(sentence)
    names = Names(sentence, grammar, forces)
    acts = Acts(sentence, grammar, names)
    parties = Parties(sentence, grammar, acts, mentions)
    heads = Heads(sentence)
    known = {heads.of(event.trigger).i: event for event in events}
    coded: dict[int, Event] = {}
    for token in sentence.tokens:
        if token.pos not in HEADS:
            continue
        code = acts.act(token)
        if code is None and (token.i not in known or token.i in coded):
            continue
        noun = names.carried.get(token.i)
        place = noun.i if code is not None and noun is not None and noun.i in known else token.i
        actors, targets = parties.of(token, code)
        event = known.get(place) or Event("v0", sentence.span(token, token), why="coding")
        if code is not None:
            event = replace(event, type=code.type, mode=code.mode, cameo=code.cameo)
        coded[place] = replace(event, actors=actors, targets=targets)
        if place != token.i and token.i in known:  # "held talks": the talks are the act
            coded[token.i] = replace(known[token.i], actors=actors, targets=targets)
    return [*coded.values(), *(event for i, event in known.items() if i not in coded)]
