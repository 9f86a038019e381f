"""Numbers in a text, by an own grammar: digits, words, magnitudes, fractions and vague plurals.

Words between zero and the trillions are added up by text2num; what it leaves out ("half a million", "two-thirds",
"dozens", "1.5 million") is read here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from text_to_num import text2num  # type: ignore[import-untyped]  # ships no types

from onrecord.language.lexicon import rows, table
from onrecord.language.rules import Rule, search
from onrecord.model import Number

Make = Callable[[re.Match[str]], Number | None]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and where it stands (offsets into the text searched).

    `plain` is the number without the magnitude behind it: 1.5 in "1.5 million". A vague one gives the least it means.
    """

    start: int
    end: int
    value: Number
    plain: Number
    rule: str

    @property
    def vague(self) -> bool:
        """Is it a plural such as "dozens"?"""
        return self.rule in ("vague", "loose")

    @property
    def part(self) -> bool:
        """Is it a fraction of what follows?"""
        return self.rule in ("part", "out of", "half", "fraction")


def forms(*kinds: str) -> str:
    """An alternation of the number words of these kinds, the longest first."""
    return alternation(r["word"] for r in rows("numbers") if r["kind"] in kinds)


def alternation(words: Iterable[str]) -> str:
    """A pattern that matches one of the words, preferring the longest."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(set(words), key=lambda w: (-len(w), w)))


@cache
def values() -> dict[str, Number]:
    """The value of every number word."""
    return {w: _simple(Fraction(v)) for w, v in table("numbers", "word", "value").items()}


LARGEST = 10**18  # what lies beyond is an identifier and fits no field of 64 bits
DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+"
NUMBER = re.compile(rf"-?(?:{DIGITS})")
SIGN = r"(?:(?<![\w)])[-−+](?=[\d.])|\b(?:minus|negative)[\s-]+)"
CODES = "|".join(rf"(?<=\b{r['form']})" for r in rows("units") if r["place"] == "before" and r["form"].isalpha())
SIGNS = r"(?<=\$US)|(?<=\$A)|(?<=\$C)|(?<=\$NZ)"
FREE = rf"(?=[.\d])(?:(?<![\w.,/])|{CODES}|{SIGNS})(?:(?<![A-Za-z]-)|(?-i:(?<=[a-z]{{2}}-)))"
SMALL = forms("small", "tens")
SCALE = forms("scale")
GLUED = alternation(r["word"] for r in rows("numbers") if r["kind"] == "short" and not r["needs"])
SPACED = alternation(r["word"] for r in rows("numbers") if r["kind"] == "short" and len(r["word"]) > 1)
LARGE = "hundred|thousand|million|billion|trillion"
WORDS = rf"(?:{SMALL})(?:[\s-]+(?:{SMALL}|(?:{LARGE})(?:\s+and(?=\s+(?:{SMALL})\b))?)\b){{0,11}}"
GLYPH = forms("glyph")
OVER = r"[/⁄]"


def _simple(value: Fraction | float) -> Number:
    return int(value) if value == int(value) else float(value)


def _scaled(plain: Number, scales: str) -> Number | None:
    """A number times all magnitudes of a stretch: 4 and "hundred million"; None where nobody counts so far."""
    if not scales:
        return _simple(plain) if abs(plain) < LARGEST else None
    out = Fraction(str(plain))
    for word in scales.replace("-", " ").split():  # a short form is found as it is written: "M" is not "m"
        out *= Fraction(values().get(word) or values().get(word.lower()) or 1)
    return _simple(out) if abs(out) < LARGEST else None


def plain_number(text: str) -> Number | None:
    """A number without fractions or vagueness: "1,200", "minus 4", "twenty-five", "a hundred"."""
    text = re.sub(r"^(?:minus|negative)[\s-]+|^−", "-", text.lower().strip()).lstrip("+")
    if text in ("a", "an"):
        return 1
    if NUMBER.fullmatch(text):
        plain = text.replace(",", "")
        return int(plain) if plain.lstrip("-").isdecimal() else _simple(float(plain))
    if text in values():
        return values()[text]
    try:
        return int(text2num(" ".join(text.replace("-", " ").split()), "en"))
    except ValueError:
        return None


def _number(match: re.Match[str]) -> Number | None:
    plain = plain_number(match["n"])
    return None if plain is None else _scaled(plain, match["s"] or "")


def _mixed(match: re.Match[str]) -> Number | None:
    """"2½", "two and a half million", "1 1/2"."""
    plain = plain_number(match["n"])
    if plain is None:
        return None
    over = Fraction(int(match["num"]), int(match["den"])) if match["num"] else _exact(match["g"] or "half")
    return _scaled(_simple(Fraction(plain) + over), match["s"] or "")


def _scientific(match: re.Match[str]) -> Number | None:
    power = int(match["e"].replace("−", "-").replace("–", "-"))
    plain = plain_number(match["n"])
    return _scaled(plain * 10**power if power >= 0 else plain / 10**-power, "") if plain and abs(power) < 100 else None


def _fraction(match: re.Match[str]) -> Number | None:
    top, bottom = int(match["num"]), int(match["den"])
    return _simple(Fraction(top, bottom)) if bottom and top < bottom else None


def _part(match: re.Match[str]) -> Number | None:
    plain = plain_number(match["n"])
    return None if plain is None else float(Fraction(plain) * _exact(match["p"]))


def _exact(word: str) -> Fraction:
    return Fraction(table("numbers", "word", "value")[word.lower()])


def _out_of(match: re.Match[str]) -> Number | None:
    top, bottom = plain_number(match["n"]), plain_number(match["of"])
    return float(top / bottom) if top and bottom and top < bottom else None


def _half(match: re.Match[str]) -> Number | None:
    return _scaled(0.5, match["s"] or "")


def _vague(match: re.Match[str]) -> Number | None:
    return _scaled(values()[match["v"].lower()], match["s"] or "")


def rule(name: str, pattern: str, make: Make) -> Rule[Number]:
    """A rule over text; case is ignored, white space may be a line's end."""
    return Rule(name, re.compile(pattern.replace(" ", r"\s"), re.IGNORECASE), make)


