"""The pages in a real browser: by keyboard, without script, in the dark, on a telephone, and over hostile reports."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from made import made
from msgspec.structs import replace
from stores import filled
from webs import example, open_ledger  # noqa: F401  example is a fixture

pytest.importorskip("playwright", reason="playwright is not installed; pip install 'onrecord[test]'")
pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from onrecord.web.addresses import address, place
from onrecord.web.app import create
from onrecord.web.entering import Door
from onrecord.web.settings import Settings

CHROMIUM = Path("/usr/bin/chromium")
MAIN = "a40bedfe"
SCREENS = (
    "/", "/matters", "/turns", "/timeline", "/map", "/matrix", "/figures", "/contradictions", "/who", "/reports",
    "/review", "/history", "/search?q=soldiers",
)  # fmt: skip
SOME = ("/matter/{0}", "/matter/{0}/mentions", "/report/{1}?at=0-20", "/story/{0}")
RUNS = "<script>window.pwned = 1</script>"
BREAKS = "\"'><img src=x onerror='window.pwned=2'><svg onload=window.pwned=3>"
TURNED = "\u202egnp.exe\u2066 {{7*7}} {% raw %}"


@contextmanager
def running(where, **options):
    """The pages over a record at an address of their own."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        door = Door("the-token")
        app = create(lambda: open_ledger(str(where)), Settings(port=port, who="Ines", **options), door=door)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM.exists():
        pytest.skip(f"there is no browser at {CHROMIUM}")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def pages(example):  # noqa: F811
    with running(example) as base:
        yield base


