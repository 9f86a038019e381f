"""Records in a notebook: the same page, in a frame of its own.

The model must not know of the views, and a subclass would not be equal to the record it shows; so this module
gives `Record` the method that notebooks look for. The public names of the package load it first.
"""

from __future__ import annotations

from html import escape

from onrecord.model import Record

HEIGHT = 640  # pixels


def framed(record: Record) -> str:
    """The record's page as an element that may run its own script and reach nothing else."""
    from onrecord.wording.page import page

    source = escape("".join(page([record])))
    return (
        f'<iframe title="The record of one report" sandbox="allow-scripts" width="100%" height="{HEIGHT}" '
        f'style="border:0" srcdoc="{source}"></iframe>'
    )


Record._repr_html_ = framed  # type: ignore[attr-defined]  # the one place where a view reaches into the model
