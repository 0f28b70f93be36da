"""Work teams and reports of shifts, as far as a test needs them."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from asn_portal.core.models import UnitKerja, periode
from kinerja.aturan.giliran import giliran
from kinerja.models import (
    SKP,
    Evaluasi,
    HasilTim,
    LaporanRegu,
    NominasiPenghargaan,
    PenjawabPandangan,
    PeriodeKinerja,
    PermintaanPandangan,
    RencanaPerbaikan,
    SebutanRegu,
    SesiKalibrasi,
    TimKerja,
    UsulKalibrasi,
)
from pegawai.models import Pegawai
from tests.factories.berkas import make_dokumen
from tests.factories.core import PenggunaFactory


def make_team(ketua: Pegawai, *anggota: Pegawai, tahun: int | None = None, **values: Any) -> TimKerja:
    """A team of a whole year, by default the running one and the one before it."""
    year = tahun or timezone.localdate().year
    given: dict[str, Any] = {
        "nama": "Tim Banjir", "tugas": "Memetakan genangan", "dasar": "Surat tugas 1", "dibuat_oleh": ketua.pengguna,
        "berlaku": periode(date(year - 1, 1, 1), date(year, 12, 31)),
    }  # fmt: skip
    row = TimKerja.objects.create(instansi_id=ketua.instansi_id, unit=ketua.unit_kini, ketua=ketua, **given | values)
    for person in anggota:
        row.daftar_anggota.create(pegawai=person)
    return row


def put_into_team(tim: TimKerja, skp: SKP, urut: int = 0) -> HasilTim:
    """One result of the member's plan, chosen for the team."""
    member = tim.daftar_anggota.get(pegawai=skp.pegawai)
    line = skp.daftar_rhk.order_by("urut")[urut]
    return HasilTim.objects.create(anggota=member, garis=line.garis)


def make_shift(kepala: Pegawai, orang: Pegawai, hari: date, **values: Any) -> SebutanRegu:
    """A report of a night shift that names one person, who has not answered yet."""
    shift = giliran(hari, time(22), time(6), timezone.get_current_timezone())
    row = LaporanRegu.objects.create(
        pelapor=kepala, unit=kepala.unit_kini, tanggal=hari, rentang=DateTimeTZRange(shift.mulai, shift.selesai),
        teks=values.pop("teks", "Pompa dijaga semalam"), sidik=values.pop("sidik", "b" * 64),
        dokumen=make_dokumen(kepala.pengguna, kepala.pk, "bukti_kinerja"), **values,
    )  # fmt: skip
    return SebutanRegu.objects.create(laporan=row, pegawai=orang, rentang=row.rentang)


def make_asked(tentang: Pegawai, penjawab: Pegawai, tahun: int) -> PenjawabPandangan:
    """Somebody asked for his view of another, until next week."""
    today = timezone.localdate()
    row = PermintaanPandangan.objects.create(
        pegawai=tentang, tahun=tahun, batas=today + timedelta(days=7), dibuka_pada=today, dibuka_oleh=penjawab.pengguna
    )
    for group in ("rekan", "bawahan"):
        row.daftar_hasil.create(hubungan=group)
    return PenjawabPandangan.objects.create(permintaan=row, penjawab=penjawab, hubungan="rekan")


def make_calibration(tahun: PeriodeKinerja, unit: UnitKerja, jenis: str = "triwulan", nomor: int = 1) -> SesiKalibrasi:
    """A running session, opened by an account that has nothing else to do."""
    return SesiKalibrasi.objects.create(
        periode=tahun, unit=unit, jenis=jenis, nomor=nomor, peserta="Perencanaan, kepegawaian", dibuka_pada=timezone.now(),
        dibuka_oleh=PenggunaFactory(instansi=unit.instansi),
    )  # fmt: skip


def make_proposal(sesi: SesiKalibrasi, row: Evaluasi) -> UsulKalibrasi:
    """A step down for what was done."""
    return UsulKalibrasi.objects.create(
        sesi=sesi, evaluasi=row, semula_hasil=row.hasil_kerja, semula_perilaku=row.perilaku_kerja,
        usul_hasil="di_bawah_ekspektasi", usul_perilaku=row.perilaku_kerja, alasan="Target belum tercapai",
        oleh=sesi.dibuka_oleh, pada=timezone.now(),
    )  # fmt: skip


def make_improvement(row: Evaluasi, by: Any, **values: Any) -> RencanaPerbaikan:
    """A plan of three months that waits for the person."""
    today = timezone.localdate()
    given = {
        "sebab": "Laporan terlambat", "langkah": "Laporan setiap Jumat", "dukungan": "Bimbingan mingguan", "mulai": today,
        "batas": today + timedelta(days=90), "dibuat_oleh": by, "dibuat_pada": timezone.now(),
    }  # fmt: skip
    return RencanaPerbaikan.objects.create(evaluasi=row, pegawai=row.pegawai, **given | values)


def make_nomination(row: Evaluasi, by: Any) -> NominasiPenghargaan:
    return NominasiPenghargaan.objects.create(
        evaluasi=row, pegawai=row.pegawai, alasan="Hasilnya dipakai seluruh dinas", oleh=by, pada=timezone.now()
    )
