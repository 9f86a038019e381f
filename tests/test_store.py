"""What the store keeps and how it answers, in SQLite and, where a server is installed, in PostgreSQL."""

from __future__ import annotations

import sqlite3
import zlib

import msgspec
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from made import made
from samples import record as sample
from sqlalchemy import Text, text
from stores import dump, filled, ledger, no_reader

from onrecord.errors import InputError
from onrecord.ledger import Ledger
from onrecord.ledger.judging import refilled
from onrecord.model import Record, Report
from onrecord.store.engine import MIGRATIONS, StoreBusyError, open_store
from onrecord.store.findings import fold
from onrecord.store.pack import digest, pack, pack_report, unpack, unpack_report
from onrecord.store.schema import HEAD, Words, metadata
from onrecord.store.write import TakenError

ORTIZ = made("r1", "2031-03-12")
DENIAL = made("r2", "2031-03-14T08:00:00+02:00", speaker="Ivo Brandt", country="DEU", act="deny", place="Kursk")
UNDATED = made("r3", None, count=3000)


# what is kept is what was given


@pytest.mark.parametrize("record", [ORTIZ, UNDATED, sample()], ids=["made", "undated", "sample"])
def test_a_packed_record_comes_back_to_the_byte(record):
    back = unpack(pack(record), unpack_report(pack_report(record.report)))
    assert back == record
    assert back.to_json() == record.to_json()


def test_records_come_back_in_the_order_of_their_ids(where):
    with filled(where, [DENIAL, ORTIZ, sample()]) as kept:
        assert list(kept.records()) == [ORTIZ, DENIAL, sample()]


def test_a_store_is_there_again_when_it_is_opened_again(where):
    filled(where, [ORTIZ]).close()
    with ledger(where) as kept:
        assert list(kept.records()) == [ORTIZ]


def test_a_report_added_twice_is_kept_once(where):
    with ledger(where) as kept:
        assert kept.add([ORTIZ, ORTIZ])[:2] == (1, 1)
        assert kept.add([ORTIZ])[:2] == (0, 1)
        assert len(kept.statements()) == 1


def test_another_report_under_a_known_id_is_refused_and_the_rest_goes_on(where):
    other = made("r1", count=7)
    with filled(where, [ORTIZ]) as kept:
        with pytest.raises(TakenError, match="'r1'"):
            kept.add([other])
        done = []
        summary = kept.add([other, DENIAL], done.append)
        assert [(one.report, one.outcome) for one in done] == [("r1", "failed"), ("r2", "added")]
        assert summary.added == 1
        assert [str(problem)[:11] for problem in summary.problems] == ["report 'r1'"]
        assert list(kept.records()) == [ORTIZ, DENIAL]


def test_a_removed_report_is_gone_and_can_come_back(where):
    with filled(where, [ORTIZ, DENIAL]) as kept:
        assert kept.remove("r1")
        assert not kept.remove("r1")
        assert [row.id for row in kept.reports()] == ["r2"]
        assert len(kept.search("soldiers")) == 1
        kept.add([ORTIZ])
        assert [row.id for row in kept.reports()] == ["r1", "r2"]


def test_characters_that_a_database_may_refuse(where):
    odd = "Ortiz\0 said \x1b[31m that 5 \ufffe soldiers 😀 left."
    record = Record(1, Report("odd\0", odd, title="\0"))
    with filled(where, [record]) as kept:
        assert list(kept.records()) == [record]


# what it answers


def test_statements_lead_to_exact_characters(where):
    with filled(where, [sample()]) as kept:
        rows = kept.statements()
        texts = {record.report.id: record.report.text for record in kept.records()}
        assert [(row.id, row.source, row.act) for row in rows][:3] == [
            ("s1", "Lena Ortiz", "assert"), ("s2", "Lena Ortiz", "promise"), ("s3", "the mayor", "deny"),
        ]
        assert all(texts[row.report][row.start : row.end] == row.words for row in rows)
        assert rows[0].said_from == rows[0].said_to == "2031-03-11"


