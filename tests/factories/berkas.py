"""Documents and photos for the tests, made with the real libraries."""

from __future__ import annotations

import io
import secrets
from typing import Any
from uuid import UUID

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from asn_portal.berkas import simpan
from asn_portal.berkas.enums import HasilPindai, Pratinjau, Retensi
from asn_portal.berkas.models import Dokumen, Unggahan
from asn_portal.core.models import Pengguna


def pdf(pages: int = 1, **actions: Any) -> bytes:
    """A plain PDF; `javascript`, `berkas`, `sandi` put in what is refused."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if actions.get("javascript"):
        script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert('x')")}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    if actions.get("berkas"):
        writer.add_attachment("x.exe", b"MZ")
    if actions.get("sandi"):
        writer.encrypt(actions["sandi"])
    stored = io.BytesIO()
    writer.write(stored)
    return stored.getvalue()


def photo(kind: str = "JPEG", size: tuple[int, int] = (60, 40), *, exif: Any = None, noise: bool = False) -> bytes:
    """Left half red, right half blue, so that turning shows."""
    picture = Image.effect_noise(size, 120).convert("RGB") if noise else Image.new("RGB", size, (220, 20, 20))
    if not noise:
        picture.paste((20, 20, 220), (size[0] // 2, 0, *size))
    stored = io.BytesIO()
    extra = {"exif": exif} if exif is not None else {}
    picture.save(stored, kind, **extra)
    return stored.getvalue()


def make_dokumen(pemilik: Pengguna, subjek_id: UUID | None = None, jenis: str = "ijazah") -> Dokumen:
    """A stored document with its picture."""
    content = pdf()
    name = simpan.write(f"dokumen/uji/{secrets.token_urlsafe(12)}", content)
    picture = simpan.write(f"pratinjau/uji/{secrets.token_urlsafe(12)}", photo("PNG"))
    return Dokumen.objects.create(
        instansi_id=pemilik.instansi_id, pemilik=pemilik, subjek_id=subjek_id, jenis=jenis, judul="Ijazah", nama_simpan=name,
        sidik="0" * 64, ukuran=len(content), jenis_isi="application/pdf", pindai=HasilPindai.TIDAK_DIPINDAI,
        retensi=Retensi.PERSEORANGAN, pratinjau=Pratinjau.ADA, pratinjau_simpan=picture, diunggah_oleh=pemilik,
    )  # fmt: skip


def make_unggahan(pengguna: Pengguna, ukuran: int = 10) -> Unggahan:
    return Unggahan.objects.create(
        pengguna=pengguna, nama="x.pdf", ukuran=ukuran, nama_simpan=f"unggah/uji/{secrets.token_urlsafe(12)}"
    )
