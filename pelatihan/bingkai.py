"""The pages of a package as the portal hands them out: with the run-time of their standard in front, under a policy of
their own that lets them reach their own files and nothing else.
"""

from __future__ import annotations

import json
import re
from posixpath import splitext
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.templatetags.static import static
from django.urls import reverse

from pelatihan.enums import JenisBahan
from pelatihan.kunci_paket import KunciPaket
from pelatihan.models import BahanModul

HALAMAN = frozenset({".html", ".htm", ".xhtml"})
JENIS_ISI = {
    ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".js": "text/javascript", ".mjs": "text/javascript",
    ".css": "text/css", ".json": "application/json", ".xml": "text/xml", ".xsd": "text/xml", ".txt": "text/plain",
    ".vtt": "text/vtt", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".gif": "image/gif", ".webp": "image/webp", ".ico": "image/x-icon", ".mp3": "audio/mpeg", ".m4a": "audio/mp4",
    ".ogg": "audio/ogg", ".wav": "audio/wav", ".mp4": "video/mp4", ".webm": "video/webm", ".woff": "font/woff",
    ".woff2": "font/woff2", ".ttf": "font/ttf", ".otf": "font/otf", ".pdf": "application/pdf",
}  # fmt: skip
LAIN = "application/octet-stream"
KEPALA = re.compile(rb"<head(?:\s[^>]*)?>|<html(?:\s[^>]*)?>|<!doctype[^>]*>", re.IGNORECASE)
CARI_KEPALA = 20_000
RUNTIME = {
    JenisBahan.SCORM_12: "vendor/scorm-again/scorm12.min.js", JenisBahan.SCORM_2004: "vendor/scorm-again/scorm2004.min.js",
}  # fmt: skip
SIMPANAN, JEMBATAN = "js/paket_simpanan.js", "js/paket_bingkai.js"
# What a package of H5P is played with.
H5P = {
    "utama": "vendor/h5p-standalone/main.bundle.js", "bingkai": "vendor/h5p-standalone/frame.bundle.js",
    "gaya": "vendor/h5p-standalone/styles/h5p.css",
}  # fmt: skip
SIMPAN_DETIK = 2 * 3600


def kind_of(nama: str) -> str:
    return JENIS_ISI.get(splitext(nama)[1].lower(), LAIN)


def is_page(nama: str) -> bool:
    return splitext(nama)[1].lower() in HALAMAN


def frame_address(kunci: KunciPaket, bahan: BahanModul) -> str:
    """What the frame opens."""
    if bahan.jenis == JenisBahan.H5P:
        return frame_folder(kunci)
    path, _, query = bahan.awal.partition("?")
    address = reverse("pelatihan:paket_file", args=[kunci.teks, path])
    return f"{address}?{query}" if query else address


def frame_folder(kunci: KunciPaket) -> str:
    return reverse("pelatihan:paket_awal", args=[kunci.teks])


def state_for_frame(kunci: KunciPaket, bahan: BahanModul, data: dict[str, Any], nama: str) -> dict[str, Any]:
    """What the run-time in the frame needs to know; no number, no unit, nothing of the person but the name."""
    return {"jenis": bahan.jenis, "tanda": kunci.tanda, "data": data, "nama": nama}


def inject(content: bytes, bahan: BahanModul, state: dict[str, Any]) -> bytes:
    """The run-time before anything of the page itself."""
    words = json.dumps(state).replace("<", "\\u003c")
    scripts = [SIMPANAN, RUNTIME[JenisBahan(bahan.jenis)], JEMBATAN]
    tags = f'<script type="application/json" id="portal-keadaan">{words}</script>' + "".join(
        f'<script src="{static(name)}"></script>' for name in scripts
    )
    found = list(KEPALA.finditer(content, 0, CARI_KEPALA))
    heads = [one for one in found if one.group().lower().startswith(b"<head")]
    at = (heads or found)[-1].end() if found else 0
    return content[:at] + tags.encode() + content[at:]


def guard(request: HttpRequest, response: HttpResponseBase, folder: str, *, tetap: bool) -> HttpResponseBase:
    """Its own policy: a frame without origin, its own files, the run-time; no form, no other address, no cookie."""
    here = f"{request.scheme}://{request.get_host()}"
    own, portal = here + folder, f"{here}/{settings.STATIC_URL.lstrip('/')}"
    response.headers["Content-Security-Policy"] = "; ".join((
        "default-src 'none'",
        f"script-src {own} {portal} 'unsafe-inline' 'unsafe-eval'",
        f"style-src {own} {portal} 'unsafe-inline'",
        f"img-src {own} {portal} data: blob:",
        f"media-src {own} data: blob:",
        f"font-src {own} {portal} data:",
        f"connect-src {own}",
        f"frame-src {own}",
        "form-action 'none'",
        "base-uri 'none'",
        "object-src 'none'",
        "sandbox allow-scripts",
    ))  # fmt: skip
    # The frame has no origin: its own files come to it as from elsewhere. The key in the address is what guards them.
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = f"private, max-age={SIMPAN_DETIK}" if tetap else "no-store"
    response.xframe_options_exempt = True  # type: ignore[attr-defined]  # frames of its own have no origin either
    return response
