"""Pages written for these tests: what is the article, what the page adds, and who says what of it."""

import gzip
import json

import pytest
from tables import cases

from onrecord.errors import InputError
from onrecord.intake import open_reports, report_of
from onrecord.intake.html.bylines import is_byline, people
from onrecord.intake.html.metadata import best_title, without_outlet

FIRST = (
    "The troops left the port of San Felipe on Sunday, the ministry said, two days before the deadline that the "
    "council had set for them in March."
)
SECOND = (
    "“They went north by train and by ship,” said Ana Ruiz, a spokeswoman for the army, who declined to say how many "
    "of them there were."
)
LINKED = (
    '<a href="/a">The mayor of San Felipe</a>, <a href="/b">the harbour police</a> and <a href="/c">the fishermen</a> '
    'had <a href="/d">asked for the withdrawal since the autumn</a>.'
)
THIRD = "Nobody was hurt, and the port opened again on Monday morning, the harbour master told reporters at the pier."


def page(body: str, head: str = "") -> str:
    head = f"<head><title>Troops leave port | Example Post</title>{head}</head>"
    return f'<!doctype html><html lang="en-GB">{head}<body>{body}</body></html>'


def article(*blocks: str) -> str:
    text = "".join(blocks)
    return f"<main><article><h1>Troops leave port</h1><div class='article-body'>{text}</div></article></main>"


def p(text: str) -> str:
    return f"<p>{text}</p>"


def lines(markup: str) -> list[str]:
    return report_of(markup).text.split("\n")


def test_the_body_is_the_paragraphs_in_order_without_the_title():
    assert lines(page(article(p(FIRST), p(SECOND), p(THIRD)))) == [FIRST, SECOND, THIRD]


def test_a_sentence_full_of_links_is_kept():
    assert any("asked for the withdrawal" in line for line in lines(page(article(p(FIRST), p(LINKED), p(THIRD)))))


@pytest.mark.parametrize(("addition",), cases("page_additions"))
def test_what_the_page_adds_is_left_out(addition):
    assert lines(page(article(p(FIRST), addition, p(SECOND), p(THIRD)))) == [FIRST, SECOND, THIRD]


def test_an_element_that_holds_the_article_is_kept_whatever_its_name():
    inner = f'<div class="related-story has-comments">{p(FIRST)}{p(SECOND)}{p(THIRD)}</div>'
    assert lines(page(article(inner))) == [FIRST, SECOND, THIRD]


def test_the_standfirst_is_the_first_line():
    lead = "Two days before the deadline the army gives up the harbour"
    named = f'<p class="article__standfirst">{lead}</p>'
    told = f"<div>{lead}</div>"
    head = f'<meta property="og:description" content="{lead}">'
    rest = p(FIRST) + p(SECOND) + p(THIRD)
    for above, meta in ((named, ""), (told, head)):
        markup = page(f"<main><h1>Troops leave port</h1>{above}<div class='article-body'>{rest}</div></main>", meta)
        assert lines(markup) == [lead, FIRST, SECOND, THIRD]


def test_text_without_a_paragraph_of_its_own_is_kept():
    loose = "The harbour had been closed to fishing boats since the spring of last year, for no reason that was given."
    assert loose in lines(page(article(p(FIRST), p(SECOND), f"{loose}", p(THIRD))))


def test_closing_notes_and_bylines_in_the_body_are_no_text():
    note = "<p><em>Jane Roe is a writer in San Felipe.</em></p>"
    report = report_of(page(article("<p><strong>Jane Roe</strong></p>", p(FIRST), p(SECOND), p(THIRD), note)))
    assert report.authors == ("Jane Roe",)
    assert report.text.split("\n")[0] == FIRST


LINKED_DATA = """<script type="application/ld+json">{"@graph": [
 {"@type": "Person", "@id": "#jr", "name": "Jane Roe"},
 {"@type": "NewsArticle", "headline": "Troops leave port &amp; harbour", "datePublished": "2024-10-28T14:05:00Z",
  "author": [{"@id": "#jr"}, {"@type": "Person", "name": "John Doe and Ana Lima"}],
  "publisher": {"name": "Example Post"}}
]}</script>"""


def test_linked_data():
    report = report_of(page(article(p(FIRST), p(SECOND), p(THIRD)), LINKED_DATA))
    assert report.authors == ("Jane Roe", "John Doe", "Ana Lima")
    assert (report.published, report.published_from) == ("2024-10-28T14:05:00+00:00", "metadata")
    assert report.outlet == "Example Post"


def test_an_article_that_only_the_data_hold():
    node = json.dumps({"@type": "Article", "articleBody": f"{FIRST}\n<p>{THIRD}</p>"})
    data = f'<script type="application/ld+json">{node}</script>'
    assert lines(page('<div id="app"></div>', data)) == [FIRST, THIRD]


