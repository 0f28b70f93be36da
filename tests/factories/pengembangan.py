"""Measured levels, plans and needs, as far as a test needs them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from asn_portal.core.models import Instansi, UnitKerja
from jabatan.models import KamusKompetensi
from jabatan.services.kamus import ensure_kamus
from pegawai.models import Pegawai
from pelatihan.kunci_konsultasi import fingerprint
from pelatihan.models import (
    ButirRencana,
    EvaluasiPerilaku,
    KebutuhanTema,
    Kepesertaan,
    KomentarRencana,
    PenetapanSertifikat,
    PengukuranKompetensi,
    ProgramPelatihan,
    ProgramRencana,
    RencanaInstansi,
    RencanaPengembangan,
    SasaranKompetensi,
    TautanKonsultasi,
    WajibPelatihan,
)
from tests.factories.core import PenggunaFactory

KUNCI = "kunci-uji"


def competence(kode: str = "MAN-3") -> KamusKompetensi:
    """An entry of the national dictionary, which a test that commits has emptied."""
    ensure_kamus()
    return KamusKompetensi.objects.get(kode=kode, instansi=None)


def measure(
    pegawai: Pegawai, tingkat: int, kode: str = "MAN-3", *, sumber: str = "asesmen", tanggal: date | None = None
) -> PengukuranKompetensi:
    return PengukuranKompetensi.objects.create(
        pegawai=pegawai, kompetensi=competence(kode), tingkat=tingkat, sumber=sumber,
        tanggal=tanggal or timezone.localdate(), pelaksana="Pusat Penilaian Uji", pada=timezone.now(),
    )  # fmt: skip


def teaches(program: ProgramPelatihan, tingkat: int, kode: str = "MAN-3") -> ProgramPelatihan:
    SasaranKompetensi.objects.create(program=program, kode=kode, nama=competence(kode).nama, tingkat=tingkat)
    return program


def make_need(unit: UnitKerja, judul: str = "Layanan baru", **values: Any) -> KebutuhanTema:
    by = values.pop("oleh", None) or PenggunaFactory(instansi=unit.instansi)
    given = {
        "tahun": timezone.localdate().year + 1,
        "rumpun": "digital",
        "alasan": "x",
        "orang": 10,
        "mendesak": 2,
    } | values
    return KebutuhanTema.objects.create(
        instansi=unit.instansi, unit=unit, judul=judul, oleh=by, pada=timezone.now(), **given
    )


def make_plan(pegawai: Pegawai, status: str = "draf") -> tuple[RencanaPengembangan, ButirRencana]:
    plan = RencanaPengembangan.objects.create(pegawai=pegawai, tahun=timezone.localdate().year, status=status)
    item = ButirRencana.objects.create(rencana=plan, cara="pengalaman", kegiatan="Memimpin rapat", triwulan=1)
    return plan, item


def make_agency_plan(instansi: Instansi) -> tuple[ProgramRencana, TautanKonsultasi, KomentarRencana]:
    """In consultation, with one partner and one comment; the first link of a test has the key KUNCI."""
    year = timezone.localdate().year + RencanaInstansi.objects.filter(instansi=instansi).count()
    plan = RencanaInstansi.objects.create(
        instansi=instansi, judul=f"Rencana {year}", tahun_awal=year, ringkas="Arah", status="konsultasi"
    )
    line = ProgramRencana.objects.create(
        rencana=plan, tahun=year, judul="Iklim", rumpun="lingkungan", kuota=40, anggaran=1000, alasan="x"
    )
    number = TautanKonsultasi.objects.count()
    link = TautanKonsultasi.objects.create(
        rencana=plan, mitra="Universitas Uji", sidik=fingerprint(f"{KUNCI}{number or ''}"),
        sampai=timezone.localdate() + timedelta(days=9), dibuat_oleh=PenggunaFactory(instansi=instansi), dibuat_pada=timezone.now(),
    )  # fmt: skip
    said = KomentarRencana.objects.create(tautan=link, butir=line, isi="Tambahkan praktik.", pada=timezone.now())
    return line, link, said


def make_behaviour(row: Kepesertaan) -> EvaluasiPerilaku:
    """To be rated by the superior now."""
    today = timezone.localdate()
    return EvaluasiPerilaku.objects.create(kepesertaan=row, mulai=today, batas=today + timedelta(days=80))


def make_gathering(instansi: Instansi) -> PenetapanSertifikat:
    """Put together for a decree; empty."""
    return PenetapanSertifikat.objects.create(
        instansi=instansi, oleh=PenggunaFactory(instansi=instansi), pada=timezone.now()
    )


def make_duty(program: ProgramPelatihan, unit: UnitKerja) -> WajibPelatihan:
    return WajibPelatihan.objects.create(
        instansi=unit.instansi, program=program, unit=unit, dasar="Pergub 1", sejak=timezone.localdate()
    )
