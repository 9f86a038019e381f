"""Every format of export is opened by a public reader of that format, and tells what the ledger tells."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import zipfile
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from msgspec.structs import replace
from stores import filled
from test_matters_standing import AGENCY, PENTAGON
from witnesses import Sentence, record, sent

from onrecord.errors import InputError
from onrecord.exports import FORMATS, export, writer
from onrecord.exports.delimited import delimited, harmless, meant
from onrecord.exports.extract import LICENCE, METHOD, MissingPartError, Wanted, extracted
from onrecord.exports.folder import pieces
from onrecord.exports.geojson import _geometry
from onrecord.exports.kml import circle
from onrecord.exports.tables import TABLES, table
from onrecord.ledger.showing import UnknownMatterError

PORT = (131.9, 43.1)  # longitude and latitude
DAY = "2031-04-02"
NASTY = '=cmd|" /C calc"!A0 {<script>alert(1)</script> \u202e]]> & \\ % $[x] \x07'


def coded(made, **codes):
    """A record whose first event has codes."""
    first, *rest = made.events
    return replace(made, events=(replace(first, **codes), *rest))


def published(made, **fields):
    return replace(made, report=replace(made.report, **fields))


SERVICE = coded(
    record("a", "2031-03-01", sent("Vell Service", figure="1,500 soldiers", value=1500, place="Vladivostok",
                                   point=(PORT[1], PORT[0]), **AGENCY), outlet="The Arden Post"),
    mode="deploy", cameo="155",
)  # fmt: skip
LUND = coded(record("b", "2031-03-04", sent("Ada Lund", **PENTAGON)), cameo="155")
DENIAL = coded(record("c", "2031-03-06", sent("Jon Vik", "NOR", act="deny", cue="denied that", status="denied")),
               cameo="155")
PLAN = coded(record("d", "2031-03-12", Sentence(
    "Mia Holt", "Kellen", "would strike", "Ostia", kind="ASSAULT", country="FIN", status="planned")), cameo="190")
HOSTILE = published(
    record("../../e <b>", "2031-03-15", Sentence("=HYPERLINK(1)", "Westria", f"shelled {NASTY}", kind="ASSAULT")),
    url="javascript:alert(1)", outlet="@SUM(1+1)", title=NASTY, authors=("+Ines {", "Vale and Sons"),
)
COPY = published(SERVICE, id="f", published="2031-03-02", outlet="The Harbour Post",
                 url="https://example.org/a b?x=1&y={2}")
STORY = (SERVICE, LUND, DENIAL, PLAN, HOSTILE, COPY)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    with filled(tmp_path_factory.mktemp("exports") / "record.db", STORY) as ledger:
        yield ledger


@pytest.fixture(scope="module")
def told(kept):
    """All that is on record, as an extract."""
    return extracted(kept, Wanted(day=DAY), {})


def made(kept, to, **asked):
    wanted = {name: asked.pop(name) for name in ("matter", "story", "rows") if name in asked}
    return export(kept, to, Wanted(day=DAY, **wanted), **asked)


def rows_of(raw, delimiter=","):
    return list(csv.DictReader(io.StringIO(raw.decode()), delimiter=delimiter))


def dossiers(kept):
    return [kept.show(row.id) for row in kept.matters()]


# what all have in common


def test_the_tables_hold_what_the_ledger_answers(kept, told):
    shown = dossiers(kept)
    events = [m for row in kept.matters() for m in kept.mentions(row.id) if m.kind == "event"]
    counted = {name: len(table(told, name)) for name in TABLES}
    assert counted == {
        "matters": len(kept.matters()), "positions": sum(len(d.positions) for d in shown),
        "turns": len(kept.turns()), "figures": len(kept.tracks()),
        "contradictions": sum(len(d.contradictions) for d in shown), "events": len(events),
        "legs": sum(len(r.legs) for d in shown for r in d.routes), "forecasts": sum(len(d.forecasts) for d in shown),
        "commitments": sum(len(d.commitments) for d in shown), "reports": len(kept.reports()),
    }  # fmt: skip
    assert counted["positions"] == 5  # of the service, Lund, Vik, Holt and the hostile one; the copy is folded
    assert counted["contradictions"] >= 1


def test_every_row_leads_to_its_exact_words(kept, told):
    texts = {r.report.id: r.report.text for r in kept.records()}
    for name in TABLES.keys() - {"reports"}:
        for row in table(told, name):
            assert texts[row.report][row.start : row.end] == row.words
    for row in table(told, "contradictions"):
        assert texts[row.right_report][row.right_start : row.right_end] == row.right_words
    for row in table(told, "positions"):
        assert all(re.fullmatch(r".+#\d+-\d+", span) for span in row.spans.split("; "))


@pytest.mark.parametrize("to", FORMATS.keys() - {"pdf"})
def test_each_file_states_what_it_is_and_is_the_same_each_time(kept, to):
    raw = made(kept, to, actor="Norland")
    assert raw == made(kept, to, actor="Norland")
    if to in ("xlsx", "folder"):
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            raw = b"\n".join(packed.read(name) for name in packed.namelist())
    text = " ".join(html.fromstring(raw).text_content().split()) if to == "print" else raw.decode(errors="replace")
    for part in ("actor Norland", "2031-04-02", "onrecord 0.1.0", METHOD.split(";")[0], LICENCE.split(".")[0]):
        assert part in text, part


@pytest.mark.parametrize("to", FORMATS.keys() - {"pdf"})
def test_a_day_of_the_past_gives_the_same_file_as_a_record_that_ends_there(kept, to, tmp_path):
    past = [one for one in STORY if one.report.published <= "2031-03-04"]
    with filled(tmp_path / "past.db", past) as then:
        assert export(kept, to, as_of="2031-03-04") == export(then, to, Wanted(day="2031-03-04"))


def test_one_matter_is_exported_by_the_beginning_of_its_id(kept):
    matter = next(row for row in kept.matters() if "Norland" in row.title)
    lines = made(kept, "csv", matter=matter.id[:6], rows="matters")
    assert [row["matter"] for row in rows_of(lines)] == [matter.id]


def test_a_story_is_exported_by_any_of_its_matters(kept):
    story = next(row for row in kept.stories() if row.matters > 1)
    ids = [dossier.matter.id for dossier in kept.story(story.id).matters]
    for id_ in ids:
        assert [row["matter"] for row in rows_of(made(kept, "csv", story=id_, rows="matters"))] == ids


def test_what_a_person_decided_is_named_and_nothing_else_is_confirmed(tmp_path):
    with filled(tmp_path / "judged.db", STORY) as ledger:
        assert {row["judged"] for row in rows_of(made(ledger, "csv"))} == {""}
        ledger.fix("a#event:" + _span(SERVICE), "status", "possible", "Ines Okoro")
        rows = {row["report"]: row for row in rows_of(made(ledger, "csv", rows="events"))}
        assert (rows["a"]["judged"], rows["a"]["status"], rows["b"]["judged"]) == ("fix by Ines Okoro", "possible", "")
        ledger.fix("a#event:" + _span(SERVICE), "type", "ASSAULT", "Ines Okoro")
        (row,) = (r for r in rows_of(made(ledger, "plover"), "\t") if r["Report"] == "a")
        assert (row["Event Type"], row["Event Mode"]) == ("ASSAULT", "")  # the mode was read of another type


def _span(record):
    trigger = record.events[0].trigger
    return f"{trigger.start}-{trigger.end}"


@pytest.mark.parametrize("to", FORMATS)
def test_nothing_found_makes_a_file_too(kept, to):
    if to == "pdf":
        pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))
    assert made(kept, to, about="zeppelin")


def test_what_there_is_not_is_told(kept, monkeypatch):
    with pytest.raises(InputError, match=r"no format 'doc'; there is: csv, xlsx, jsonl, parquet, .*folder"):
        made(kept, "doc")
    with pytest.raises(InputError, match=r"no table 'cells'; there is: matters, positions"):
        made(kept, "csv", rows="cells")
    with pytest.raises(UnknownMatterError, match="no one matter"):
        made(kept, "csv", matter="zz")
    for name, to, mend in (("pyarrow", "parquet", r"onrecord\[arrow\]"), ("weasyprint", "pdf", r"onrecord\[pdf\]")):
        monkeypatch.setitem(sys.modules, name, None)
        with pytest.raises(MissingPartError, match=mend):
            made(kept, to)


def test_the_list_of_formats_is_the_modules_that_are_there():
    folder = Path(sys.modules["onrecord.exports"].__file__).parent
    shared = {"__init__", "delimited", "events", "extract", "pages", "rows", "spots", "tables"}
    assert {path.stem for path in folder.glob("*.py")} - shared == FORMATS.keys()
    assert all(callable(writer(name)) for name in FORMATS)


# tables


@pytest.mark.parametrize("name", TABLES)
def test_csv_comes_back_as_it_was(kept, told, name):
    rows = rows_of(made(kept, "csv", rows=name))
    plain = [msgspec.structs.asdict(row) for row in table(told, name)]
    assert [{c: meant(v) for c, v in row.items() if not c.startswith("file_")} for row in rows] == [
        {column: _told(value) for column, value in row.items()} for row in plain]


def _told(value):
    """A value as a table of text writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "＝1", "''@x"])
