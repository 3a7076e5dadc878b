"""Tags every page may use: icons, theme, stars, Markdown, bilingual texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from babel.units import format_unit
from django import template
from django.forms import BoundField, CheckboxInput
from django.templatetags.static import static
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from graders.wording import shown_points
from learn.markdown import render
from learn.preferences import theme_of
from learn.stars import STAR_SHARES, star_count

register = template.Library()

_ROUNDING = 1e-9


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """An icon of ``img/icons.svg``; decoration only, so put words beside it."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        classes,
        static("img/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def theme(context: template.Context) -> str:
    """``system``, ``light`` or ``dark``, for ``data-theme``."""
    request = context.get("request")
    return theme_of(request) if request is not None else "system"


@register.simple_tag
def stars(share: float | None) -> SafeString:
    """Three stars, filled as far as the share of the points goes, and said aloud."""
    count = star_count(share if isinstance(share, float | int) else None)  # a template's missing value is ""
    row = format_html_join("", "{}", ((icon("star", "" if i < count else "off"),) for i in range(len(STAR_SHARES))))
    said = _("%(count)s of 3 stars") % {"count": count}
    return format_html('<span class="stars" role="img" aria-label="{}">{}</span>', said, row)


@register.filter
def markdown(text: str) -> SafeString:
    """Markdown as HTML, cleaned of everything that could run or load."""
    return render(text)


@register.filter
def words(text: Any) -> str:
    """A bilingual text (``Text`` or its ``{"en", "ko"}`` dump) in the reader's language."""
    if not text or isinstance(text, str):
        return text or ""
    language = "ko" if (get_language() or "").startswith("ko") else "en"
    if isinstance(text, Mapping):
        return str(text.get(language) or text.get("en") or "")
    return str(text[language])


@register.filter
def inline_code(text: str) -> SafeString:
    """Plain text whose `backticked` pieces are shown as code."""
    pieces = escape(text).split("`")
    if len(pieces) % 2 == 0:  # one backtick stands alone
        return mark_safe(escape(text))  # noqa: S308 - escaped
    return mark_safe("".join(f"<code>{p}</code>" if i % 2 else p for i, p in enumerate(pieces)))  # noqa: S308 - escaped


@register.filter
def points(value: float | None) -> str:
    """Points without a needless fraction; nothing where there are none."""
    return "" if value is None else shown_points(value)


@register.filter
def counted(value: float) -> int:
    """A whole number for the choice of the plural: 1 for exactly one, else 2."""
    return 1 if value == 1 else 2


@register.filter
def percent(share: Any) -> str:
    """A share from 0 to 1 as whole per cent, rounded down: 100 only when all points are there."""
    return _("%(number)s %%") % {"number": int(share * 100 + _ROUNDING)} if isinstance(share, float | int) else ""


@register.filter
def duration(seconds: float | None) -> str:
    """Seconds as people say them: ``0.4 s``, ``12 s``, ``2 min 5 s``."""
    if seconds is None:
        return ""
    if seconds < 10:
        return _("%(seconds)s s") % {"seconds": f"{seconds:.1f}"}
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return _("%(seconds)s s") % {"seconds": rest}
    return _("%(minutes)s min %(seconds)s s") % {"minutes": minutes, "seconds": rest}


@register.filter(name="star_count")
def star_count_filter(share: float | None) -> int:
    """Stars, 0 to 3, for a share of the points."""
    return star_count(share)


@register.filter
def ring(share: float | None) -> str:
    """How much of a ring of length 100 is filled."""
    return f"{(share or 0) * 100:.1f}"


@register.filter
def tone(share: float | None) -> str:
    """The tone of a score: ``pass`` from two stars on, ``fail`` for nothing at all, else ``part``."""
    return "pass" if star_count(share) >= 2 else "part" if share else "fail"


@register.filter
def size(count: int) -> str:
    """Bytes in words, by thousands as limits are given; ``js/upload.js`` says a chosen file's in the same way."""
    unit, each = ("megabyte", 1e6) if count >= 1e6 else ("kilobyte", 1e3)
    return format_unit(count / each, f"digital-{unit}", "short", "#,##0.#", get_language() or "en")


@register.filter
def of(mapping: Mapping[str, Any] | None, key: str) -> Any:
    """The value under ``key``, or None."""
    return mapping.get(key) if mapping else None


@register.filter
def state_name(state: str) -> str:
    """A finding's state in words."""
    return {
        "passed": _("passed"),
        "partial": _("partly"),
        "failed": _("not yet"),
        "unattempted": _("not attempted"),
        "could_not_grade": _("could not be graded"),
        "waits": _("not judged yet"),
        "awaits_review": _("awaits an instructor"),
    }.get(state, state)


@register.filter
def state_tone(state: str) -> str:
    """A finding's state as a tone of ``components.css``."""
    return {"passed": "pass", "partial": "part", "failed": "fail", "awaits_review": "info"}.get(state, "none")


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether the label stands behind the field."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def described(field: BoundField) -> SafeString:
    """The field's widget without a placeholder (its label says it), marked and explained where it has errors."""
    field.field.widget.attrs.pop("placeholder", None)
    attributes: dict[str, str | bool] = {"aria-invalid": "true"} if field.errors else {}
    notes = [f"{field.auto_id}_helptext"] * bool(field.help_text) + [f"{field.auto_id}_error"] * bool(field.errors)
    if notes:
        attributes["aria-describedby"] = " ".join(notes)
    return field.as_widget(attrs=attributes)
