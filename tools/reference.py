"""Write docs/api.md, the reference of the interface for programs, from its OpenAPI document.

    python tools/reference.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.web.api.routing import PATH, described

WHERE = Path(__file__).resolve().parents[1] / "docs" / "api.md"
HEAD = f"""# The interface for programs

Made from the OpenAPI document by `python tools/reference.py`; the server gives the document at `{PATH}/openapi.json`.
"""
COMMON = ("as_of", "known_at", "limit", "offset", "If-None-Match")
COLUMNS = ("| parameter | type | |", "|---|---|---|")
Json = dict[str, Any]


def main() -> None:
    """Write the file."""
    WHERE.write_text(written(), encoding="utf-8")


def written() -> str:
    """The reference as Markdown."""
    made = described()
    return "\n".join((HEAD, *_wrapped(made["info"]["description"]), *_common(made), *_addresses(made), *_rows(made)))


def _wrapped(words: str, width: int = 120) -> Iterator[str]:
    line = ""
    for word in words.split():
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _common(made: Json) -> Iterator[str]:
    yield from ("", "What every question takes; `limit` and `offset` go with lists:", "", *COLUMNS)
    listed = made["paths"][f"{PATH}/matters"]["get"]["parameters"]
    yield from (_parameter(one) for one in listed if one["name"] in COMMON)
    yield from ("", "What goes wrong is told as `application/problem+json` (RFC 9457): `status`, `title`, `detail`.")


def _addresses(made: Json) -> Iterator[str]:
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            yield from ("", f"## {method.upper()} {path}", "", operation["description"])
            own = [one for one in operation.get("parameters", ()) if one["name"] not in COMMON]
            if own:
                yield from ("", *COLUMNS, *map(_parameter, own))
            body = operation.get("requestBody")
            if body:
                yield from ("", f"Takes {_type(body['content']['application/json']['schema'])}; needs the token.")
            kinds = {kind: told["schema"] for status in ("200", "201") if status in operation["responses"]
                     for kind, told in operation["responses"][status].get("content", {}).items()}
            given = [_type(told) if kind == "application/json" else f"`{kind}`" for kind, told in kinds.items()]
            yield from ("", f"Gives {' or '.join(given)}.")


def _parameter(one: Json) -> str:
    need = " (needed)" if one.get("required") else ""
    return f"| `{one['name']}`{need} | {_type(one['schema'])} | {one.get('description', '')} |"


def _rows(made: Json) -> Iterator[str]:
    yield from ("", "# What is taken and given")
    for name, schema in made["components"]["schemas"].items():
        if name.startswith("Page_"):
            continue
        yield from ("", f"## {name}", "", *_wrapped(_plain(schema.get("description", ""))), "")
        yield from ("| field | type | |", "|---|---|---|")
        for field, part in schema.get("properties", {}).items():
            yield f"| `{field}` | {_type(part)} | {part.get('description', '')} |"


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def _type(schema: Json) -> str:
    """A schema in short: "string", "date", "[Turn](#turn)", "list of [Words](#words)"."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        of = re.fullmatch(r"Page_(\w+)_", name)
        return f"a page of [{of[1]}](#{of[1].lower()})" if of else f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(map(_type, schema["anyOf"])))
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items') or {})}"
    return str(schema.get("format") or schema.get("type") or "any JSON")


if __name__ == "__main__":
    main()