def test_no_cell_is_a_formula(cell):
    assert harmless(cell) == f"'{cell}"
    assert meant(harmless(cell)) == cell


@pytest.mark.parametrize("value", [-1.5, -3, None, "", "a=1", "'tis", "1-2", "–"])
def test_what_is_no_formula_stays_as_it_is(value):
    assert harmless(value) == value


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), min_size=2,
                         max_size=2), max_size=4))
def test_any_text_comes_back_from_a_table(rows):
    raw = delimited(("one", "two"), rows)
    back = list(csv.reader(io.StringIO(raw.decode(), newline="")))[1:]
    assert [[meant(cell) for cell in row] for row in back] == rows
    assert not any(re.match(r"[=+\-@\t\r\n]", cell) for row in back for cell in row)


def test_a_workbook_holds_each_table_as_text_and_no_formula(kept, told):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(made(kept, "xlsx")))
    assert book.sheetnames == ["about", *TABLES]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]
    for name in TABLES:
        assert book[name].max_row == len(table(told, name)) + 1
    outlets = [cell for cell in cells if cell.value == "@SUM(1+1)"]
    assert outlets and all(cell.quotePrefix for cell in outlets)
    assert "\x07" in next(r.title for r in told.reports if r.title)
    assert dict(list(book["about"].values)[1:])["as_of"] == "2031-04-02"


