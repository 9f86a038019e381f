"""Whatever the bytes: a report or an input error, and nothing else."""

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.intake import open_reports
from onrecord.model import Report

TAGS = st.sampled_from(
    ["<p>", "</p>", "<div class='related'>", "</div>", "<article>", "<h1>", "<!--", "-->", "<script>", "<a href='x'>",
     "<script type='application/ld+json'>", "</script>", '{"@type": "NewsArticle", "author": [[{}]]}', "<br>", "<img>",
     "<meta name='author' content='By '>", "<meta property='article:published_time' content='99999-1'>", "<table><td>",
     "<meta charset='none'>", "<time datetime='x'>", "<em>", "The troops left the port of Lima on Sunday, she said."]
)  # fmt: skip
MARKUP = st.lists(TAGS | st.text(max_size=20), max_size=60).map(lambda parts: "".join(parts).encode("utf-8", "replace"))
ROW = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20) | st.sampled_from(['{"text": "a"}', "text"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "id", "published"]), inner),
)
BYTES = st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz")


def holds(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    items = list(open_reports([path]))
    assert items
    assert all(isinstance(item, Report | InputError) for item in items)
    assert all(item.text.strip() for item in items if isinstance(item, Report))


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a"])
@given(data=BYTES)
def test_any_bytes(folder, name, data):
    holds(folder, name, data)


@settings(max_examples=60, deadline=None)
@given(data=BYTES | MARKUP)
def test_any_page(folder, data):
    holds(folder, "a.html", data)


@given(rows=st.lists(ROW.map(repr) | ROW.map(lambda row: str(row).replace("'", '"')), max_size=5))
def test_any_rows(folder, rows):
    holds(folder, "a.jsonl", "\n".join(rows).encode("utf-8", "replace"))


@given(data=BYTES, cut=st.integers(0, 60))
def test_any_packed_bytes(folder, data, cut):
    packed = gzip.compress(data)
    holds(folder, "a.txt.gz", packed[: len(packed) - cut])
