"""What a statement points back to that tells nothing itself: "could not confirm the reports", "declined to comment"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from onrecord.matters.compare import involved, told
from onrecord.matters.types import Mention
from onrecord.matters.vocabulary import kin, recurs

# Each with what it points back to, the first that fits.
_WHOLE = re.compile(r"\bcomment(?!\w* on)\b|\bthe matter\b", re.IGNORECASE)
_THEIRS = re.compile(r"\bthe \w+ (?:report|claim|account|accusation|statement)s?\b", re.IGNORECASE)
_CLAIMS = re.compile(
    r"\b(?:them|this|confirmation|the (?:same )?(?:reports?|claims?|accusations?|accounts?))\b", re.IGNORECASE
)
_AGAIN = re.compile(r"\b(?:confirm|deny|discuss|verify|address|about) it\b", re.IGNORECASE)
_ANY = re.compile(r"any \w+$", re.IGNORECASE)
_ONWARD = re.compile(r"^(?:that )?(?:they|it|he|she)\b", re.IGNORECASE)
_LAST = re.compile(r"\bthe (?:deployment|attacks?)\b|\bany \w+|\bspeculate\b", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those) $", re.IGNORECASE)
LONGEST, FAR = 6, 600  # characters: of a determiner with its blank; from what takes up to what is taken up
_CONTESTS = frozenset({"deny", "decline", "doubt", "imply"})
_WITHHELD = re.compile(
    r"\b(?:not|no|n't) (?:\w+ )?(?:confirm|verif|information|confirmation)|\bcontradictory information\b", re.IGNORECASE
)


def withholds(words: str) -> bool:
    """Whether what somebody says is that they will not, or cannot, say something of another's claim."""
    return _WITHHELD.search(words) is not None and any(p.search(words) for p in (_WHOLE, _THEIRS, _CLAIMS, _AGAIN))


def referred(mentions: Iterable[Mention], text: str) -> Iterable[Mention]:
    """Mentions of a text in its order, with `about` where a statement points back, or an event that tells nothing."""
    before = _Before()
    for one in mentions:
        if one.kind == "event" and _is_bare(one) and before.claims:
            yield replace(one, about=before.claims[-1].id)
        elif (same := before.taken_up(one, text)) is not None:
            yield replace(one, about=same.id)
        elif one.kind == "event" or one.stem:
            before.take(one)
            yield one
        else:
            found = before.meant_by(one)
            yield one if found is None else replace(one, about=found.id)


def _is_bare(one: Mention) -> bool:
    """Whether somebody will not say something and does not say what of ("could not confirm any losses")."""
    return one.act in _CONTESTS and len(one.words) > 1 and _ANY.match(one.words[1].text) is not None


class _Before:
    """The claims of a report up to a point of its text."""

    def __init__(self) -> None:
        self.claims: list[Mention] = []
        self.pointed: Counter[str] = Counter()  # how often each was pointed back to
        self.meant: Mention | None = None  # by the statement before

    def take(self, one: Mention) -> None:
        """Take in a mention."""
        if not one.telling:
            self.claims.append(one)
            self.meant = None

    def taken_up(self, one: Mention, text: str) -> Mention | None:
        """What an event takes up that tells nothing itself ("the fighting"): the last of its kind, not far before."""
        start = one.words[0].start
        definite = _DEFINITE.search(text, max(start - LONGEST, 0), start)
        if not recurs(one.stem) or one.kind != "event" or told(one) or definite is None:
            return None
        near = (m for m in reversed(self.claims) if m.kind == "event" and start - m.words[0].start < FAR)
        return next((m for m in near if m.stem == one.stem or kin(m.stem) & kin(one.stem)), None)

    def meant_by(self, one: Mention) -> Mention | None:
        """The claim that a statement points back to."""
        said = " ".join(w.text for w in one.words)
        last = self.claims[-1] if self.claims else None
        if _WHOLE.search(said):
            found = self._leading() or last
        elif _THEIRS.search(said) and involved(one):
            found = self._of(involved(one)) or last
        elif _CLAIMS.search(said):
            found = self._contested() or last
        elif _AGAIN.search(said):
            found = self.meant or last
        elif _LAST.search(said) or _goes_on(one, last):
            found = last
        else:
            found = None
        self.meant = found
        self.pointed.update([found.id] if found else [])
        return found

    def _leading(self) -> Mention | None:
        """The report's first claim of who is, or does something, where or to whom."""
        return next((m for m in self.claims if m.origin and m.actors and (m.targets or m.spots)), None)

    def _of(self, countries: set[str]) -> Mention | None:
        """The first claim that somebody of some countries makes."""
        return next((m for m in self.claims if m.origin and m.origin.country in countries and m.spots), None)

    def _contested(self) -> Mention | None:
        """The claim that was contested or pointed back to most; of several the last."""
        there = [(self.pointed[m.id] + (m.act in _CONTESTS), n, m) for n, m in enumerate(self.claims)]
        most = max((found for found in there if found[0] and (found[2].targets or found[2].spots)), default=None)
        return most[2] if most else None


def _goes_on(one: Mention, last: Mention | None) -> bool:
    """Whether somebody says more of those of whom they spoke last ("they were seen in the combat zone")."""
    said = one.words[0].text
    own = last is not None and one.origin is not None and last.origin is not None and one.origin.id == last.origin.id
    return own and _ONWARD.match(said) is not None
