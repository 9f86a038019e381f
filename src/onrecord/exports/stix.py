"""A STIX 2.1 bundle: matters as incidents, positions as opinions on them, reports as reports.

An incident of STIX does not say whether it happened, so its labels tell how the matter stands and which statuses its
events have, and who says what stands in the opinions. Ids are made of what they name, so that they stay the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import msgspec
import pycountry

from onrecord.exports.extract import PROGRAM, Case, Extract
from onrecord.exports.rows import MatterLine, PositionLine
from onrecord.exports.tables import table
from onrecord.matters.types import Spot
from onrecord.store.rows import ReportRow
from onrecord.wording.addresses import urn, web, whole
from onrecord.wording.naming import standing

Object = dict[str, Any]
SPACE = uuid5(NAMESPACE_URL, "urn:onrecord:stix")
OPINIONS = {
    "confirms": "strongly-agree", "asserts": "agree", "revises": "agree", "doubts": "disagree",
    "denies": "strongly-disagree",
}  # every other stand takes no side on whether it is so


def written(one: Extract) -> bytes:
    """The bundle."""
    objects = _Objects(one).all()
    key = "\n".join(sorted(msgspec.json.encode(made).decode() for made in objects))
    bundle = {"type": "bundle", "id": name("bundle", key), "objects": objects}
    return msgspec.json.format(msgspec.json.encode(bundle), indent=1) + b"\n"


def name(kind: str, key: str) -> str:
    """The id of an object."""
    return f"{kind}--{uuid5(SPACE, f'{kind} {key}')}"


class _Objects:
    """The objects of one bundle."""

    def __init__(self, one: Extract) -> None:
        self.one = one
        self.told = f"{one.about.as_of}T00:00:00.000Z"
        self.telling: dict[str, list[str]] = {}  # the incidents that a report tells of
        for case in one.cases:
            for report in (*case.dossier.reports, *case.dossier.copies):
                self.telling.setdefault(report, []).append(name("incident", case.row.id))
        self.program, self.marking = name("identity", PROGRAM), name("marking-definition", one.about.licence)

    def all(self) -> list[Object]:
        """Each once: what the file is, then matter by matter, then the reports."""
        objects = [*self._head()]
        for case, line in zip(self.one.cases, table(self.one, "matters"), strict=True):
            if isinstance(line, MatterLine):
                objects += [self._incident(line), *self._places(case)]
        for position in table(self.one, "positions"):
            if isinstance(position, PositionLine):
                objects += self._opinion(position)
        objects += map(self._report, self.one.reports)
        return list({made["id"]: made for made in objects}.values())

    def _head(self) -> Iterator[Object]:
        about = self.one.about
        incidents = [name("incident", case.row.id) for case in self.one.cases]
        yield self._made("identity", PROGRAM, name=about.version, identity_class="system", description=about.method)
        yield {"type": "marking-definition", "spec_version": "2.1", "id": self.marking, "created": self.told,
               "created_by_ref": self.program, "definition_type": "statement",
               "definition": {"statement": about.licence}}
        yield self._made("note", "about", abstract="What this file is", content=about.told(),
                         object_refs=incidents or [self.program])

    def _made(self, kind: str, key: str, since: str | None = None, **fields: object) -> Object:
        """An object that was first told on a day, and holds as of the day of the file."""
        day = min(whole(since) or self.one.about.as_of, self.one.about.as_of)
        head = {"type": kind, "spec_version": "2.1", "id": name(kind, key), "created_by_ref": self.program,
                "created": f"{day}T00:00:00.000Z", "modified": self.told, "object_marking_refs": [self.marking]}
        return head | {field: value for field, value in fields.items() if value}

    def _incident(self, line: MatterLine) -> Object:
        stands = standing(line.standing)
        told = f"How it stands: {stands}. What its reports commit to: {line.statuses or 'no event'}."
        labels = [f"standing: {part}" for part in stands.split("; ")]
        labels += [f"status: {status}" for status in filter(None, line.statuses.split("; "))]
        labels += [f"judged: {who}" for who in filter(None, line.judged.split("; "))]
        return self._made("incident", line.matter, line.first_day, name=line.title or line.matter, description=told,
                          labels=labels, external_references=[_reference(line)])

    def _places(self, case: Case) -> Iterator[Object]:
        incident = name("incident", case.row.id)
        for spot in dict.fromkeys(spot for m in case.mentions for spot in m.spots):
            if made := self._location(spot):
                yield made
                yield self._related(incident, "related-to", made["id"], case.row.first_day)

    def _location(self, spot: Spot) -> Object | None:
        """A place; none where neither its point nor its country is known, as STIX has no place without."""
        point: Object = {}
        if spot.lat is not None and spot.lon is not None:
            point = {"latitude": spot.lat, "longitude": spot.lon, "precision": 1000 * (spot.radius_km or 0)}
        known = pycountry.countries.get(alpha_3=spot.country) if spot.country else None
        if not point and known is None:
            return None
        key = f"{spot.name} {spot.country} {spot.lat} {spot.lon}"
        return self._made("location", key, name=spot.name, country=known and known.alpha_2, **point)

    def _related(self, source: str, kind: str, target: str, since: str) -> Object:
        return self._made("relationship", f"{source} {kind} {target}", since, relationship_type=kind,
                          source_ref=source, target_ref=target)

    def _opinion(self, line: PositionLine) -> Iterator[Object]:
        speaker = line.speaker or line.origin_name
        explained = f"{line.origin_name} ({speaker}) {line.stand}, {line.day}: “{line.words}”"
        labels = [f"stand: {line.stand}", *(f"status: {status}" for status in line.statuses.split("; ") if status)]
        opinion = self._made(
            "opinion", line.position, line.day, opinion=OPINIONS.get(line.stand, "neutral"), explanation=explained,
            authors=[speaker], object_refs=[name("incident", line.matter)], labels=labels,
            external_references=[_reference(line)],
        )
        who = self._made("identity", f"origin {line.origin}", name=line.origin_name,
                         identity_class="organization" if line.official else "unknown")
        yield from (who, opinion, self._related(who["id"], "states", opinion["id"], line.day))

    def _report(self, row: ReportRow) -> Object:
        day = whole(row.published)
        reference: Object = {"source_name": row.outlet or PROGRAM, "external_id": row.id}
        return self._made(
            "report", row.id, day, name=row.title or row.id, published=f"{day or self.one.about.as_of}T00:00:00.000Z",
            object_refs=self.telling[row.id],
            external_references=list(_with_url([reference], row.url)),
        )


def _reference(line: MatterLine | PositionLine) -> Object:
    """The exact words, with where they stand in the text of their report."""
    reference = {"source_name": line.outlet or PROGRAM, "description": line.words,
                 "external_id": f"{urn('report', line.report)}#char={line.start},{line.end}"}
    return next(iter(_with_url([reference], line.url)))


def _with_url(references: Iterable[Object], url: str | None) -> Iterator[Object]:
    address = web(url)
    return (one | {"url": address} if address else one for one in references)