def test_events_and_figures(where):
    with filled(where, [sample(), DENIAL]) as kept:
        event, figure = kept.events(report="r2")[0], kept.figures(report="r2")[0]
        assert (event.type, event.actors, event.destination, event.first_day) == (
            "MOBILIZE", "soldiers", "Kursk", "2031-03-11",
        )
        assert (figure.value, figure.unit, figure.counted, figure.source) == (1200, "soldier", "soldiers", "Ivo Brandt")
        assert [(f.low, f.high) for f in kept.figures(report="sample-1")][1] == (3000, 5000)


@pytest.mark.parametrize(
    ("narrowing", "reports"),
    [
        ({"actor": "Ivo Brandt"}, ["r2"]),
        ({"actor": "BRANDT"}, ["r2"]),
        ({"actor": "Bran"}, []),
        ({"actor": "soldiers"}, []),
        ({"place": "Kursk"}, ["r2"]),
        ({"place": "kursk", "actor": "Ortiz"}, []),
        ({"since": "2031-03-13"}, ["r2"]),
        ({"until": "2031-03-13"}, ["r1"]),
        ({"as_of": "2031-03-12"}, ["r1"]),
        ({"as_of": "2031-03-11"}, []),
        ({"report": "r3"}, ["r3"]),
        ({"limit": 1}, ["r1"]),
        ({"limit": 0}, []),
        ({}, ["r1", "r2", "r3"]),
    ],
    ids=str,
)
def test_statements_are_narrowed(where, narrowing, reports):
    with filled(where, [ORTIZ, DENIAL, UNDATED]) as kept:
        assert [row.report for row in kept.statements(**narrowing)] == reports


def test_a_country_stands_for_all_its_own(where):
    german = msgspec.structs.replace(DENIAL.entities[0], id="e9", name="Germany", kind="country", mentions=())
    speaker = msgspec.structs.replace(DENIAL.statements[0].source, entity="e9")
    as_state = msgspec.structs.replace(DENIAL.statements[0], source=speaker)
    state = made("r9", speaker="Ivo Brandt", country="DEU", act="deny", place="Kursk")
    state = msgspec.structs.replace(state, entities=(*state.entities, german), statements=(as_state,))
    with filled(where, [ORTIZ, DENIAL, state]) as kept:
        assert {row.report for row in kept.statements(actor="the Germany")} == {"r2", "r9"}
        assert {row.report for row in kept.statements(actor="Brandt")} == {"r2"}


@pytest.mark.parametrize("day", ["yesterday", "2031-02-30", "12 March"])
def test_what_is_no_day_is_refused(where, day):
    with ledger(where) as kept, pytest.raises(InputError, match="is no day"):
        kept.statements(since=day)


@pytest.mark.parametrize(
    ("words", "reports"),
    [
        ("soldiers", {"r1", "r2"}),
        ("soldier reaching", {"r1", "r2"}),
        ("brandt", {"r2"}),
        ("Brandt Kursk", {"r2"}),
        ("Brandt Vladivostok", set()),
        ('"soldiers had reached"', {"r1", "r2"}),
        ('"reached soldiers"', set()),
        ("that had", {"r1", "r2"}),
        ('soldiers" OR (NEAR*', set()),
        ("1,200", {"r1", "r2"}),
        ("aircraft", set()),
    ],
)
def test_search(where, words, reports):
    with filled(where, [ORTIZ, DENIAL]) as kept:
        assert {row.report for row in kept.search(words)} == reports


@pytest.mark.parametrize("words", ["", '"', "- ?!", '""'])
def test_a_search_wants_a_word(where, words):
    with ledger(where) as kept, pytest.raises(InputError, match="no word to look for"):
        kept.search(words)


