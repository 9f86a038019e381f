"""What a figure counts or measures, in the text's own words: the quantified concept of CQE (Almasian et al. 2023)."""

from __future__ import annotations

from onrecord.language.text import Sentence, Token
from onrecord.model import Span

NOMINAL = {"NN", "NNS", "NNP", "NNPS"}
SUBJECTS = ("nsubj", "nsubjpass")
EMPTY = {"PRP", "DT", "EX", "WP", "WDT", "CD", "JJS", "RBS"}  # subjects that name nothing
LEFT_OUT = {"DT", "PRP$", "PDT", "POS", "CD", "RB", "CC", ",", ":", "``", "''", "HYPH", "WP$", "$", "SYM"}
OUTER = {"relcl", "acl", "prep", "appos", "punct", "advcl", "conj"}
PLURAL = {"NNS", "NNPS"}
ANAPHORS = {"it", "he", "she", "they", "most", "some", "others"}
CALENDAR = {"DATE", "TIME"}
ADJECTIVES = {"JJ", "JJR", "JJS", "VBN", "HYPH"}
ATTRIBUTIVE = {"money", "measure", "share", "age"}
CLAUSES = {"acomp", "oprd", "attr", "xcomp", "acl", "advcl", "conj", "pcomp", "prep", "relcl", "ccomp", "aux"}
NAMES = {"ORG", "FAC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"}
BOUNDING = {"about", "around", "over", "under", "above", "below", "near"}  # taken for prepositions of what they bound
WHEN = {"in", "on", "at", "during", "for"}
FAR = 60  # tokens between a pronoun and its noun
NEAR = 25  # tokens of a noun phrase before its noun
DEEPEST = 8  # nested phrases behind a noun
DIMENSIONS = {"worth", "long", "wide", "deep", "tall", "high", "thick", "old"}
PHRASAL = NOMINAL | ADJECTIVES | {"VBG", "DT", "PRP$", "PDT", "POS", "CC", ",", "CD", "``", "''", "IN", "$", "SYM"}
TOTALS = {"total", "overall", "combined", "estimated"}
MODIFYING = {"compound", "amod", "nummod", "nmod", "npadvmod", "quantmod", "advmod", "poss"}


def concept(sentence: Sentence, inside: range, kind: str, figures: frozenset[int]) -> Span | None:
    """The span of what the figure with the tokens `inside` is of, None where nothing is named.

    `kind` is that of the quantity, "count" where its unit is a noun of the text; `figures` are the tokens of all
    figures of the sentence.
    """
    top = _top(sentence, inside)
    noun = (
        _complement(sentence, inside, kind, figures)
        or _beside(sentence, inside)
        or _modified(sentence, top, inside, kind, figures)
        or _governor(sentence, top, kind, figures)
        or _subject(sentence, top, kind, figures)
        or _fragment(sentence, inside)
    )
    return phrase(sentence, noun, figures) if noun is not None and noun.i not in inside else None


def named_before(sentence: Sentence, first: Token) -> Token | None:
    """The noun right before a figure, over "by" or "between" only."""
    i = first.i - 1
    if i >= 0 and sentence.tokens[i].lower in ("by", "between", "at", "from"):
        i -= 1
    if i < 0 or sentence.tokens[i].tag not in NOMINAL:
        return None
    noun = sentence.tokens[i]
    return sentence.tokens[noun.head] if noun.dep == "conj" and noun.head == i - 2 else noun


def _top(sentence: Sentence, inside: range) -> Token:
    """The token of the figure on which the others hang."""
    tokens = [sentence.tokens[i] for i in inside]
    outer = [t for t in tokens if (t.head not in inside or t.head == t.i) and t.tag not in ("DT", "$", "RB", "IN")]
    top = max(outer, key=lambda t: (len(sentence.children(t)), t.i), default=tokens[-1])
    about = sentence.tokens[top.head]
    bounds = top.dep == "pobj" and about.i == inside[0] - 1 and about.dep == "prep" and about.lower in BOUNDING
    return about if bounds else top