def test_words_longer_than_a_cell_are_cut_and_say_so(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    long = record("a", "2031-03-01", Sentence("Mia Holt", "Kellen", "struck " + "😀" * 20_000, kind="ASSAULT"))
    with filled(tmp_path / "long.db", [long]) as ledger:
        book = openpyxl.load_workbook(io.BytesIO(made(ledger, "xlsx")))
    values = [dict(zip(next(book["positions"].values), row, strict=True)) for row in list(book["positions"].values)[1:]]
    assert all(row["words"].endswith(" […]") and len(row["words"].encode("utf-16-le")) <= 2 * 32_767 for row in values)
    assert values[0]["end"] - values[0]["start"] > 20_000


def test_lines_of_json_come_back_as_rows(kept, told):
    first, *lines = made(kept, "jsonl").splitlines()
    assert json.loads(first) == {"kind": "about", **told.about.items()}
    back = {name: [] for name in TABLES}
    for line in map(msgspec.json.decode, lines):
        name = line.pop("kind")
        back[name].append(msgspec.convert(line, TABLES[name].type))
    assert back == {name: table(told, name) for name in TABLES}


@pytest.mark.parametrize("name", TABLES)
def test_parquet_comes_back_with_types(kept, told, name):
    parquet = pytest.importorskip("pyarrow.parquet")
    back = parquet.read_table(io.BytesIO(made(kept, "parquet", rows=name)))
    assert [msgspec.convert(row, TABLES[name].type) for row in back.to_pylist()] == table(told, name)
    assert back.schema.metadata[b"as_of"] == b"2031-04-02"
    empty = parquet.read_table(io.BytesIO(made(kept, "parquet", rows=name, about="zeppelin")))
    assert empty.schema == back.schema and len(empty) == 0


# the ground


def test_geojson_is_read_by_gdal(kept, tmp_path):
    pyogrio, shapely = pytest.importorskip("pyogrio"), pytest.importorskip("shapely")
    raw = made(kept, "geojson")
    (tmp_path / "places.geojson").write_bytes(raw)
    meta, _index, shapes, columns = pyogrio.raw.read(tmp_path / "places.geojson")
    told = dict(zip(meta["fields"], columns, strict=True))
    points = [shapely.from_wkb(shape) for shape in shapes]
    spots = [s for row in kept.matters() for m in kept.evidence(row.id) for s in m.spots if s.lat is not None]
    legs = [leg for d in dossiers(kept) for r in d.routes for leg in r.legs]
    assert len(points) == len(spots) + len(legs) > 0
    assert {(p.x, p.y) for p in points if p is not None and p.geom_type == "Point"} == {PORT}
    assert set(told["radius_km"]) == {10.0}
    assert {"status", "factuality", "standing", "said_by", "words", "start"} <= told.keys()
    assert json.loads(raw)["about"]["licence"] == LICENCE


def test_a_line_over_the_end_of_the_map_is_cut_there():
    east, west = (170.0, 10.0), (-170.0, 20.0)
    assert _geometry((east, west)) == {
        "type": "MultiLineString", "coordinates": [[(170.0, 10.0), (180.0, 15.0)], [(-180.0, 15.0), (-170.0, 20.0)]]}
    assert _geometry((PORT, (126.0, 39.0)))["type"] == "LineString"
    assert _geometry((PORT, PORT)) == {"type": "Point", "coordinates": PORT}
    assert _geometry(()) is None


def test_kml_keeps_to_its_schema(kept, tmp_path):
    fastkml = pytest.importorskip("fastkml")
    from fastkml.validator import validate

    path = tmp_path / "places.kml"
    path.write_bytes(made(kept, "kml"))
    assert validate(file_to_validate=path)
    document = fastkml.KML.parse(path).features[0]
    marks = [mark for folder in document.features for mark in folder.features]
    assert len(document.features) == len(kept.matters())
    assert len(marks) == len(json.loads(made(kept, "geojson"))["features"])
    point, area = marks[0].geometry.geoms
    assert point.coords[0] == PORT and len(area.exterior.coords) == 37


def test_kml_holds_hostile_text_as_text(kept):
    raw = made(kept, "kml")
    names = etree.fromstring(raw).findall(".//{*}Folder/{*}name")
    assert any("<script>" in name.text and "\x07" not in name.text for name in names)
    descriptions = [d.text for d in etree.fromstring(raw).findall(".//{*}description")]
    assert not [d for d in descriptions if "<script" in d or "$[" in d]  # globes show these as HTML


@pytest.mark.parametrize("centre", [PORT, (179.9, 0.0), (0.0, 89.9), (-70.0, -55.0)])
def test_the_edge_of_an_area_is_as_far_as_it_is_precise(centre):
    from math import acos, cos, degrees, radians, sin

    def angle(a, b):
        (lon, lat), (east, north) = ([radians(x) for x in point] for point in (a, b))
        return degrees(acos(sin(lat) * sin(north) + cos(lat) * cos(north) * cos(lon - east)))

    ring = circle(centre, 111.195)  # a degree of a great circle
    assert ring[0] == ring[-1]
    assert all(angle(centre, corner) == pytest.approx(1.0, abs=0.001) for corner in ring)
    assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in ring)


