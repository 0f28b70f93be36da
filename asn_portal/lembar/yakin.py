"""What giving up or taking back a file will do, in numbers of its rows; and what deleting a kept list does."""

from __future__ import annotations

from django.urls import reverse

from asn_portal.core.templatetags.bentuk import angka, waktu
from asn_portal.core.yakin import Yakin
from asn_portal.lembar.enums import StatusBaris, StatusImpor
from asn_portal.lembar.impor import JenisImpor
from asn_portal.lembar.models import BerkasImpor, DaftarTersimpan

STAYS = {
    StatusBaris.SUDAH_ADA: "Sudah ada sebelumnya, tidak disentuh",
    StatusBaris.DITOLAK: "Tidak pernah diterapkan",
    StatusBaris.SALAH: "Perlu diperbaiki, tidak pernah diterapkan",
}


def _rows(count: int) -> str:
    return f"{angka(count)} baris"


def sure_take_back(row: BerkasImpor, jenis: JenisImpor) -> Yakin:
    """Counted from the rows, since a file that is still being applied has no sums yet."""
    applied = row.daftar_baris.filter(status=StatusBaris.DITERAPKAN).count()
    facts = [("Berkas", row.nama_berkas), ("Akan ditarik kembali", _rows(applied))]
    facts += [(label, _rows(row.banyak(status))) for status, label in STAYS.items() if row.banyak(status)]
    if row.tarik_sampai:
        facts.append(("Masih dapat ditarik sampai", waktu(row.tarik_sampai)))
    effects = (
        jenis.kata_tarik,
        "Baris yang datanya sudah diubah lagi sesudah impor ini tidak ikut; jumlah dan alasannya tampak pada hasilnya.",
        "Penarikan berjalan di latar dan tercatat pada jejak. Untuk menerapkannya lagi, unggah berkasnya sekali lagi.",
    )
    if row.status == StatusImpor.MENERAPKAN:
        effects = ("Penerapan yang sedang berjalan dihentikan lebih dulu.", *effects)
    return Yakin(
        f"Tarik kembali {_rows(applied)}?", "Tarik kembali seluruhnya", reverse("lembar:impor_detail", args=[row.pk]), row.nama_berkas,
        tuple(facts), effects,
    )  # fmt: skip


def sure_give_up(row: BerkasImpor) -> Yakin:
    good, wrong = row.banyak(StatusBaris.BENAR), row.banyak(StatusBaris.SALAH)
    facts = [("Berkas", row.nama_berkas)]
    facts += [("Benar, tetapi tidak diterapkan", _rows(good))] if good else []
    facts += [("Perlu diperbaiki", _rows(wrong))] if wrong else []
    return Yakin(
        "Batalkan berkas ini?", "Batalkan semua", reverse("lembar:impor_detail", args=[row.pk]), row.nama_berkas, tuple(facts),
        ("Tidak ada data yang berubah. Hasil pemeriksaannya tidak dapat dilanjutkan lagi; unggah berkasnya sekali lagi bila perlu.",),
    )  # fmt: skip


def sure_drop_list(row: DaftarTersimpan, judul: str) -> Yakin:
    shared = "Ya, rekan di unit itu tidak melihatnya lagi" if row.unit_id else "Tidak, hanya Anda yang memakainya"
    return Yakin(
        f"Hapus daftar {row.nama}?", "Hapus daftar", reverse("lembar:daftar_ubah", args=[row.pk]), f"Ubah daftar {row.nama}",
        (("Daftar", row.nama), ("Dari halaman", judul), ("Dipakai bersama", shared)),
        ("Yang dihapus hanya nama dan saringannya. Data pegawai dan unit tidak berubah.",),
    )  # fmt: skip
