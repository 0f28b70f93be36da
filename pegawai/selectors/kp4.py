"""KP4: the family list for the allowances, what is about to end in it, and what the record lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from asn_portal.core.pengaturan import KP4_SEGERA
from asn_portal.core.selectors.pengaturan import number_of
from asn_portal.core.templatetags.bentuk import nip, rupiah, tanggal
from pegawai.aturan.keluarga import anak_terbanyak, batas_anak
from pegawai.enums import HubunganKeluarga
from pegawai.selectors.drh import born, faith
from pegawai.selectors.kertas import (
    BELUM,
    PASANGAN,
    BerkasDiri,
    Kertas,
    Kurang,
    day,
    grid,
    lack,
    paper,
    part,
    rank,
    sign,
)
from pegawai.selectors.surat import letterhead


@dataclass(frozen=True)
class Tanggungan:
    """A member of the family in the list of allowances, and until when."""

    baris: Any
    batas: date | None = None

    def lewat(self, hari: date) -> bool:
        return self.batas is not None and self.batas <= hari


def dependants(diri: BerkasDiri) -> list[Tanggungan]:
    """Spouse and children whom the record puts into the list, the spouse first, with the day that ends a child's right."""
    spouses = [Tanggungan(row) for row in diri.keluarga(*PASANGAN) if row.ditanggung]
    children = [
        Tanggungan(row, batas_anak(row.tanggal_lahir, diri.hari, sekolah=row.masih_sekolah) if row.tanggal_lahir else None)
        for row in diri.keluarga(HubunganKeluarga.ANAK)
        if row.ditanggung
    ]  # fmt: skip
    return spouses + children


def kp4(diri: BerkasDiri) -> dict[str, Any]:
    """Surat keterangan untuk mendapatkan pembayaran tunjangan keluarga."""
    listed = dependants(diri)
    others = [
        row for row in diri.keluarga(*PASANGAN, HubunganKeluarga.ANAK) if row.pk not in {one.baris.pk for one in listed}
    ]
    vow = (
        "Keterangan ini saya buat dengan sesungguhnya, dan apabila keterangan ini ternyata tidak benar, saya bersedia "
        "dituntut di muka pengadilan berdasarkan undang-undang yang berlaku, dan bersedia mengembalikan semua uang "
        "tunjangan yang telah saya terima yang seharusnya bukan hak saya."
    )
    columns = {
        "Nama": 2,
        "Hubungan": 1,
        "Tanggal lahir": 1.2,
        "Nikah atau sejak": 1.2,
        "Pekerjaan atau sekolah": 1.4,
        "Keterangan": 1.2,
    }
    tables = (
        grid("1. Yang menjadi tanggungan dan masuk daftar gaji", columns, [_member(one) for one in listed]),
        grid("2. Keluarga yang tidak masuk daftar gaji", columns, [_member(Tanggungan(row)) for row in others]),
    )
    return paper(
        diri, "Surat keterangan untuk mendapatkan pembayaran tunjangan keluarga (KP4)",
        [_who(diri), part("II. Susunan keluarga", tabel=tables)],
        pembuka=["Saya yang bertanda tangan di bawah ini menerangkan dengan sesungguhnya bahwa saya:"], penutup=[vow],
        tanda_tangan=[sign(diri, "Pimpinan unit kerja,", sendiri=False), sign(diri, "Yang menerangkan,")],
        **letterhead(diri.instansi, diri.tempat.unit_id, diri.hari),
    )  # fmt: skip


def _who(diri: BerkasDiri) -> dict[str, Any]:
    row, pay = diri.kini("golongan"), diri.kini("kgb")
    service = f"{row.masa_kerja_tahun} tahun {row.masa_kerja_bulan} bulan" if row else BELUM
    return part(
        "I. Pegawai",
        ("Nama lengkap", diri.orang.nama_lengkap),
        ("NIP", nip(diri.orang.nip) if diri.orang.nip else BELUM),
        ("Tempat, tanggal lahir", born(diri)),
        ("Jenis kelamin", diri.orang.get_jenis_kelamin_display()),
        faith(diri),
        ("Status kepegawaian", diri.orang.get_jenis_display()),
        ("Jabatan", diri.orang.jabatan_kini or BELUM),
        ("Pangkat dan golongan ruang", rank(diri)),
        ("Unit kerja", diri.tempat.unit or BELUM),
        ("Masa kerja golongan", service),
        ("Gaji pokok", rupiah(pay.gaji_pokok) if pay else BELUM),
        ("Alamat", diri.kontak.alamat_domisili or diri.kontak.alamat or BELUM),
    )


def _member(satu: Tanggungan) -> tuple[str, ...]:
    row = satu.baris
    notes = [str(row.get_status_anak_display())] if row.status_anak else []
    notes += ["masih sekolah"] if row.masih_sekolah else []
    work = row.pekerjaan or ("Sekolah atau kuliah" if row.masih_sekolah else "")
    return (
        row.nama, row.get_hubungan_display(), day(row.tanggal_lahir), day(row.mulai), work, ", ".join(notes),
    )  # fmt: skip


def lacks_for_kp4(diri: BerkasDiri) -> list[Kurang]:
    listed, warnings = dependants(diri), list[Kurang]()
    soon = timedelta(days=number_of(KP4_SEGERA, diri.orang.instansi_id, diri.hari))
    for one in listed:
        if one.batas is None and one.baris.hubungan == HubunganKeluarga.ANAK:
            warnings.append(lack(f"Tanggal lahir {one.baris.nama} belum tercatat.", "keluarga"))
        elif one.batas is not None and one.batas - diri.hari <= soon:
            warnings.append(_limit(one, diri.hari))
    children = [one for one in listed if one.baris.hubungan == HubunganKeluarga.ANAK]
    most = anak_terbanyak(diri.hari)
    if len(children) > most:
        words = f"Ada {len(children)} anak dalam daftar tunjangan, paling banyak {most}. Tunjangan dibayar untuk {most} anak."
        warnings.append(lack(words, "keluarga"))
    if not diri.keluarga(*PASANGAN, HubunganKeluarga.ANAK):
        warnings.append(lack("Belum ada keluarga yang tercatat.", "keluarga"))
    return warnings


def _limit(satu: Tanggungan, hari: date) -> Kurang:
    row, ended_already = satu.baris, satu.lewat(hari)
    verb = "sudah mencapai" if ended_already else "segera mencapai"
    rest = (
        "Hak tunjangannya berakhir."
        if row.masih_sekolah
        else "Bila masih sekolah atau kuliah, usulkan perubahan dengan surat keterangan sekolah."
    )
    words = f"{row.nama} {verb} batas umur pada {tanggal(satu.batas)}. {rest}"
    url = f"{reverse('pegawai:usulan_data_add', args=['keluarga'])}?baris={row.pk}"
    return Kurang(words, url, "Perbarui")


KP4 = Kertas(
    "kp4", "Keterangan tunjangan keluarga (KP4)", "Dikonfirmasi setahun sekali, dan bila susunan keluarga berubah.",
    "PP 7/1977 Pasal 16 jo. PP 51/1992 (belum diverifikasi)", kp4, lacks_for_kp4,
)  # fmt: skip