# event data


def test_plover_rows_say_what_did_not_happen(kept, told):
    rows = rows_of(made(kept, "plover"), "\t")
    assert len(rows) == sum(row.type is not None for row in table(told, "events"))
    found = {row["Report"]: row for row in rows}
    assert {name: (row["Status"], row["Factuality"], row["Said By"]) for name, row in found.items()
            if name in "abcd"} == {
        "a": ("happened", "3.0", "KOR/intelligence"), "b": ("happened", "3.0", "USA/defence"),
        "c": ("denied", "-3.0", "NOR"), "d": ("planned", "3.0", "FIN"),
    }
    first = found["a"]
    assert [first[c] for c in ("Event Type", "Event Mode", "Quad Code", "Actor Name", "Recipient Name", "Stand")] == [
        "MOBILIZE", "deploy", "Q4", "Norland", "Sudmark", "asserts"]
    assert found["c"]["Stand"] == "denies"
    assert SERVICE.report.text[int(first["Start"]) : int(first["End"])] == first["Words"] == "has deployed"


def test_cameo_rows_stand_in_the_order_of_icews(kept):
    raw = made(kept, "cameo")
    assert raw.decode().splitlines()[0].replace('"', "").split("\t")[:20] == [
        "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
        "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
        "City", "District", "Province", "Country", "Latitude", "Longitude"]
    rows = {row["Report"]: row for row in rows_of(raw, "\t")}
    assert rows.keys() == {"a", "b", "c", "d"}  # the hostile event has no code
    assert [rows["d"][c] for c in ("Source Country", "Event Text", "CAMEO Code", "Target Country", "Status")] == [
        "FIN", "Fight", "190", "EST", "planned"]
    assert rows["a"]["Event Date"] == ""  # no day is told, and none is made up


