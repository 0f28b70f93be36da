"""The facts of a decree about a rise in rank, and where each decree of a month is. By the records of the day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from asn_portal.berkas.enums import StatusNaskah
from asn_portal.berkas.models import Naskah
from asn_portal.core.errors import DomainError
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.regulasi import Ditolak
from asn_portal.core.selectors.pengaturan import pengaturan
from asn_portal.core.templatetags.bentuk import nip, rupiah, tanggal
from pegawai.aturan.cuti import bulan_tidak_dihitung
from pegawai.aturan.gaji import SETAHUN, TABEL_GAJI_PNS, MasukanMkg, baris_gaji, lajur_gaji, mkg_naik_golongan
from pegawai.enums import BentukKP, StatusButirKP
from pegawai.jenis_riwayat import pangkat
from pegawai.models import ButirKP, Pegawai, PertekKP, Referensi, RiwayatGolongan
from pegawai.peringatan import find_peringatan
from pegawai.selectors.cuti_luar import absences_of
from pegawai.selectors.direktori import below_unit
from pegawai.selectors.orang import place_on
from pegawai.selectors.peringatan_hitung import events_of
from pegawai.selectors.surat_kp import KP
from pegawai.selectors.syarat_kp import SyaratPredikat, predicates_for

KEPUTUSAN_KP = "keputusan_kp"
# One decree about many, and what each of them gets of it.
KEPUTUSAN_BERSAMA, PETIKAN_KP = "keputusan_kp_bersama", "petikan_kp"
# Kinds of rises in rank as BKN numbers them.
JENIS_KP = {"kp_reguler": "101", "kp_struktural": "201", "kp_fungsional": "202", "kp_ijazah": "203"}
TANPA_KP = "Tidak ada kenaikan pangkat yang dapat diputuskan bagi pegawai ini menurut berkasnya. Periksa golongan, ijazah, dan jabatannya."
BELUM_LULUS = "Belum ada tanda lulus ujian dinas tingkat {ujian} di riwayatnya. Catat tanda lulusnya dulu, atau usulkan sesudah ia lulus."
BELUM_LULUS_IJAZAH = "Belum ada tanda lulus ujian penyesuaian ijazah di riwayatnya. Catat tanda lulusnya dulu."
PREDIKAT = "Predikat kinerjanya {tahun}; kenaikan pangkat memerlukan paling rendah Baik pada dua tahun terakhir."
TANPA_PERTEK = "Pertimbangan teknis BKN belum dicatat. Catat nomor dan tanggalnya di halaman Usul kenaikan pangkat, lalu buat keputusannya."
TERLALU_DINI = "TMT pada pertimbangan teknis {tmt}, sedangkan paling cepat {paling_cepat}. Periksa TMT-nya."

DI_BAWAH_TABEL = "Masa kerja golongan {tahun} tahun di bawah baris pertama tabel gaji {baru}. Periksa masa kerja di riwayat golongannya."


@dataclass(frozen=True)
class IsiKP:
    """What a decree says: the unit of the person, its day, its fields, and the row it becomes."""

    unit_id: UUID | None
    tmt: date
    nilai: dict[str, str]
    fakta: dict[str, str]


def kp_event(pegawai_id: UUID, hari: date) -> tuple[str, date, dict[str, Any]]:
    """Kind, first day and facts of the rise that comes first; a DomainError says why there is none to decide."""
    found = sorted((row[3], row[1], row[4]) for row in events_of([pegawai_id], hari) if row[1] in KP)
    if not found:
        raise DomainError(TANPA_KP, galat="tanpa_kp")
    day, jenis, facts = found[0]
    return jenis, day, facts


def kp_data(pegawai: Pegawai, hari: date) -> IsiKP:
    jenis, earliest, facts = kp_event(pegawai.pk, hari)
    if facts.get("ujian"):
        raise DomainError(BELUM_LULUS.format(ujian=facts["ujian"]), galat="belum_lulus_ujian")
    if jenis == "kp_ijazah" and not facts.get("lulus"):
        raise DomainError(BELUM_LULUS_IJAZAH, galat="belum_lulus_ujian")
    if below := predicates_for([pegawai.pk], max(earliest, hari)).get(pegawai.pk, SyaratPredikat()).di_bawah:
        years = ", ".join(f"{one.kata} ({one.tahun})" for one in below)
        raise DomainError(PREDIKAT.format(tahun=years), galat="predikat_di_bawah")
    base = RiwayatGolongan.objects.kini().filter(pegawai=pegawai).select_related("golongan").order_by("-berlaku")[0]
    pertek = PertekKP.objects.filter(pegawai=pegawai, tmt__gt=base.mulai).order_by("-tmt").first()
    if pertek is None:
        raise DomainError(TANPA_PERTEK, galat="tanpa_pertek")
    if pertek.tmt < earliest:
        raise DomainError(
            TERLALU_DINI.format(tmt=tanggal(pertek.tmt), paling_cepat=tanggal(earliest)), galat="tmt_terlalu_dini"
        )
    return _filled(pegawai, base, pertek, jenis, facts, hari)


def _filled(
    pegawai: Pegawai, base: RiwayatGolongan, pertek: PertekKP, jenis: str, facts: dict[str, Any], hari: date
) -> IsiKP:
    new = Referensi.objects.dari("golongan_pns").get(nama=facts["baru"])
    kind = find_peringatan(jenis)
    tahun, bulan, away = service_on(base, facts["golongan"], facts["baru"], pertek.tmt)
    table, place = TABEL_GAJI_PNS.at(pertek.tmt), place_on(pegawai, hari)
    try:
        pay = baris_gaji(lajur_gaji("pns", table, facts["baru"]), tahun)[1]
    except Ditolak as refused:
        raise DomainError(
            DI_BAWAH_TABEL.format(tahun=tahun, baru=facts["baru"]), galat="mkg_di_bawah_tabel"
        ) from refused
    nilai = {
        "nama": pegawai.nama_lengkap, "nip": nip(pegawai.nip) if pegawai.nip else "Belum ada", "pangkat": pangkat(base.golongan),
        "jabatan": pegawai.jabatan_kini or "Belum ada", "unit": place.unit or "Belum ada",
        "instansi": pengaturan(pegawai.instansi_id, hari).get("nama_instansi", ""),
        "jenis_kp": kind.judul if kind else jenis, "golongan_lama": pangkat(base.golongan), "tmt_lama": tanggal(base.mulai),
        "golongan_baru": pangkat(new), "tmt": tanggal(pertek.tmt), "masa_kerja": f"{tahun} tahun {bulan} bulan",
        "gaji_baru": rupiah(pay), "cltn": f"{away} bulan" if away else "Tidak ada", "pertek_nomor": pertek.nomor, "pertek_tanggal": tanggal(pertek.tanggal),
        "dasar": kind.dasar if kind else "", "dasar_gaji": table.dasar_hukum,
    }  # fmt: skip
    fakta = {
        "golongan": new.pk, "jenis_kp": f"kenaikan_pangkat:{JENIS_KP[jenis]}", "masa_kerja_tahun": str(tahun),
        "masa_kerja_bulan": str(bulan), "pertek_nomor": pertek.nomor, "pertek_tanggal": pertek.tanggal.isoformat(),
    }  # fmt: skip
    return IsiKP(place.unit_id, pertek.tmt, nilai, fakta)


def service_on(base: RiwayatGolongan, dari: str, ke: str, tmt: date) -> tuple[int, int, int]:
    """Masa kerja golongan on a day in the new rank, in years and months, and the months that do not count: what the last decree
    says, the months since but for those of CLTN, and the rule of the step.
    """
    gone = (tmt.year - base.mulai.year) * SETAHUN + tmt.month - base.mulai.month
    away = bulan_tidak_dihitung(absences_of(base.pegawai_id), mulai=base.mulai, sebelum=tmt)
    months = base.masa_kerja_tahun * SETAHUN + base.masa_kerja_bulan + max(gone - away, 0)
    found = mkg_naik_golongan(MasukanMkg(dari=dari, ke=ke, mkg_tahun=months // SETAHUN, mkg_bulan=months % SETAHUN))
    return found["mkg_tahun"], found["mkg_bulan"], away


ENDED = (StatusNaskah.DIBATALKAN, StatusNaskah.DICABUT)


def decrees_of(people: Collection[UUID]) -> dict[UUID, Naskah]:
    """The newest decree of each that still counts and is about a rise that the file does not show yet: his own, or the one
    with a list.
    """
    since = _ranks_since(people)
    own = Naskah.objects.filter(jenis=KEPUTUSAN_KP, subjek_id__in=people).exclude(status__in=ENDED)
    found = {
        row.subjek_id: row
        for row in own.order_by("dibuat_pada")
        if row.subjek_id and row.data["acuan"] > since.get(row.subjek_id, date.min).isoformat()
    }
    listed = ButirKP.objects.filter(
        pegawai_id__in=people, status=StatusButirKP.DISUSUN, daftar__bentuk=BentukKP.BERSAMA
    )
    rows = (
        listed.exclude(daftar__naskah=None).exclude(daftar__naskah__status__in=ENDED).select_related("daftar__naskah")
    )
    return found | {row.pegawai_id: row.daftar.naskah for row in rows.order_by("pk") if row.daftar.naskah}


def decided_on(pegawai_id: UUID, tmt: date) -> Naskah | None:
    """The decree about a rise of this day, made or on its way."""
    found = decrees_of([pegawai_id]).get(pegawai_id)
    if found is None or found.jenis == KEPUTUSAN_KP:
        return found if found and found.data["acuan"] == tmt.isoformat() else None
    return found if ButirKP.objects.filter(daftar__naskah=found, pegawai_id=pegawai_id, tmt=tmt).exists() else None


def _ranks_since(people: Collection[UUID]) -> dict[UUID, date]:
    """When the newest rank of each began."""
    since: dict[UUID, date] = {}
    rank = RiwayatGolongan.objects.kini().filter(pegawai_id__in=people).values_list("pegawai_id", "berlaku")
    for pegawai_id, berlaku in rank:
        since[pegawai_id] = max(berlaku.lower, since.get(pegawai_id, berlaku.lower))
    return since


def considerations_of(people: Collection[UUID]) -> dict[UUID, PertekKP]:
    """The newest consideration of each that is later than the present rank."""
    since = _ranks_since(people)
    rows = PertekKP.objects.filter(pegawai_id__in=people).order_by("tmt")
    return {row.pegawai_id: row for row in rows if row.pegawai_id in since and row.tmt > since[row.pegawai_id]}


def signed_decrees(pengguna: Pengguna, unit_id: UUID, bulan: date, hari: date) -> list[Naskah]:
    """Decrees of a month that are signed: they stand in the file, so that no proposal names these people."""
    people = Pegawai.objects.visible_to(pengguna, Sumber.USULAN_PROFIL, "v").exclude(pengguna=pengguna)
    rows = Naskah.objects.filter(
        jenis=KEPUTUSAN_KP, status=StatusNaskah.TERKIRIM, data__acuan__startswith=f"{bulan:%Y-%m}-",
        subjek_id__in=below_unit(people, unit_id, hari).values("pk"),
    )  # fmt: skip
    return list(rows.order_by("tentang", "pk"))
