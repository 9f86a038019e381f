"""The web pages: every screen answers, every link leads somewhere, nobody but who may decides."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import made
from msgspec.structs import replace
from stores import filled
from webs import Links, example, parameters, served  # noqa: F401  example is a fixture

from onrecord.exports import FORMATS
from onrecord.matters.types import Words
from onrecord.views.ledgers import open as open_ledger
from onrecord.web.addresses import address, place
from onrecord.web.asked import Asked
from onrecord.web.report import asked_words
from onrecord.web.visits import visits

SCREENS = (
    "/", "/stories", "/matters", "/turns", "/matrix", "/figures", "/contradictions", "/who", "/reports", "/review",
    "/history", "/search", "/search?q=soldiers", "/timeline", "/map", "/export",
)  # fmt: skip
MAIN = "a40bedfe"  # the matter of the example that most reports tell of


@pytest.fixture(scope="module")
def client(example):  # noqa: F811
    with served(example) as (client, _door):
        yield client


@pytest.fixture
def deciding(example, tmp_path):  # noqa: F811
    """A client that was let in, over a record of its own."""
    where = shutil.copy(example, tmp_path / "own.db")
    with served(where) as (client, door):
        assert client.get("/enter", params={"token": door.token}).status_code == 303
        yield client, where


# reading


@pytest.mark.parametrize("path", SCREENS)
def test_every_screen_answers_under_strict_headers(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", SCREENS)
def test_no_page_holds_style_or_script_of_its_own_or_loads_from_outside(client, path):
    page = Links(client.get(path).text)
    for tag, attributes in page.tags:
        assert tag != "style" and "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
        assert tag != "script" or attributes["src"].startswith("/static/")
        assert tag not in ("img", "iframe", "object", "embed")
    assert len(page.ids) == len(set(page.ids))
    assert [tag for tag, _ in page.tags].count("h1") == 1


FEW = {"story": 6, "matrix": 6, "timeline": 6, "map": 6, "export": 6, "matter": 30}  # of one kind, that are followed


def key(link, seen):
    """What a link leads to, one for all words of a report; None where there is no need to follow it."""
    parts, told = urlsplit(link), parameters(link)
    noun, day = parts.path.split("/")[1:2], told.get("as_of")
    if not parts.path or parts.path == "/export/file" or (day and (len(told) > 1 or seen["past"] > 2)):
        return None
    found = parts.path + str(sorted((k, v) for k, v in told.items() if k not in ("at", "words", "rows")))
    if noun[0] in FEW and found not in seen:
        seen[noun[0]] += 1
        if seen[noun[0]] > FEW[noun[0]]:
            return None
    seen["past"] += bool(day and found not in seen)
    return found


def test_every_link_of_the_example_leads_somewhere(client):
    """A few past days are opened, and not walked through; what stands on a page leads to an id of that page."""
    seen, waiting = Counter({key("/", Counter()): 1}), ["/"]
    while waiting:
        here = waiting.pop()
        answer = client.get(here)
        assert answer.status_code == 200, here
        page = Links(answer.text if answer.headers["content-type"].startswith("text/html") else "")
        assert all(link[1:] in page.ids for link in page.links if link.startswith("#")), here
        own = [link for link in page.links if not urlsplit(link).netloc and "as_of" not in parameters(here)]
        for link in own:
            if (found := key(link, seen)) and not seen[found]:
                seen[found] += 1
                waiting.append(link.partition("#")[0])
    assert len(seen) > 120


def test_words_that_are_linked_stand_where_the_link_says(client, example):  # noqa: F811
    with open_ledger(example) as ledger:
        texts = {record.report.id: record.report.text for record in ledger.records()}
    links = [link for path in (*SCREENS, f"/matter/{MAIN}", f"/matter/{MAIN}/mentions", "/who/USA/defence")
             for link in Links(client.get(path).text).links if link.startswith("/report/") and "at" in parameters(link)]
    assert len(links) > 200
    for link in links:
        told = parameters(link)
        start, _, end = told["at"].partition("-")
        text = texts[urlsplit(link).path.removeprefix("/report/")]
        assert text[int(start) : int(end)] == told.get("words", text[int(start) : int(end)]) != ""


def test_linked_words_are_lit(client):
    link = next(link for link in Links(client.get(f"/matter/{MAIN}").text).links if "words" in parameters(link))
    page = client.get(link)
    told = parameters(link)["words"]
    assert f">{told}<" in page.text.replace("&#39;", "'")
    assert Links(page.text).ids.count("lit") == 1


def test_the_brief_tells_what_turned_how_it_stands_and_what_is_not_known(client):
    page = client.get("/").text
    for head in ("What has turned", "Confirmed", "Disputed", "Owed", "What is not known", "Foretold"):
        assert f">{head}</h2>" in page
    assert "<del>" in page and "at least 3,000" in page and "11,000 to 12,000" in page
    assert "4 copies folded" in page
    assert "16 reports" in page and "no person has decided on any of it yet" in page


def test_a_past_day_shows_what_there_was(client):
    page = client.get("/", params={"as_of": "2024-10-22"}).text
    assert "A past day." in page and "8 reports" in page and "11,000 to 12,000" not in page
    links = [link for link in Links(page).links if link.startswith("/matter/")]
    assert links and all(parameters(link)["as_of"] == "2024-10-22" for link in links)


def test_filters_stand_in_the_address_and_can_be_taken_out(client):
    page = client.get("/matters", params={"standing": "disputed", "actor": "Kremlin"}).text
    assert f"/matter/{MAIN}" in page
    links = Links(page).links
    assert "/matters?actor=Kremlin" in links and "/matters?standing=disputed" in links


def test_a_name_that_brings_nothing_is_met_with_those_like_it(client):
    assert "kremlin" in client.get("/matters", params={"actor": "Kremlim"}).text


def test_a_matter_tells_by_which_rule_it_stands(client):
    page = client.get(f"/matter/{MAIN}").text
    assert "an assertion and a denial both stand" in page
    assert ">Who stands where, in time</h2>" in page and ">Contradictions</h2>" in page


def test_search_leads_from_an_id_to_its_matter(client):
    answer = client.get("/search", params={"q": MAIN})
    assert answer.status_code == 302 and answer.headers["location"].startswith(f"/matter/{MAIN}")


@pytest.mark.parametrize(("path", "status", "told"), [
    ("/nowhere", 404, "there is no such page"), ("/matter/zzzz", 404, "there is no one matter"),
    ("/report/none", 404, "no report"), ("/who/Nobody%20At%20All", 404, "nobody on record"),
    ("/figure/ffff", 404, "no figure"), ("/?as_of=tuesday", 400, "is no day"), ("/matters?rows=0", 400, "filter"),
    ("/static/../app.py", 404, "no such"), ("/matters?since=2024-13-01", 400, "is no day"),
])  # fmt: skip
def test_what_cannot_be_shown_is_told_with_a_page(client, path, status, told):
    answer = client.get(path)
    assert answer.status_code == status
    assert told in answer.text.lower() and "content-security-policy" in answer.headers


def test_a_page_that_the_browser_has_is_not_sent_again(client):
    first = client.get("/matters")
    again = client.get("/matters", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.text) == (304, "")
    assert client.get("/turns", headers={"If-None-Match": first.headers["etag"]}).status_code == 200


def test_another_host_name_is_refused(client):
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert client.get("/", headers={"Host": "localhost:8000"}).status_code == 200


def test_what_is_shipped_is_kept_for_good(client):
    link = next(link for link in Links(client.get("/").text).links if "site.css" in link)
    answer = client.get(link)
    assert "immutable" in answer.headers["cache-control"] and answer.headers["content-type"].startswith("text/css")
    for font in ("source-serif-4-latin", "source-sans-3-latin"):
        assert client.get(f"/static/fonts/{font}-wght-normal.woff2").content[:4] == b"wOF2"


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"pdf"}))
def test_every_format_leaves_the_record_as_a_file(client, name):
    answer = client.get("/export/file", params={"to": name, "matter": MAIN})
    assert answer.status_code == 200 and len(answer.content) > 500
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="onrecord-2024-11-05-{name}')


def test_what_cannot_leave_is_told(client):
    assert client.get("/export/file", params={"to": "docx"}).status_code == 400
    assert client.get("/export/file", params={"to": "csv", "table": "x"}).status_code == 400
    assert client.get("/export", params={"matter": "zzzz"}).status_code == 404


def test_a_file_holds_what_the_filters_of_the_page_leave(client):
    answer = client.get("/export/file", params={"to": "csv", "table": "matters", "standing": "disputed"})
    assert f"{MAIN}" in answer.text and answer.text.count("disputed") >= 1 and "owed" not in answer.text
    link = next(link for link in Links(client.get("/matters?standing=disputed").text).links if "/export" in link)
    assert parameters(link) == {"standing": "disputed"}


NOON = datetime(2031, 4, 1, 12, tzinfo=UTC)


def test_a_visit_ends_with_a_pause():
    last, kept = visits("", NOON)
    assert last == ""
    last, kept = visits(kept, NOON + timedelta(minutes=20))
    assert last == ""
    last, kept = visits(kept, NOON + timedelta(minutes=90))
    assert last == "2031-04-01T12:20:00.000000Z"
    last, _ = visits(kept, NOON + timedelta(minutes=100))
    assert last == "2031-04-01T12:20:00.000000Z"


@given(st.text(max_size=60))
def test_whatever_a_browser_says_it_kept_is_no_fault(cookie):
    last, kept = visits(cookie, NOON)
    assert visits(kept, NOON)[0] == last


def test_the_brief_begins_with_what_came_since_the_last_visit(example):  # noqa: F811
    with served(example) as (client, _door):
        assert "since you were here" not in client.get("/").text
        client.cookies.clear()
        old = {"Cookie": "onrecord-8000-visit=~2020-01-01T00:00:00.000000Z"}
        page = client.get("/", headers=old).text
        assert "What has turned since you were here on 1 Jan 2020" in page and ">new</span>" in page
        far = {"Cookie": "onrecord-8000-visit=2999-01-01T00:00:00.000000Z~2999-01-01T00:00:00.000000Z"}
        assert "Nothing since you were here on 1 Jan 2999" in client.get("/", headers=far).text


# addresses


@given(st.text(min_size=1, max_size=300).filter(lambda text: text.isprintable() or "\n" in text))
def test_any_name_can_stand_in_an_address(name):
    link = address("report", name)
    path, told = urlsplit(link).path, parameters(link)
    assert link.startswith("/report") and all(c.isascii() for c in link)
    assert told.get("id") == name or path.startswith("/report/")


IDS = ("a/b//c", "../../etc", ".", "%2e%2e", "x?y#z", "<b>", " x ", "ü–ß", "a\\b", "1;2", "//")


@pytest.mark.parametrize("name", IDS)
def test_a_report_of_any_id_is_found_under_its_address(tmp_path, name):
    with filled(tmp_path / "r.db", [made(name)]):
        pass
    with served(tmp_path / "r.db") as (client, _door):
        assert "reached" in client.get(address("report", name)).text
        assert 'id="lit"' in client.get(place(name, 0, 4, "Lena")).text


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60), st.text(max_size=20))
def test_words_are_here_moved_or_an_orphan(text, start, end, words):
    found = asked_words(text, {"at": f"{start}-{end}", "words": words} if words else {"at": f"{start}-{end}"})
    if found.state == "orphan":
        assert text[start:end] == "" or text[start:end] != words
        assert text.count(words) != 1 or not words
    else:
        assert text[found.start : found.end] == found.words != ""
        assert not words or found.words == words


def test_words_that_stand_nowhere_any_more_are_an_orphan():
    assert asked_words("The bridge stands.", {"at": "4-10", "words": "tunnel"}).state == "orphan"
    moved = asked_words("So the bridge stands.", {"at": "4-10", "words": "bridge"})
    assert (moved.state, moved.start, moved.end) == ("moved", 7, 13)
    assert asked_words("The bridge stands.", {}) is None


def test_an_orphan_is_shown_as_one(client):
    page = client.get("/report/2024-10-28-northgate-times", params={"at": "5-9", "words": "nobody wrote this"}).text
    assert "An orphan:" in page and "nobody wrote this" in page


@given(st.dictionaries(st.sampled_from(Asked.__struct_fields__[:4]), st.text(min_size=1, max_size=30)))
@settings(max_examples=60)
def test_the_filters_of_an_address_come_back_from_it(given_):
    asked = Asked.of(given_)
    again = Asked.of(parameters(asked.address("/matters", tuple(Asked.__struct_fields__[:4]))))
    assert again == asked


def test_the_place_of_words_names_them():
    words = Words(3, 9, "bridge", "r 1")
    assert place(words.report, words.start, words.end, words.text) == "/report/r%201?at=3-9&words=bridge#lit"


# deciding


def form(client, path, **more):
    """The hidden fields of the first form that decides on a page, and what else is given."""
    page = Links(client.get(path).text)
    return {name: page.fields[name] for name in ("sign", "known", "back", "one", "other") if name in page.fields} | more


def test_without_the_link_nobody_decides(client):
    page = client.get("/review").text
    assert "<form class=\"decide\"" not in page and "open the link" in page
    answer = client.post("/review/decide", data={"ruling": "accept", "one": MAIN, "other": "c5da600d"})
    assert answer.status_code == 403


def test_the_link_works_once(example):  # noqa: F811
    with served(example) as (client, door):
        token = door.token
        assert client.get("/enter", params={"token": "wrong"}).status_code == 403
        answer = client.get("/enter", params={"token": token})
        cookie = answer.headers["set-cookie"].lower()
        assert answer.status_code == 303 and "httponly" in cookie and "samesite=strict" in cookie
        assert client.get("/enter", params={"token": token}).status_code == 403
        assert client.get("/enter", params={"token": ""}).status_code == 403


def test_a_pair_is_accepted_and_taken_back(deciding):
    client, where = deciding
    given_ = form(client, "/review", ruling="accept", why="one deployment", who="Ines Okoro")
    answer = client.post("/review/decide", data=given_)
    assert answer.status_code == 303 and answer.headers["location"].startswith("/review")
    with open_ledger(where) as ledger:
        (kept,) = ledger.judgements()
        assert (kept.ruling, kept.who, kept.why) == ("accept", "Ines Okoro", "one deployment")
    page = client.get("/history").text
    assert "one deployment" in page and "Ines Okoro" in page
    assert "A person has decided on" in page
    client.post("/review/undo", data=form(client, "/history", judgement=kept.id))
    assert "taken back" in client.get("/history").text


def test_a_slot_is_fixed(deciding):
    client, where = deciding
    with open_ledger(where) as ledger:
        mention = next(row for row in ledger.mentions(MAIN) if row.kind == "figure" and row.figure == "1,500")
    given_ = form(client, f"/matter/{MAIN}/mentions") | {
        "one": mention.mention, "slot": "value", "value": "1,600", "known": ""}
    assert client.post("/review/fix", data=given_).status_code == 303
    assert ">1,600<" in client.get(f"/matter/{MAIN}").text
    wrong = given_ | {"slot": "nonsense"}
    assert client.post("/review/fix", data=wrong).status_code in (400, 409)


def test_a_form_from_elsewhere_is_refused(deciding):
    client, where = deciding
    given_ = form(client, "/review", ruling="accept")
    assert client.post("/review/decide", data=given_ | {"sign": "0" * 64}).status_code == 403
    assert client.post("/review/decide", data=given_ | {"sign": ""}).status_code == 403
    with open_ledger(where) as ledger:
        assert not ledger.judgements()


def test_two_people_do_not_overwrite_each_other(deciding):
    client, where = deciding
    given_ = form(client, "/review", ruling="accept")
    with open_ledger(where) as ledger:
        ledger.judge("reject", [given_["one"], given_["other"]], "Tom Rye", "another war")
    answer = client.post("/review/decide", data=given_)
    assert answer.status_code == 409
    assert "Tom Rye decided on this" in answer.text and "another war" in answer.text
    with open_ledger(where) as ledger:
        assert [row.ruling for row in ledger.judgements()] == ["reject"]


def test_nothing_is_decided_on_a_past_day_or_by_no_ruling(deciding):
    client, _where = deciding
    given_ = form(client, "/review", ruling="accept")
    assert client.post("/review/decide?as_of=2024-10-28", data=given_).status_code == 400
    assert client.post("/review/decide", data=given_ | {"ruling": "undo"}).status_code == 400


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", ""])
def test_after_deciding_one_stays_on_the_record(deciding, back):
    client, _where = deciding
    answer = client.post("/review/decide", data=form(client, "/review", ruling="reject", back=back))
    assert answer.headers["location"] == "/review"


def test_a_record_for_reading_only_refuses_all(example):  # noqa: F811
    with served(example, read_only=True) as (client, door):
        client.get("/enter", params={"token": door.token})
        assert "for reading only" in client.get("/review").text
        assert client.post("/review/decide", data={"ruling": "accept"}).status_code == 403
        assert client.post("/review/undo", data={"judgement": "x"}).status_code == 403


def test_a_judgement_whose_words_are_gone_is_an_orphan(tmp_path):
    first, second = made("one"), made("two", speaker="Ada Lund", country="NOR")
    with filled(tmp_path / "r.db", [first, second]) as ledger:
        mentions = [row.mention for name in ("one", "two") for row in ledger.bearing(name)][:2]
        ledger.judge("split", mentions, "Ines")
        ledger.version = "2"
        gone = replace(first, statements=(), events=(), figures=())
        ledger._reader = lambda reports: iter([gone for report in reports if report.id == "one"])
        ledger.reread(lambda _done: None)
    with served(tmp_path / "r.db") as (client, _door):
        assert "An orphan:" in client.get("/report/one").text


def test_a_record_without_anything_says_so(tmp_path):
    with filled(tmp_path / "r.db", []):
        pass
    with served(tmp_path / "r.db") as (client, _door):
        assert "Nothing is at issue here" in client.get("/").text
        for path in ("/matters", "/turns", "/figures", "/contradictions", "/reports", "/review", "/history"):
            assert client.get(path).status_code == 200, path
        for path in ("/matrix", "/who"):
            assert "nothing at issue" in client.get(path).text