# knowledge


def test_stix_is_valid_and_its_opinions_are_the_positions(kept, told):
    validator, stix2 = pytest.importorskip("stix2validator"), pytest.importorskip("stix2")
    raw = made(kept, "stix").decode()
    checked = validator.validate_string(raw, validator.ValidationOptions(version="2.1"))
    assert checked.is_valid, checked.errors
    objects = stix2.parse(raw, allow_custom=False).objects
    kinds = Counter(one.type for one in objects)
    assert kinds["opinion"] == len(table(told, "positions"))
    assert (kinds["incident"], kinds["report"]) == (len(kept.matters()), len(kept.reports()))
    denial = next(one for one in objects if one.type == "opinion" and one.authors == ["Jon Vik"])
    assert (denial.opinion, denial.labels) == ("strongly-disagree", ["stand: denies", "status: denied"])
    plan = next(one for one in objects if one.type == "incident" and "Kellen" in one.name)
    assert "status: planned" in plan.labels and "status: happened" not in plan.labels
    known = {one.id for one in objects}
    assert all(ref in known for one in objects for ref in getattr(one, "object_refs", []))
    assert not any("javascript" in ref.get("url", "") for one in json.loads(raw)["objects"]
                   for ref in one.get("external_references", []))


def test_stix_ids_and_creation_stay_while_the_day_of_the_file_moves(kept):
    first, later = ({one["id"]: one for one in json.loads(export(kept, "stix", Wanted(day=day)))["objects"]
                     if one["type"] == "incident"} for day in ("2031-04-02", "2031-05-02"))
    assert first.keys() == later.keys()
    for id_, one in first.items():
        assert one["created"] == later[id_]["created"] and one["modified"] < later[id_]["modified"]


CONTEXTS = {
    "https://schema.org": {"@context": {"@vocab": "https://schema.org/", "id": "@id"}},
    "http://www.w3.org/ns/anno.jsonld": {"@context": {
        "@vocab": "http://www.w3.org/ns/oa#", "id": "@id", "type": "@type", "target": {"@id": "oa:hasTarget"},
        "oa": "http://www.w3.org/ns/oa#"}},
}  # what is needed of them, so that nothing is fetched


def expanded(raw):
    jsonld = pytest.importorskip("pyld").jsonld

    def load(url, _options):
        return {"contextUrl": None, "documentUrl": url, "document": CONTEXTS[url.rstrip("/")]}

    return jsonld.expand(json.loads(raw), {"documentLoader": load})


REVIEW = {
    "type": "object", "required": ["@type", "url", "claimReviewed", "author", "reviewRating", "itemReviewed"],
    "properties": {
        "claimReviewed": {"type": "string", "minLength": 1}, "url": {"type": "string", "format": "uri"},
        "reviewRating": {"required": ["alternateName"], "not": {"required": ["ratingValue"]}},
        "itemReviewed": {"properties": {"@type": {"const": "Claim"}, "appearance": {"type": "array"}}},
        "citation": {"type": "array", "items": {"required": ["text", "author", "isPartOf", "description"]}},
    },
}  # what those who read claim reviews ask for