def test_meta_elements():
    head = (
        '<meta property="og:site_name" content="Example Post"><meta name="author" content="By Jane Roe">'
        '<meta property="article:published_time" content="2024-10-28T14:05:00+01:00">'
        '<link rel="canonical" href="https://example.org/port"><meta property="og:title" content="Troops leave port">'
    )
    report = report_of(page(article(p(FIRST), p(SECOND), p(THIRD)), head))
    assert (report.title, report.authors, report.outlet) == ("Troops leave port", ("Jane Roe",), "Example Post")
    assert report.url == "https://example.org/port"
    assert report.published == "2024-10-28T14:05:00+01:00"
    assert report.language == "en"


def test_the_given_date_wins():
    report = report_of(page(article(p(FIRST), p(SECOND), p(THIRD)), LINKED_DATA), published="2024-11-01")
    assert (report.published, report.published_from) == ("2024-11-01", "given")


def test_data_that_are_no_json_are_passed_over():
    head = '<script type="application/ld+json">{"@type": "NewsArticle", </script>' + LINKED_DATA
    assert report_of(page(article(p(FIRST), p(SECOND), p(THIRD)), head)).authors[0] == "Jane Roe"


@pytest.mark.parametrize(
    ("witnesses", "title"),
    [
        ({"data": "Port freed", "heading": "Troops go", "card": "Troops go", "window": "Port freed"}, "Troops go"),
        ({"data": "Troops leave…", "heading": "Troops leave", "card": "Port", "window": "Harbour"}, "Troops leave…"),
        ({"data": "Port freed", "heading": "Troops leave", "card": "Port freed"}, "Port freed"),
        ({"window": "Port freed"}, "Port freed"),
        ({}, ""),
    ],
)
def test_the_title_that_most_witnesses_give(witnesses, title):
    assert best_title(witnesses) == title


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Troops leave port of San Felipe | Example Post", "Troops leave port of San Felipe"),
        ("Troops leave port of San Felipe - National | Example Post", "Troops leave port of San Felipe"),
        ("Troops leave port of San Felipe", "Troops leave port of San Felipe"),
        ("Budget 3.0 | The army gets more", "Budget 3.0 | The army gets more"),
    ],
)
def test_titles_lose_the_outlet(title, bare):
    assert without_outlet(title, "Example Post") == bare


@pytest.mark.parametrize(
    ("line", "expected"),
    [("Jane Roe", True), ("By Jane Roe and John van der Doe", True), ("Jane Roe/John Doe", True), ("Breaking", False),
     ("The troops left the port", False), ("Troops leave.", False)],
)
def test_lines_of_names(line, expected):
    assert is_byline(line) == expected


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["By Jane Roe, John Doe and Ana Lima", "https://example.org", "Jane Roe"], "Jane Roe, John Doe, Ana Lima"),
        (["Jane Roe, Defence Editor"], "Jane Roe"),
        (["Jane Roe in Lima and John Doe in Quito"], "Jane Roe, John Doe"),
        (["Jane Roe and agencies", "@janeroe"], "Jane Roe"),
        (["Example Staff"], "Example Staff"),
        (["jroe@example.org", "12"], ""),
    ],
)
def test_lists_of_names_are_split(texts, names):
    assert ", ".join(people(texts)) == names


def test_declared_encoding_and_gzip(tmp_path):
    path = tmp_path / "port.html.gz"
    markup = page(article(p(FIRST), p(SECOND), p("Le café était fermé. " + THIRD)), '<meta charset="iso-8859-1">')
    path.write_bytes(gzip.compress(markup.replace("“", '"').replace("”", '"').encode("iso-8859-1")))
    report = next(open_reports([path], published="2024-10-28"))
    assert "café était fermé" in report.text
    assert report.id == "port"


@pytest.mark.parametrize("body", ["", "<p></p>", "<script>var a = 1;</script>", "<nav><a href='/'>Home</a></nav>"])
def test_a_page_without_an_article_is_told(body):
    with pytest.raises(InputError, match="no article"):
        report_of(page(body))


def test_a_failing_library_costs_one_page(monkeypatch, tmp_path):
    def fail(*_):
        raise RuntimeError("broken")

    monkeypatch.setattr("onrecord.intake.html.metadata", fail)
    with pytest.raises(InputError, match="broken"):
        report_of(page(article(p(FIRST), p(SECOND), p(THIRD))))


def test_deep_nesting_is_no_fault():
    deep = "<div>" * 5000 + p(FIRST) + "</div>" * 5000
    for markup in (page(deep), page(article(p(FIRST), p(SECOND), deep))):
        try:
            assert "troops" in report_of(markup).text
        except InputError as wrong:
            assert "no article" in wrong.problem
