"""Watches: what is new is told once on each channel, whatever dies in between, and nothing of it is lost."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from stores import filled, ledger
from test_matters_standing import AGENCY, PENTAGON
from witnesses import Sentence, record, sent

from onrecord.errors import InputError, OnrecordError
from onrecord.store import watches as kept_watches
from onrecord.watching import Channel, Watch, add, once, remove, saved
from onrecord.watching.news import news
from onrecord.watching.post import Post

SERVICE = record("a", "2031-03-01", sent("Vell Service", figure="1,500 soldiers", value=1500, **AGENCY),
                 outlet="The Arden Post")
LUND = record("b", "2031-03-04", sent("Ada Lund", act="decline", cue="would not say whether", **PENTAGON))
DENIAL = record("c", "2031-03-06", sent("Jon Vik", "NOR", act="deny", cue="denied that"))
RYE = record("d", "2031-03-08", sent("Tom Rye", figure="3,000 soldiers", value=3000, **PENTAGON))
RAISED = record("f", "2031-03-11", sent(
    "Ada Lund", figure="about 10,000 soldiers", value=10000, bound="about", **PENTAGON))
FIGHT = record("e", "2031-03-12", Sentence(
    "Mia Holt", "Kellen", "struck", "Ostia", kind="ASSAULT", country="FIN", figure="40 tanks", value=40))
STORY = (SERVICE, LUND, DENIAL, RYE, RAISED, FIGHT)
COPY = replace(SERVICE, report=replace(SERVICE.report, id="z", published="2031-03-02", outlet="The Harbour Post"))


def now():
    return "2031-04-01T12:00:00.000000Z"


def watching(kept, *channels, **filters):
    add(kept, Watch("desk", filters, channels or (Channel("print"),)), now)


def told(kept, **post):
    """What one run prints, and what became of each digest."""
    out, outcomes = io.StringIO(), []
    once(kept, Post(out, **post), outcomes.append, now)
    return out.getvalue(), outcomes


def lines(text):
    return [line for line in text.splitlines() if line.startswith("  2031")]


# what is news


def test_what_is_on_record_already_is_no_news_and_what_comes_is_told_once(where):
    with filled(where, [SERVICE]) as kept:
        watching(kept)
        assert told(kept) == ("", [])
        kept.add([DENIAL])
        text, outcomes = told(kept)
        assert text.splitlines()[0] == "desk: 4 new (1 Apr 2031, 12:00 UTC)"
        assert lines(text) == [
            "  2031-03-06  position: Norway (Jon Vik): denies",
            "  2031-03-06  turn: disputed",
            "  2031-03-06  turn: denied by Norway",
            "  2031-03-06  contradiction: South Korean intelligence, 2031-03-01, against Norway, 2031-03-06 (whether)",
        ]
        assert "    “Norland has deployed to Sudmark”\n    6 Mar 2031, c 20-51" in text
        assert [(one.channel, one.news, one.problem) for one in outcomes] == [("print", 4, None)]
        assert told(kept) == ("", [])


def test_a_revised_figure_is_told_with_its_move_and_words(where):
    with filled(where, [SERVICE, RYE]) as kept:
        watching(kept)
        kept.add([RAISED])
        text = told(kept)[0]
        (line,) = (line for line in lines(text) if "figure:" in line)
        assert line == "  2031-03-11  figure: US defence: raises to about 10,000, Norwegian soldiers in Sweden: present"
        assert "“about 10,000 soldiers”" in text


def test_a_watch_looks_only_where_its_filter_leads(where):
    with filled(where, [SERVICE]) as kept:
        watching(kept, actor="Kellen")
        kept.add([DENIAL, FIGHT])
        text, _outcomes = told(kept)
        assert "Kellen struck" in text and "Norland" not in text


def test_a_copy_is_no_news(where):
    with filled(where, [SERVICE]) as kept:
        watching(kept)
        kept.add([COPY])
        assert told(kept) == ("", [])


def test_a_report_that_is_taken_out_and_comes_back_is_no_news_again(where):
    with filled(where, [SERVICE]) as kept:
        watching(kept)
        kept.add([DENIAL])
        assert lines(told(kept)[0])
        kept.remove("c")
        told(kept)
        kept.add([DENIAL])
        assert told(kept)[0] == ""


def test_a_record_that_did_not_change_is_not_read(where, monkeypatch):
    with filled(where, [SERVICE]) as kept:
        watching(kept)
        monkeypatch.setattr(kept, "show", pytest.fail)
        assert told(kept) == ("", [])


@settings(max_examples=15, deadline=None)
@given(st.permutations(STORY), st.sets(st.integers(1, 5)))
def test_in_any_order_and_batches_each_news_is_told_and_none_twice(order, cuts):
    with TemporaryDirectory() as folder, ledger(f"{folder}/record.db") as kept:
        watching(kept)
        heard = []
        for number, one in enumerate(order, 1):
            kept.add([one])
            if number in cuts or number == len(order):
                told(kept)
        with kept.store.read() as connection:
            for digest in kept_watches.latest(connection, 1, 99):
                heard += json.loads(digest.body)
        said = [(one["kind"], one["who"], one["told"], json.dumps(one["quotes"])) for one in heard]
        assert len(said) == len(set(said))
        for row in kept.matters():
            for one in news(row, kept.show(row.id)):
                assert (one.item.kind, one.item.who, one.item.told) in {known[:3] for known in said}


# watches


def test_watches_are_saved_listed_and_removed(where):
    with filled(where, STORY) as kept:
        one = Watch("kremlin", {"actor": "Kremlin"}, (Channel("mail", "desk@example.org"), Channel("print")))
        add(kept, one, now)
        with pytest.raises(InputError, match="there is one of this name"):
            add(kept, one, now)
        assert saved(kept) == [one]
        assert remove(kept, "kremlin") and not remove(kept, "kremlin")
        assert saved(kept) == []


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (Watch("a b", {}), "can be no name"), (Watch("a\nb", {}), "can be no name"),
        (Watch("a", {"colour": "red"}), "colour is no filter"), (Watch("a", {"since": "soon"}), "is no day"),
        (Watch("a", {}, (Channel("webhook", "javascript:alert(1)"),)), "no address of the web"),
        (Watch("a", {}, (Channel("webhook", "http://[::1"),)), "no address of the web"),
        (Watch("a", {}, (Channel("mail", "a@b\nBcc: c@d"),)), "no address of mail"),
        (Watch("a", {}, (Channel("feed", "/nowhere/at/all.atom"),)), "there is no folder"),
    ],
)  # fmt: skip
def test_a_watch_that_leads_nowhere_is_refused(tmp_path, wrong, problem):
    with filled(tmp_path / "record.db", [SERVICE]) as kept:
        with pytest.raises(InputError, match=problem):
            add(kept, wrong, now)
        assert saved(kept) == []


def test_two_at_once_are_refused_and_a_lock_ends_with_its_holder(where):
    with filled(where, [SERVICE]) as kept, ledger(where) as other:
        watching(kept)
        with kept.store.alone() as mine:
            assert mine
            with pytest.raises(OnrecordError, match="another process is telling"):
                told(other)
        assert told(other) == ("", [])


# channels


class Server:
    """A web server on loopback that keeps what is posted; `answers` are its next statuses, `on_post` comes first."""

    def __init__(self):
        self.posts, self.answers, self.on_post = [], [], lambda: None


@contextmanager
def web_server():
    told = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.posts.append((dict(self.headers), body))
            told.on_post()
            self.send_response(told.answers.pop(0) if told.answers else 204)
            self.end_headers()

        def log_message(self, *_arguments):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    told.url = f"http://127.0.0.1:{server.server_port}/hook"
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()


class Mailbox:
    """Takes mail, or refuses it while `refuses` is set."""

    def __init__(self):
        self.mails, self.refuses = [], False

    async def handle_DATA(self, _server, _session, envelope):
        if self.refuses:
            return "451 come again"
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 taken"


@contextmanager
def mail_server():
    controller = pytest.importorskip("aiosmtpd.controller")
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = controller.Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    box.url = f"smtp://127.0.0.1:{port}"
    try:
        yield box
    finally:
        server.stop()


def test_a_webhook_gets_json_with_a_key(where):
    with web_server() as server, filled(where, [SERVICE]) as kept:
        watching(kept, Channel("webhook", server.url))
        kept.add([DENIAL])
        assert told(kept)[0] == ""
        ((head, body),) = server.posts
        given_ = json.loads(body)
        assert (given_["watch"], given_["number"], given_["made"]) == ("desk", 1, now())
        assert [one["kind"] for one in given_["news"]] == ["position", "turn", "turn", "contradiction"]
        quote = given_["news"][0]["quotes"][0]
        assert DENIAL.report.text[quote["start"] : quote["end"]] == quote["words"]
        assert len(head["Idempotency-Key"]) == 64 and head["Content-Type"] == "application/json"


def test_what_a_webhook_does_not_take_is_sent_again_in_order(where):
    with web_server() as server, filled(where, [SERVICE]) as kept:
        watching(kept, Channel("webhook", server.url))
        kept.add([DENIAL])
        server.answers = [503, 302]
        assert "did not take it (503" in str(told(kept)[1][0].problem)
        kept.add([FIGHT])
        (refused,) = told(kept)[1]  # the later digest waits for the first
        assert "302" in str(refused.problem)
        assert [one.problem for one in told(kept)[1]] == [None, None]
        numbers = [json.loads(body)["number"] for _head, body in server.posts]
        keys = [head["Idempotency-Key"] for head, _body in server.posts]
        assert numbers == [1, 1, 1, 2]
        assert keys[0] == keys[1] == keys[2] != keys[3]
        assert server.posts[0][1] == server.posts[2][1]


def test_a_webhook_that_nobody_answers_is_told_and_the_other_channels_go_on(where):
    with web_server() as server:
        url = server.url
    with filled(where, [SERVICE]) as kept:
        watching(kept, Channel("webhook", url), Channel("print"))
        kept.add([DENIAL])
        text, (failed, printed) = told(kept)
        assert "does not answer" in str(failed.problem)
        assert printed.problem is None and len(lines(text)) == 4
        text, (failed,) = told(kept)  # it is due on the one and done on the other
        assert text == "" and failed.channel == f"webhook {url}"


def test_mail_bears_the_words_and_the_same_id_when_it_comes_again(where):
    with mail_server() as box, filled(where, [SERVICE]) as kept:
        watching(kept, Channel("mail", "desk@example.org"))
        kept.add([DENIAL])
        box.refuses = True
        post = {"smtp": box.url, "sender": "record@example.org"}
        assert "was not taken" in str(told(kept, **post)[1][0].problem)
        box.refuses = False
        assert told(kept, **post)[1][0].problem is None
        assert told(kept, **post) == ("", [])
        (mail,) = box.mails
        assert (mail["Subject"], mail["To"], mail["From"]) == ("desk: 4 new", "desk@example.org", "record@example.org")
        assert mail["Message-ID"].endswith("@example.org>") and mail["Date"] == "Tue, 01 Apr 2031 12:00:00 +0000"
        assert "“Norland has deployed to Sudmark”" in mail.get_content()


@pytest.mark.parametrize(
    ("post", "problem"),
    [
        ({}, "set ONRECORD_SMTP"), ({"smtp": "imap://x", "sender": "a@b.c"}, "no address of a server"),
        ({"smtp": "smtp://127.0.0.1:1", "sender": "a@b.c"}, "was not taken"),
    ],
)  # fmt: skip
def test_mail_that_cannot_go_says_what_to_set(tmp_path, post, problem):
    with filled(tmp_path / "record.db", [SERVICE]) as kept:
        watching(kept, Channel("mail", "desk@example.org"))
        kept.add([DENIAL])
        assert problem in str(told(kept, **post)[1][0].problem)


def test_a_feed_keeps_what_came_before_and_its_ids(where, tmp_path):
    feedparser = pytest.importorskip("feedparser")
    path = tmp_path / "desk.atom"
    with filled(where, [SERVICE]) as kept:
        watching(kept, Channel("feed", str(path)))
        kept.add([DENIAL])
        told(kept)
        first = feedparser.parse(path.read_bytes())
        kept.add([FIGHT])
        told(kept)
        later = feedparser.parse(path.read_bytes())
    assert (first.bozo, later.bozo) == (False, False)
    assert first.version == "atom10" and first.feed.title == "onrecord: desk"
    ids = [entry.id for entry in later.entries]
    assert len(ids) == len(set(ids)) > len(first.entries) == 4
    assert ids[-4:] == [entry.id for entry in first.entries]
    assert "Norland has deployed to Sudmark" in first.entries[-1].summary


def test_hostile_words_stay_words(tmp_path):
    feedparser = pytest.importorskip("feedparser")
    nasty = 'shelled <script>alert(1)</script> ]]> \x1b[31m \u202e'
    path = tmp_path / "desk.atom"
    with filled(tmp_path / "record.db", [SERVICE]) as kept:
        watching(kept, Channel("feed", str(path)), Channel("print"))
        kept.add([record("x", "2031-03-15", Sentence("Mia Holt", "Westria", nasty, kind="ASSAULT"))])
        text, _outcomes = told(kept)
    entry = feedparser.parse(path.read_bytes(), sanitize_html=False).entries[0]
    assert "&lt;script&gt;" in entry.summary and "<script>" not in entry.summary
    assert not {"\x1b", "\u202e"} & set(text) and "<script>alert(1)</script>" in text


# what dies in between


def command(folder, *arguments, **environment):
    return subprocess.Popen([sys.executable, "-m", "onrecord", "watch", *arguments], cwd=folder,
                            env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.skipif(os.name == "nt", reason="processes are killed otherwise there")
def test_killed_between_sending_and_marking_it_comes_again_with_the_same_key(tmp_path):
    with web_server() as server:
        with filled(tmp_path / "onrecord.db", [SERVICE]) as kept:
            watching(kept, Channel("webhook", server.url))
            kept.add([DENIAL])
        running = command(tmp_path, "--once")
        server.on_post = lambda: (running.send_signal(signal.SIGKILL), running.wait())
        assert running.wait(60) == -signal.SIGKILL
        server.on_post = lambda: None
        again = command(tmp_path, "--once")
        out, err = again.communicate(timeout=60)
        assert (again.returncode, out) == (0, b"")
        assert err.decode() == f"desk: 4 new, sent to webhook {server.url}\n"
        assert command(tmp_path, "--once").communicate(timeout=60) == (b"", b"")
        (first, body), (second, same) = server.posts
        assert first["Idempotency-Key"] == second["Idempotency-Key"] and body == same


def test_what_dies_while_it_looks_has_noticed_nothing(where, monkeypatch):
    with filled(where, [SERVICE]) as kept:
        watching(kept)
        kept.add([DENIAL])
        with monkeypatch.context() as broken:
            broken.setattr(kept_watches, "file", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                told(kept)
        assert len(lines(told(kept)[0])) == 4


def test_what_was_found_and_not_sent_is_sent_by_the_next_run(where):
    class Broken(io.StringIO):
        def write(self, _text):
            raise BrokenPipeError

    with filled(where, [SERVICE]) as kept:
        watching(kept)
        kept.add([DENIAL])
        with pytest.raises(BrokenPipeError):
            once(kept, Post(Broken()), lambda _one: None, now)
        assert len(lines(told(kept)[0])) == 4


# the command


def test_the_commands_of_watching(run, tmp_path):
    filled(tmp_path / "onrecord.db", [SERVICE]).close()
    done = run("watch", "add", "norland", "--actor", "Norland", "--feed", "norland.atom")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "norland: 1 matter watched from now on; onrecord watch --once tells what is new\n"
    (row,) = json.loads(run("watch", "list", "--json").stdout)
    assert row == {"name": "norland", "filters": "actor Norland", "channels": f"feed {tmp_path / 'norland.atom'}"}
    assert "norland" in run("watch", "list").stdout
    with ledger(tmp_path / "onrecord.db") as kept:
        kept.add([DENIAL])
    done = run("watch", "--once")
    assert (done.returncode, done.stderr) == (0, f"norland: 4 new, sent to feed {tmp_path / 'norland.atom'}\n")
    assert (tmp_path / "norland.atom").is_file()
    assert run("watch", "remove", "norland").returncode == 0
    done = run("watch", "remove", "norland")
    assert (done.returncode, "there is no watch of this name" in done.stderr) == (1, True)


def test_a_digest_that_is_not_taken_ends_the_command_with_a_word(run, tmp_path):
    with filled(tmp_path / "onrecord.db", [SERVICE]) as kept:
        watching(kept, Channel("mail", "desk@example.org"))
        kept.add([DENIAL])
    done = run("watch", "--once")
    assert done.returncode == 1
    assert "mail to desk@example.org: no server is set; set ONRECORD_SMTP" in done.stderr