def test_claim_reviews_are_linked_data_and_quote_every_position(kept, told):
    jsonschema = pytest.importorskip("jsonschema")
    raw = made(kept, "claimreview")
    (graph,) = [expanded(raw)]
    assert len(graph) == 1 + len(kept.matters())
    first, *reviews = json.loads(raw)["@graph"]
    assert first["usageInfo"] == LICENCE
    for review in reviews:
        jsonschema.validate(review, REVIEW, format_checker=jsonschema.FormatChecker())
    assert sum(len(review["citation"]) for review in reviews) == len(table(told, "positions"))
    disputed = next(review for review in reviews if "Norland" in review["claimReviewed"])
    assert "denied by NOR" not in disputed["reviewRating"]["alternateName"]  # it is said in words
    assert "disputed" in disputed["reviewRating"]["alternateName"]
    assert all(quoted["description"] != "denies" for quoted in disputed["itemReviewed"]["appearance"])
    assert [quoted["description"] for quoted in disputed["citation"]].count("denies") == 1


ANNOTATION = {
    "type": "object", "required": ["id", "type", "target", "body"],
    "properties": {
        "type": {"const": "Annotation"}, "id": {"type": "string", "format": "uri"},
        "motivation": {"enum": ["describing", "linking", "tagging", "identifying", "classifying"]},
        "target": {
            "required": ["source", "selector"],
            "properties": {"selector": {"type": "array", "items": {"oneOf": [
                {"properties": {"type": {"const": "TextPositionSelector"}}, "required": ["start", "end"]},
                {"properties": {"type": {"const": "TextQuoteSelector"}}, "required": ["exact", "prefix", "suffix"]},
            ]}}},
        },
    },
}  # of the W3C recommendation


def test_annotations_select_the_exact_words(kept, told):
    jsonschema = pytest.importorskip("jsonschema")
    raw = made(kept, "annotations")
    assert expanded(raw)
    collection = json.loads(raw)
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == len(table(told, "positions"))
    texts = {r.report.id: r.report.text for r in kept.records()}
    for item, row in zip(items, table(told, "positions"), strict=True):
        jsonschema.validate(item, ANNOTATION, format_checker=jsonschema.FormatChecker())
        place, quote = item["target"]["selector"]
        text = texts[row.report]
        assert text[place["start"] : place["end"]] == quote["exact"] == row.words
        assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1


# citations


def test_csl_is_cited_by_a_citation_processor(kept):
    citeproc = pytest.importorskip("citeproc")
    from citeproc.source.json import CiteProcJSON

    items = json.loads(made(kept, "csl"))
    assert [item["id"] for item in items[1:]] == [row.id for row in kept.reports()]
    source = CiteProcJSON(items)
    cited = citeproc.CitationStylesBibliography(
        citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False), source, citeproc.formatter.plain)
    for item in items:
        cited.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    told = [str(entry) for entry in cited.bibliography()]
    assert len(told) == len(items)
    assert any("The Arden Post" in entry and "2031" in entry for entry in told)
    words = SERVICE.statements[0].content[0]
    assert f"{words.start}-{words.end} (South Korean intelligence asserts): {words.text}" in items[1]["note"]


def test_bibtex_is_parsed_and_hostile_titles_come_back(kept):
    bibtexparser = pytest.importorskip("bibtexparser")
    from pylatexenc.latex2text import LatexNodes2Text

    library = bibtexparser.parse_string(made(kept, "bibtex").decode())
    assert not library.failed_blocks
    assert len(library.entries) == len(kept.reports()) + 1
    nasty = next(entry for entry in library.entries if "script" in entry["title"])
    assert LatexNodes2Text().latex_to_text(nasty["title"]).split() == NASTY.replace("\x07", "").split()
    assert nasty["author"].count(" and ") == 2  # one of them is a name with the word in it
    assert re.fullmatch(r"[A-Za-z0-9-]+", nasty.key)


# pages


def safe(page):
    """Nothing runs on a page and nothing is fetched by it."""
    tree = html.fromstring(page)
    assert not tree.xpath("//script | //iframe | //img | //link | //object | //@onerror | //@onload | //@src")
    inside = re.compile(r"#|https://example\.org/|\.\./|matters/|reports/|data/")
    assert all(inside.match(link) for link in tree.xpath("//@href"))
    assert "default-src 'none'" in tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    return tree


