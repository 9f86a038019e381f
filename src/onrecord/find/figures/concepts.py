"""What a figure counts or measures, in the text's own words: the quantified concept of CQE (Almasian et al. 2023)."""

from __future__ import annotations

from onrecord.find.figures.changes import direction
from onrecord.find.figures.phrases import ADJECTIVES, CALENDAR, NEAR, NOMINAL, phrase
from onrecord.find.figures.recovery import lost_subject, unattached_verb
from onrecord.language.text import Sentence, Token
from onrecord.model import Span

SUBJECTS = ("nsubj", "nsubjpass")
EMPTY = {"PRP", "DT", "EX", "WP", "WDT", "CD", "JJS", "RBS"}  # subjects that name nothing
PLURAL = {"NNS", "NNPS"}
ANAPHORS = {"it", "he", "she", "they", "most", "some", "others"}
ATTRIBUTIVE = {"money", "measure", "share", "age"}
CLAUSES = {"acomp", "oprd", "attr", "xcomp", "acl", "advcl", "conj", "pcomp", "prep", "relcl", "ccomp", "aux"}
BOUNDING = {"about", "around", "over", "under", "above", "below", "near"}  # taken for prepositions of what they bound
WITHIN = {"in", "at", "on"}
FAR = 60  # tokens between a pronoun and its noun
DIMENSIONS = {"worth", "long", "wide", "deep", "tall", "high", "thick", "old"}
DUMMY = {"cost", "take"}  # verbs whose "it" may mean what is done
UNDERGO = {"see", "record", "report", "post", "register", "suffer", "show", "experience", "enjoy"}
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
        or (_bearer(sentence, top, figures) if kind == "measure" else None)
        or _subject(sentence, top, inside, kind, figures)
        or _fragment(sentence, inside)
        or _holder(sentence, top, inside)
        or _source(sentence, inside, kind)
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


def _holder(sentence: Sentence, top: Token, inside: range) -> Token | None:
    """"There are 300 pupils at the school": where something is."""
    verb = sentence.tokens[top.head]
    if top.dep not in ("attr", "dobj") or sentence.child(verb, "expl") is None:
        return None
    own = [sentence.tokens[i] for i in inside]
    clauses = (verb, *own, *(c for t in own for c in sentence.children(t, "acl")))
    preps = (p for c in clauses for p in sentence.children(c, "prep") if p.lower in WITHIN and p.i > inside[-1])
    nouns = (sentence.child(p, "pobj") for p in preps)
    return next((n for n in nouns if n is not None and n.tag in NOMINAL and n.ent not in CALENDAR), None)


def _source(sentence: Sentence, inside: range, kind: str) -> Token | None:
    """"They hit 40% from the line": what a share without a whole was reached in."""
    following = sentence.tokens[inside[-1] + 1 : inside[-1] + 2]
    noun = sentence.child(following[0], "pobj") if following and following[0].lower == "from" else None
    return noun if kind == "share" and noun is not None and noun.tag in NOMINAL else None


def _fragment(sentence: Sentence, inside: range) -> Token | None:
    """The nearest noun before the figure in a line without a verb."""
    if len(sentence.tokens) > FAR or any(t.pos in ("VERB", "AUX") for t in sentence.tokens[1:]):
        return None
    nouns = (t for t in reversed(sentence.tokens[: inside[0]]) if t.tag in NOMINAL or (t.tag == "VBZ" and t.i == 0))
    return next(nouns, None)


def _modified(sentence: Sentence, top: Token, inside: range, kind: str, figures: frozenset[int]) -> Token | None:
    """"a $700 award"."""
    noun = sentence.head(top)
    while noun is not None and noun.i not in inside and (noun.i in figures or noun.lower == "record"):
        top, noun = noun, sentence.head(noun)
    if noun is not None and noun.tag == "VBG" and noun.dep == "amod":  # "a 5% growing market"
        top, noun = noun, sentence.head(noun)
    if noun is not None and noun.lower in DIMENSIONS:  # "a grant worth $700"
        top, noun = noun, sentence.head(noun)
        if noun is not None and noun.tag in NOMINAL and noun.i < inside[0]:
            return noun
    if noun is None or noun.tag not in NOMINAL:
        noun = _next_noun(sentence, inside) if kind in ATTRIBUTIVE and top.dep != "pobj" else None
        return noun and (_undergoing(sentence, top, noun, kind) or noun)
    before = top.dep in MODIFYING and noun.i > inside[-1]
    bounded = top.lower in BOUNDING and kind in ATTRIBUTIVE  # "plants over 35 MW"
    if top.dep == "nummod" and sentence.tokens[inside[0] - 1].lower == "or":  # "a day or two"
        return None
    if before or ((bounded or top.dep in ("appos", "nummod", "npadvmod")) and noun.i < inside[0]):
        while noun.dep == "compound" and sentence.tokens[noun.head].tag in NOMINAL:
            noun = sentence.tokens[noun.head]
        return _undergoing(sentence, noun, noun, kind) or noun
    return None


