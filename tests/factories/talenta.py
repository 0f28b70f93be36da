"""Succession plans, awards and surveys."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.models import Pengguna
from jabatan.enums import JenisJabatan
from jabatan.models import Jabatan
from merit.models import (
    AjangPenghargaan,
    PenerimaPenghargaan,
    PernyataanKepentingan,
    PertanyaanDenyut,
    PilihanSuksesi,
    Putaran,
    RencanaSuksesi,
    SidangSuksesi,
    SurveiDenyut,
    UjiTeknis,
    UsulanPenghargaan,
)
from pegawai.models import Pegawai
from tests.factories.core import PenggunaFactory
from tests.factories.jabatan import make_seat
from tests.factories.merit import referensi
from tests.factories.pegawai import make_person


@perubahan
def make_plan(jabatan: Jabatan, putaran: Putaran, by: Pengguna) -> RencanaSuksesi:
    """With its first session."""
    row = RencanaSuksesi.objects.create(
        instansi_id=jabatan.instansi_id, jabatan=jabatan, nama_jabatan="Kepala Bidang", nama_unit="Dinas", putaran=putaran,
        sebab="kosong", alasan="Pejabatnya pensiun.", dibuat_oleh=by,
    )  # fmt: skip
    SidangSuksesi.objects.create(rencana=row, nomor=1, dibuka_oleh=by, dibuka_pada=timezone.now())
    record_jejak(row, "uji", by=by)
    return row


def state_nothing(rencana: RencanaSuksesi, *akun: Pengguna) -> None:
    """Nothing stands against their looking."""
    session = rencana.daftar_sidang.latest("nomor")
    for one in akun:
        PernyataanKepentingan.objects.create(sidang=session, pengguna=one, ada_benturan=False, pada=timezone.now())


def make_test(rencana: RencanaSuksesi, orang: Pegawai, by: Pengguna, **values: Any) -> UjiTeknis:
    given: dict[str, Any] = {
        "nilai": Decimal(80), "tanggal": timezone.localdate(), "penyelenggara": "Pusat Penilaian", "nomor": "BA-1",
        "dicatat_pada": timezone.now(),
    }  # fmt: skip
    return UjiTeknis.objects.create(rencana=rencana, pegawai=orang, dicatat_oleh=by, **given | values)


def make_award(instansi: Any, by: Pengguna, **values: Any) -> AjangPenghargaan:
    given: dict[str, Any] = {
        "nama": "Pegawai Teladan", "jenis": "kinerja", "penghargaan": referensi("penghargaan:306", "Penghargaan instansi"),
        "tahun": timezone.localdate().year, "uraian": "Hasil kerja setahun.", "usul_sampai": timezone.localdate() + timedelta(days=9),
    }  # fmt: skip
    return AjangPenghargaan.objects.create(instansi=instansi, dibuat_oleh=by, **given | values)


def make_survey(instansi: Any, by: Pengguna, **values: Any) -> SurveiDenyut:
    """Two statements and a free question; a draft unless told otherwise."""
    today = timezone.localdate()
    given: dict[str, Any] = {"nama": "Denyut", "mulai": today, "sampai": today + timedelta(days=7), "dibuat_oleh": by}
    row = SurveiDenyut.objects.create(instansi=instansi, **given | values)
    kinds = (
        ("kepuasan", "Alat kerja memadai"),
        ("keterikatan", "Saya bangga bekerja di sini"),
        ("bebas", "Saran Anda"),
    )
    for urut, (jenis, kalimat) in enumerate(kinds, 1):
        PertanyaanDenyut.objects.create(survei=row, urut=urut, jenis=jenis, kalimat=kalimat)
    return row


def make_nomination(ajang: AjangPenghargaan, by: Pengguna, *orang: Pegawai, **values: Any) -> UsulanPenghargaan:
    row = UsulanPenghargaan.objects.create(
        ajang=ajang, alasan="Layak.", diusulkan_oleh=by, diusulkan_pada=timezone.now(), **values
    )
    for one in orang:
        PenerimaPenghargaan.objects.create(usulan=row, pegawai=one)
    return row


def talent_walk(person: Pegawai) -> dict[str, dict[str, Any]]:
    """What the walk through the addresses needs."""
    unit = person.unit_kini
    assert unit is not None
    someone = PenggunaFactory(instansi=person.instansi)
    putaran = Putaran.objects.filter(instansi=person.instansi, status="terbit").latest("nomor")
    seat = make_seat(f"Kepala Bidang {person.nama}", unit=unit, jenis=JenisJabatan.ADMINISTRATOR)
    other = make_seat(f"Kepala Bagian {person.nama}", unit=unit, jenis=JenisJabatan.ADMINISTRATOR)
    plan = make_plan(seat, putaran, someone)
    state_nothing(plan, *Pengguna.objects.filter(instansi=person.instansi, username="komite_talenta"))
    choice = PilihanSuksesi.objects.create(
        rencana=plan, sidang=plan.daftar_sidang.get(), pegawai=person, dari_daftar=False, alasan="Layak.", status="diusulkan",
        diusulkan_oleh=someone, diusulkan_pada=timezone.now() - timedelta(days=1),
    )  # fmt: skip
    test = make_test(plan, person, someone)
    correction = make_test(
        plan, person, someone, status="menunggu", mengganti=test, alasan="Salah ketik.", nilai=Decimal(90)
    )
    award = make_award(person.instansi, someone, nama=f"Teladan {person.nama}")
    nomination = make_nomination(award, someone, make_person(f"Rekan {person.nama}", unit=unit))
    over = make_award(
        person.instansi, someone, nama=f"Lalu {person.nama}", status="terbit", pertimbangan="Layak.", diputus_oleh=someone,
        keputusan_nomor="1", keputusan_tanggal=timezone.localdate(),
    )  # fmt: skip
    won = make_nomination(over, someone, person, status="penerima", pertimbangan="Layak.")
    return {
        "survei": {"pk": make_survey(person.instansi, someone).pk},
        "ajang": {"pk": award.pk}, "usulan_penghargaan": {"pk": nomination.pk},
        "penerima_penghargaan": {"pk": won.daftar_orang.get().pk},
        "suksesi": {"pk": plan.pk}, "kursi_suksesi": {"pk": other.pk}, "suksesi_orang": {"pk": plan.pk, "orang": person.pk},
        "pilihan_suksesi": {"pk": choice.pk}, "uji_teknis": {"pk": test.pk}, "uji_koreksi": {"pk": correction.pk},
    }  # fmt: skip
