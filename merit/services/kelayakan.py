"""The list of those who come into question for a kind of post: opened page by page, and taken out as a table."""

from __future__ import annotations

from contextlib import closing
from typing import IO

from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.pembatas import Batas, count
from asn_portal.core.permissions import require
from asn_portal.core.services.jejak import add_reads, record_read
from asn_portal.core.templatetags.bentuk import tanggal, waktu
from asn_portal.lembar.tulis import BENTUK
from merit import permissions
from merit.selectors import kelayakan as selectors
from merit.selectors.kelayakan import CalonPromosi, DaftarPromosi, Pertanyaan
from pegawai.models import Pegawai
from pegawai.selectors.orang import reader_of

KELOMPOK = "Kelayakan promosi"
# A longer one is narrowed first: it would be no shortlist.
TERBANYAK = 5_000
LIMIT = Batas(20, 3600)
TOO_OFTEN = f"Sudah {LIMIT.jumlah} unduhan dalam satu jam. Tunggu sebentar lalu coba lagi."
TOO_MANY = "Daftar ini lebih dari 5.000 orang. Persempit dengan keadaan atau nama, lalu unduh lagi."
EMPTY = "Tidak ada baris yang dapat diunduh. Ubah saringannya, lalu unduh lagi."


def open_list(tanya: Pertanyaan, *, keadaan: str, urut: str, mulai: int, batas: int, by: Pengguna) -> DaftarPromosi:
    """One page, with its reading noted where each of the persons can see it."""
    require(permissions.can_see_eligible(by))
    found = selectors.eligible(tanya, keadaan=keadaan, urut=urut, mulai=mulai, batas=batas)
    if found.calon:
        first = Pegawai.objects.get(pk=found.calon[0].pegawai_id)
        record_read(
            [one.pegawai_id for one in found.calon], kelompok=KELOMPOK, tujuan=_aim(tanya), oleh=reader_of(by, first)
        )
    return found


def _aim(tanya: Pertanyaan) -> str:
    return f"Kelayakan promosi ke {selectors.word_of(tanya.target)}"


@perubahan
def export_list(tanya: Pertanyaan, *, keadaan: str, urut: str, tujuan: str, by: Pengguna) -> IO[bytes]:
    """The whole list under these filters as Excel; each person sees who took it, and why."""
    require(permissions.can_export_eligible(by))
    if count(LIMIT, "unduh", by.pk) > LIMIT.jumlah:
        raise DomainError(TOO_OFTEN, galat="terlalu_sering")
    found = selectors.eligible(tanya, keadaan=keadaan, urut=urut, batas=TERBANYAK + 1)
    if not found.calon:
        raise DomainError(EMPTY, galat="daftar_kosong")
    if len(found.calon) > TERBANYAK:
        raise DomainError(TOO_MANY, galat="terlalu_panjang")
    tindakan = record_jejak(
        None, "kelayakan_diunduh", by=by, alasan=tujuan,
        rincian={"jabatan": tanya.target, "keadaan": keadaan, "orang": len(found.calon)},
    )  # fmt: skip
    first = Pegawai.objects.get(pk=found.calon[0].pegawai_id)
    ids = [one.pegawai_id for one in found.calon]
    add_reads(tindakan, ids, kelompok=KELOMPOK, tujuan=tujuan, oleh=reader_of(by, first))
    return _table(tanya, keadaan, tujuan, found.calon, by)


def _table(tanya: Pertanyaan, keadaan: str, tujuan: str, rows: list[CalonPromosi], by: Pengguna) -> IO[bytes]:
    judul = f"Kelayakan promosi ke {selectors.word_of(tanya.target)}"
    awal = [
        f"{judul}, keadaan {tanggal(tanya.hari)}",
        f"Diunduh oleh {by.nama} pada {waktu(timezone.now())} untuk: {tujuan}. Jangan diteruskan di luar keperluan itu.",
        f"Saringan: {selectors.KEADAAN[keadaan]}" + (f'; nama memuat "{tanya.q}"' if tanya.q else ""),
    ]  # fmt: skip
    pairs = [
        head for one in rows[0].butir for head in (f"{one.nama} ({one.diminta[:1].lower()}{one.diminta[1:]})", "Bukti")
    ]
    heads = ["Nama", "Jabatan", "Unit", "Kesimpulan", *pairs]
    with closing(BENTUK["xlsx"][0]("Kelayakan promosi", awal, heads, [False] * len(heads))) as writer:
        writer.add(
            [one.nama, one.jabatan, one.unit, selectors.KEADAAN[one.keadaan], *(cell for butir in one.butir for cell in (butir.kata, butir.bukti))]
            for one in rows
        )  # fmt: skip
        return writer.save()
