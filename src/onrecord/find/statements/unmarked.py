"""Free indirect speech: a sentence without a cue that the statement behind it takes up and so makes its own.

"Troops would be targets if they fought. That would be fair, the spokesman said": only this turn is plain enough. Of
sentences that merely go on after a statement ("It weakens the peace"), PolNeAR's readers gave one in ten to its source.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.find.statements.chains import Draft
from onrecord.language.text import Article, Sentence
from onrecord.model import Span

TAKES_UP = {"that", "this", "such"}
AHEAD = {"will", "would", "could", "may", "might", "should", "must"}
SCORE = 0.5  # no encoder read it


def unmarked(article: Article, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with one more for every sentence that the content of the next one takes up."""
    found = [d for draft in drafts if (d := _before(article, drafts, draft)) is not None]
    return sorted([*drafts, *found], key=lambda d: (d.start, d.end))


def _before(article: Article, drafts: Sequence[Draft], draft: Draft) -> Draft | None:
    sentence = article.sentence_at(draft.content[0].start)
    if draft.source is None or sentence is None or sentence.index == 0 or article.quoted(draft.content[0].start):
        return None
    earlier = article.sentences[sentence.index - 1]
    opens = sentence.tokens[0].lower in TAKES_UP and draft.content[0].start == sentence.start
    if not opens or earlier.paragraph != sentence.paragraph or not _looks_ahead(sentence) or not _looks_ahead(earlier):
        return None
    if any(d.start < earlier.end and d.end > earlier.start for d in drafts):
        return None
    return Draft(draft.source, None, (_without_stop(earlier),), SCORE)


def _looks_ahead(sentence: Sentence) -> bool:
    return any(t.lower in AHEAD for t in sentence.tokens)


def _without_stop(sentence: Sentence) -> Span:
    last = sentence.tokens[-1]
    end = last.start if last.pos == "PUNCT" and len(sentence.tokens) > 1 else last.end
    return sentence.cut(sentence.start, end)
