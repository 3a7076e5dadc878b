"""Answers that several views give."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header

NOTEBOOK_TYPE = "application/x-ipynb+json"


class HttpResponseSeeOther(HttpResponseRedirect):
    """303: the form was taken; what came of it stands there."""

    status_code = 303


def see_other(target: str) -> HttpResponse:
    """Go on to ``target`` with a GET."""
    return HttpResponseSeeOther(target)


def attachment(content: bytes, name: str, content_type: str = NOTEBOOK_TYPE) -> HttpResponse:
    """A file to download, by default a notebook; never shown by the browser, whatever it holds."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
