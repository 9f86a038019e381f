"""Takes docs/record.png, the picture in the README: the page of a short report, as Chromium shows it.

    python docs/picture.py [CHROMIUM]
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import onrecord
from onrecord.wording.page import page

SIZE = "1240,800"
REPORT = """South Korea's spy agency said on Wednesday that about 3,000 North Korean soldiers had already been sent to \
Russia, and that the total could reach 10,000 by December. "This is a grave escalation," the agency's director, \
Cho Min-ho, told lawmakers.

The Kremlin denied the report. A Pentagon spokeswoman, Dana Reyes, declined to say whether any of the soldiers had \
reached the Kursk region. Ukraine's foreign minister demanded that partners lift restrictions on long-range strikes.
"""


def main() -> None:
    """Read the report, write its page, and have it drawn."""
    text = onrecord.Report(
        "picture", REPORT, title="Seoul speaks of 3,000 soldiers, Moscow denies it", outlet="The Arden Post",
        published="2024-10-24", authors=("Ines Vale",), language="en",
    )
    browser = sys.argv[1] if len(sys.argv) > 1 else "chromium"
    target = Path(__file__).with_name("record.png")
    with TemporaryDirectory() as folder:
        source = Path(folder) / "record.html"
        source.write_text("".join(page([onrecord.read(text)])), encoding="utf-8")
        subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={folder}",
             f"--window-size={SIZE}", f"--screenshot={target}", source.as_uri()],
            check=True, capture_output=True,
        )


if __name__ == "__main__":
    main()
