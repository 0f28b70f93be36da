"""Seats founded, changed, ended and taken back: what follows on its day, and what is refused with a sentence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from asn_portal.core.errors import DomainError
from asn_portal.core.models import Tindakan
from asn_portal.core.services.unit import end_unit, found_unit
from jabatan import selectors
from jabatan.enums import JenisJabatan
from jabatan.models import Jabatan, RincianJabatan
from jabatan.services import kursi
from jabatan.services.penempatan import place_pegawai
from pegawai.models import HubunganAtasan, KeanggotaanUnit, Pegawai
from tests.factories.jabatan import make_seat, sit
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def typed(day) -> str:
    return f"{day:%d/%m/%Y}"


def words(response) -> str:
    return " ".join(response.content.decode().split())


def refusal(build) -> DomainError:
    with pytest.raises(DomainError) as refused:
        build()
    assert refused.value.pesan.endswith(".")
    return refused.value


def found(p, peta, *, unit=None, by="admin_bkd", nama="Arsiparis Ahli Muda", **values):
    values = {
        "jenis": JenisJabatan.FUNGSIONAL, "jenjang": "ahli_muda", "induk_id": peta.kasi.pk, "kebutuhan": 2, "kelas": None,
        "bup": 58, "mulai": TODAY, "dasar": "Pergub 1",
    } | values  # fmt: skip
    return kursi.found_seat(unit=unit or p.seksi, nama=nama, by=p.akun[by], **values)


def change(p, seat, by="admin_bkd", mulai=TODAY, **isi):
    return kursi.change_seat(seat.pk, mulai=mulai, dasar="Pergub 2", by=p.akun[by], **isi)


def end(p, seat, sampai=TODAY, by="admin_bkd"):
    return kursi.end_seat(seat.pk, sampai=sampai, dasar="Pergub 3", by=p.akun[by])


def undo(p, seat, by="admin_bkd"):
    step = selectors.what_undo_does(selectors.seat_history(seat))
    return kursi.undo_seat(seat.pk, rincian_id=step.rincian.pk, alasan="Salah", by=p.akun[by])


def on(seat, day=TODAY):
    return RincianJabatan.objects.pada(day).filter(jabatan=seat).first()


def superior(person, day=TODAY):
    row = HubunganAtasan.objects.pada(day).filter(pegawai=person).select_related("atasan").first()
    return row.atasan.nama if row else None


class TestFounding:
    def test_seat_stands_on_the_map_from_its_day_with_its_trace(self, provinsi, peta):
        seat = found(provinsi, peta, mulai=TODAY + 5 * DAY)
        assert on(seat) is None
        row = on(seat, TODAY + 5 * DAY)
        assert (row.nama, row.kebutuhan, row.induk_id) == ("Arsiparis Ahli Muda", 2, peta.kasi.pk)
        assert Tindakan.objects.filter(aksi="jabatan_dibentuk", unit_id=provinsi.seksi.pk, alasan="Pergub 1").exists()

    def test_single_holder_needs_one(self, provinsi, peta):
        seat = found(provinsi, peta, jenis=JenisJabatan.PENGAWAS, jenjang="", nama="Kepala Subbagian", kebutuhan=9)
        assert (seat.tunggal, on(seat).kebutuhan) == (True, 1)

    @pytest.mark.parametrize(
        ("values", "galat"),
        [
            ({"jenjang": ""}, "jenjang_tidak_cocok"),
            ({"jenis": JenisJabatan.PELAKSANA}, "jenjang_tidak_cocok"),
            ({"eselon": "IV.a"}, "eselon_tidak_cocok"),
            ({"kepala": True}, "kepala_tidak_cocok"),
            ({"induk_id": None}, "tanpa_induk"),
            ({"jenis": JenisJabatan.PENGAWAS, "jenjang": "", "kepala": True}, "kepala_sudah_ada"),
            ({"mulai": TODAY - timedelta(days=9000)}, "unit_tidak_berlaku"),
            ({"nama": "Penelaah Teknis Kebijakan"}, "jabatan_nama_seunit"),
        ],
    )
    def test_what_cannot_be_is_said(self, provinsi, peta, values, galat):
        assert refusal(lambda: found(provinsi, peta, **values)).galat == galat
        assert not RincianJabatan.objects.filter(dasar="Pergub 1").exists()

    def test_line_leads_to_a_seat_with_one_holder(self, provinsi, peta):
        assert refusal(lambda: found(provinsi, peta, induk_id=peta.staf.pk)).galat == "jabatan_induk_tunggal"

    def test_inactive_unit_takes_no_seat(self, provinsi, peta):
        unit = found_unit(
            nama="Seksi Tiga",
            jenis="seksi",
            induk=provinsi.dinas,
            mulai=TODAY,
            dasar="x",
            by=provinsi.akun["admin_bkd"],
        )
        end_unit(unit.pk, mulai=TODAY + 5 * DAY, pengganti=None, dasar="x", by=provinsi.akun["admin_bkd"])
        assert refusal(lambda: found(provinsi, peta, unit=unit)).galat == "unit_tidak_berlaku"

    def test_hr_of_a_unit_within_it_only(self, provinsi, peta):
        found(provinsi, peta, by="admin_unit")
        for who in ("admin_unit_lain", "auditor", "pegawai", "pimpinan"):
            with pytest.raises(PermissionDenied):
                found(provinsi, peta, by=who, nama="Lain")


class TestChange:
    def test_only_what_is_named_and_only_from_the_day(self, provinsi, peta):
        change(provinsi, peta.staf, mulai=TODAY + 3 * DAY, kebutuhan=7)
        assert (on(peta.staf).kebutuhan, on(peta.staf, TODAY + 3 * DAY).kebutuhan) == (3, 7)
        change(provinsi, peta.staf, nama="Penelaah Kebijakan")
        later = on(peta.staf, TODAY + 3 * DAY)
        assert (later.nama, later.kebutuhan) == ("Penelaah Kebijakan", 7)
        assert Pegawai.objects.get(pk=provinsi.orang["pegawai"].pk).jabatan_kini == "Penelaah Kebijakan"

    def test_new_line_brings_the_new_superior(self, provinsi, peta):
        change(provinsi, peta.staf, mulai=TODAY + 2 * DAY, induk_id=peta.kadis.pk)
        person = provinsi.orang["pegawai"]
        assert superior(person, TODAY + DAY) == "Kepala Seksi Satu"
        assert superior(person, TODAY + 2 * DAY) == "Kepala Dinas Satu"

    def test_circle_is_refused(self, provinsi, peta):
        assert refusal(lambda: change(provinsi, peta.kadis, induk_id=peta.kasi.pk)).galat == "jabatan_garis_melingkar"

    def test_seat_moves_with_its_holders(self, provinsi, peta):
        change(provinsi, peta.staf, unit_id=provinsi.dinas_lain.pk, induk_id=peta.kadis_lain.pk, mulai=TODAY + DAY)
        person = provinsi.orang["pegawai"]
        unit = KeanggotaanUnit.objects.pada(TODAY + DAY).get(pegawai=person).unit_id
        assert (unit, superior(person, TODAY + DAY)) == (provinsi.dinas_lain.pk, "Wati Lestari")

    def test_hr_of_a_unit_does_not_send_a_seat_elsewhere(self, provinsi, peta):
        with pytest.raises(PermissionDenied):
            change(provinsi, peta.staf, by="admin_unit", unit_id=provinsi.dinas_lain.pk)


class TestEnd:
    def test_occupied_or_followed_seat_stays(self, provinsi, peta):
        said = refusal(lambda: end(provinsi, peta.staf))
        assert said.galat == "jabatan_berisi"
        assert "masih dipegang" in said.pesan
        kepala = make_seat("Kepala UPT", unit=provinsi.seksi, jenis=JenisJabatan.PENGAWAS, induk=peta.kadis)
        make_seat("Operator", unit=provinsi.seksi, induk=kepala)
        assert refusal(lambda: end(provinsi, kepala)).galat == "jabatan_beranak"

    def test_empty_seat_ends_and_takes_nobody_afterwards(self, provinsi, peta):
        seat = found(provinsi, peta)
        end(provinsi, seat, TODAY + 10 * DAY)
        assert on(seat, TODAY + 10 * DAY) is not None
        assert on(seat, TODAY + 11 * DAY) is None
        person = make_person("Baru Datang", unit=provinsi.seksi)
        late = TODAY + 11 * DAY
        by = provinsi.akun["admin_bkd"]
        assert (
            refusal(lambda: place_pegawai(seat.pk, pegawai=person, mulai=late, by=by)).galat == "jabatan_tidak_berlaku"
        )


class TestUndo:
    def test_step_by_step_back_to_nothing(self, provinsi, peta):
        seat = found(provinsi, peta)
        change(provinsi, seat, mulai=TODAY + DAY, kebutuhan=5)
        end(provinsi, seat, TODAY + 9 * DAY)
        undo(provinsi, seat)
        assert on(seat, TODAY + 99 * DAY).kebutuhan == 5
        undo(provinsi, seat)
        assert on(seat, TODAY + 99 * DAY).kebutuhan == 2
        undo(provinsi, seat)
        assert not RincianJabatan.objects.kini().filter(jabatan=seat).exists()
        assert Tindakan.objects.filter(aksi="jabatan_dibatalkan").count() == 3

    def test_seat_in_use_is_not_taken_back(self, provinsi, peta):
        seat = found(provinsi, peta)
        sit(make_person("Baru Datang", unit=provinsi.seksi), seat, mulai=TODAY)
        assert refusal(lambda: undo(provinsi, seat)).galat == "jabatan_berisi"

    def test_stale_page(self, provinsi, peta):
        seat = found(provinsi, peta)
        step = selectors.what_undo_does(selectors.seat_history(seat))
        change(provinsi, seat, mulai=TODAY + DAY, kebutuhan=5)
        by = provinsi.akun["admin_bkd"]
        stale = refusal(lambda: kursi.undo_seat(seat.pk, rincian_id=step.rincian.pk, alasan="x", by=by))
        assert stale.galat == "sudah_berubah"


class TestPages:
    def test_from_the_map_in_place(self, provinsi, peta):
        client = provinsi.client("admin_unit")
        page = words(client.get(f"/jabatan/peta/{provinsi.seksi.pk}/"))
        assert f"/jabatan/peta/{provinsi.seksi.pk}/tambah/?induk={peta.kasi.pk}" in page
        form = words(client.get(f"/jabatan/peta/{provinsi.seksi.pk}/tambah/?induk={peta.kasi.pk}"))
        assert f'<option value="{peta.kasi.pk}" selected>' in form
        data = {
            "jenis": "pelaksana", "nama": "Pengolah Data dan Informasi", "induk": "otomatis", "kebutuhan": "2", "kelas": "",
            "mulai": typed(TODAY), "dasar": "Pergub 5",
        }  # fmt: skip
        answer = client.post(f"/jabatan/peta/{provinsi.seksi.pk}/tambah/", data, follow=True)
        assert "Pengolah Data dan Informasi dibentuk." in words(answer)
        row = RincianJabatan.objects.get(nama="Pengolah Data dan Informasi")
        assert (row.induk_id, row.bup, row.kelas) == (peta.kasi.pk, 58, None)
        assert "Tambah jabatan di bawah ini" not in words(
            provinsi.client("pegawai").get(f"/jabatan/peta/{provinsi.seksi.pk}/")
        )

    def test_refusal_keeps_what_was_typed(self, provinsi, peta):
        data = {
            "jenis": "pelaksana",
            "nama": "Penelaah Teknis Kebijakan",
            "induk": "otomatis",
            "kebutuhan": "2",
            "mulai": typed(TODAY),
            "dasar": "Pergub 5",
        }
        answer = provinsi.client("admin_bkd").post(f"/jabatan/peta/{provinsi.seksi.pk}/tambah/", data)
        assert answer.status_code == 422
        assert "sudah ada jabatan dengan nama yang sama" in words(answer)
        assert 'value="Pergub 5"' in words(answer)

    def test_change_end_and_undo_by_page(self, provinsi, peta):
        client = provinsi.client("admin_bkd")
        page = client.get(f"/jabatan/{peta.staf.pk}/ubah/")
        assert 'value="Penelaah Teknis Kebijakan"' in words(page)
        data = {
            "nama": "Penelaah Teknis Kebijakan", "unit": str(provinsi.seksi.pk), "induk": str(peta.kasi.pk), "kebutuhan": "9",
            "dasar_kebutuhan": "ABK 2026", "bup": "58", "kelas": "7", "mulai": typed(TODAY), "dasar": "Pergub 6",
        }  # fmt: skip
        answer = client.post(f"/jabatan/{peta.staf.pk}/ubah/", data, follow=True)
        assert "berlaku mulai" in words(answer)
        assert (on(peta.staf).kebutuhan, on(peta.staf).dasar_kebutuhan) == (9, "ABK 2026")
        same = client.post(f"/jabatan/{peta.staf.pk}/ubah/", data)
        assert "Belum ada yang berubah." in words(same)
        occupied = client.post(f"/jabatan/{peta.staf.pk}/akhiri/", {"sampai": typed(TODAY), "dasar": "x"})
        assert "masih dipegang" in words(occupied)
        assert "kembali seperti sebelumnya" in words(client.get(f"/jabatan/{peta.staf.pk}/batalkan/"))
        rincian = on(peta.staf).pk
        answer = client.post(
            f"/jabatan/{peta.staf.pk}/batalkan/", {"rincian": str(rincian), "alasan": "Keliru"}, follow=True
        )
        assert answer.status_code == 200
        assert on(peta.staf).kebutuhan == 3

    def test_identity_is_for_life(self, provinsi, peta):
        assert 'name="jenis"' not in words(provinsi.client("admin_bkd").get(f"/jabatan/{peta.staf.pk}/ubah/"))
        assert Jabatan.objects.get(pk=peta.staf.pk).jenis == JenisJabatan.PELAKSANA


def test_a_class_without_points_is_refused_in_one_sentence(provinsi, peta):
    by = provinsi.akun["admin_bkd"]
    with pytest.raises(DomainError, match="Kelas 12 untuk Penelaah Teknis Kebijakan belum mempunyai nilai jabatan"):
        kursi.change_seat(peta.staf.pk, mulai=TODAY, dasar="x", by=by, kelas=12)
    # The class that the name already carries stands on the points of the others.
    other = make_seat("Penelaah Teknis Kebijakan", unit=provinsi.dinas, induk=peta.kadis, kelas=None)
    kursi.change_seat(other.pk, mulai=TODAY, dasar="x", by=by, kelas=7)
    assert RincianJabatan.objects.pada(TODAY).get(jabatan=other).kelas == 7
