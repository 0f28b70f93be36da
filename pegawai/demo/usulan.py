"""Proposals in every state, so that those who check them see life: at the unit, at the province, returned, forwarded, done."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from asn_portal.core import kripto
from asn_portal.core.demo import Demo, salin
from asn_portal.core.models import Tugas
from pegawai.demo.kotak import KOLOM_TUGAS
from pegawai.demo.orang import Orang, Rencana
from pegawai.enums import AlasanUsulan, LangkahPeriksa, StatusUsulanData
from pegawai.models import LangkahUsulan, UsulanPerubahan
from pegawai.services.meja import MENUNGGU, TUGAS_USULAN
from pegawai.services.usulan import ANSWER_WITHIN, KOLOM_ISI
from pegawai.siapa_mengubah import sasaran

# The last of the agency have proposals about roles already.
LEWATI = 2
UNIT, PROVINSI = LangkahPeriksa.UNIT, LangkahPeriksa.PROVINSI
S = StatusUsulanData
ANAK = {
    "mulai": "2026-10-12", "sampai": None, "hubungan": "anak", "nama": "Bintang Pratama", "jenis_kelamin": "L",
    "tanggal_lahir": "2026-10-12", "status_anak": "kandung", "pekerjaan": "", "ditanggung": True, "masih_sekolah": False,
    "akta": "3171-LT-12102026-0042",
}  # fmt: skip
KURSUS = {
    "mulai": "2026-09-07", "sampai": "2026-09-11", "nama": "Pengelolaan drainase perkotaan", "jenis_diklat": "jenis_diklat:3",
    "jenis_kursus": None, "penyelenggara": "Balai Pelatihan Contoh", "jumlah_jam": 40, "nomor": "BP/2026/118",
}  # fmt: skip
REKENING = {"npwp": "", "bank": "Bank Contoh", "rekening": "0012345678", "bpjs": "", "taspen": ""}
NAMA = {"nama": "", "tanggal_lahir": "", "nik": ""}


@dataclass(frozen=True)
class Contoh:
    """One proposal: sent so many days ago, with the decisions on its way (desk, decision, days ago, by whom, why)."""

    kunci: str
    isi: dict[str, Any]
    hari: int
    status: StatusUsulanData
    keterangan: str
    putusan: tuple[tuple[LangkahPeriksa, StatusUsulanData, int, str, str, str], ...] = ()
    # The desk where it lies, and since how many days.
    meja: tuple[LangkahPeriksa, int] | None = None
    siapa: str = ""
    tugas: tuple[str, ...] = field(default=())


HR_UNIT, HR_PROVINSI = ("adminunit.demo",), ("adminbkd.demo", "adminbkd2.demo")
DAFTAR = (
    Contoh("keluarga", ANAK, 1, S.DIAJUKAN, "Anak pertama, akta terlampir.", meja=(UNIT, 1), tugas=HR_UNIT),
    Contoh("kursus", KURSUS, 2, S.DIAJUKAN, "Sertifikat dari balai.", meja=(UNIT, 2), tugas=HR_UNIT),
    Contoh("keuangan", REKENING, 5, S.DIAJUKAN, "Rekening gaji berganti.", meja=(UNIT, 5), tugas=HR_UNIT + HR_PROVINSI),
    Contoh(
        "golongan", {}, 4, S.DIPERIKSA, "SK kenaikan pangkat April belum tercatat.",
        ((UNIT, S.DITERIMA, 2, "adminunit.demo", "", ""),), (PROVINSI, 2), tugas=HR_PROVINSI,
    ),
    Contoh(
        "kursus", KURSUS | {"nama": "Keselamatan kerja di pompa"}, 6, S.DIKEMBALIKAN, "Sertifikat pelatihan.",
        ((UNIT, S.DIKEMBALIKAN, 4, "adminunit.demo", AlasanUsulan.BUKTI_TAK_TERBACA, "Foto sertifikatnya buram. Foto ulang di tempat terang."),),
        siapa="pegawai.demo",
    ),
    Contoh(
        "identitas", NAMA, 8, S.DITERUSKAN, "Nama di akta dua kata, di portal satu kata.",
        ((PROVINSI, S.DITERUSKAN, 6, "adminbkd.demo", AlasanUsulan.BUKAN_DI_SINI, "Diteruskan ke BKN dengan surat pengantar."),),
    ),
    Contoh(
        "keluarga", ANAK | {"nama": "Cahaya Putri", "jenis_kelamin": "P"}, 15, S.DITOLAK, "Keponakan yang tinggal bersama.",
        ((UNIT, S.DITOLAK, 13, "adminunit.demo", AlasanUsulan.BUKTI_KURANG, "Keponakan tidak masuk daftar keluarga tanpa penetapan pengangkatan anak."),),
    ),
)  # fmt: skip


class Usulan:
    """Rows of these proposals, on the province's day. They are of the water agency."""

    def __init__(self, demo: Demo, plan: Rencana, orang: Sequence[UUID], akun: Sequence[UUID]) -> None:
        self.demo, self.orang, self.akun = demo, orang, akun
        self.tokoh = {person.tokoh.akun: person for person in plan.orang if person.tokoh}
        people = [person for person in plan.orang if person.unit.startswith("sda") and not person.tokoh]
        self.pengusul = people[::-1][LEWATI:] or people

    def ago(self, days: int) -> datetime:
        return self.demo.jam(self.demo.tanggal - timedelta(days=days))

    def account(self, name: str) -> UUID:
        return self.akun[self.tokoh[name].nomor]

    def write(self) -> None:
        people = [
            self.tokoh[one.siapa] if one.siapa else self.pengusul[place % len(self.pengusul)]
            for place, one in enumerate(DAFTAR)
        ]
        pairs = list(zip(DAFTAR, people, strict=True))
        columns = (
            "id", "pegawai_id", "sasaran", "isi_sandi", "keterangan", "status", "dibuat_pada", "selesai_pada",
        )  # fmt: skip
        salin(UsulanPerubahan, columns, [self.row(one, person) for one, person in pairs])
        steps = (
            "id", "usulan_id", "pemeriksa", "mulai_pada", "batas", "putusan", "alasan_kode", "alasan", "oleh_id", "pada",
        )  # fmt: skip
        salin(LangkahUsulan, steps, [step for one, person in pairs for step in self.steps(one, person)])
        salin(Tugas, KOLOM_TUGAS, [duty for one, person in pairs for duty in self.duties(one, person)])

    def key(self, one: Contoh, person: Orang) -> UUID:
        return self.demo.id("usulan_data", f"{person.nomor}:{one.kunci}:{one.hari}")

    def row(self, one: Contoh, person: Orang) -> tuple[Any, ...]:
        done = self.ago(one.putusan[-1][2]) if one.status in {S.DITOLAK, S.DITERIMA} else None
        sealed = kripto.encrypt(json.dumps(self.contents(one, person)), kolom=KOLOM_ISI)
        return (
            self.key(one, person), self.orang[person.nomor], one.kunci, sealed, one.keterangan, one.status.value,
            self.ago(one.hari), done,
        )  # fmt: skip

    @staticmethod
    def contents(one: Contoh, person: Orang) -> dict[str, Any]:
        if one.kunci == "identitas":
            return {"nama": f"{person.nama} Pratama", "tanggal_lahir": person.karier.lahir.isoformat(), "nik": ""}
        if one.kunci == "golongan":
            return {
                "mulai": "2026-10-01", "sampai": None, "sk_nomor": "823/204/2026", "sk_tanggal": "2026-09-15",
                "golongan": "golongan_pns:33", "jenis_kp": "kenaikan_pangkat:101", "masa_kerja_tahun": 12,
                "masa_kerja_bulan": 0, "pertek_nomor": "", "pertek_tanggal": None, "kredit_utama": None, "kredit_tambahan": None,
            }  # fmt: skip
        return one.isi

    def steps(self, one: Contoh, person: Orang) -> Iterator[tuple[Any, ...]]:
        case, begun = self.key(one, person), self.ago(one.hari)
        for number, (desk, decision, days, who, code, reason) in enumerate(one.putusan):
            at = self.ago(days)
            yield (
                self.demo.id("langkah", f"{case}:{number}"), case, desk.value, begun, begun + ANSWER_WITHIN, decision.value,
                str(code), reason, self.account(who), at,
            )  # fmt: skip
            begun = at
        if one.meja is not None:
            desk, days = one.meja
            since = self.ago(days)
            yield (
                self.demo.id("langkah", f"{case}:kini"), case, desk.value, since, since + ANSWER_WITHIN, "", "", "", None, None,
            )  # fmt: skip

    def duties(self, one: Contoh, person: Orang) -> Iterator[tuple[Any, ...]]:
        if one.meja is None:
            return
        case, since = self.key(one, person), self.ago(one.meja[1])
        target = sasaran(one.kunci)
        assert target is not None
        words = (
            f"Periksa usulan {person.nama}: {target.judul.lower()}",
            f"{person.nama}, {target.judul.lower()}",
            MENUNGGU,
        )
        url = reverse("pegawai:usulan_data_detail", args=[case])
        for who in one.tugas:
            yield (
                self.demo.id("tugas", f"{TUGAS_USULAN}:{case}:{who}"), self.account(who), TUGAS_USULAN, *words, url, case,
                since + ANSWER_WITHIN, since, None, None,
            )  # fmt: skip
