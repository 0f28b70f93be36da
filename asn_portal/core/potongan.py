"""Part of a private file: a download that broke off goes on where it stopped (RFC 9110, one range at a time).

The page that hands a file out asks for the right anew at every request, so a part is as well guarded as the whole.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


def tag_of(*parts: object) -> str:
    """A strong tag of a file that never changes under these words."""
    return f'"{hashlib.sha256(" ".join(map(str, parts)).encode()).hexdigest()[:32]}"'


@dataclass
class Potongan:
    """So many bytes of an open file, from where it stands."""

    file: IO[bytes]
    left: int

    def read(self, size: int = -1) -> bytes:
        chunk = self.file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(chunk)
        return chunk

    def close(self) -> None:
        self.file.close()


def send_file(
    request: HttpRequest,
    content: IO[bytes],
    jenis_isi: str,
    nama: str,
    *,
    ukuran: int,
    tanda: str,
    attachment: bool = True,
    mulai: int | None = None,
) -> HttpResponseBase:
    """The whole file, or the part that was asked for while the file is still the one of which the rest was read.

    `mulai`: where it begins, when it is one of several in an open file (an archive that the portal keeps).
    """
    asked = _asked(request, ukuran, tanda)
    if asked is None and mulai is None:
        response = FileResponse(content, as_attachment=attachment, filename=nama, content_type=jenis_isi)
    elif asked is None:
        content.seek(mulai or 0)
        part = Potongan(content, ukuran)
        response = FileResponse(part, as_attachment=attachment, filename=nama, content_type=jenis_isi)
        response.headers["Content-Length"] = str(ukuran)
    elif asked[0] >= asked[1]:
        content.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{ukuran}", "Accept-Ranges": "bytes"})
    else:
        start, end = asked
        content.seek((mulai or 0) + start)
        part = Potongan(content, end - start)
        response = FileResponse(part, as_attachment=attachment, filename=nama, content_type=jenis_isi, status=206)
        response.headers["Content-Length"] = str(end - start)
        response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{ukuran}"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = tanda
    return response


def _asked(request: HttpRequest, ukuran: int, tanda: str) -> tuple[int, int] | None:
    """From (inclusive) to (exclusive); an empty stretch when nothing of it is there, None for the whole file."""
    found = RANGE.fullmatch(request.headers.get("Range", "").strip())
    unchanged = request.headers.get("If-Range", tanda).strip() == tanda
    if request.method != "GET" or found is None or not unchanged or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        return max(ukuran - int(last), 0), ukuran if int(last) else 0
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last) + 1, ukuran) if last else ukuran
