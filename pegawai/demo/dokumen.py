"""A few documents of the demo accounts: real files, drawn here, with their pictures. The same day gives the same bytes."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from PIL import Image, ImageDraw, ImageFont

from asn_portal.berkas import simpan
from asn_portal.berkas.enums import HasilPindai, Pratinjau
from asn_portal.berkas.isi.gambar import bind_photos, clean_photo
from asn_portal.berkas.isi.pdf import draw_first_page
from asn_portal.berkas.jenis import jenis_dokumen
from asn_portal.berkas.models import PDF, Dokumen
from asn_portal.core.demo import Demo, salin
from asn_portal.core.templatetags.bentuk import tanggal
from pegawai.demo.orang import Rencana

# Account, kind, number, pages, days ago.
DOKUMEN = (
    ("pegawai.demo", "sk_cpns", "813/1204/2014", 2, 40),
    ("pegawai.demo", "ijazah", "0213/UN2/2012", 1, 38),
    ("pegawai.demo", "sertifikat", "77/PLT/2025", 1, 9),
    ("atasan.demo", "sk_jabatan", "821/88/2024", 2, 30),
    ("pppk.demo", "sk_pns", "814/310/2023", 2, 21),
    ("guru.demo", "ijazah", "1190/UPI/2010", 1, 12),
)
KOLOM = (
    "id", "instansi_id", "pemilik_id", "subjek_id", "jenis", "judul", "nomor", "tanggal", "retensi", "versi", "nama_simpan",
    "sidik", "ukuran", "jenis_isi", "halaman", "pindai", "pratinjau", "pratinjau_simpan", "diunggah_oleh_id", "diunggah_pada",
)  # fmt: skip
KERTAS = (1240, 1754)


def load_dokumen(demo: Demo, plan: Rencana, orang: Sequence[UUID], akun: Sequence[UUID]) -> None:
    salin(Dokumen, KOLOM, list(_rows(demo, plan, orang, akun)))


def _rows(demo: Demo, plan: Rencana, orang: Sequence[UUID], akun: Sequence[UUID]) -> Iterator[tuple[Any, ...]]:
    known = {person.tokoh.akun: person for person in plan.orang if person.tokoh}
    for name, kind, nomor, pages, days in DOKUMEN:
        person, jenis = known[name], jenis_dokumen(kind)
        day = demo.tanggal - timedelta(days=days)
        content = draw_pages(jenis.label, [person.nama, f"Nomor {nomor}", f"Contoh, {tanggal(day)}"], pages)
        pk, owner = demo.id("dokumen", f"{name}:{kind}"), akun[person.nomor]
        stored, picture = f"dokumen/contoh/{pk.hex}", f"pratinjau/contoh/{pk.hex}"
        put_file(stored, content)
        put_file(picture, draw_first_page(content) or b"")
        yield (
            pk, demo.id("instansi", 1), owner, orang[person.nomor], kind, jenis.label, nomor, day, jenis.retensi.value, 1,
            stored, hashlib.sha256(content).hexdigest(), len(content), PDF, pages, HasilPindai.TIDAK_DIPINDAI.value,
            Pratinjau.ADA.value, picture, owner, demo.jam(day),
        )  # fmt: skip


def put_file(name: str, content: bytes) -> None:
    """Under exactly this name: a province that is loaded again finds the files of the former one."""
    simpan.storage().delete(name)
    simpan.write(name, content)


def draw_pages(judul: str, lines: list[str], pages: int) -> bytes:
    """What a scan of such a paper looks like, as far as nobody could take it for a real one."""
    return bind_photos([_page(judul, [*lines, f"Halaman {page} dari {pages}"]) for page in range(1, pages + 1)])


def _page(judul: str, lines: list[str]) -> bytes:
    paper = Image.new("RGB", KERTAS, (252, 251, 247))
    pen = ImageDraw.Draw(paper)
    pen.rectangle((90, 90, KERTAS[0] - 90, KERTAS[1] - 90), outline=(120, 120, 110), width=3)
    pen.text((150, 170), judul.upper(), fill=(20, 40, 40), font=ImageFont.load_default(52))
    pen.line((150, 260, KERTAS[0] - 150, 260), fill=(20, 40, 40), width=4)
    for place, line in enumerate(lines):
        pen.text((150, 330 + 70 * place), line, fill=(40, 50, 50), font=ImageFont.load_default(34))
    pen.text(
        (150, KERTAS[1] - 190), "DATA CONTOH, BUKAN DOKUMEN RESMI", fill=(150, 40, 40), font=ImageFont.load_default(34)
    )
    stored = io.BytesIO()
    paper.save(stored, "PNG")
    return clean_photo(stored.getvalue(), "PNG", judul)