def _beside(sentence: Sentence, inside: range) -> Token | None:
    """"Acme, down 3%" and "Acme +3%": a noun right before a move without a verb."""
    before = inside[0] - 1
    if before >= 1 and sentence.tokens[before - 1].lower == "ranging":
        before -= 2
    elif before >= 0 and sentence.tokens[before].lower in ("up", "down"):
        before -= 1
    elif not sentence.tokens[inside[0]].text.startswith("+"):
        return None
    if before >= 0 and (sentence.tokens[before].text == "," or sentence.tokens[before].tag == "CD"):
        before -= 1
    return sentence.tokens[before] if before >= 0 and sentence.tokens[before].tag in NOMINAL else None


def _complement(sentence: Sentence, inside: range, kind: str, figures: frozenset[int]) -> Token | None:
    """"60% of its revenue", "$1 billion in gains"."""
    for token in (sentence.tokens[i] for i in inside):
        for prep in sentence.children(token, "prep"):
            noun = sentence.child(prep, "pobj")
            of = prep.i > inside[-1] and prep.lower == "of"
            if of and noun is not None and noun.tag in NOMINAL and noun.i not in figures:
                return noun
    following = sentence.tokens[inside[-1] + 1 : inside[-1] + 2]
    link = following[0] if following else None
    if link is not None and link.lower == "worth":  # "two years worth of supplies"
        link = next((p for p in sentence.children(link, "prep") if p.lower == "of"), None)
    elif link is None or link.lower != "in" or kind != "money":
        return None
    noun = sentence.child(link, "pobj") if link is not None else None
    bare = noun is not None and noun.tag in ("NN", "NNS") and not noun.ent and not sentence.child(noun, "det")
    return noun if bare else None


def _fragment(sentence: Sentence, inside: range) -> Token | None:
    """The nearest noun before the figure in a line without a verb."""
    if len(sentence.tokens) > FAR or any(t.pos in ("VERB", "AUX") for t in sentence.tokens):
        return None
    return next((t for t in reversed(sentence.tokens[: inside[0]]) if t.tag in NOMINAL), None)


def _modified(sentence: Sentence, top: Token, inside: range, kind: str, figures: frozenset[int]) -> Token | None:
    """"a $700 award"."""
    noun = sentence.head(top)
    while noun is not None and noun.i not in inside and (noun.i in figures or noun.lower == "record"):
        top, noun = noun, sentence.head(noun)
    if noun is not None and noun.lower in DIMENSIONS:  # "a grant worth $700"
        top, noun = noun, sentence.head(noun)
        if noun is not None and noun.tag in NOMINAL and noun.i < inside[0]:
            return noun
    if noun is None or noun.tag not in NOMINAL:
        return _next_noun(sentence, inside) if kind in ATTRIBUTIVE and top.dep != "pobj" else None
    before = top.dep in MODIFYING and noun.i > inside[-1]
    if before or (top.dep in ("appos", "nummod", "npadvmod") and noun.i < inside[0]):
        while noun.dep == "compound" and sentence.tokens[noun.head].tag in NOMINAL:
            noun = sentence.tokens[noun.head]
        return noun
    return None


def _next_noun(sentence: Sentence, inside: range) -> Token | None:
    """The head of the noun phrase that follows directly."""
    found = None
    for token in sentence.tokens[inside[-1] + 1 : inside[-1] + NEAR]:
        if token.ent in CALENDAR or token.tag not in NOMINAL | ADJECTIVES or (found and token.tag in ADJECTIVES):
            break
        found = token if token.tag in NOMINAL else found
    return found


def _governor(sentence: Sentence, top: Token, kind: str, figures: frozenset[int]) -> Token | None:
    """"a fine of $3 billion"."""
    prep = sentence.head(top)
    if prep is None or prep.dep != "prep" or top.dep not in ("pobj", "pcomp"):
        return None
    noun = sentence.tokens[prep.head]
    if noun.dep == "prep" and noun.head != noun.i:
        noun = sentence.tokens[noun.head]
    if noun.tag not in NOMINAL or noun.i in figures or (kind == "count" and prep.lower != "of"):
        return None
    if noun.lower == "age" and noun.dep == "pobj":  # "players over the age of 21"
        before = sentence.tokens[max(0, noun.head - 1)]
        after = sentence.tokens[sentence.tokens[noun.head].head]
        return next((t for t in (before, after) if t.tag in NOMINAL and not t.ent), None)
    return noun


