"""Our own style sheets, scripts and icons, sent by whitenoise as an ASGI server takes them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """whitenoise, answering in one piece.

    whitenoise streams a file by a synchronous iterator. Under ASGI Django can only read that to its end first, and
    warns of it at every file. None of ours is large, so reading it here is the same work without the warning.
    """

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponse:
        """The file, a part of it, or why not: status and headers are whitenoise's."""
        found = static_file.get_response(request.method, request.META)
        content = b""
        if found.file is not None:
            with found.file as file:
                content = file.read()
        response = HttpResponse(content, status=int(found.status))
        del response["Content-Type"]  # Django's default; whitenoise names the file's own
        for name, value in found.headers:
            response[name] = value
        return response
