"""`onrecord serve`: what it prints, what it serves, how it ends, and what it says when it cannot."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from made import made
from stores import filled

pytest.importorskip("litestar", reason="the web server is not installed; pip install 'onrecord[web]'")


def started(folder, *arguments):
    command = [sys.executable, "-u", "-m", "onrecord", "serve", "--port", "0", *map(str, arguments)]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def lines_until(server, word):
    told = []
    while word not in (line := server.stdout.readline()) and line:
        told.append(line)
    return [*told, line]


def test_a_record_is_served_and_the_link_opens_the_door_once(tmp_path):
    with filled(tmp_path / "r.db", [made("one")]):
        pass
    server = started(tmp_path, "--store", "r.db")
    try:
        told = "".join(lines_until(server, "Ctrl-C"))
        assert "the record r.db is served at http://127.0.0.1:" in told
        assert "programs decide in it at /api/v1 with the token " in told
        link = re.search(r"http\S+/enter\?token=\S+", told)[0]
        base = link.partition("/enter")[0]
        with urllib.request.urlopen(base) as answer:
            assert b"1 report" in answer.read()
        with urllib.request.urlopen(f"{base}/api/v1") as answer:
            assert json.load(answer)["reports"] == 1
        with urllib.request.urlopen(link) as answer:
            assert answer.url.endswith("/review")
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(link)
    finally:
        server.send_signal(signal.SIGTERM)
    assert server.wait(20) in (0, -signal.SIGTERM, 143)


def test_without_a_record_the_example_is_served(tmp_path):
    server = started(tmp_path, "--read-only")
    try:
        told = "".join(lines_until(server, "Ctrl-C"))
        assert "the example record that comes with the program is served at" in told
        assert "enter?token" not in told
        with urllib.request.urlopen(re.search(r"http\S+", told)[0]) as answer:
            assert b"What has turned" in answer.read()
    finally:
        server.send_signal(signal.SIGINT)
    server.wait(20)
    assert not list(tmp_path.iterdir())


def test_an_address_that_is_taken_is_told(run):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--port", taken.getsockname()[1])
    assert done.returncode == 1
    assert "nothing can be served there" in done.stderr and "--port" in done.stderr


def test_a_record_that_is_not_there_is_told(run):
    done = run("serve", "--store", "nowhere.db", "--port", 0)
    assert done.returncode == 1 and "there is no record here yet" in done.stderr


def test_without_the_server_the_mend_is_told(tmp_path):
    code = (
        "import sys; sys.modules['uvicorn'] = None\n"
        "from onrecord.views.serving import Serving, run\n"
        "from onrecord.errors import InputError\n"
        "try: run(Serving('127.0.0.1', 0, False, False), None)\n"
        "except InputError as wrong: print(wrong)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "pip install 'onrecord[web]'" in done.stdout
