"""Examples for the encoder: PolNeAR's attributions, and the tags and trees of spaCy's small pipeline as a teacher."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from onrecord.language.paragraphs import paragraphs
from onrecord.language.pieces import Pieces, windows
from onrecord.language.text import Article, Sentence

SKIP = -100
NONE, SOURCE, CONTENT = range(3)


@dataclass
class Labels:
    """Label names of each head, in the order of their numbers."""

    tags: list[str]
    deps: list[str]
    ents: list[str]


@dataclass
class Example:
    """One window. Lists are as long as its pieces; SKIP where a head has nothing to learn."""

    pieces: Pieces
    cue: list[int]
    roles: list[tuple[list[int], list[int]]]  # the pieces of a cue, the role of every piece for it
    tag: list[int]
    dep: list[int]
    ent: list[int]
    head: list[int]
    opens: list[int]


def labels_of(articles: list[Article]) -> Labels:
    """The label sets that the teacher uses, most frequent first."""
    tags, deps, ents = Counter[str](), Counter[str](), Counter[str]()
    for article in articles:
        for sentence in article.sentences:
            tags.update(t.tag for t in sentence.tokens)
            deps.update(t.dep for t in sentence.tokens)
            ents.update(e for t in sentence.tokens if t.ent for e in (f"B-{t.ent}", f"I-{t.ent}"))
    names = [sorted(c, key=lambda k, c=c: (-c[k], k)) for c in (tags, deps, ents)]
    return Labels(names[0], names[1], ["O", *names[2]])


def examples(article: Article, gold: list[dict] | None, labels: Labels) -> list[Example]:
    """The windows of an article with their labels; `gold` are its statements, None where it has none."""
    out = []
    text = article.report.text
    for cut in windows(text, [(p.start, p.end) for p in paragraphs(text)]):
        example = Example(cut, [SKIP] * len(cut.ids), [], *([SKIP] * len(cut.ids) for _ in range(5)))
        _grammar(example, [s for s in article.sentences if s.start < cut.ends[-1] and s.end > cut.starts[0]], labels)
        if gold is not None:
            _attributions(example, gold)
        out.append(example)
    return out


def _grammar(example: Example, run: list[Sentence], labels: Labels) -> None:
    first = {start: i for i, start in reversed(list(enumerate(example.pieces.starts)))}
    number = [{name: i for i, name in enumerate(names)} for names in (labels.tags, labels.deps, labels.ents)]
    for sentence in run:
        for token in sentence.tokens:
            i = first.get(token.start)
            if i is None:
                continue
            head = first.get(sentence.tokens[token.head].start)
            ent = f"{'B' if token.ent_start else 'I'}-{token.ent}" if token.ent else "O"
            example.tag[i] = number[0].get(token.tag, SKIP)
            example.dep[i] = number[1].get(token.dep, SKIP)
            example.ent[i] = number[2].get(ent, SKIP)
            example.head[i] = SKIP if head is None else head
            example.opens[i] = int(token.i == 0)


def _inside(cut: Pieces, spans: list[dict]) -> list[int]:
    return [i for i, (a, b) in enumerate(zip(cut.starts, cut.ends, strict=True))
            if any(a < s["end"] and b > s["start"] for s in spans)]


def _attributions(example: Example, gold: list[dict]) -> None:
    cut = example.pieces
    example.cue[:] = [0] * len(cut.ids)
    for statement in gold:
        cue = _inside(cut, statement["cue"])
        if not cue or statement["cue"][0]["start"] < cut.starts[0]:
            continue
        for n, i in enumerate(cue):
            example.cue[i] = 1 if n == 0 else 2
        role = [NONE] * len(cut.ids)
        for i in _inside(cut, statement["content"]):
            role[i] = CONTENT
        for i in _inside(cut, statement["source"]):
            role[i] = SOURCE
        example.roles.append((cue, role))


def gold_of(path: Path) -> dict[str, list[dict]]:
    """Statements by report id of a gold file."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return {str(r["id"]): r["gold"]["statements"] for r in rows}
