"""Quest texts: Markdown in, clean HTML out."""

from __future__ import annotations

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_TEXT = {"a", "br", "code", "del", "em", "strong", "sub", "sup"}
_BLOCKS = {"blockquote", "h2", "h3", "h4", "h5", "hr", "li", "ol", "p", "pre", "ul"}
_TABLES = {"table", "tbody", "td", "th", "thead", "tr"}
_ATTRIBUTES = {"a": {"href", "title"}, "code": {"class"}, "ol": {"start"}, "th": {"align"}, "td": {"align"}}
_parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


@lru_cache(maxsize=512)
def render(text: str) -> SafeString:
    """HTML of Markdown ``text``; raw HTML, images, scripts and odd links in it are dropped or shown as text."""
    html = nh3.clean(
        _parser.render(text),
        tags=_TEXT | _BLOCKS | _TABLES,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return mark_safe(html)  # noqa: S308 - cleaned by nh3 in the line above
