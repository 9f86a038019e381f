"""Which statement says these words? The innermost whose content covers them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from onrecord.language.text import Article
from onrecord.model import Span, Statement


class Spoken:
    """Statements by the sentences that their content touches."""

    def __init__(self, article: Article, statements: Iterable[Statement]) -> None:
        """Index the contents."""
        self.article = article
        self._by_sentence: dict[int, list[tuple[int, int, int, str]]] = defaultdict(list)
        for statement in statements:
            for span in statement.content:
                entry = (span.end - span.start, span.start, span.end, statement.id)
                for index in self._sentences(span):
                    self._by_sentence[index].append(entry)

    def at(self, span: Span) -> str | None:
        """The id of the statement that says these words, or None where the report says them itself."""
        sentence = self.article.sentence_at(span.start)
        if sentence is None:
            return None
        entries = self._by_sentence.get(sentence.index, ())
        best = min((e for e in entries if e[1] <= span.start and span.end <= e[2]), default=None)
        return best[3] if best is not None else None

    def _sentences(self, span: Span) -> Iterator[int]:
        first = self.article.sentence_at(span.start)
        index = first.index if first is not None else 0
        sentences = self.article.sentences
        while index < len(sentences) and sentences[index].start < span.end:
            if sentences[index].end > span.start:
                yield index
            index += 1
