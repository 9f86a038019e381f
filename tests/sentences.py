"""Annotated sentences by hand, so that a finder is tested without a model.

One token a line: text, lemma, tag, pos, dep, number of the head counted from 1 (0: the root), and an entity label
where there is one ("B-GPE", "I-GPE"). `~` before a text joins it to the token before.
"""

from __future__ import annotations

from onrecord.language.quotes import quotations
from onrecord.language.text import Article, Attribution, Sentence, Token
from onrecord.model import Report


def sentence(lines: str, start: int = 0, index: int = 0, paragraph: int = 0, heading: bool = False) -> Sentence:
    """The sentence of some lines; its first character stands at `start`."""
    tokens: list[Token] = []
    text = ""
    for i, line in enumerate(row for row in lines.strip().split("\n") if row.strip()):
        word, lemma, tag, pos, dep, head, *ent = line.split()
        if word.startswith("~"):
            word = word[1:]
        elif text:
            text += " "
        label = ent[0] if ent else ""
        tokens.append(
            Token(i, start + len(text), start + len(text) + len(word), word, lemma, tag, pos, dep,
                  i if head == "0" else int(head) - 1, label[2:], label.startswith("B"))
        )
        text += word
    return Sentence(index, paragraph, tuple(tokens), text, start, heading)


def article(*blocks: str, published: str | None = "2024-10-28", read: tuple[Attribution, ...] = ()) -> Article:
    """An article of one paragraph whose sentences stand one blank apart."""
    sentences: list[Sentence] = []
    for block in blocks:
        at = sentences[-1].end + 1 if sentences else 0
        sentences.append(sentence(block, at, len(sentences)))
    text = " ".join(s.text for s in sentences)
    return Article(Report("t", text, published=published), tuple(sentences), quotations(text, [(0, len(text))]), read)