def test_the_page_for_paper_holds_every_position_and_nothing_runs(kept, told):
    tree = safe(made(kept, "print"))
    body = tree.xpath("//table[caption='Who stands where']/tbody/tr")
    assert len(body) == len(table(told, "positions"))
    assert {link[1:] for link in tree.xpath("//a[@class='ref']/@href")} <= set(tree.xpath("//@id"))
    assert [dd.text_content() for dd in tree.xpath("//dt[.='Judged by']/following-sibling::dd[1]")] == [
        "nobody; read by machine"] * len(kept.matters())


def test_the_page_becomes_a_pdf_that_is_the_same_each_time(kept):
    pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))
    raw = made(kept, "pdf", about="Kellen")
    assert raw.startswith(b"%PDF-") and raw == made(kept, "pdf", about="Kellen")


def test_a_folder_is_closed_in_itself(kept, told):
    with zipfile.ZipFile(io.BytesIO(made(kept, "folder"))) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    pages = {name: safe(body) for name, body in files.items() if name.endswith(".html")}
    assert not any(".." in name or name.startswith("/") for name in files)
    for name, tree in pages.items():
        for link in tree.xpath("//a/@href[not(starts-with(., 'https:'))]"):
            target, _, anchor = link.partition("#")
            path = target.removeprefix("../") if target.startswith("../") else target
            assert path in files, (name, link)
            assert not anchor or anchor in pages[path].xpath("//@id"), (name, link)
    texts = {"".join(tree.xpath("//pre")[0].itertext()) for tree in pages.values() if tree.xpath("//pre")}
    assert {"".join(c for c in r.report.text if c != "\x07") for r in kept.records()} == {
        "".join(c for c in text if c != "\x07") for text in texts}
    assert len(rows_of(files["data/positions.csv"])) == len(table(told, "positions"))


def test_quotations_may_nest_and_cross():
    assert [(p.text, p.lit, p.begins) for p in pieces("abcdef", {(1, 4), (2, 3), (3, 5)})] == [
        ("a", False, ()), ("b", True, ("c1-4",)), ("c", True, ("c2-3",)), ("d", True, ("c3-5",)), ("e", True, ()),
        ("f", False, ())]


# the command


def test_the_command_writes_a_file_or_a_folder(run, tmp_path):
    filled(tmp_path / "onrecord.db", STORY).close()
    done = run("export", "--actor", "Norland", "--as-of", "2031-03-05", "--to", "csv", "-o", "out.csv", "--licence",
               "CC BY 4.0")
    assert (done.returncode, done.stderr) == (0, "")
    rows = rows_of((tmp_path / "out.csv").read_bytes())
    assert [(row["origin"], row["file_as_of"], row["file_licence"]) for row in rows] == [
        ("USA/defence", "2031-03-05", "CC BY 4.0"), ("KOR/intelligence", "2031-03-05", "CC BY 4.0")]
    assert rows[0]["file_filters"] == "actor Norland"
    assert run("export", "--to", "folder", "-o", "pages").returncode == 0
    assert (tmp_path / "pages" / "index.html").is_file() and list((tmp_path / "pages" / "matters").iterdir())
    assert run("export", "--to", "jsonl", "-o", "-").stdout.startswith('{"kind":"about"')


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--to", "doc", "-o", "x"), "there is no format 'doc'; there is: csv,"),
        (("abc", "--actor", "Norland", "--to", "csv", "-o", "x"), "leave all but one out"),
        (("--to", "csv", "-o", "missing/x.csv"), "missing/x.csv: it cannot be written"),
        (("--to", "folder", "-o", "onrecord.db"), "a file stands where the folder is to be"),
    ],
)  # fmt: skip
def test_the_command_says_what_is_wrong(run, tmp_path, arguments, told):
    filled(tmp_path / "onrecord.db", STORY[:1]).close()
    done = run("export", *arguments)
    assert done.returncode == 1 and told in done.stderr
    assert not (tmp_path / "x").exists()
