"""Times: an own grammar over the words of each sentence, read against the day on which the report speaks.

The values are those of TIMEX3 (Pustejovsky et al., TimeML; the reading of TempEval-3); beside them stand the first
and last day that an expression can mean. What the text leaves vague stays vague.
"""

from __future__ import annotations

import msgspec

from onrecord.find.times.meaning import Setting
from onrecord.find.times.reader import expressions, report_day
from onrecord.language.text import Article
from onrecord.model import Findings, Time


def find(article: Article, found: Findings) -> Findings:
    """The findings with the times of the article, in text order."""
    setting = Setting(today=report_day(article))
    times: list[Time] = []
    paragraph = 0
    for sentence in article.sentences:
        if sentence.paragraph != paragraph:
            paragraph, setting.day = sentence.paragraph, None
        for e in expressions(sentence, setting):
            first, last = (day.isoformat() if day else None for day in (e.meaning.first, e.meaning.last))
            span = sentence.cut(sentence.start + e.start, sentence.start + e.end)
            times.append(Time(f"t{len(times) + 1}", span, e.meaning.kind, e.meaning.timex, first, last, e.rule))
    return msgspec.structs.replace(found, times=tuple(times))
