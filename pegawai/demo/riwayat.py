"""Writes the files of the planned people: every kind of riwayat, and what is held once. A few COPY per 5,000 people."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from asn_portal.core import kripto
from asn_portal.core.demo import Demo
from asn_portal.core.demo.tulis import Salinan, sejak, susun
from pegawai import models as m
from pegawai.demo import riwayat_diri as diri
from pegawai.demo import riwayat_karier as karier
from pegawai.demo.cacat import BAGIAN_CACAT
from pegawai.demo.orang import Orang
from pegawai.demo.riwayat_karier import Baris
from pegawai.enums import JenisPegawai, SumberRiwayat
from pegawai.services.profil import KOLOM_NPWP, KOLOM_REKENING

UMUM = (
    "id", "pegawai_id", "sk_nomor", "sk_tanggal", "dokumen_id", "siasn_id", "sumber", "menggantikan_id", "berlaku", "tercatat",
)  # fmt: skip
# Own columns of each kind, in the order in which its rows come; columns that stay empty have their constant after them.
KOLOM: dict[str, tuple[type[Any], tuple[str, ...], tuple[Any, ...]]] = {
    "golongan": (
        m.RiwayatGolongan,
        ("golongan_id", "jenis_kp_id", "masa_kerja_tahun", "masa_kerja_bulan", "pertek_nomor"), (),
    ),
    "kgb": (m.RiwayatKGB, ("golongan_id", "masa_kerja_tahun", "masa_kerja_bulan", "gaji_pokok"), ()),
    "perjanjian": (m.PerjanjianKerja, ("jabatan", "golongan_id", "jam_per_minggu", "upah"), ()),
    "angka-kredit": (
        m.RiwayatAngkaKredit,
        ("jabatan", "kredit_utama", "kredit_penunjang", "kredit_total", "angka_kredit_pertama", "integrasi", "konversi"), (),
    ),
    "kedudukan": (m.RiwayatKedudukan, ("kedudukan_id",), ()),
    "cltn": (m.RiwayatCLTN, ("jenis_cltn_id", "tanggal_aktif", "bkn_nomor"), ()),
    "pendidikan": (
        m.RiwayatPendidikan,
        ("pendidikan_id", "tingkat_id", "nama_sekolah", "nomor_ijazah", "tahun_lulus", "gelar_depan", "gelar_belakang",
         "pendidikan_pertama"), (),
    ),
    "diklat": (m.RiwayatDiklat, ("latihan_id", "nomor", "tahun", "jumlah_jam", "penyelenggara"), ()),
    "kursus": (m.RiwayatKursus, ("nama", "jenis_diklat_id", "nomor", "tahun", "jumlah_jam", "penyelenggara"), ()),
    "sertifikasi": (m.RiwayatSertifikasi, ("jenis", "nama", "nomor", "lembaga"), ()),
    "ujian": (m.RiwayatUjian, ("jenis", "nomor", "penyelenggara"), ()),
    "penghargaan": (m.RiwayatPenghargaan, ("penghargaan_id", "tahun"), ()),
    "hukuman": (
        m.RiwayatHukuman,
        ("jenis_hukuman_id", "tingkat", "masa_tahun", "masa_bulan", "nomor_pp", "alasan", "batal_nomor"), ("",),
    ),
    "prestasi": (m.RiwayatPrestasi, ("jenis", "nama", "tingkat", "penyelenggara", "uraian"), ()),
    "organisasi": (m.RiwayatOrganisasi, ("nama", "jabatan", "tempat"), ()),
    "keluarga": (
        m.RiwayatKeluarga,
        ("hubungan", "nama", "jenis_kelamin", "tanggal_lahir", "status_anak", "pekerjaan", "ditanggung", "masih_sekolah",
         "akta"), ("",),
    ),
}  # fmt: skip
AGAMA = ("1",) * 84 + ("2",) * 8 + ("3",) * 5 + ("4", "5", "6")
KOTA = ("Jakarta", "Bogor", "Bekasi", "Bandung", "Semarang", "Surabaya", "Yogyakarta", "Medan", "Padang", "Makassar")
CACAT = ("tanpa_pendidikan", "tanpa_tmt_pns", "tanpa_alamat")


class PenulisRiwayat:
    """Rows of the file of each person; their chance depends on nothing but the person's number."""

    def __init__(self, demo: Demo, orang: Sequence[UUID]) -> None:
        self.demo, self.orang = demo, orang
        self.instansi = "instansi:A5EB03E23C3BF6A0E040640A040252AD"

    def rows(self, people: Sequence[Orang]) -> list[Salinan]:
        rows: dict[str, list[tuple[Any, ...]]] = {kind: [] for kind in KOLOM}
        employment, private, contact = [], [], []
        for person in people:
            acak = random.Random(f"{self.demo.benih}:{self.demo.tanggal}:riwayat:{person.nomor}")
            fault = acak.choice(CACAT) if person.tokoh is None and acak.random() < BAGIAN_CACAT else ""
            for kind, row in self.rows_of(person, acak, fault):
                rows[kind].append(self._columns(kind, person, row))
            employment.append(self._employment(person, fault))
            private.append(self._private(person, acak))
            contact.append(self._contact(person, acak, fault))
        return [
            *(susun(model, UMUM + columns, rows[kind]) for kind, (model, columns, _) in KOLOM.items()),
            susun(m.DataKepegawaian, KEPEGAWAIAN, employment),
            susun(m.DataPribadi, PRIBADI, private),
            susun(m.KontakPegawai, KONTAK, contact),
        ]

    def rows_of(self, person: Orang, acak: random.Random, fault: str) -> Iterator[tuple[str, Baris]]:
        demo = self.demo
        away = karier.absence(person, demo, acak)
        forgotten = acak.random() < 0.2
        kinds: dict[str, Iterator[Baris]] = {
            "golongan": karier.golongan(person, demo),
            "kgb": karier.kgb(person, demo),
            "perjanjian": karier.perjanjian(person, demo),
            "angka-kredit": karier.angka_kredit(person, demo),
            "kedudukan": karier.kedudukan(person, away, forgotten=forgotten, demo=demo),
            "cltn": karier.cltn(person, away),
            "pendidikan": iter(()) if fault == "tanpa_pendidikan" else diri.pendidikan(person, demo),
            "diklat": diri.diklat(person, demo),
            "kursus": diri.kursus(person, demo, acak),
            "sertifikasi": diri.sertifikasi(person, demo, acak),
            "ujian": karier.ujian(person, demo),
            "penghargaan": diri.penghargaan(person, demo),
            "hukuman": diri.hukuman(person, demo, acak),
            "prestasi": diri.prestasi(person, demo, acak),
            "organisasi": diri.organisasi(person, acak),
            "keluarga": diri.keluarga(person, demo, acak),
        }
        for kind, rows in kinds.items():
            for row in rows:
                yield kind, row

    def _columns(self, kind: str, person: Orang, row: Baris) -> tuple[Any, ...]:
        demo = self.demo
        return (
            demo.id(kind, f"{person.nomor}:{row.kunci}"), self.orang[person.nomor], row.nomor, row.tanggal, None, "",
            SumberRiwayat.SIASN.value, None, sejak(row.awal, row.akhir), sejak(demo.jam(min(row.awal, demo.tanggal))),
            *row.isi, *KOLOM[kind][2],
        )  # fmt: skip

    def _employment(self, person: Orang, fault: str) -> tuple[Any, ...]:
        tmt, number = person.karier.tmt, person.nomor % 9000 + 1000
        permanent = person.jenis == JenisPegawai.PNS and fault != "tanpa_tmt_pns"
        pns = date(tmt.year + 1, tmt.month, 1) if permanent else None
        return (
            self.orang[person.nomor], "", "", "" if not permanent else f"{person.nomor % 900000 + 100000:06d}", "jenis_pegawai:10",
            tmt, f"813/{number}/{tmt.year}", tmt - timedelta(days=30), pns, f"821/{number}/{pns.year}" if pns else "",
            pns - timedelta(days=30) if pns else None, f"800/{number}/{tmt.year}", tmt, "", self.instansi, self.instansi,
            "Jakarta", "", "",
        )  # fmt: skip

    def _private(self, person: Orang, acak: random.Random) -> tuple[Any, ...]:
        npwp, account = person.nik, f"1{acak.randrange(10**9, 10**10)}{person.nomor:06d}"
        return (
            self.orang[person.nomor], acak.choice(KOTA), f"agama:{acak.choice(AGAMA)}",
            f"kawin:{1 if (self.demo.tanggal - person.karier.lahir).days > 30 * 365 else 4}",
            kripto.encrypt(npwp, kolom=KOLOM_NPWP), kripto.digest(npwp, kolom=KOLOM_NPWP), True, "Bank Contoh",
            kripto.encrypt(account, kolom=KOLOM_REKENING), kripto.digest(account, kolom=KOLOM_REKENING),
            f"000{acak.randrange(10**9, 10**10)}", "", "",
        )  # fmt: skip

    def _contact(self, person: Orang, acak: random.Random, fault: str) -> tuple[Any, ...]:
        street = f"Jalan Contoh {acak.choice(('Melati', 'Kenanga', 'Cempaka', 'Flamboyan', 'Mawar'))} Nomor {acak.randint(1, 180)}"
        place = (
            "" if fault == "tanpa_alamat" else f"{street}, RT {acak.randint(1, 14):03d}/RW {acak.randint(1, 12):03d}"
        )
        return self.orang[person.nomor], place, "", f"1{acak.randint(1000, 4999)}", "", ""


KEPEGAWAIAN = (
    "pegawai_id", "siasn_id", "nip_lama", "karpeg", "jenis_pegawai_id", "tmt_cpns", "sk_cpns_nomor", "sk_cpns_tanggal",
    "tmt_pns", "sk_pns_nomor", "sk_pns_tanggal", "spmt_nomor", "spmt_tanggal", "sttpl_nomor", "instansi_induk_id",
    "instansi_kerja_id", "lokasi_kerja", "klogad", "spmu",
)  # fmt: skip
PRIBADI = (
    "pegawai_id", "tempat_lahir", "agama_id", "kawin_id", "npwp_sandi", "npwp_sidik", "npwp_sah", "bank", "rekening_sandi",
    "rekening_sidik", "bpjs", "taspen", "karis_karsu",
)  # fmt: skip
KONTAK = ("pegawai_id", "alamat", "alamat_domisili", "kode_pos", "telepon_rumah", "surel_pribadi")