def _subject(sentence: Sentence, top: Token, kind: str, figures: frozenset[int]) -> Token | None:
    """"Shares fell 3%": the subject of the clause; "cut the price by 3%": its object."""
    below = top
    if kind == "count" and top.dep == "pobj" and not _carries(sentence, sentence.tokens[top.head]):
        return None
    for verb in sentence.ancestors(top):
        if verb.pos in ("VERB", "AUX") or verb.tag.startswith("VB") or sentence.child(verb, *SUBJECTS):
            if below.dep in SUBJECTS or (kind == "time" and below.dep in ("prep", "advmod", "npadvmod")):
                return None
            subject = _moved(sentence, below, verb) or _of_verb(sentence, verb)
            if subject is not None and subject.i not in figures:
                return subject if subject.tag not in EMPTY else _antecedent(sentence, subject)
            if verb.dep not in CLAUSES:
                return None
        below = verb
    return None


def _carries(sentence: Sentence, prep: Token) -> bool:
    """Does what is counted behind a preposition belong to the subject of the clause?"""
    looked = prep.lower == "at" and sentence.tokens[prep.head].pos == "VERB"
    return looked or prep.lower in ("with", "by", "to", "for")


def _moved(sentence: Sentence, below: Token, verb: Token) -> Token | None:
    """The object that changes by an amount: "cut the price by 3%", "pulled shares 3% lower"."""
    noun = sentence.child(verb, "dobj")
    moves = below.lower in ("by", "lower", "higher") or below.dep == "npadvmod"
    return noun if moves and noun is not None and noun.tag in NOMINAL and noun.i < below.i else None


def _of_verb(sentence: Sentence, verb: Token) -> Token | None:
    """The subject of a verb, or the noun that its clause says something about."""
    subject = sentence.child(verb, *SUBJECTS)
    governor = sentence.head(verb)
    if subject is not None and subject.tag not in ("WDT", "WP") and (subject.lower, verb.dep) != ("that", "relcl"):
        return subject
    if governor is None:
        return None
    if subject is not None:  # "the border that is 90 miles long": the noun before "that"
        before = sentence.tokens[subject.i - 1] if subject.i else governor
        return next((noun for noun in (before, governor) if noun.tag in NOMINAL), None)
    if governor.tag in NOMINAL and (verb.dep == "relcl" or (verb.dep == "acl" and verb.tag in ("VBG", "VBN"))):
        return governor
    if verb.dep == "xcomp":  # "ordered the army to be enlarged"
        return next((o for o in sentence.children(governor, "dobj") if o.i < verb.i and o.tag in NOMINAL), None)
    return None


def _antecedent(sentence: Sentence, pronoun: Token) -> Token | None:
    """The noun behind "it", "he" or "they": the nearest subject before it that agrees in number."""
    if pronoun.lower not in ANAPHORS:
        return None
    plural = pronoun.lower not in ("it", "he", "she", "most")
    for token in reversed(sentence.tokens[max(0, pronoun.i - FAR) : pronoun.i]):
        role = token.dep in SUBJECTS or (plural and token.dep == "dobj")
        if role and token.tag in NOMINAL and (token.tag in PLURAL) == plural:
            return token
    return None


def phrase(sentence: Sentence, noun: Token, figures: frozenset[int]) -> Span:
    """The noun with its modifiers and prepositional phrases, without articles, clauses and the figures."""
    left = noun.i
    for i in range(noun.i - 1, max(-1, noun.i - NEAR), -1):
        if i in figures or sentence.tokens[i].tag not in PHRASAL or not _belongs(sentence, sentence.tokens[i], noun):
            break
        left = i
    left = _name_start(sentence, left, figures)
    while left < noun.i and (sentence.tokens[left].tag in LEFT_OUT or sentence.tokens[left].lower in TOTALS):
        left += 1
    return sentence.span(left, _right_end(sentence, noun, figures))


