"""What is shipped to the browser: type, style, script. Its address changes with it, so that it is kept for good."""

from __future__ import annotations

from litestar import Response, get
from litestar.params import FromPath

from onrecord.web.problems import MissingError
from onrecord.web.rendering import content

STYLE, SCRIPT = "text/css; charset=utf-8", "text/javascript"
KINDS = {
    "site.css": STYLE, "page.css": STYLE, "pictures.css": STYLE, "site.js": SCRIPT, "page.js": SCRIPT,
    "evidence.js": SCRIPT, "icon.svg": "image/svg+xml",
    **{f"fonts/source-{name}-wght-{style}.woff2": "font/woff2" for name, style in (
        ("serif-4-latin", "normal"), ("serif-4-latin", "italic"), ("serif-4-latin-ext", "normal"),
        ("sans-3-latin", "normal"), ("sans-3-latin-ext", "normal"),
    )},
}  # fmt: skip


@get("/static/{name:path}", sync_to_thread=False)
def shipped(name: FromPath[str]) -> Response[bytes]:
    """One of the files that there are, and no other."""
    kind = KINDS.get(name.lstrip("/"))
    if kind is None:
        raise MissingError("there is no such file")
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(content(name.lstrip("/")), media_type=kind, headers=kept)


HANDLERS = (shipped,)
