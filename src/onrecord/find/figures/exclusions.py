"""Numbers that are no quantities: dates, clock times, addresses, names, list markers, identifiers."""

from __future__ import annotations

import re

from onrecord.find.figures.nouns import Noun
from onrecord.find.figures.numbers import alternation
from onrecord.find.figures.quantities import AFTER
from onrecord.language.lexicon import words
from onrecord.language.text import Sentence, Token

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
STREET = r"(?:Road|Rd|Street|St|Avenue|Ave|Lane|Boulevard|Blvd|Drive|Dr|Highway|Square|Way|Place|Court|Terrace|Close)"
NAMES_BY_ENTITY = {"PRODUCT", "ORG", "FAC", "EVENT", "LAW", "WORK_OF_ART", "GPE", "LOC"}
APPROXIMATING = {"IN", "RB", "JJR"}
YEARS = range(1500, 2201)
BEFORE_YEAR = re.compile(
    r"\b(?:in|since|by|from|until|till|of|during|before|after|late|early|mid|through|to|and|spring|summer|autumn|fall"
    r"|winter|year|[A-Z][a-z]+day|election|season|fiscal|FY|Q[1-4]|the|this|last|for|between|around|circa)[\s-]$"
    r"|[(,–-]\s?$|^$|[\"“]$",
    re.IGNORECASE,
)

PATTERNS = [
    r"\b(?=[A-Z0-9-]{0,40}\d)[A-Z0-9]+(?:-[A-Z0-9]+){2,}\b",
    rf"\b{MONTH}\.?\s\d{{1,2}}(?:(?:\s?[-–]\s?|\sand\s)\d{{1,2}})?\b(?!,\d{{3}})(?!\s?(?:%|per\s?cent|percent))",
    rf"\b\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}\b",
    r"\b\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}\b",
    r"\b(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d\b",
    r"\b\d{1,2}(?::\d{2}){1,2}\b",
    r"\b\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\b\.?",
    r"\b\d{3,4}\s(?:hours\slocal|hrs|GMT|UTC|EST|EDT|local)\b",
    r"['’]?\b\d{2,4}['’]?s\b",
    r"\b[\d,]{1,15}(?:st|nd|rd|th)\b",
    r"\+?\(?\b\d{2,4}\)?[\s.-]\d{3}[\s.-]\d{3,4}\b(?!,)",
    r"\b\d+(?:\.\d+){2,}\b|(?<![\d.,])0\d+\b(?![.,]\d)|(?<![\d.,])\d{3,4}(?:,\s\d{3,4}\b){3,}",
    r"^\s*\(?\d{1,2}[.)]\s",
    r"\b(?:No|Nos|Number)\.?\s?\d+|\bno\.\s\d+|[#§]\s?\d+",
    r"\b(?:24/7|9/11|50/50)\b",
    rf"\b\d+(?:[-–]\d+)?\s(?:[NSEW]\.?\s)?(?:[A-Z0-9][\w’']*\s){{0,3}}{STREET}\b",
    r"\b\d+\s(?:Ave|Rue|Via|Calle|El|La)\s[A-Z]",
    r"\b(?:Group|Gang|Council|Committee|Class|Conference)\sof\s(?:\d+|Seven|Eight|Ten|Twenty)\b",
    r"\b(?:World|Gulf)\sWar\s(?:One|Two|Three|\d)\b",
    r"\b(?:two|2)\s(?:plus|\+)\s(?:two|2)\b|\b2\+2\b",
    r"\b(?:the|this|that|no|each|every|any|which|another|some|last|first|only|other|new|same|latest|previous|next)\sones?\b(?!\s(?:of|hundred|thousand|million))",
    r"\bone\s(?:another|by\sone|day|thing)\b|\b[Oo]n\s(?:the\s)?one\s(?:hand|side)\b|\bone[-’'](?!third|half|quarter|fifth|tenth)\w+"
    r"|\bone\sto\sone\b",
    r"\bhttps?://\S+|\bwww\.\S+|\b[\w.+-]{1,40}@\w+",
    r"\b(?:[Ll]ast|[Mm]id|[Pp]re|[Pp]ost|[Tt]op|[Ff]inal|[Uu]nder|[Oo]ver|[Uu]|[Gg]|[Cc]ovid|COVID)\s?[-–]\s?\d+",
    r"\b(?:between|from)\s(?:1[5-9]|20)\d\d\s(?:and|to)\s(?:1[5-9]|2[01])\d\d\b",
    r"\b(?:top|bottom|last|first|final)\s(?:one|two|three|four|five|ten|\d+)(?=\s(?:in|of|and|during|at|on|for|to|with)\b|[.,;])",
]
NOT_QUANTITIES = re.compile("|".join(f"(?:{p})" for p in PATTERNS))
LABEL = re.compile(rf"\b(?:{alternation(words('labels'))})\s$", re.IGNORECASE)
BEHIND_YEAR = re.compile(r"\s?[%°]|\s(?:percent|per\scent|people|men|women|soldiers|troops|of\sthem)\b")


def excluded(text: str) -> list[tuple[int, int]]:
    """The stretches of a text whose numbers count nothing."""
    return [m.span() for m in NOT_QUANTITIES.finditer(text)]


def is_year(sentence: Sentence, start: int, end: int, token: Token) -> bool:
    """Is a bare number of four digits a year? Offsets into the sentence's text."""
    digits = sentence.text[start:end]
    if len(digits) != 4 or not digits.isdigit() or int(digits) not in YEARS:
        return False
    if BEHIND_YEAR.match(sentence.text, end) or AFTER.match(sentence.text, end):
        return False
    return token.ent == "DATE" or BEFORE_YEAR.search(sentence.text, max(0, start - 12), start) is not None


def is_name(sentence: Sentence, start: int, number: Token, noun: Noun | None) -> bool:
    """Does a number without a unit belong to a name: "Article 5", "Boeing 747"? `noun`: what it would count."""
    many = noun is not None and (noun.head.tag in ("NNS", "NNPS") or noun.head.lower in words("plurals"))
    if noun is not None and not many and _names_one(sentence, number, noun):
        return True
    if LABEL.search(sentence.text, max(0, start - 16), start) and not many:
        return True
    if number.ent in NAMES_BY_ENTITY and (not number.ent_start or not many) and number.text.isdigit():
        return True
    previous = sentence.tokens[number.i - 1] if number.i else None
    if previous is not None and noun is None and (previous.dep, previous.head) == ("compound", number.i):
        return number.text.isdigit()  # "the index 500", taken for one name
    if previous is None or previous.tag not in ("NNP", "NNPS") or previous.end + 1 != number.start:
        return False
    following = sentence.tokens[number.i + 1 : number.i + 2]
    return not many or (number.text.isdigit() and following[0].tag in ("NNP", "NNPS"))


def _names_one(sentence: Sentence, number: Token, noun: Noun) -> bool:
    """Does a number tell which one of its kind: "a 717 jet", "the category 4 storm"?"""
    if sentence.tokens[number.i + 1].tag == "HYPH" or (number.i and sentence.tokens[number.i - 1].tag in APPROXIMATING):
        return False
    return number.text.isdecimal() and number.text != "1" and noun.head.ent != "NORP"