def _undergoing(sentence: Sentence, what: Token, noun: Token, kind: str) -> Token | None:
    """"Exports saw a 5% drop": the subject that undergoes `what`, a change (the noun) of nothing else."""
    verb = sentence.tokens[what.head]
    if what.dep != "dobj" or verb.lemma.lower() not in UNDERGO or not direction(noun, kind, by=True):
        return None
    subject = sentence.child(verb, *SUBJECTS)
    own = any(p.i == noun.i + 1 for p in sentence.children(noun, "prep"))
    return subject if subject is not None and subject.tag in NOMINAL and not own else None


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
    if prep.lower in ("by", "to") and direction(noun, kind, by=True):  # "sales decrease by 4%", taken for one noun
        return next((n for n in sentence.children(noun, "compound") if n.i == noun.i - 1), noun)
    return noun


def _subject(sentence: Sentence, top: Token, inside: range, kind: str, figures: frozenset[int]) -> Token | None:
    """"Shares fell 3%": the subject of the clause; "cut the price by 3%": its object."""
    below = top
    if kind == "count" and _is_adjunct(sentence, top):
        return None
    loose = unattached_verb(sentence, top, inside[0])
    for verb in sentence.ancestors(top) if loose is None else (loose, *sentence.ancestors(loose)):
        if verb.pos in ("VERB", "AUX") or verb.tag.startswith("VB") or sentence.child(verb, *SUBJECTS):
            if below.dep in SUBJECTS or (kind == "time" and _is_when(below)):
                return None
            subject = _moved(sentence, below, verb) or _of_verb(sentence, verb)
            if subject is not None and subject.i in figures:
                subject = _bearer(sentence, subject, figures)
            if subject is not None:
                return subject if _names(sentence, subject) else _antecedent(sentence, subject, verb)
            if verb.dep not in CLAUSES:
                return None
        below = verb
    return None


def _names(sentence: Sentence, subject: Token) -> bool:
    """Does a subject name something: no pronoun and no bare number, but "the S&P 500"?"""
    return subject.tag not in EMPTY or (subject.tag == "CD" and sentence.child(subject, "compound") is not None)


def _bearer(sentence: Sentence, head: Token, figures: frozenset[int]) -> Token | None:
    """The name before a measure that was taken for a part of it: "The Boxer 16 inch"."""
    names = [n for n in sentence.children(head, "nmod", "compound") if n.tag == "NNP" and n.i < head.i - 1]
    return names[-1] if names and names[-1].i not in figures else None


def _is_when(below: Token) -> bool:
    """Does a time say when or how long something was, and nothing about the subject: "rose in two years"?"""
    return below.dep in ("advmod", "npadvmod") or (below.dep == "prep" and below.lower != "by")


def _is_adjunct(sentence: Sentence, top: Token) -> bool:
    """Does what is counted stand behind a preposition of its own that does not lead back to the subject?"""
    prep = sentence.tokens[top.head]
    return top.dep == "pobj" and sentence.child(prep, "pobj") == top and not _carries(sentence, prep)


def _carries(sentence: Sentence, prep: Token) -> bool:
    """Does what is counted behind a preposition belong to the subject of the clause?"""
    looked = prep.lower == "at" and sentence.tokens[prep.head].pos == "VERB"
    return looked or prep.lower in ("with", "by", "to", "for")


def _moved(sentence: Sentence, below: Token, verb: Token) -> Token | None:
    """The object that changes by an amount: "cut the price by 3%", "pulled shares 3% lower"."""
    noun = sentence.child(verb, "dobj")
    moves = below.lower in {"by", "lower", "higher"} | BOUNDING or below.dep == "npadvmod"
    return noun if moves and noun is not None and noun.tag in NOMINAL and noun.i < below.i else None


def _of_verb(sentence: Sentence, verb: Token) -> Token | None:
    """The subject of a verb, or the noun that its clause says something about."""
    subject = sentence.child(verb, *SUBJECTS)
    governor = sentence.head(verb)
    if subject is not None and subject.tag not in ("WDT", "WP") and (subject.lower, verb.dep) != ("that", "relcl"):
        return subject
    lost = lost_subject(sentence, verb) if subject is None else None
    if governor is None or lost is not None:
        return lost
    if subject is not None:  # "the border that is 90 miles long": the noun before "that"
        before = sentence.tokens[subject.i - 1] if subject.i else governor
        return next((noun for noun in (before, governor) if noun.tag in NOMINAL), None)
    if governor.tag in NOMINAL and (verb.dep == "relcl" or (verb.dep == "acl" and verb.tag in ("VBG", "VBN"))):
        return governor
    if verb.dep == "xcomp":  # "ordered the army to be enlarged"
        return next((o for o in sentence.children(governor, "dobj") if o.i < verb.i and o.tag in NOMINAL), None)
    return None


def _stands_for_none(sentence: Sentence, verb: Token) -> bool:
    """"It costs buyers 5 euros", "it takes two hours to get there": a pronoun for nothing named before."""
    return verb.lemma.lower() in DUMMY and len(sentence.children(verb, "dobj", "dative", "xcomp")) > 1


def _antecedent(sentence: Sentence, pronoun: Token, verb: Token) -> Token | None:
    """The noun behind "it", "he" or "they": the nearest subject before it that agrees in number."""
    if pronoun.lower not in ANAPHORS or (pronoun.lower == "it" and _stands_for_none(sentence, verb)):
        return None
    plural = pronoun.lower not in ("it", "he", "she", "most")
    for token in reversed(sentence.tokens[max(0, pronoun.i - FAR) : pronoun.i]):
        role = token.dep in SUBJECTS or (plural and token.dep == "dobj")
        if role and token.tag in NOMINAL and (token.tag in PLURAL) == plural:
            return token
    return None