def test_the_better_match_comes_first(where):
    close = made("r5", speaker="Kursk Watch", place="Kursk")
    with filled(where, [ORTIZ, DENIAL, close]) as kept:
        assert [row.report for row in kept.search("Kursk")] == ["r5", "r2"]


def test_what_was_known_then(where):
    filled(where, [ORTIZ], day="2031-04-01").close()
    filled(where, [DENIAL], day="2031-04-03").close()
    with ledger(where, day="2031-04-05") as kept:
        now = dump(kept)
        assert kept.remove("r1")
        assert [row.id for row in kept.reports(known_at="2031-04-02")] == ["r1"]
        assert [row.id for row in kept.reports(known_at="2031-04-01T00:00:00+01:00")] == []
        assert dump(kept, known_at="2031-04-04") == now
        assert [row.id for row in kept.reports(known_at="2031-04-05")] == ["r2"]


def test_a_newer_reader_reads_again_and_the_older_reading_stays_on_record(where):
    newer = msgspec.structs.replace(ORTIZ, statements=())
    filled(where, [ORTIZ, DENIAL], version="1", day="2031-04-01").close()
    with ledger(where, version="2", day="2031-04-02") as kept:
        kept._reader = lambda reports: (newer if one.id == "r1" else DENIAL for one in reports)
        assert kept.reread().reread == 2
        assert kept.reread().reread == 0
        assert list(kept.records()) == [newer, DENIAL]
        assert [row.report for row in kept.statements()] == ["r2"]
        assert [row.report for row in kept.statements(known_at="2031-04-01")] == ["r1", "r2"]
        assert {row.reader for row in kept.reports()} == {"2"}


def test_answers_are_tables_too(where):
    pyarrow = pytest.importorskip("pyarrow")
    with filled(where, [ORTIZ, DENIAL]) as kept:
        table = kept.figures().arrow()
        assert isinstance(table, pyarrow.Table)
        assert table.column("value").to_pylist() == [1200, 1200]
        assert kept.figures(limit=0).arrow().column_names == list(kept.figures().columns)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The Kremlin", "kremlin"), ("the", "the"), ("Władysław’s", "władysław"), ("Señor  Ruiz", "senor ruiz"),
        ("Russia's", "russia"), ("  ", ""),
    ],
)  # fmt: skip
def test_names_are_folded(name, folded):
    assert fold(name) == folded


# opening


def test_the_migrations_lead_to_the_tables_of_the_schema(where):
    store = open_store(where)
    with store.read() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_ours, "compare_type": _differs})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD
    script = ScriptDirectory(str(MIGRATIONS))
    assert script.get_heads() == [HEAD]
    store.close()


def test_an_older_store_is_filled_again(where):
    """One of the second revision, of which the facts are left."""
    store = open_store(where)
    said = {"source": {"start": 0, "end": 5}, "cue": {"start": 6, "end": 10}, "content": [{"start": 12, "end": 19}]}
    body = zlib.compress(msgspec.json.encode({"onrecord": 1, "statements": [{"id": "s1", **said}]}))
    with store.write() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        _back_to(connection, config, "0002")
        report = Report("r1", "Ortiz said: nothing.", published="2031-03-12")
        facts = {"body": pack_report(report), "found": body, "digest": digest(report)}
        connection.execute(text(
            "INSERT INTO report(key, id, digest, published, day, body, ingested) "
            "VALUES (1, 'r1', :digest, '2031-03-12', '2031-03-12', :body, 'then')"), facts)
        connection.execute(text(
            "INSERT INTO reading(key, report_key, reader, body, since) VALUES (1, 1, '1', :found, 'then')"), facts)
    store.close()
    with Ledger(open_store(where, on_upgrade=refilled), no_reader, "1") as kept:
        assert [(row.source, row.words) for row in kept.statements()] == [("Ortiz", "nothing")]
        assert kept.search("Ortiz")[0].report == "r1"
        assert [record.statements[0].content[0].text for record in kept.records()] == ["nothing"]


