"""The drafting room: operations replayed on the dated map, their effects, publication by a second person, and undo."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asn_portal.core import latar
from asn_portal.core.enums import JenisUnit
from asn_portal.core.errors import DomainError
from asn_portal.core.models import RincianUnit, Tindakan, Tugas, periode
from asn_portal.core.pengaturan import RUPIAH_NILAI
from asn_portal.core.services.unit import set_pengaturan
from jabatan.enums import JenisJabatan, StatusRancangan
from jabatan.models import LangkahRancangan, Penempatan, RancanganSusunan, RincianJabatan
from jabatan.selectors.rancangan import open_room
from jabatan.serah import TUGAS_MASA, TUGAS_RANCANGAN
from jabatan.services import batal_rancangan, kursi, penempatan, rancangan, terbit_rancangan
from jabatan.services.atasan import follow_map
from pegawai.models import HubunganAtasan, KeanggotaanUnit
from tests.factories.core import make_unit
from tests.factories.jabatan import make_seat, sit
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
THEN = TODAY + 30 * DAY


def superior(person, day):
    row = HubunganAtasan.objects.pada(day).filter(pegawai=person).select_related("atasan").first()
    return row.atasan.nama if row else None


@pytest.fixture
def dua(provinsi, peta):
    """A second seksi with a head of its own, one seat that is called the same, and one place of an arsiparis."""
    unit = make_unit("Seksi Dua", instansi=provinsi.instansi, induk=provinsi.dinas, jenis=JenisUnit.SEKSI)
    kasi = make_seat("Kepala Seksi", unit=unit, jenis=JenisJabatan.PENGAWAS, induk=peta.kadis, kepala=True, kelas=9)
    staf = make_seat("Penelaah Teknis Kebijakan", unit=unit, induk=kasi, kebutuhan=2)
    boss, member = make_person("Kepala Seksi Dua", unit=unit), make_person("Anggota Dua", unit=unit)
    sit(boss, kasi)
    sit(member, staf)
    seats = [peta.kadis.pk, peta.kasi.pk, peta.staf.pk, kasi.pk, staf.pk]
    follow_map(seats, periode(provinsi.dinas.daftar_rincian.first().mulai))
    return {"unit": unit, "kasi": kasi, "staf": staf, "kepala": boss, "anggota": member}


@pytest.fixture
def draf(provinsi, peta, dua):
    """A draft for the dinas by HR of the province."""
    return rancangan.create_draft(
        unit=provinsi.dinas, judul="Penyederhanaan", tanggal=THEN, dasar="Pergub 7/2026", by=provinsi.akun["admin_bkd"]
    )


@pytest.fixture
def penerbit(provinsi):
    return provinsi.akun["admin_bkd2"]


def step(draf, langkah, by, /, **isi):
    return rancangan.add_step(
        draf.pk, jenis=langkah, isi={k: str(v) if hasattr(v, "hex") else v for k, v in isi.items()}, by=by
    )


def merge(provinsi, draf, dua):
    """Seksi Dua goes into Seksi Satu, and its head becomes a penelaah there."""
    by = provinsi.akun["admin_bkd"]
    step(draf, "unit_gabung", by, unit=dua["unit"].pk, ke=provinsi.seksi.pk)


def publish(draf, provinsi, penerbit):
    draf.refresh_from_db()
    if draf.status == StatusRancangan.DISUSUN:
        rancangan.submit_draft(draf.pk, by=provinsi.akun["admin_bkd"])
        draf.refresh_from_db()
    room = open_room(draf)
    job = terbit_rancangan.start_publication(draf.pk, sidik=room.sidik_akibat, dasar="Pergub 7/2026", by=penerbit)
    latar.run(job.pk)
    job.refresh_from_db()
    draf.refresh_from_db()
    return job


def test_merged_unit_shows_its_effects_and_leaves_the_map_alone(provinsi, peta, dua, draf):
    merge(provinsi, draf, dua)
    room = open_room(draf)
    found = room.akibat
    assert [(row.nama, row.tanda) for row in found.unit] == [
        ("Dinas Satu", ""), ("Seksi Satu", "Isi berubah"), ("Seksi Dua", "Tidak ada lagi"),
    ]  # fmt: skip
    one = found.unit[1]
    assert (one.sebelum.b, one.sebelum.k, one.sesudah.b, one.sesudah.k) == (3, 4, 4, 6)
    assert [(row.nama, row.dulu) for row in found.tanpa_kursi] == [("Kepala Seksi Dua", "Kepala Seksi, Seksi Dua")]
    assert [(row.nama, row.dari, row.ke) for row in found.atasan] == [
        ("Anggota Dua", "Kepala Seksi Dua", provinsi.orang["atasan"].nama_lengkap)
    ]
    assert (found.sebelum.jumlah.k, found.sesudah.jumlah.k) == (8, 7)
    assert found.sebelum.jumlah.nilai - found.sesudah.jumlah.nilai == 1355
    assert room.penghalang == ["Belum mendapat jabatan, jadi perlu dipindahkan dulu: Kepala Seksi Dua"]
    assert RincianUnit.objects.pada(THEN).filter(unit=dua["unit"]).exists()
    assert RincianJabatan.objects.pada(THEN).get(jabatan=peta.staf).kebutuhan == 3


def test_publication_is_right_yesterday_today_and_on_its_day(provinsi, peta, dua, draf, penerbit):
    merge(provinsi, draf, dua)
    step(
        draf, "pemangku_pindah", provinsi.akun["admin_bkd"], orang=[str(dua["kepala"].pk)], ke=peta.staf.pk
    )  # fmt: skip
    job = publish(draf, provinsi, penerbit)
    assert (job.status, draf.status) == ("selesai", StatusRancangan.TERBIT)
    for day in (TODAY - DAY, TODAY, THEN - DAY):
        assert RincianUnit.objects.pada(day).filter(unit=dua["unit"]).exists()
        assert RincianJabatan.objects.pada(day).get(jabatan=peta.staf).kebutuhan == 3
        assert superior(dua["anggota"], day) == "Kepala Seksi Dua"
        assert KeanggotaanUnit.objects.pada(day).get(pegawai=dua["anggota"]).unit_id == dua["unit"].pk
    assert not RincianUnit.objects.pada(THEN).filter(unit=dua["unit"]).exists()
    assert not RincianJabatan.objects.pada(THEN).filter(jabatan__in=[dua["kasi"], dua["staf"]]).exists()
    assert RincianJabatan.objects.pada(THEN).get(jabatan=peta.staf).kebutuhan == 5
    held = Penempatan.objects.pada(THEN).filter(jabatan=peta.staf)
    assert {row.pegawai.nama for row in held} == {"Anggota Dua", "Kepala Seksi Dua", "Siti Aminah", "Budi Santoso"}
    assert {superior(dua[who], THEN) for who in ("anggota", "kepala")} == {provinsi.orang["atasan"].nama}
    assert KeanggotaanUnit.objects.pada(THEN).get(pegawai=dua["kepala"]).unit_id == provinsi.seksi.pk
    act = Tindakan.objects.get(aksi="rancangan_diterbitkan")
    assert act.rincian["pindah_unit"] == 2
    assert Tugas.objects.filter(jenis=TUGAS_MASA, selesai_pada=None).count() == 2
    assert not Tugas.objects.filter(jenis=TUGAS_RANCANGAN, selesai_pada=None).exists()
    assert not latar.run(job.pk)  # delivered twice


def test_undo_before_the_day_gives_everything_back(provinsi, peta, dua, draf, penerbit):
    before = {
        model: sorted(map(str, model.objects.kini().values_list("berlaku", *columns)))
        for model, columns in KEPT_COLUMNS.items()
    }
    merge(provinsi, draf, dua)
    by = provinsi.akun["admin_bkd"]
    new = uuid4()
    step(draf, "unit_bentuk", by, kunci=new, nama="Seksi Tiga", jenis="seksi", induk=provinsi.dinas.pk, singkatan="")
    step(
        draf, "jabatan_bentuk", by, kunci=uuid4(), unit=new, jenis="pengawas", jenjang="", kepala=True,
        nama="Kepala Seksi Tiga", eselon="IV.a", kelas=None, kebutuhan=1, bup=58,
    )  # fmt: skip
    head = LangkahRancangan.objects.get(jenis="jabatan_bentuk").isi["kunci"]
    step(draf, "pemangku_pindah", by, orang=[str(dua["kepala"].pk)], ke=head)
    publish(draf, provinsi, penerbit)
    assert superior(dua["kepala"], THEN) == provinsi.orang["atasan_penilai"].nama
    assert RincianUnit.objects.pada(THEN).get(unit_id=new).nama == "Seksi Tiga"
    job = batal_rancangan.start_undo(draf.pk, alasan="Ditunda", by=by)
    latar.run(job.pk)
    draf.refresh_from_db()
    assert draf.status == StatusRancangan.DIBATALKAN
    after = {
        model: sorted(map(str, model.objects.kini().values_list("berlaku", *columns)))
        for model, columns in KEPT_COLUMNS.items()
    }
    assert after == before
    assert superior(dua["anggota"], THEN) == "Kepala Seksi Dua"
    assert not Tugas.objects.filter(jenis=TUGAS_MASA, selesai_pada=None).exists()


KEPT_COLUMNS = {
    RincianUnit: ("unit_id", "nama", "induk_id"),
    RincianJabatan: ("jabatan_id", "unit_id", "nama", "induk_id", "kebutuhan"),
    Penempatan: ("pegawai_id", "jabatan_id", "jenis"),
    KeanggotaanUnit: ("pegawai_id", "unit_id"),
}


def test_undo_is_refused_once_it_holds_and_when_somebody_has_built_on_it(provinsi, peta, dua, draf, penerbit):
    by = provinsi.akun["admin_bkd"]
    step(
        draf, "jabatan_bentuk", by, kunci=uuid4(), unit=provinsi.seksi.pk, jenis="pelaksana", jenjang="", kepala=False,
        nama="Pengolah Data", eselon="", kelas=None, kebutuhan=2, bup=58,
    )  # fmt: skip
    publish(draf, provinsi, penerbit)
    seat = LangkahRancangan.objects.get().isi["kunci"]
    newcomer = make_person("Baru Datang", unit=provinsi.seksi)
    penempatan.place_pegawai(seat, pegawai=newcomer, mulai=THEN, by=by)
    with pytest.raises(DomainError, match="Baru Datang sudah ditempatkan"):
        batal_rancangan.undo_publication(draf.pk, alasan="x", by=by)
    RancanganSusunan.objects.filter(pk=draf.pk).update(tanggal=TODAY)
    with pytest.raises(DomainError, match="sudah berlaku sejak"):
        batal_rancangan.start_undo(draf.pk, alasan="x", by=by)


def test_second_person_publishes_and_only_what_he_has_seen(provinsi, peta, dua, draf, penerbit):
    by = provinsi.akun["admin_bkd"]
    step(draf, "unit_ubah", by, unit=provinsi.seksi.pk, nama="Seksi Utama", singkatan="")
    rancangan.submit_draft(draf.pk, by=by)
    assert Tugas.objects.get(jenis=TUGAS_RANCANGAN).untuk == penerbit
    draf.refresh_from_db()
    room = open_room(draf)
    with pytest.raises(PermissionDenied):
        terbit_rancangan.start_publication(draf.pk, sidik=room.sidik_akibat, dasar="x", by=by)
    with pytest.raises(PermissionDenied):
        terbit_rancangan.start_publication(draf.pk, sidik=room.sidik_akibat, dasar="x", by=provinsi.akun["admin_unit"])
    with pytest.raises(DomainError, match="berubah sejak halaman ini dibuka"):
        terbit_rancangan.start_publication(draf.pk, sidik="lama", dasar="x", by=penerbit)
    # The map changes meanwhile: the job refuses, and the draft waits again with the reason.
    job = terbit_rancangan.start_publication(draf.pk, sidik=room.sidik_akibat, dasar="x", by=penerbit)
    kursi.change_seat(peta.staf.pk, mulai=TODAY, dasar="x", by=by, kebutuhan=9)
    latar.run(job.pk)
    draf.refresh_from_db()
    assert draf.status == StatusRancangan.DIAJUKAN
    assert "Peta berubah sejak rancangan ini diajukan" in draf.catatan
    assert RincianUnit.objects.pada(THEN).get(unit=provinsi.seksi).nama == "Seksi Satu"
    rancangan.return_draft(draf.pk, alasan="Peta berubah", by=penerbit)
    with pytest.raises(DomainError, match="Pakai peta terbaru"):
        rancangan.submit_draft(draf.pk, by=by)
    rancangan.accept_map(draf.pk, by=by)
    publish(draf, provinsi, penerbit)
    assert RincianUnit.objects.pada(THEN).get(unit=provinsi.seksi).nama == "Seksi Utama"


def bad(draf, by, kalimat, langkah, /, **isi):
    before = LangkahRancangan.objects.count()
    with pytest.raises(DomainError, match=kalimat):
        step(draf, langkah, by, **isi)
    assert LangkahRancangan.objects.count() == before


def test_operations_that_do_not_fit_say_why_and_leave_nothing(provinsi, peta, dua, draf):
    by = provinsi.akun["admin_bkd"]
    seksi, dinas, lain = provinsi.seksi.pk, provinsi.dinas.pk, provinsi.dinas_lain.pk
    bad(draf, by, "ialah unit yang ditata", "unit_pindah", unit=dinas, induk=seksi)
    bad(draf, by, "Unit yang dimaksud tidak ada", "unit_pindah", unit=seksi, induk=lain)
    sub = uuid4()
    step(draf, "unit_bentuk", by, kunci=sub, nama="Subseksi", jenis="seksi", induk=seksi, singkatan="")
    bad(draf, by, "akan melingkar", "unit_pindah", unit=seksi, induk=sub)
    bad(draf, by, "tidak dapat digabungkan ke dirinya", "unit_gabung", unit=seksi, ke=sub)
    bad(draf, by, "masih mempunyai unit di bawahnya", "unit_tutup", unit=seksi)
    bad(draf, by, "sudah ada Seksi Dua", "unit_ubah", unit=seksi, nama="seksi dua", singkatan="")
    bad(draf, by, "berbeda jenis atau jenjang", "jabatan_gabung", jabatan=peta.staf.pk, ke=peta.kasi.pk)
    bad(draf, by, "sudah mempunyai kepala", "jabatan_pindah", jabatan=peta.kasi.pk, unit=dua["unit"].pk)
    bad(
        draf,
        by,
        "Garis pertanggungjawaban akan melingkar",
        "jabatan_ubah",
        jabatan=peta.kadis.pk,
        induk_jabatan=peta.kasi.pk,
    )
    bad(draf, by, "hanya dipegang satu orang", "pemangku_pindah", orang=[str(dua["kepala"].pk)], ke=peta.kasi.pk)
    assert any("Subseksi" not in line for line in open_room(draf).penghalang) is False


def test_a_unit_left_without_a_head_or_a_class_without_points_stands_in_the_way(provinsi, peta, dua, draf):
    by = provinsi.akun["admin_bkd"]
    step(draf, "jabatan_tutup", by, jabatan=dua["kasi"].pk)
    step(draf, "pemangku_pindah", by, orang=[str(dua["kepala"].pk)], ke=dua["staf"].pk)
    step(draf, "jabatan_ubah", by, jabatan=peta.staf.pk, kelas=12)
    assert open_room(draf).penghalang == [
        "Seksi Dua tidak mempunyai kepala. Bentuk jabatan kepalanya, atau gabungkan unitnya.",
        (
            "Kelas 12 untuk Penelaah Teknis Kebijakan belum mempunyai nilai jabatan. Kosongkan kelasnya lalu nilai "
            "jabatannya pada halaman evaluasi jabatan, atau pilih kelas yang sudah dinilai."
        ),
    ]
    with pytest.raises(DomainError, match="belum dapat diajukan"):
        rancangan.submit_draft(draf.pk, by=by)


def test_what_is_already_planned_for_later_is_not_lost(provinsi, peta, dua, draf):
    by = provinsi.akun["admin_bkd"]
    later = make_person("Nanti Masuk", unit=dua["unit"])
    penempatan.place_pegawai(dua["staf"].pk, pegawai=later, mulai=THEN + 10 * DAY, by=by)
    kursi.change_seat(peta.staf.pk, mulai=THEN + 5 * DAY, dasar="x", by=by, kebutuhan=4)
    rancangan.accept_map(draf.pk, by=by)
    merge(provinsi, draf, dua)
    found = "\n".join(open_room(draf).penghalang)
    assert "Nanti Masuk sudah direncanakan menempati Penelaah Teknis Kebijakan" in found
    assert "Penelaah Teknis Kebijakan di Seksi Satu sudah mempunyai perubahan yang direncanakan" in found


def test_a_removed_step_leaves_those_that_no_longer_fit_with_their_reason(provinsi, peta, dua, draf):
    by = provinsi.akun["admin_bkd"]
    new = uuid4()
    first = step(
        draf, "unit_bentuk", by, kunci=new, nama="Seksi Tiga", jenis="seksi", induk=provinsi.dinas.pk, singkatan=""
    )
    step(draf, "unit_gabung", by, unit=dua["unit"].pk, ke=new)
    rancangan.remove_step(first.pk, by=by)
    room = open_room(draf)
    assert room.langkah[0].kalimat == "Gabungkan Seksi Dua ke Seksi Tiga"
    assert room.penghalang[0].startswith("Langkah 2: Unit yang dimaksud tidak ada")
    assert dua["unit"].pk in room.kini.unit


def test_only_one_of_several_drafts_about_a_unit_waits(provinsi, peta, dua, draf, penerbit):
    by = provinsi.akun["admin_bkd"]
    step(draf, "unit_ubah", by, unit=provinsi.seksi.pk, nama="Seksi Utama", singkatan="")
    second = rancangan.copy_draft(draf.pk, judul="Pilihan kedua", by=by)
    rancangan.submit_draft(draf.pk, by=by)
    with pytest.raises(DomainError, match="sedang menunggu diterbitkan, yaitu Penyederhanaan"):
        rancangan.submit_draft(second.pk, by=by)
    publish(draf, provinsi, penerbit)
    second.refresh_from_db()
    assert open_room(second).berubah


def test_hr_of_a_unit_drafts_for_it_and_nobody_publishes_his_own_move(provinsi, peta, dua, penerbit):
    hr = provinsi.akun["admin_unit"]
    with pytest.raises(PermissionDenied):
        rancangan.create_draft(unit=provinsi.dinas_lain, judul="x", tanggal=THEN, dasar="", by=hr)
    with pytest.raises(DomainError, match="sudah lewat"):
        rancangan.create_draft(unit=provinsi.dinas, judul="x", tanggal=TODAY - DAY, dasar="", by=hr)
    row = rancangan.create_draft(unit=provinsi.dinas, judul="x", tanggal=THEN, dasar="", by=hr)
    with pytest.raises(PermissionDenied):
        step(row, "unit_tutup", provinsi.akun["admin_bkd"], unit=dua["unit"].pk)
    assert not RancanganSusunan.objects.visible_to(provinsi.akun["admin_unit_lain"]).exists()
    assert not RancanganSusunan.objects.visible_to(provinsi.akun["pegawai"]).exists()


def test_a_large_unit_costs_as_many_queries_as_a_small_one(provinsi, peta, dua, draf):
    merge(provinsi, draf, dua)
    client, url = provinsi.client("admin_bkd"), f"/jabatan/rancangan/{draf.pk}/?lihat={provinsi.seksi.pk}"

    def cost():
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    cost()
    small = cost()
    for number in range(12):
        sit(
            make_person(f"Orang {number}", unit=provinsi.seksi),
            make_seat(f"Jabatan {number}", unit=provinsi.seksi, induk=peta.kasi),
        )
    assert cost() == small


def test_publication_writes_in_sets(provinsi, peta, dua, draf, penerbit):
    """Ten people more take no more statements."""

    def statements(extra):
        people = [make_person(f"Orang {extra} {n}", unit=dua["unit"]) for n in range(extra)]
        seats = [make_seat(f"Jabatan {extra} {n}", unit=dua["unit"], induk=dua["kasi"]) for n in range(extra)]
        for person, seat in zip(people, seats, strict=True):
            sit(person, seat)
        rancangan.accept_map(draf.pk, by=provinsi.akun["admin_bkd"])
        rancangan.submit_draft(draf.pk, by=provinsi.akun["admin_bkd"])
        RancanganSusunan.objects.filter(pk=draf.pk).update(status="menerbitkan", diterbitkan_oleh=penerbit)
        with transaction.atomic(), CaptureQueriesContext(connection) as seen:
            terbit_rancangan.write_publication(draf.pk, by=penerbit)
            transaction.set_rollback(True)
        RancanganSusunan.objects.filter(pk=draf.pk).update(status="disusun", diterbitkan_oleh=None)
        return len(seen)

    by = provinsi.akun["admin_bkd"]
    merge(provinsi, draf, dua)
    step(draf, "pemangku_pindah", by, orang=[str(dua["kepala"].pk)], ke=peta.staf.pk)
    few = statements(1)
    assert statements(10) <= few + 12


def test_costs_in_rupiah_where_the_agency_has_a_rate(provinsi, peta, dua, draf):
    merge(provinsi, draf, dua)
    assert open_room(draf).biaya is None
    set_pengaturan(
        kunci=RUPIAH_NILAI, nilai="10000", mulai=TODAY, dasar="Pergub", by=provinsi.akun["admin_bkd"]
    )  # fmt: skip
    before, after = open_room(draf).biaya
    assert before - after == 1355 * 10_000
