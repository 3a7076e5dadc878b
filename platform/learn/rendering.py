"""From a prepared notebook on standard input to HTML on standard output: a program of its own, for it may be ended.

A Markdown cell or a long line of code can be written so that parsing it takes hours, which no thread
of the web server can be made to stop.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path
from typing import Any

import nbformat
import nh3

TEMPLATES = Path(__file__).parent / "nbconvert"
CPU_SECONDS = 8
MEMORY = 2 * 2**30


class _NoPictures(nbformat.NotebookNode):
    """The attachments of a text cell, whatever they are called. None was kept, and nbconvert stops at a missing one."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> dict[str, str]:
        return {"image/png": ""}


def _clean(html: str) -> str:
    """Without what could run, load or stand for something else on the page."""
    return nh3.clean(
        html,
        tags=nh3.ALLOWED_TAGS | {"colgroup", "col", "section"},
        attributes={"*": {"class"}, "a": {"href", "title"}, "img": {"src", "alt", "width", "height"}}
        | {cell: {"class", "colspan", "rowspan", "align"} for cell in ("td", "th")},
        clean_content_tags={"script", "style"},
        url_schemes={"data", "http", "https", "mailto"},
    )


def _exporter() -> Any:
    from nbconvert import HTMLExporter  # slow to import

    exporter = HTMLExporter(
        template_name="questbook",
        extra_template_basedirs=[str(TEMPLATES)],
        sanitize_html=True,
        embed_images=False,
    )
    exporter.exclude_input_prompt = exporter.exclude_output_prompt = True
    exporter.register_filter("clean_html", _clean)  # its own turns headings and table bodies into text
    return exporter


def main() -> None:
    """Render, within limits."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    found = nbformat.reads(sys.stdin.buffer.read().decode(), as_version=4)
    for cell in found.cells:
        if cell.cell_type == "markdown":
            cell.attachments = _NoPictures()
    body, _ = _exporter().from_notebook_node(found)
    sys.stdout.buffer.write(str(body).encode(errors="replace"))


if __name__ == "__main__":
    main()
