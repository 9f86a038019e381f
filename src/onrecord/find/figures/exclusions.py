"""Numbers that are no quantities: dates, clock times, addresses, names, list markers, identifiers."""

from __future__ import annotations

import re

from onrecord.find.figures.numbers import alternation
from onrecord.language.lexicon import words
from onrecord.language.text import Sentence, Token

MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
STREET = r"(?:Road|Rd|Street|St|Avenue|Ave|Lane|Boulevard|Blvd|Drive|Dr|Highway|Square|Way|Place|Court|Terrace|Close)"
NAMES_BY_ENTITY = {"PRODUCT", "ORG", "FAC", "EVENT", "LAW", "WORK_OF_ART", "GPE", "LOC"}
YEARS = range(1500, 2101)
BEFORE_YEAR = re.compile(
    r"\b(?:in|since|by|from|until|till|of|during|before|after|late|early|mid|through|to|and|spring|summer|autumn|fall|winter|year"
    r"|[A-Z][a-z]+day|election|season|fiscal|FY|Q[1-4]|the|this|last|for|between|back in|around|circa)[\s-]$|[(,–-]\s?$|^$|[\"“]$",
    re.IGNORECASE,
)

PATTERNS = [
    rf"\b{MONTH}\.?\s\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?\b(?!,\d{{3}})(?!\s?(?:%|per\s?cent|percent))",
    rf"\b\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}\b",
    r"\b\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}\b",
    r"\b(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d\b",
    r"\b\d{1,2}(?::\d{2}){1,2}\b",
    r"\b\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\b\.?",
    r"\b\d{3,4}\s(?:hours\slocal|hrs|GMT|UTC|EST|EDT|local)\b",
    r"['’]?\b\d{2,4}['’]?s\b",
    r"\b[\d,]+(?:st|nd|rd|th)\b",
    r"\b(?=[A-Z0-9-]*\d)[A-Z0-9]+(?:-[A-Z0-9]+){2,}\b",
    r"\+?\(?\b\d{2,4}\)?[\s.-]\d{3}[\s.-]\d{3,4}\b(?!,)",
    r"\b\d+(?:\.\d+){2,}\b",
    r"^\s*\(?\d{1,2}[.)]\s",
    r"\b(?:No|Nos|Number)\.?\s?\d+|\bno\.\s\d+|[#§]\s?\d+",
    r"\b(?:24/7|9/11|50/50)\b",
    rf"\b\d+(?:[-–]\d+)?\s(?:[NSEW]\.?\s)?(?:[A-Z0-9][\w’']*\s){{0,3}}{STREET}\b",
    r"\b\d+\s(?:Ave|Rue|Via|Calle|El|La)\s[A-Z]",
    r"\b(?:Group|Gang|Council|Committee|Class|Conference)\sof\s(?:\d+|Seven|Eight|Ten|Twenty)\b",
    r"\b(?:World|Gulf)\sWar\s(?:One|Two|Three|\d)\b",
    r"\b(?:two|2)\s(?:plus|\+)\s(?:two|2)\b|\b2\+2\b",
    r"\b(?:the|this|that|no|each|every|any|which|another|some|last|first|only|other|new|same|latest|previous|next)\sones?\b(?!\s(?:of|hundred|thousand|million))",
    r"\bone\s(?:another|by\sone|day|thing|side|hand|way|time)\b|\bone[-’'](?!third|half|quarter|fifth|tenth)\w+|\bone\sto\sone\b",
    r"\bhttps?://\S+|\bwww\.\S+|\S+@\S+",
    r"\b[a-z]+[-–](?:one|two|three|\d+)\b",
]
NOT_QUANTITIES = re.compile("|".join(f"(?:{p})" for p in PATTERNS))
LABEL = re.compile(rf"\b(?:{alternation(words('labels'))})\s$", re.IGNORECASE)
CAPITAL = re.compile(r"(?<=[\w&.’'])\s$|\b[A-Z]-$")


def excluded(text: str) -> list[tuple[int, int]]:
    """The stretches of a text whose numbers count nothing."""
    return [m.span() for m in NOT_QUANTITIES.finditer(text)]


def is_year(text: str, start: int, end: int, token: Token) -> bool:
    """Is a bare number of four digits a year?"""
    digits = text[start:end]
    if len(digits) != 4 or not digits.isdigit() or int(digits) not in YEARS:
        return False
    return token.ent == "DATE" or BEFORE_YEAR.search(text[max(0, start - 12) : start]) is not None


def is_name(sentence: Sentence, start: int, first: Token, counts: bool) -> bool:
    """Does a number without a unit belong to a name: "Article 5", "Boeing 747"? `counts`: a noun follows it."""
    before = sentence.text[max(0, start - 16) : start]
    if LABEL.search(before) and not counts:
        return True
    if first.ent in NAMES_BY_ENTITY and (not first.ent_start or not counts):
        return True
    previous = sentence.tokens[first.i - 1] if first.i else None
    beside = previous is not None and previous.end + 1 == first.start
    return beside and previous is not None and previous.tag in ("NNP", "NNPS") and not counts