@contextmanager
def watched(browser, base, missing=None, **options):
    """A tab that is closed with the list of what it must not do: complain, ask elsewhere, open a dialog."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    tab, wrong = context.new_page(), []
    tab.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("dialog", lambda dialog: (wrong.append("dialog"), dialog.dismiss()))
    tab.on("request", lambda request: None if request.url.startswith(base) else wrong.append(request.url))
    yield tab
    context.close()
    assert [told for told in wrong if missing is None or missing not in told] == []


def test_no_screen_complains_or_asks_elsewhere(browser, pages):
    with watched(browser, pages) as tab:
        for path in (*SCREENS, *(one.format(MAIN, "2024-10-28-northgate-times") for one in SOME)):
            assert tab.goto(pages + path).status == 200
            assert tab.evaluate("document.fonts.ready.then(() => document.fonts.size)") >= 5


@pytest.mark.parametrize("path", ["/", f"/matter/{MAIN}", "/figures", "/matrix"])
def test_from_a_number_to_its_lit_words_is_one_key(browser, pages, path):
    with watched(browser, pages) as tab:
        tab.goto(pages + path)
        number = tab.locator("main a.amount, main .cell").first
        number.focus()
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/report/**")
        assert tab.evaluate("document.activeElement.id") == "lit"
        lit = tab.locator("#lit").bounding_box()
        assert 0 <= lit["y"] < 900


def test_keys_move_between_numbers_and_screens(browser, pages):
    with watched(browser, pages) as tab:
        tab.goto(pages)
        tab.keyboard.press("/")
        assert tab.evaluate("document.activeElement.id") == "q"
        tab.keyboard.press("Escape")
        tab.keyboard.press("j")
        first = tab.evaluate("document.activeElement.href")
        tab.keyboard.press("j")
        tab.keyboard.press("k")
        assert first and tab.evaluate("document.activeElement.href") == first
        tab.keyboard.press("?")
        assert tab.locator("#keys").get_attribute("open") is not None
        tab.keyboard.press("g")
        tab.keyboard.press("m")
        tab.wait_for_url("**/matters")
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.className") == "skip"


def test_a_pair_is_decided_by_key_and_taken_back(browser, example, tmp_path):  # noqa: F811
    where = shutil.copy(example, tmp_path / "own.db")
    with running(where) as base, watched(browser, base) as tab:
        tab.goto(f"{base}/enter?token=the-token")
        tab.keyboard.press("s")
        tab.wait_for_url("**at=1")
        tab.keyboard.press("x")
        tab.wait_for_selector(".last")
        assert "reject" in tab.locator(".last").inner_text()
        tab.keyboard.press("u")
        tab.wait_for_selector(".last >> text=undo")
        with open_ledger(str(where)) as ledger:
            assert [row.ruling for row in ledger.judgements()] == ["reject", "undo"]


def test_all_can_be_read_without_script(browser, pages):
    with watched(browser, pages, java_script_enabled=False) as tab:
        tab.goto(pages)
        tab.locator("main a.amount").first.click()
        assert tab.locator("mark#lit").is_visible()
        tab.fill("#q", "soldiers")
        tab.press("#q", "Enter")
        assert "soldiers" in tab.locator("h1").inner_text()


ALL = (*SCREENS, "/stories", *(one.format(MAIN, "2024-10-28-northgate-times") for one in SOME))
FEW = ("/", "/review", f"/matter/{MAIN}")
MOST = tuple(path for path in ALL if path not in ("/map", "/matrix", "/stories", f"/story/{MAIN}", *FEW))


# Colours do not hang on the width, nor what stands where on the colours.
@pytest.mark.parametrize(("width", "scheme", "paths"), [
    (1280, "light", ALL), (360, "dark", MOST), (1280, "dark", FEW), (360, "light", FEW),
])  # fmt: skip
def test_axe_finds_nothing(browser, pages, width, scheme, paths):
    with watched(browser, pages, viewport={"width": width, "height": 900}, color_scheme=scheme) as tab:
        found = []
        for path in paths:
            tab.goto(pages + path)
            result = Axe().run(tab).response
            found += [
                f"{path}: {one['id']} {one['nodes'][0]['html'][:160]} {one['nodes'][0]['failureSummary'][-160:]}"
                for one in result["violations"]
            ]
            assert len(result["passes"]) > 15
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, f"{path} is wider than the screen"
        assert not found, "\n".join(found)


def hostile():
    """Reports with something that wants to run in every field."""
    first = made("a" + BREAKS, "2031-03-12", speaker=RUNS, place=BREAKS, outlet=TURNED + RUNS)
    second = made("b", "2031-03-13", speaker=BREAKS, country="NOR", act="deny", place=BREAKS, outlet=BREAKS)
    third = made("c", "2031-03-14", speaker=TURNED, country="USA", act="confirm", count=3000, place=BREAKS)
    long = made("d", "2031-03-15", speaker="Lena Ortiz", country="FIN", count=5000, place=BREAKS, outlet="x" * 100_000)
    titles = (RUNS + BREAKS, TURNED, "javascript:window.pwned=4", "T" * 5_000_000)
    return [
        replace(one, report=replace(one.report, title=title, url="javascript:window.pwned=5", authors=(RUNS, BREAKS)))
        for one, title in zip((first, second, third, long), titles, strict=True)
    ]


def test_hostile_reports_run_nothing_and_break_nothing(browser, tmp_path):
    where = tmp_path / "hostile.db"
    with filled(where, hostile()) as ledger:
        matter = max(ledger.matters(), key=lambda row: row.reports).id
        ledger.judge("merge", [row.mention for row in ledger.mentions(matter)][:2], RUNS, BREAKS)
        ids = [row.id for row in ledger.reports()]
    paths = [*SCREENS, *(one.format(matter, "b") for one in SOME), *(address("report", id_) for id_ in ids)]
    paths += [place(ids[0], 0, 5, RUNS), address("who", RUNS), address("who", BREAKS), address("who", TURNED),
              f"/search?q={RUNS}", f"/matters?actor={RUNS}&place={TURNED}", "/who/outlet:%3Cscript%3E"]
    with running(where) as base, watched(browser, base, missing="404 (Not Found)") as tab:
        for path in paths:
            tab.goto(base + path)
            assert tab.evaluate("window.pwned") is None, path
            assert tab.locator("main :is(img, script, style, iframe)").count() == 0
            assert tab.locator("[href^='javascript:' i], [src^='javascript:' i]").count() == 0
            assert tab.locator("footer.foot, main.narrow-page").count() == 1, path
            assert tab.evaluate("document.documentElement.scrollWidth") <= 1280, path
            shown = tab.locator("body").inner_text()
            assert "49 {% raw" not in shown and (path.startswith("/report") or "\u202e" not in shown)