def test_a_store_that_lacks_only_what_derives_from_nothing_is_not_filled_again(where):
    filled(where, [ORTIZ]).close()
    with ledger(where) as kept, kept.store.write() as connection:
        for table in ("delivery", "digest", "noticed", "watch"):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0007'"))
    with Ledger(open_store(where, on_upgrade=pytest.fail), no_reader, "1") as kept:
        assert [row.source for row in kept.statements()] == ["Lena Ortiz"]
        with kept.store.read() as connection:
            assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD


def _back_to(connection, config, revision):
    """Every table thrown away, and made anew as it was at a revision."""
    if connection.dialect.name == "sqlite":
        for table in ("statement_words", "name_words"):
            connection.execute(text(f"DROP TABLE {table}"))
    else:
        connection.execute(text("DROP TEXT SEARCH CONFIGURATION onrecord CASCADE"))
        connection.execute(text("DROP TEXT SEARCH DICTIONARY onrecord_stem CASCADE"))
    metadata.drop_all(connection)
    connection.execute(text("DROP TABLE alembic_version"))
    command.upgrade(config, revision)


def _is_ours(_object, name, _kind, _reflected, _compared):
    return not name.startswith(("statement_words", "name_words"))


def _differs(context, _column, _wanted, found, wanted):
    if not isinstance(wanted, Words):
        return None  # alembic's own comparison
    collation = "C" if context.dialect.name == "postgresql" else None
    return not isinstance(found, Text) or found.collation != collation


def test_a_store_of_a_newer_program_is_refused(where):
    with ledger(where) as kept, kept.store.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(InputError, match="newer version"):
        open_store(where)


def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("Dear editor, this is no database at all. " * 30, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(InputError, match="no store can be opened"):
        open_store(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("where", "problem"),
    [
        ("/nowhere/at/all/record.db", "no store can be opened"), ("mysql://host/base", "not known"),
        ("postgresql://nobody@localhost:1/none", "no store can be opened"),
    ],
)  # fmt: skip
def test_where_there_can_be_no_store(where, problem):
    if where.startswith("postgresql"):
        pytest.importorskip("psycopg")
    with pytest.raises(InputError, match=problem):
        open_store(where)


def test_a_password_is_not_shown():
    pytest.importorskip("psycopg")
    with pytest.raises(InputError) as wrong:
        open_store("postgresql://me:secret@localhost:1/none")
    assert "secret" not in str(wrong.value)


def test_a_second_writer_waits_is_told_and_gives_up_in_the_end(where):
    told = []
    with ledger(where) as first, first.store.write():
        second = open_store(where, on_wait=told.append, patience=0.2)
        with pytest.raises(StoreBusyError, match="try later"), second.write():
            pytest.fail("two write at once")
        second.close()
    assert len(told) == 1
    assert "another process is writing" in told[0]


def test_a_reader_sees_the_store_standing_still(where):
    with filled(where, [ORTIZ]) as kept, ledger(where) as other:
        records = kept.records()
        assert next(records) == ORTIZ
        other.add([DENIAL])
        assert list(records) == []
        assert list(kept.records()) == [ORTIZ, DENIAL]


def test_what_fails_in_the_middle_leaves_nothing(where, monkeypatch):
    with ledger(where) as kept:
        before = dump(kept)
        monkeypatch.setattr("onrecord.store.write._keep_slots", _fail)
        with pytest.raises(ZeroDivisionError):
            kept.add([ORTIZ])
        monkeypatch.undo()
        assert dump(kept) == before
        assert kept.add([ORTIZ]).added == 1


def _fail(*_given):
    raise ZeroDivisionError


def test_sqlite_writes_ahead(tmp_path):
    filled(tmp_path / "record.db", [ORTIZ]).close()
    with sqlite3.connect(tmp_path / "record.db") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
