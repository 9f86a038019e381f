"""The OpenAPI document of the interface, made from its handlers: what it is asked, what it answers, what goes wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import Any, get_args, get_type_hints

import msgspec
from litestar import Litestar, Router
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.types import Dependencies

from onrecord.web.api.asking import DAY, NDJSON
from onrecord.web.problems import PROBLEM

Json = dict[str, Any]
ABOUT = """
The record for programs: who says what, how matters stand, what has changed. Each row leads to exact characters of a
report (`report`, `start`, `end`, in code points). Reading is open to whoever reaches the server; writing needs the
token that it was started with. An answer has a tag (`ETag`): with `If-None-Match` nothing is sent that you have.
Lists come page by page, or all rows as a stream with `Accept: application/x-ndjson`. `as_of` and `known_at` ask for the
record as it was."""
PROBLEM_SCHEMA: Json = {
    "type": "object", "title": "Problem", "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
        "detail": {"type": "string"}, "instance": {"type": "string"},
    },
}  # fmt: skip
PROBLEMS = {
    "400": "The question cannot be read.", "404": "There is no such thing on record.",
    "421": "The server does not go by this name.", "503": "The store gave up.",
}
WRITING = {
    "401": "The token is missing or wrong.", "403": "The record is served for reading only.",
    "409": "Somebody else has decided meanwhile, or it does not fit the mention.", "413": "The body is too long.",
    "415": "The body is no JSON.",
}
TAG: Json = {"schema": {"type": "string"}, "description": "Changes whenever the answer may have changed."}
_MODULES = re.compile(r"Page_(?:\w+\.)+(\w+)_")  # how pages are named by the server's own library
PARTS = ("name", "in", "description", "required")
IF_NONE_MATCH: Json = {
    "name": "If-None-Match", "in": "header", "required": False, "schema": {"type": "string"},
    "description": "The tag of an answer that one has.",
}


def document(handlers: Sequence[HTTPRouteHandler], path: str, dependencies: Dependencies) -> Json:
    """The document of some handlers under a path; what they are given may itself take parameters."""
    app = Litestar(
        [Router(path, route_handlers=handlers, dependencies=dependencies)],
        openapi_config=OpenAPIConfig(
            title="onrecord", version=version("onrecord"), description=" ".join(ABOUT.split()),
            use_handler_docstrings=True,
        ),
    )
    told = msgspec.json.encode(app.openapi_schema.to_schema()).decode()
    made: Json = msgspec.json.decode(_MODULES.sub(r"Page_\1_", told))
    made["components"] = {
        "schemas": {**_schemas(handlers), "Problem": PROBLEM_SCHEMA},
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
    }  # fmt: skip
    for methods in made["paths"].values():
        for method, operation in methods.items():
            _complete(method, operation)
    return {**made, "paths": dict(sorted(made["paths"].items()))}


def _schemas(handlers: Iterable[HTTPRouteHandler]) -> Json:
    """The schemas of all that handlers take and give, with what their docstrings tell."""
    hints = [get_type_hints(one.fn, include_extras=True) for one in handlers if one.include_in_schema is not False]
    types = [get_args(told["return"])[0] for told in hints] + [told["data"] for told in hints if "data" in told]
    _, found = msgspec.json.schema_components(types, ref_template="#/components/schemas/{name}")
    return dict(sorted(found.items()))


def _complete(method: str, operation: Json) -> None:
    """Add what the handlers do not tell by themselves: problems, tags, streams, who may write."""
    answers = operation["responses"]
    told = PROBLEMS if method == "get" else {**PROBLEMS, **WRITING}
    problem = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    answers.update({status: {"description": words, "content": problem} for status, words in told.items()})
    if method != "get":
        operation["security"] = [{"token": []}]
        return
    operation["parameters"] = [*map(_parameter, operation.get("parameters", ())), IF_NONE_MATCH]
    answers["304"] = {"description": "Nothing has changed.", "headers": {"ETag": TAG}}
    answers["200"].setdefault("headers", {})["ETag"] = TAG
    if any(one["name"] == "offset" for one in operation["parameters"]):
        answers["200"]["content"][NDJSON] = {"schema": {"type": "string"}}


def _parameter(told: Json) -> Json:
    """A parameter as it can stand in an address: left out, and never null."""
    schema = {name: part for name, part in told["schema"].items() if name != "description"}
    ends = [one for one in schema.pop("oneOf", ()) if one.get("type") != "null"]
    for name in ("minimum", "maximum"):
        if name in schema:
            schema[name] = int(schema[name])
    if schema.get("pattern") == DAY:
        schema["format"] = "date"
    kept: Json = {name: told[name] for name in PARTS if name in told}
    return {**kept, "schema": {**(ends[0] if ends else {}), **schema}}
