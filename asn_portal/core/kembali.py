"""Back to the worklist one came from: `kembali=` travels from its link over the form to the answer of the change.

A link on a worklist carries the address of the list as one sees it (`{% dengan_kembali alamat %}`). The page behind it shows
the way back, its forms take it along (`kunci_kirim`), and a change that is done leads there (core.htmx.once). Only pages of
this portal are ever gone back to.
"""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

PARAMETER = "kembali"
LONGEST = 500
# A password asked for in between is no end of the change.
NOT_INSTEAD_OF = ("/masuk/", "/akun/konfirmasi/")
REDIRECTS = {301, 302, 303}


def safe_address(text: str, request: HttpRequest) -> str:
    """This address if it is a page of ours, else nothing."""
    if not text.startswith("/") or len(text) > LONGEST or not text.isprintable():
        return ""
    if not url_has_allowed_host_and_scheme(text, {request.get_host()}, require_https=request.is_secure()):
        return ""
    try:
        resolve(urlsplit(text).path)
    except Resolver404:
        return ""
    return text


def way_back(request: HttpRequest) -> str:
    """Where the person came from, as the page or the form says. Pages one click further do not inherit it by themselves:
    what is done there may be a step and no end. A step that changes nothing (opening private data with a reason) takes it
    along, so that the list is still one click away behind it (`{% bawa_kembali alamat %}`).
    """
    return safe_address(request.POST.get(PARAMETER) or request.GET.get(PARAMETER, ""), request)


def with_way_back(address: str, back: str) -> str:
    """An address that remembers where one goes back to."""
    if not address or not back:
        return address
    parts = urlsplit(address)
    query = "&".join(filter(None, [parts.query, urlencode({PARAMETER: back})]))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, parts.fragment))


def lead_back(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer of a change that is done."""
    if request.method == "POST" and response.status_code in REDIRECTS:
        back = way_back(request)
        if back and not response["Location"].startswith(NOT_INSTEAD_OF):
            response["Location"] = back
    return response
