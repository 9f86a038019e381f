"""Values as few bytes: short lists, as what stands where is known from their types, and these compressed.

A span is its two offsets, as the text gives the rest; defaults at the end of a value are left out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from onrecord.model import Span
from onrecord.store.compression import compress, decompress

IN_TEXT = ("text", "report")  # fields of a span that follow from where it stands
Fill = Callable[[Any, str, str], Any]


def squeezed(value: object) -> bytes:
    """What JSON can tell, compressed."""
    return compress(msgspec.json.encode(value))


def released(body: bytes) -> Any:  # noqa: ANN401  whatever JSON tells
    """What `squeezed` squeezed."""
    return msgspec.json.decode(decompress(body))


def bare(value: Any) -> Any:  # noqa: ANN401  walks any part of a value
    """A value without what its type and the text say already."""
    if isinstance(value, tuple | list):
        return [bare(part) for part in value]
    if not isinstance(value, msgspec.Struct):
        return value
    fields = _fields(type(value))
    parts = [getattr(value, field) for field, _default in fields]
    while parts and parts[-1] == fields[len(parts) - 1][1] and type(parts[-1]) is type(fields[len(parts) - 1][1]):
        parts.pop()
    return [bare(part) for part in parts]


def whole(type_: Any, value: Any, text: str, report: str = "") -> Any:  # noqa: ANN401  makes a value of any type
    """The value of a type that `bare` gave, in a text; `report` is its id, for spans that name it."""
    return _filler(type_)(value, text, report)


@cache
def _fields(type_: type[msgspec.Struct]) -> tuple[tuple[str, Any], ...]:
    """The fields that are written down, with their defaults; one that has none has itself as default."""
    left_out = IN_TEXT if issubclass(type_, Span) else ()
    found = msgspec.structs.fields(type_)
    return tuple((f.name, _DEFAULT if f.required else f.default) for f in found if f.name not in left_out)


_DEFAULT = object()


@cache
def _filler(type_: Any) -> Fill:  # noqa: ANN401  of any type
    """Makes values of a type out of short lists."""
    origin, args = get_origin(type_), get_args(type_)
    if origin is tuple:
        part = _filler(args[0])
        return lambda values, text, report: tuple([part(value, text, report) for value in values])
    if origin in (Union, UnionType):
        some = _filler(next((arg for arg in args if _is_struct(arg)), args[0]))
        return lambda value, text, report: None if value is None else some(value, text, report)
    return _struct_filler(type_) if _is_struct(type_) else lambda value, _text, _report: value


def _struct_filler(type_: type[msgspec.Struct]) -> Fill:
    hints = get_type_hints(type_)
    fields = [(name, _filler(hints[name])) for name, _default in _fields(type_)]

    def fill(values: list[Any], text: str, report: str) -> msgspec.Struct:
        found = {name: of(value, text, report) for (name, of), value in zip(fields, values, strict=False)}
        if issubclass(type_, Span):
            found["text"] = text[found["start"] : found["end"]]
            if "report" in hints:
                found["report"] = report
        return type_(**found)

    return fill


def _is_struct(type_: Any) -> bool:  # noqa: ANN401  of any type
    return isinstance(type_, type) and issubclass(type_, msgspec.Struct)
