"""The door of the web server."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asn_portal.settings")

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
# More than any body that is read into memory may have (settings, core.api.isi): what is longer is refused there.
MAX_UNMEASURED = 2 * 1024 * 1024


def measure_body(inner: Application) -> Application:
    """A body in pieces without Content-Length, as many programs send it, would be an empty one to Django. It is read (the
    server knows its end), and measured.
    """

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        chunked = "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower()
        if chunked and environ.get("wsgi.input_terminated") and not environ.get("CONTENT_LENGTH"):
            body = environ["wsgi.input"].read(MAX_UNMEASURED + 1)
            environ |= {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        return inner(environ, start_response)

    return application


application = measure_body(get_wsgi_application())
