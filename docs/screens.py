"""Takes the pictures in docs/screens: the pages of the bundled example, as Chromium shows them.

    python docs/screens.py [CHROMIUM]
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

PORT = 8743
HERE = f"http://127.0.0.1:{PORT}"
TARGET = Path(__file__).with_name("screens")
WIDE, NARROW = {"width": 1280, "height": 1500}, {"width": 360, "height": 1000}
SCREENS = (
    "/", "/matters", "/turns", "/timeline", "/map", "/matrix", "/figures", "/contradictions", "/who", "/review",
    "/history",
)  # fmt: skip
Scheme = Literal["dark", "light"]


@contextmanager
def _served() -> Iterator[None]:
    """The example, served until the end of the block."""
    with TemporaryDirectory() as empty:
        command = [sys.executable, "-m", "onrecord", "serve", "--port", str(PORT), "--read-only"]
        server = subprocess.Popen(command, cwd=empty, stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None
            server.stdout.readline()  # it tells its address once it listens
            yield
        finally:
            server.terminate()
            server.wait()


def _take(browser: Browser, screen: str, name: str, size: dict[str, int], scheme: Scheme = "light") -> None:
    page = browser.new_page(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]  # a TypedDict of playwright's own
    page.goto(HERE + screen)
    page.screenshot(path=TARGET / f"{name}.jpg", type="jpeg", quality=70)
    page.close()


def main() -> None:
    """Serve the example and take every screen, some of them dark and narrow too, and words lit in their report."""
    TARGET.mkdir(exist_ok=True)
    with _served(), sync_playwright() as play:
        browser = play.chromium.launch(executable_path=sys.argv[1] if len(sys.argv) > 1 else "/usr/bin/chromium")
        for screen in SCREENS:
            _take(browser, screen, screen.strip("/") or "brief", WIDE)
        page = browser.new_page()
        page.goto(HERE)
        leads = [page.locator(f"main a[href^='/{kind}/']").first for kind in ("matter", "report")]
        matter, lit = (lead.get_attribute("href") for lead in leads)
        for name, screen in (("brief", "/"), ("matter", str(matter)), ("lit", str(lit))):
            _take(browser, screen, name, WIDE)
            _take(browser, screen, f"{name}-dark", WIDE, "dark")
            _take(browser, screen, f"{name}-360", NARROW)
        browser.close()


if __name__ == "__main__":
    main()
