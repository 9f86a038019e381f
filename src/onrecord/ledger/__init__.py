"""The ledger: many reports in, and what is asked of them. The second visible loop, as the reader's is the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from itertools import groupby
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Literal, NamedTuple, Unpack

from sqlalchemy import Connection

from onrecord.errors import InputError, Notice, OnrecordError
from onrecord.ledger import counting, folding, following
from onrecord.ledger.judging import copy_facts, decided, judged, mended, rebuilt, undone
from onrecord.ledger.linking import kin, update
from onrecord.ledger.showing import bearing, evidence, mentions, shown
from onrecord.ledger.telling import story_rows, told
from onrecord.ledger.waiting import waiting
from onrecord.matters.dossier import Brief, Dossier
from onrecord.matters.types import Mention, Ruling
from onrecord.model import Record, Report
from onrecord.store import at_issue, derived, meaning, names, query, write
from onrecord.store.engine import Store, open_store
from onrecord.store.findings import BETWEEN
from onrecord.store.judgements import Kept, history
from onrecord.store.meaning import Vectors
from onrecord.store.question import Narrowing, Question, utc
from onrecord.store.rows import (
    AccountRow,
    Answer,
    BearingRow,
    Counts,
    EventRow,
    FigureRow,
    MatterRow,
    MentionRow,
    ReportRow,
    StatementRow,
    StepRow,
    StoryRow,
    TurnRow,
    WaitingRow,
)

Item = Report | Record | InputError
Reader = Callable[[Iterable[Report | InputError]], Iterator[Record | OnrecordError]]
Clock = Callable[[], str]
Meaner = Callable[[Sequence[str]], Vectors]


class Done(NamedTuple):
    """What became of one report, or of what could not be read: `problem` says what is wrong."""

    report: str | None
    outcome: Literal["added", "known", "reread", "failed", "noted"]
    problem: OnrecordError | None = None


class Summary(NamedTuple):
    """How many reports were added, known before, read again, or failed; `problems` holds notices too."""

    added: int = 0
    known: int = 0
    reread: int = 0
    failed: int = 0
    problems: tuple[OnrecordError, ...] = ()


def utc_now() -> str:
    """The moment, as the store writes it."""
    return utc(datetime.now(UTC))


class Ledger:
    """Reports kept on record, and the questions to them. Close it, or use it in a `with` block."""

    def __init__(
        self, store: Store, reader: Reader, version: str, clock: Clock = utc_now, meaner: Meaner | None = None
    ) -> None:
        """Bring together what keeps and what reads.

        Args:
            store: where everything is kept.
            reader: reads reports into records, in order, with what could not be read among them.
            version: the reader's version; `reread` reads again what another version has read.
            clock: tells the moment.
            meaner: gives a vector of bytes (texts, width) for what each text means; without it `like` finds nothing.
        """
        self.store, self._reader, self.version, self._clock, self._meaner = store, reader, version, clock, meaner
        self._held = ExitStack()  # what is let go with the store
        self._held.callback(store.close)

    def __enter__(self) -> Ledger:
        """The ledger itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, wrong: BaseException | None, at: TracebackType | None) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self._held.close()

    def add(self, items: Iterable[Item], on_done: Callable[[Done], None] | None = None) -> Summary:
        """Read reports and keep them, each in one transaction of its own: what is done stays done.

        Args:
            items: reports, records, and what could not be read.
            on_done: told of each as it is done; without it, the first that goes wrong ends the adding.

        Raises:
            OnrecordError: something went wrong with a report, and there is no `on_done`.
        """
        return _told(self._adding(items), on_done)

    def remove(self, report: str) -> bool:
        """Take a report out; False where it is not there. What was known before can still be asked by `known_at`."""
        with self.store.write() as connection:
            removed = write.remove(connection, report, self._clock())
            if removed:
                update(connection, [report], decided(connection))
        return removed

    def reread(self, on_done: Callable[[Done], None] | None = None) -> Summary:
        """Read again every report that another version of the reader has read; the rest stays as it is.

        Raises:
            OnrecordError: a report could not be read, and there is no `on_done`.
        """
        return _told(self._rereading(), on_done)

    def reports(self, **narrowing: Unpack[Narrowing]) -> Answer[ReportRow]:
        """Reports by day of publication, each with the text that it is a copy of; `actor` and `place` do not narrow."""
        with self.store.read() as connection:
            return folding.reports(connection, Question(**narrowing))

    def statements(self, **narrowing: Unpack[Narrowing]) -> Answer[StatementRow]:
        """Statements by day of publication and in the order of the text."""
        with self.store.read() as connection:
            return query.statements(connection, Question(**narrowing))

    def events(self, **narrowing: Unpack[Narrowing]) -> Answer[EventRow]:
        """Events by day of publication and in the order of the text."""
        with self.store.read() as connection:
            return query.events(connection, Question(**narrowing))

    def figures(self, **narrowing: Unpack[Narrowing]) -> Answer[FigureRow]:
        """Figures by day of publication and in the order of the text."""
        with self.store.read() as connection:
            return query.figures(connection, Question(**narrowing))

    def tracks(self, **narrowing: Unpack[Narrowing]) -> Answer[StepRow]:
        """Figure tracks, step by step; one with a step that is asked for is told whole, and `limit` counts tracks."""
        with self._then(narrowing) as connection:
            return following.tracks(connection, Question(**narrowing))

    def who(self, name: str, **narrowing: Unpack[Narrowing]) -> Answer[StatementRow]:
        """All that somebody has said, or that came through them, in time; a country's name stands for all its own."""
        narrowing["speaker"] = name
        return self.statements(**narrowing)

    def account(self, name: str, body: str | None = None, **narrowing: Unpack[Narrowing]) -> Answer[AccountRow]:
        """The same matter by matter, with the position that each statement takes, and where position or figure changed.

        Args:
            name: of a speaker, of a body with all who speak for it, or of a country with all its own.
            body: the id of an international body of this name ("IGOWSTNAT" for NATO), which the record does not tell.
            narrowing: as for every question.
        """
        narrowing["speaker"] = name
        with self._then(narrowing) as connection:
            return following.account(connection, Question(**narrowing), body)

    def names_like(self, name: str) -> list[str]:
        """Names on record that are nearly this one, or hold a part of it, in small letters; the likest first."""
        with self.store.read() as connection:
            return names.like(connection, name)

    def search(self, words: str, **narrowing: Unpack[Narrowing]) -> Answer[StatementRow]:
        """Statements with all of some words, the best match first; words in quotation marks stand together.

        Raises:
            InputError: there is no word to look for.
        """
        with self.store.read() as connection:
            return query.search(connection, self.store.backend, words, Question(**narrowing))

    def like(self, words: str, **narrowing: Unpack[Narrowing]) -> Answer[StatementRow]:
        """Statements that mean something like some words, the nearest first; without a limit the first 50.

        Raises:
            InputError: there is no word to look for.
        """
        asked = Question(**narrowing)
        if self._meaner is None:
            return Answer(StatementRow, ())
        sought = self._meaner([words])[0]
        if not sought.any():
            raise InputError("search", "there is no word to look for", "give at least one")
        with self.store.read() as connection:
            return meaning.nearest(connection, sought, asked)

    def matters(self, **narrowing: Unpack[Narrowing]) -> Answer[MatterRow]:
        """Matters, the last to turn first; `since` is the day of their last report."""
        with self._then(narrowing) as connection:
            return at_issue.matters(connection, Question(**narrowing))

    def turns(self, **narrowing: Unpack[Narrowing]) -> Answer[TurnRow]:
        """What has changed, by day."""
        with self._then(narrowing) as connection:
            return at_issue.turns(connection, Question(**narrowing))

    def show(self, matter: str, **narrowing: Unpack[Narrowing]) -> Dossier:
        """All about one matter, by its id or the beginning of it.

        Forecasts are judged as of the day asked for, else as of today.

        Raises:
            UnknownMatterError: there is none of this id, or more than one begins so.
        """
        with self._then(narrowing) as connection:
            return shown(connection, matter, self._today(narrowing))

    def stories(self, **narrowing: Unpack[Narrowing]) -> Answer[StoryRow]:
        """Stories with a matter that is asked for, the last to turn first; `limit` is one of stories."""
        most = narrowing.pop("limit", None)
        with self._then(narrowing) as connection:
            rows = at_issue.matters(connection, Question(**narrowing))
            return Answer(StoryRow, story_rows(connection, [row.id for row in rows if row.standing], most))

    def story(self, matter: str, **narrowing: Unpack[Narrowing]) -> Brief:
        """The story that a matter is in, by the id of the matter or the beginning of it; told as of the day asked for.

        Raises:
            UnknownMatterError: there is none of this id, or more than one begins so.
        """
        with self._then(narrowing) as connection:
            return told(connection, matter, self._today(narrowing))

    def matters_of(self, mentions: Iterable[str]) -> Answer[MatterRow]:
        """The matters of some mentions, in order of id; mentions that are not there are passed over."""
        with self.store.read() as connection:
            homes = derived.homes(connection, set(mentions))
            return Answer(MatterRow, at_issue.matters_by_id(connection, set(homes.values())))

    def mentions(self, matter: str, **narrowing: Unpack[Narrowing]) -> Answer[MentionRow]:
        """What a matter consists of, mention by mention, by day: the ids that judgements name, and the slots they fix.

        Raises:
            UnknownMatterError: there is none of this id, or more than one begins so.
        """
        with self._then(narrowing) as connection:
            return mentions(connection, matter)

    def evidence(self, matter: str, **narrowing: Unpack[Narrowing]) -> tuple[Mention, ...]:
        """The same mentions with all their slots, for those who code or draw them: parties, points, origins.

        Raises:
            UnknownMatterError: there is none of this id, or more than one begins so.
        """
        with self._then(narrowing) as connection:
            return tuple(evidence(connection, matter))

    def waiting(self, matter: str | None = None, limit: int | None = None) -> Answer[WaitingRow]:
        """Pairs of matters that may be one and wait for a person; those that bring most reports together come first.

        Args:
            matter: one of the two, by its id or the beginning of it.
            limit: at most so many pairs.

        Raises:
            UnknownMatterError: there is no such matter.
        """
        with self.store.read() as connection:
            return waiting(connection, matter, limit)

    def judge(self, ruling: Ruling, mentions: Sequence[str], who: str, why: str = "") -> str:
        """Keep what a person decided, which holds until it is undone; gives the id of the judgement.

        Args:
            ruling: "merge" or "accept" puts the first mention together with each of the others, "split" or "reject"
                keeps it apart from them; "gather" and "part" do the same with their matters in a story.
            mentions: ids of mentions, or how they begin; a matter stands for its first mention.
            who: who decided.
            why: for what reason.

        Raises:
            InputError: there are less than two mentions, or one is not there.
        """
        with self.store.write() as connection:
            return judged(connection, ruling, mentions, (who, why, self._clock()))

    def fix(self, mention: str, slot: str, value: object, who: str, why: str = "") -> str:
        """Give one slot of a mention another value, which holds until it is undone; gives the id of the judgement.

        Args:
            mention: its id, or how that begins.
            slot: what is fixed: "value", "actors", "start"; `onrecord.matters.fixes.SLOTS` lists them.
            value: of the type of the slot: a number, a list of names, a day.
            who: who decided.
            why: for what reason.

        Raises:
            InputError: there is no such mention, or it has no such slot, or the slot cannot have this value.
        """
        with self.store.write() as connection:
            return mended(connection, mention, slot, value, (who, why, self._clock()))

    def undo(self, judgement: str, who: str, why: str = "") -> str:
        """Take a judgement back, an undoing too; gives the id of the judgement that does so.

        Raises:
            UnknownJudgementError: there is no judgement of this id.
        """
        with self.store.write() as connection:
            return undone(connection, judgement, (who, why, self._clock()))

    def judgements(self) -> Answer[Kept]:
        """All that people decided, in the order in which they did."""
        with self.store.read() as connection:
            return Answer(Kept, history(connection))

    def bearing(self, report: str) -> Answer[BearingRow]:
        """What the findings of a report bear on; nothing for a copy, whose words count in another report."""
        with self.store.read() as connection:
            return bearing(connection, report)

    def copies(self, reports: Iterable[str]) -> tuple[str, ...]:
        """The ids of the copies of some reports that are not among these: folded, as they add nothing."""
        given = set(reports)
        with self.store.read() as connection:
            return tuple(sorted(kin(connection, given) - given))

    def counts(self) -> Counts:
        """How much is on record now."""
        with self.store.read() as connection:
            return counting.counts(connection)

    def stamp(self) -> str:
        """Another one whenever anything is added, read again, removed or decided; quick to ask for."""
        with self.store.read() as connection:
            return counting.stamp(connection)

    def then(self, **narrowing: Unpack[Narrowing]) -> Ledger:
        """The ledger as it was by the two clocks, `as_of` and `known_at`, in a store of its own until it is closed.

        Raises:
            InputError: one of the two is no day.
        """
        asked = Question(**narrowing)
        with ExitStack() as held:
            folder = held.enter_context(TemporaryDirectory())
            past = Ledger(open_store(f"{folder}/then.db"), self._reader, self.version, lambda: self._today(narrowing))
            past._held = held.pop_all()
            past._held.callback(past.store.close)
        try:
            with self.store.read() as connection, past.store.write() as copied:
                copy_facts(connection, copied, asked, self.version)
        except BaseException:
            past.close()
            raise
        return past

    def rebuild(self) -> None:
        """Empty what derives from the facts and build it again; nothing changes by it."""
        with self.store.write() as connection:
            rebuilt(connection)

    def _today(self, narrowing: Narrowing) -> str:
        """The day as of which forecasts are judged."""
        return (narrowing.get("as_of") or narrowing.get("known_at") or self._clock())[:10]

    @contextmanager
    def _then(self, narrowing: Narrowing) -> Iterator[Connection]:
        """The store as it is now; for another day, a store made for the time being of what there was then."""
        with ExitStack() as held:
            ledger = held.enter_context(self.then(**narrowing)) if {"as_of", "known_at"} & _given(narrowing) else self
            yield held.enter_context(ledger.store.read())

    def records(self, **narrowing: Unpack[Narrowing]) -> Iterator[Record]:
        """The records of all reports, one at a time, in the order of the reports' ids."""
        with self.store.read() as connection:
            yield from query.records(connection, Question(**narrowing))

    def _adding(self, items: Iterable[Item]) -> Iterator[Done]:
        """Reports that are known are not read again; the others go through the reader, which may work ahead."""
        known: list[Done] = []
        for outcome in self._read(self._unknown(items, known)):
            yield from known
            known.clear()
            yield self._kept(outcome) if isinstance(outcome, Record) else _gone_wrong(outcome)
        yield from known

    def _unknown(self, items: Iterable[Item], known: list[Done]) -> Iterator[Item]:
        """Items that the store does not have; what it has is told in `known`."""
        for item in items:
            report = item.report if isinstance(item, Record) else item
            if isinstance(report, Report):
                try:
                    with self.store.read() as connection:
                        if write.known(connection, report):
                            known.append(Done(report.id, "known"))
                            continue
                except write.TakenError as wrong:
                    known.append(Done(report.id, "failed", wrong))
                    continue
            yield item

    def _read(self, items: Iterable[Item]) -> Iterator[Record | OnrecordError]:
        """Records pass; runs of reports between them go to the reader."""
        for is_record, run in groupby(items, lambda item: isinstance(item, Record)):
            if is_record:
                yield from (item for item in run if isinstance(item, Record))
            else:
                yield from self._reader(item for item in run if not isinstance(item, Record))

    def _kept(self, record: Record) -> Done:
        id_ = record.report.id
        try:
            with self.store.write() as connection:
                added = write.add(connection, record, self.version, self._clock())
                if added:
                    keep_meanings(connection, record, self._meaner)
                    update(connection, [id_], decided(connection))
        except write.TakenError as wrong:
            return Done(id_, "failed", wrong)
        return Done(id_, "added" if added else "known")

    def _rereading(self) -> Iterator[Done]:
        with self.store.read() as connection:
            ids = query.read_by_others(connection, self.version)
        for outcome in self._reader(map(self._report, ids)):
            if not isinstance(outcome, Record):
                yield _gone_wrong(outcome)
                continue
            with self.store.write() as connection:
                write.reread(connection, outcome, self.version, self._clock())
                keep_meanings(connection, outcome, self._meaner)
                update(connection, [outcome.report.id], decided(connection))
            yield Done(outcome.report.id, "reread")

    def _report(self, id_: str) -> Report | InputError:
        with self.store.read() as connection:
            found = query.report_text(connection, id_)
        return found or InputError(id_, "the report was removed meanwhile", "add it again")


def _given(narrowing: Narrowing) -> set[str]:
    """The names of what narrows."""
    return {name for name, value in narrowing.items() if value is not None}


def keep_meanings(connection: Connection, record: Record, meaner: Meaner | None) -> None:
    """Keep what the statements of a report that was just added mean; nothing where nobody tells it."""
    if meaner is not None and record.statements:
        contents = [BETWEEN.join(span.text for span in one.content) for one in record.statements]
        meaning.keep(connection, record.report.id, meaner(contents))


def _gone_wrong(problem: OnrecordError) -> Done:
    """A notice tells what a report lacks that is read all the same."""
    return Done(None, "noted" if isinstance(problem, Notice) else "failed", problem)


def _told(done: Iterable[Done], on_done: Callable[[Done], None] | None) -> Summary:
    """Count what was done, telling of each; without anybody to tell, the first failure is raised."""
    counts = Counter[str]()
    problems = []
    for one in done:
        counts[one.outcome] += 1
        if on_done is not None:
            on_done(one)
        elif one.problem is not None and one.outcome == "failed":
            raise one.problem
        if one.problem is not None:
            problems.append(one.problem)
    return Summary(counts["added"], counts["known"], counts["reread"], counts["failed"], tuple(problems))