def _name_start(sentence: Sentence, left: int, figures: frozenset[int]) -> int:
    """Where the name begins in whose midst a phrase would begin: an organization's, or one with a hyphen."""
    tokens = sentence.tokens
    for i in range(left, max(0, left - NEAR), -1):
        named = tokens[i].ent in NAMES and not tokens[i].ent_start
        joined = tokens[i - 1].end == tokens[i].start and tokens[i - 1].tag in NOMINAL | {"HYPH", "SYM"}
        if i - 1 in figures or not (named or joined):
            return i
    return left


def _belongs(sentence: Sentence, token: Token, noun: Token) -> bool:
    """Does a token before the noun hang on it, and not through a clause?"""
    while token.i != noun.i:
        if token.head == token.i or token.dep in ("relcl", "advcl"):
            return False
        if token.head == noun.i:
            return token.dep not in OUTER or token.tag == "HYPH" or token.dep == "conj"
        token = sentence.tokens[token.head]
    return True


def _right_end(sentence: Sentence, noun: Token, figures: frozenset[int], depth: int = 0) -> int:
    """The last token of the noun's prepositional phrases and coordinated nouns, as far as they follow without a gap."""
    end = _with_number(sentence, noun, figures)
    for child in sentence.children(noun):
        if child.i <= end:
            continue
        if child.dep == "cc" and child.i == end + 1:
            continue
        reach = _reach(sentence, child, end, figures, depth + 1) if depth < DEEPEST else None
        if reach is None:
            break
        end = reach
    return end


def _reach(sentence: Sentence, child: Token, end: int, figures: frozenset[int], depth: int) -> int | None:
    """Where a phrase behind the noun ends, None where it does not belong to it."""
    if child.dep == "prep" and child.i == end + 1:
        noun = sentence.child(child, "pobj")
        if noun is None or noun.tag not in NOMINAL or (noun.ent in CALENDAR and child.lower in WHEN):
            return None
    elif _is_joined(sentence, child, end):
        noun = child
    else:
        return None
    reach = _right_end(sentence, noun, figures, depth)
    added = sentence.tokens[end + 1 : reach + 1]
    return None if any(t.i in figures or (t.tag == "CD" and t.ent != "DATE") for t in added) else reach


def _is_joined(sentence: Sentence, child: Token, end: int) -> bool:
    """A coordinated noun, or a participle with its place: "the grain stored in the port"."""
    if child.dep == "conj":
        return child.tag in NOMINAL and sentence.tokens[end + 1].dep == "cc"
    place = sentence.tokens[child.i + 1 : child.i + 2]
    placed = bool(place) and place[0].lower in ("in", "at", "on") and place[0].head == child.i
    return child.dep == "acl" and child.tag == "VBN" and child.i == end + 1 and placed


def _word_end(sentence: Sentence, noun: Token) -> int:
    """The last token of a name with a hyphen that was split: "Ben-Gal"."""
    after = sentence.tokens[noun.i + 1 : noun.i + 3]
    split = len(after) == 2 and after[0].text == "-" and noun.end == after[0].start and after[0].end == after[1].start
    return after[1].i if split and after[1].tag in NOMINAL else noun.i


def _with_number(sentence: Sentence, noun: Token, figures: frozenset[int]) -> int:
    """A name with its number or its short form in brackets: "Fortune 100", "Ford (F)"."""
    i = _word_end(sentence, noun)
    after = sentence.tokens[i + 1 : i + 4]
    if after and noun.tag == "NNP" and after[0].tag == "CD" and after[0].head == i:
        return i if i + 1 in figures else i + 1
    if len(after) == 3 and after[0].text == "(" and after[2].text == ")" and after[1].tag.startswith("NN"):
        return i + 3
    return i
