"""The interface for programs: rows as the ledger gives them, pages, tags, streams, problems, and who may write."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
from stores import filled
from stores import ledger as kept_in
from test_examples import records

pytest.importorskip("litestar", reason="the server wants litestar; pip install 'onrecord[web]'")

from litestar.testing import TestClient

from onrecord.ledger import Ledger
from onrecord.matters.dossier import Dossier
from onrecord.web.api.routing import PATH, described, router
from onrecord.web.app import create
from onrecord.web.settings import Settings

TOKEN = "a token"
AUTHORISED = {"Authorization": f"Bearer {TOKEN}"}
SENT = "a40bedfe"  # North Korea sent soldiers
REFERENCE = Path(__file__).resolve().parents[1] / "tools" / "reference.py"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("api") / "record.db"
    filled(where, records().values()).close()
    return where


@pytest.fixture
def ledger(store: Path, tmp_path: Path) -> Iterator[Ledger]:
    with kept_in(shutil.copy(store, tmp_path)) as kept:
        yield kept


@pytest.fixture
def client(ledger: Ledger) -> Iterator[TestClient[Any]]:
    yield from served(ledger)


def served(ledger: Ledger, **more: Any) -> Iterator[TestClient[Any]]:
    settings = Settings(who="Ines Okoro", **{"token": TOKEN, **more})
    app = create(lambda: ledger, settings, more=[router()])
    with TestClient(app, base_url=f"http://127.0.0.1:8000{PATH}") as asking:
        yield asking


LISTS = ("reports", "statements", "events", "figures", "matters", "stories", "turns", "judgements")


@pytest.mark.parametrize("noun", LISTS)
def test_rows_are_those_of_the_ledger(client: TestClient[Any], ledger: Ledger, noun: str) -> None:
    told = client.get(f"/{noun}?limit=1000").json()
    assert told["rows"] == getattr(ledger, noun)().dicts()
    assert told["next"] is None and told["limit"] == 1000


@pytest.mark.parametrize("noun", LISTS)
def test_pages_follow_one_another_and_leave_nothing_out(client: TestClient[Any], ledger: Ledger, noun: str) -> None:
    rows, address = [], f"{PATH}/{noun}?limit=7"
    while address:
        page = client.get(address.removeprefix(PATH)).json()
        assert len(page["rows"]) <= 7
        rows += page["rows"]
        address = page["next"]
    assert rows == getattr(ledger, noun)().dicts()


def test_pages_of_tracks_hold_whole_tracks(client: TestClient[Any], ledger: Ledger) -> None:
    first, second = (client.get(f"/tracks?limit=1&offset={n}").json()["rows"] for n in (0, 1))
    names = list(dict.fromkeys(row.track for row in ledger.tracks()))
    assert [{row["track"] for row in page} for page in (first, second)] == [{names[0]}, {names[1]}]
    assert first == [row for row in ledger.tracks().dicts() if row["track"] == names[0]]


@pytest.mark.parametrize("noun", ["statements", "events", "figures", "matters", "turns"])
def test_a_stream_has_a_line_for_each_row(client: TestClient[Any], ledger: Ledger, noun: str) -> None:
    answer = client.get(f"/{noun}?since=2024-10-23", headers={"Accept": "application/x-ndjson"})
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    assert [json.loads(line) for line in answer.text.splitlines()] == getattr(ledger, noun)(since="2024-10-23").dicts()


def test_filters_narrow_as_they_do_elsewhere(client: TestClient[Any], ledger: Ledger) -> None:
    told = client.get("/matters?actor=Pentagon&standing=confirmed&since=2024-10-25").json()["rows"]
    wanted = ledger.matters(actor="Pentagon", standing="confirmed", since="2024-10-25").dicts()
    assert told == wanted != []


def test_a_matter_is_told_whole_and_as_it_was(client: TestClient[Any], ledger: Ledger) -> None:
    told = client.get(f"/matters/{SENT}").content
    assert msgspec.json.decode(told, type=Dossier) == ledger.show(SENT)
    then = client.get(f"/matters/{SENT}?as_of=2024-10-21").content
    assert msgspec.json.decode(then, type=Dossier) == ledger.show(SENT, as_of="2024-10-21")
    names = [{one["name"] for one in json.loads(some)["standings"]} for some in (then, told)]
    assert "confirmed" not in names[0] and "confirmed" in names[1]


def test_a_report_is_told_with_all_that_was_found(client: TestClient[Any]) -> None:
    name = "2024-10-23-northgate-times"
    told = client.get(f"/reports/{name}").json()
    span = told["statements"][0]["content"][0]
    assert told["report"]["text"][span["start"] : span["end"]] == span["text"]


def test_who_is_asked_by_name_or_by_id(client: TestClient[Any]) -> None:
    by_name, by_id = (client.get("/who", params={"name": name}).json()["rows"] for name in ("Pentagon", "USA/defence"))
    assert by_name and {row["origin"] for row in by_id if row["origin"]} == {"USA/defence"}


def test_what_has_not_changed_is_not_sent_again(client: TestClient[Any], ledger: Ledger) -> None:
    tag = client.get("/matters").headers["etag"]
    again = client.get("/matters", headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get("/matters?limit=3", headers={"If-None-Match": tag}).status_code == 200
    first, second = (row.id for row in ledger.matters(limit=2))
    ledger.judge("merge", [first, second], "somebody")
    assert client.get("/matters", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(("asked", "status", "said"), [
    ("/matters?limit=0", 400, "limit: Expected `int` >= 1"),
    ("/matters?since=2024-99-01", 400, "'2024-99-01' is no day"),
    ("/matters?limit=1&limit=2", 400, "'limit' is given more than once"),
    ("/search", 400, "words"), ("/matters/ffff", 404, "there is no one matter 'ffff'"),
    ("/reports/none", 404, "there is no report 'none'"), ("/nothing", 404, "Not Found"),
])  # fmt: skip
def test_what_goes_wrong_is_told_as_a_problem(client: TestClient[Any], asked: str, status: int, said: str) -> None:
    answer = client.get(asked)
    problem = answer.json()
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert (answer.status_code, problem["status"]) == (status, status) and said in problem["detail"]
    assert problem["instance"] == PATH + asked.partition("?")[0]


def two(ledger: Ledger) -> list[str]:
    return [ledger.mentions(row.id)[0].mention for row in ledger.matters(limit=2)]


def test_a_judgement_is_kept_with_who_and_why_and_can_be_undone(client: TestClient[Any], ledger: Ledger) -> None:
    given = {"ruling": "merge", "mentions": two(ledger), "why": "one event"}
    made = client.post("/judgements", json=given, headers=AUTHORISED)
    assert made.status_code == 201
    undone = client.post(f"/judgements/{made.json()['id']}/undo", json={"who": "Bo"}, headers=AUTHORISED)
    assert undone.status_code == 201
    kept = client.get("/judgements").json()["rows"]
    assert [(one["ruling"], one["who"], one["why"]) for one in kept] == [
        ("merge", "Ines Okoro", "one event"), ("undo", "Bo", ""),
    ]


def test_a_slot_is_fixed(client: TestClient[Any], ledger: Ledger) -> None:
    figure = next(row.mention for row in ledger.mentions(SENT) if row.kind == "figure")
    assert client.post("/fixes", json={"mention": figure, "slot": "value", "value": 77}, headers=AUTHORISED).is_success
    assert next(row.figure for row in ledger.mentions(SENT) if row.mention == figure) == "77"
    wrong = client.post("/fixes", json={"mention": figure, "slot": "to", "value": "Kursk"}, headers=AUTHORISED)
    assert wrong.status_code == 409 and "'to' is no slot of this figure" in wrong.json()["detail"]


def test_whoever_knew_less_than_was_decided_does_not_overwrite(client: TestClient[Any], ledger: Ledger) -> None:
    mentions = two(ledger)
    first = client.post("/judgements", json={"ruling": "merge", "mentions": mentions, "known": ""}, headers=AUTHORISED)
    late = {"ruling": "split", "mentions": mentions, "known": ""}
    assert client.post("/judgements", json=late, headers=AUTHORISED).status_code == 409
    knowing = {**late, "known": first.json()["id"]}
    assert client.post("/judgements", json=knowing, headers=AUTHORISED).status_code == 201


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}])
def test_writing_needs_the_token(client: TestClient[Any], ledger: Ledger, headers: dict[str, str]) -> None:
    answer = client.post("/judgements", json={"ruling": "merge", "mentions": two(ledger)}, headers=headers)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert not ledger.judgements()


def test_where_nobody_may_write_the_token_does_not_help(ledger: Ledger) -> None:
    for client in served(ledger, read_only=True):
        answer = client.post("/judgements", json={"ruling": "merge", "mentions": two(ledger)}, headers=AUTHORISED)
        assert answer.status_code == 403 and client.get("/matters").status_code == 200


def test_the_description_is_whole() -> None:
    made = described()
    referred = set(re.findall(r"#/components/schemas/([^\"]+)\"", json.dumps(made)))
    assert referred == made["components"]["schemas"].keys()
    assert all(one["description"] for methods in made["paths"].values() for one in methods.values())


def test_the_reference_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("reference", REFERENCE)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.WHERE.read_text(encoding="utf-8") == module.written(), "write it again: python tools/reference.py"


@contextmanager
def listening(ledger: Ledger) -> Iterator[str]:
    """A server over a ledger; gives its address."""
    uvicorn = pytest.importorskip("uvicorn")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        app = create(lambda: ledger, Settings(port=port, token=TOKEN), more=[router()])
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=2))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{port}{PATH}"
        finally:
            server.should_exit = True
            thread.join(timeout=10)


def test_no_question_of_the_description_goes_wrong(tmp_path: Path) -> None:
    """All checks of schemathesis on all that the description allows, and on what it does not, over one report."""
    pytest.importorskip("schemathesis", reason="the interface is put to the test by schemathesis")
    with filled(tmp_path / "one.db", [records()["2024-10-21-capital-ledger"]]) as kept, listening(kept) as address:
        command = [
            Path(sys.executable).parent / "schemathesis", "run", f"{address}/openapi.json", "--checks", "all",
            "--max-examples", "1", "--seed", "1", "--max-time", "40", "--header", f"Authorization: Bearer {TOKEN}",
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-6000:]
    assert "20 selected" in done.stdout
