"""Placements, study on duty, coaching and mentoring, as far as a test needs them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from asn_portal.core.models import Instansi
from pegawai.models import Pegawai
from pelatihan.kunci_konsultasi import fingerprint
from pelatihan.models import (
    Bimbingan,
    CatatanMagang,
    LaporanBelajar,
    LowonganMagang,
    Penyelenggara,
    PesertaMagang,
    SesiBimbingan,
    TautanMentor,
    TugasBelajar,
)
from tests.factories.core import PenggunaFactory
from tests.factories.riwayat import entry

KUNCI_MENTOR = "kunci-mentor"


def make_offer(instansi: Instansi, judul: str = "Magang data transportasi", **values: Any) -> LowonganMagang:
    """Open, with a company as host, from yesterday for twenty days unless told otherwise."""
    today = timezone.localdate()
    owner, _ = Penyelenggara.objects.get_or_create(instansi=instansi, nama="PT Uji Angkutan", jenis="swasta")
    first = values.pop("mulai", today - timedelta(days=1))
    given = {
        "bentuk": "magang", "penyelenggara": owner, "uraian": "Mengolah data.", "tempat": "Jakarta Utara", "mulai": first,
        "selesai": first + timedelta(days=20), "tutup": first, "kuota": 2, "jam": 20, "status": "dibuka",
    } | values  # fmt: skip
    return LowonganMagang.objects.create(instansi=instansi, judul=judul, **given)


def make_placement(offer: LowonganMagang, pegawai: Pegawai, status: str = "diterima", **values: Any) -> PesertaMagang:
    return PesertaMagang.objects.create(
        lowongan=offer, pegawai=pegawai, unit=pegawai.unit_kini, status=status, alasan="Ingin belajar.",
        masa=DateRange(offer.mulai, offer.selesai + timedelta(days=1), "[)"), diajukan_pada=timezone.now(), **values,
    )  # fmt: skip


def make_day(row: PesertaMagang, hari: date, jam: int = 8, status: str = "menunggu") -> CatatanMagang:
    decided = timezone.now() if status == "disahkan" else None
    return CatatanMagang.objects.create(
        peserta=row, tanggal=hari, jam=Decimal(jam), kegiatan="Mengolah data", status=status, diputus_pada=decided
    )


def make_mentor_link(row: PesertaMagang, kunci: str = KUNCI_MENTOR) -> TautanMentor:
    return TautanMentor.objects.create(
        peserta=row, nama="Ibu Mentor", sidik=fingerprint(kunci), sampai=row.lowongan.selesai + timedelta(days=30),
        dibuat_oleh=PenggunaFactory(instansi=row.pegawai.instansi), dibuat_pada=timezone.now(),
    )  # fmt: skip


def make_study(pegawai: Pegawai, status: str = "diajukan", **values: Any) -> TugasBelajar:
    today = timezone.localdate()
    given = {
        "tingkat": entry("tingkat_pendidikan:45"), "program_studi": "Ilmu Data", "lembaga": "Universitas Uji",
        "pembiayaan": "apbd", "dibebaskan": False, "bulan": 24, "mulai": today - timedelta(days=200),
        "selesai": today + timedelta(days=530), "alasan": "Unit perlu analis.", "sisa_bulan": 200, "minimal_bulan": 48,
        "dasar_syarat": "SE MenPANRB 28/2021",
    } | values  # fmt: skip
    if status in {"berjalan", "selesai"}:
        given = {"sk_nomor": "12/TB/2026", "sk_tanggal": given["mulai"]} | given
    return TugasBelajar.objects.create(
        pegawai=pegawai, unit=pegawai.unit_kini, status=status, diajukan_pada=timezone.now(), **given
    )


def make_report(row: TugasBelajar, semester: int = 1) -> LaporanBelajar:
    return LaporanBelajar.objects.create(tugas=row, semester=semester, isi="Lancar.", pada=timezone.now())


def make_pair(pegawai: Pegawai, pembimbing: Pegawai, status: str = "berjalan", **values: Any) -> Bimbingan:
    today = timezone.localdate()
    given = {
        "jenis": "coaching", "tujuan": "Memimpin rapat", "mulai": today - timedelta(days=90),
        "sampai": today + timedelta(days=30), "diminta_oleh": pegawai.pengguna or PenggunaFactory(instansi=pegawai.instansi),
    } | values  # fmt: skip
    return Bimbingan.objects.create(
        pegawai=pegawai, pembimbing=pembimbing, status=status, diminta_pada=timezone.now(), **given
    )


def make_meeting(row: Bimbingan, hari: date, *, sah: bool = False) -> SesiBimbingan:
    return SesiBimbingan.objects.create(
        bimbingan=row, tanggal=hari, topik="Rapat", dicatat_oleh=row.diminta_oleh,
        disahkan_pada=timezone.now() if sah else None,
    )  # fmt: skip