DIGIT_RULES: tuple[Rule[Number], ...] = (
    rule("digits", rf"(?=[-−+.\dmn])(?P<n>(?:{SIGN}|{FREE})(?:{DIGITS}))(?!\d)"
         rf"(?P<s>(?:[\s-]+(?:{SCALE})\b)+|(?-i: ?(?:{SPACED})|{GLUED})\b)?", _number),
)
RARE_RULES: tuple[Rule[Number], ...] = (
    rule("scientific", rf"{FREE}(?P<n>{DIGITS})\s?[×x]\s?10\^?(?P<e>[-−–]?\d{{1,3}})(?!\d)", _scientific),
    rule("mixed", rf"{FREE}(?P<n>\d+)(?: ?(?P<g>{GLYPH})| (?P<num>\d){OVER}(?P<den>[2-9])(?!\d))"
         rf"(?P<s>(?: (?:{SCALE})\b)*)", _mixed),
    rule("fraction", rf"{FREE}(?P<num>\d+){OVER}(?P<den>\d+)(?![\d/])", _fraction),
)
WORD_RULES: tuple[Rule[Number], ...] = (
    rule("words", rf"\b(?P<n>(?:(?:minus|negative) )?(?:{WORDS}))\b(?P<s>(?:[\s-]+(?:{SCALE})\b)*)", _number),
    rule("a hundred", rf"\b(?P<n>an?)(?P<s>(?: (?:{SCALE})\b)+)", _number),
    rule("mixed", rf"\b(?P<n>{WORDS}) and a half(?P<s>(?: (?:{SCALE})\b)*)(?P<g>)(?P<num>)(?P<den>)", _mixed),
    rule("part", rf"\b(?P<n>an?|{SMALL})[\s-](?P<p>{forms('part', 'parts')})(?= (?:of|the|its|their)\b)", _part),
    rule("part", rf"\b(?P<n>{SMALL})-(?P<p>{forms('parts')})\b", _part),
    rule("out of", rf"\b(?P<n>{SMALL}|\d+) (?:out of|in|of(?= (?:10|ten|five)))(?: every)? (?P<of>{SMALL}|\d+)\b"
         r"(?= [a-z])", _out_of),
    rule("half", rf"\bhalf[\s-]an? (?P<s>{SCALE})\b", _half),
    rule("half", r"(?<!and a )(?<!the first )\bhalf(?= (?:of|the|its|their)\b)(?P<s>)", _half),
    rule("vague", rf"\b(?P<v>{forms('vague')})\b(?P<s>)", _vague),
    rule("vague", rf"\b(?P<v>{forms('vague')}) of (?P<s>{forms('vague')})\b", _vague),
    rule("loose", rf"\b(?P<v>{forms('loose')}) (?P<s>{SCALE})\b", _vague),
)
DIGIT = re.compile(r"\d")
RARE = re.compile(rf"[/⁄×x]|{GLYPH}")
WORD = re.compile(rf"\b(?:{forms('small', 'tens', 'scale', 'vague', 'part', 'parts')})\b", re.IGNORECASE)


def has_number(text: str) -> bool:
    """Does a digit or a number word stand in the text? The cheap question before the rules."""
    return DIGIT.search(text) is not None or WORD.search(text) is not None


def numerals(text: str) -> list[Numeral]:
    """The numbers of a text in order, the longest reading of each."""
    rules: list[Rule[Number]] = []
    if DIGIT.search(text):
        rules += DIGIT_RULES
        if RARE.search(text):
            rules += RARE_RULES
    if WORD.search(text):
        rules += WORD_RULES
    found = search(rules, text)
    return [Numeral(h.start, h.end, h.value, _plain(text[h.start : h.end], h.value), h.rule) for h in found]


PLAIN = re.compile(rf"(?:{SIGN})?(?:{DIGITS})", re.IGNORECASE)


def _plain(text: str, value: Number) -> Number:
    """What stands before the magnitude."""
    first = PLAIN.match(text)
    found = plain_number(first.group()) if first else None
    return value if found is None else found
