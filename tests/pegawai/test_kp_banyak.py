"""Rises in rank decided together: one decree with its list and extracts, or one each; refused by row, written, and undone."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.cetak.naskah import draw_naskah
from asn_portal.berkas.models import Dokumen, Naskah
from asn_portal.berkas.services.kirim_naskah import send_naskah
from asn_portal.berkas.services.naskah import initial_naskah, return_naskah
from asn_portal.berkas.services.tanda_tangan import sign_naskah, withdraw_naskah
from asn_portal.core import latar
from asn_portal.core.enums import Peran
from asn_portal.core.models import PekerjaanLatar, PesanKeluar, Tindakan, periode
from asn_portal.core.regulasi import add_bulan
from pegawai.aturan.cuti import bulan_tidak_dihitung
from pegawai.jenis_riwayat import jenis_riwayat
from pegawai.models import (
    ButirKP,
    DaftarKP,
    Pegawai,
    Referensi,
    RiwayatCLTN,
    RiwayatGolongan,
    RiwayatPendidikan,
)
from pegawai.services import catat_kp
from pegawai.services.peringatan import refresh_peringatan
from pegawai.services.pertek import record_pertek
from pegawai.services.riwayat import place_row
from tests.conftest import Provinsi
from tests.factories.berkas_orang import load_references
from tests.factories.core import give_role
from tests.factories.naskah import phrase
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TMT = add_bulan(TODAY.replace(day=1), 1)


def ready(
    p: Provinsi, person: Pegawai, golongan: str = "31", ijazah: str = "40", nomor: str = "PG-1", bulan: int = 48
) -> Pegawai:
    """So many months (four years) in the rank when the next month begins, with the consideration of BKN."""
    RiwayatGolongan.objects.create(
        pegawai=person, golongan_id=f"golongan_pns:{golongan}", berlaku=periode(add_bulan(TMT, -bulan)), masa_kerja_tahun=8,
        masa_kerja_bulan=3, sumber="hr",
    )  # fmt: skip
    RiwayatPendidikan.objects.create(
        pegawai=person, pendidikan_id="pendidikan:x", tingkat_id=f"tingkat_pendidikan:{ijazah}",
        berlaku=periode(date(2010, 8, 1)), sumber="hr",
    )  # fmt: skip
    person.jabatan_kini = "Operator Layanan"
    person.save(update_fields=["jabatan_kini"])
    refresh_peringatan([person.pk])
    record_pertek(person.pk, tmt=TMT, nomor=nomor, hari=TODAY, by=p.akun["admin_unit"], hari_ini=TODAY)
    return person


@pytest.fixture
def p(provinsi: Provinsi) -> Provinsi:
    """Siti and Budi can rise; Tono still needs the examination."""
    load_references()
    Referensi.objects.create(kunci="kenaikan_pangkat:101", jenis="kenaikan_pangkat", id_bkn="101", nama="Reguler")
    ready(provinsi, provinsi.orang["pegawai"], nomor="PG-1")
    ready(provinsi, provinsi.orang["rekan"], nomor="PG-2")
    give_role(provinsi.akun["atasan_penilai"], Peran.ADMIN_UNIT, provinsi.dinas)
    provinsi.orang["tono"] = ready(provinsi, make_person("Tono Wijaya", unit=provinsi.seksi), "24", "30", "PG-3")
    return provinsi


def address(p: Provinsi) -> str:
    return f"{reverse('pegawai:kp_banyak')}?unit={p.dinas.pk}&bulan={TMT:%Y-%m}"


def form(p: Provinsi, *who: str, **values: str) -> dict[str, object]:
    return {
        "bentuk": "bersama", "penanda_tangan": str(p.akun["penanda_tangan"].pk), "paraf_1": str(p.akun["atasan_penilai"].pk),
        "paraf_2": "", "paraf_3": "", "kertas": "a4", "kirim": "on", "pilih": [str(p.orang[one].pk) for one in who], **values,
    }  # fmt: skip


def composed(p: Provinsi, *who: str, **values: str) -> DaftarKP:
    answer = p.client("admin_unit").post(address(p), form(p, *(who or ("pegawai", "rekan", "tono")), **values))
    assert answer.status_code == 302, answer.content.decode()[:3000]
    job = PekerjaanLatar.objects.latest("dibuat_pada")
    done = latar.run(job.pk)
    job.refresh_from_db()
    assert done, job.pesan
    return DaftarKP.objects.latest("dibuat_pada")


def signed(p: Provinsi, naskah: Naskah, by: str = "penanda_tangan") -> Naskah:
    initial_naskah(naskah.pk, by=p.akun["atasan_penilai"])
    sign_naskah(naskah.pk, frasa=phrase(), by=p.akun[by])
    send_naskah(naskah.pk)
    return Naskah.objects.get(pk=naskah.pk)


def told(name: str) -> list[list[str]]:
    return list(PesanKeluar.objects.filter(pekerjaan=name).order_by("pk").values_list("argumen", flat=True))


def follow() -> None:
    for argument in told("pegawai.record_rise"):
        catat_kp.record_rise(UUID(argument[0]))
        catat_kp.record_rise(UUID(argument[0]))  # delivered twice


def ranks(person: Pegawai) -> list[tuple[str, str]]:
    rows = RiwayatGolongan.objects.kini().filter(pegawai=person).order_by("berlaku")
    return [(row.golongan_id, row.sk_nomor) for row in rows]


def states(daftar: DaftarKP) -> dict[str, str]:
    return {row.pegawai.nama: row.status for row in daftar.daftar_butir.select_related("pegawai")}


class TestOneDecree:
    def test_everybody_on_one_paper_and_the_refused_with_the_reason(self, p):
        daftar = composed(p)
        assert states(daftar) == {"Siti Aminah": "disusun", "Budi Santoso": "disusun", "Tono Wijaya": "ditolak"}
        refused = daftar.daftar_butir.get(status="ditolak")
        assert "ujian dinas tingkat I" in refused.sebab
        paper = daftar.naskah
        assert (paper.status, bool(paper.nomor), paper.subjek_id) == ("paraf", True, None)
        assert [row[1] for row in paper.data["lampiran"]] == ["Budi Santoso", "Siti Aminah"]
        assert paper.data["lampiran"][0][8] == "PG-2"
        assert draw_naskah(paper, konsep=True).startswith(b"%PDF")
        page = p.client("admin_unit").get(reverse("pegawai:kp_daftar", args=[daftar.pk])).content.decode()
        assert refused.sebab.split(".")[0] in page
        assert p.client("admin_unit").get(address(p)).content.decode().count('name="pilih"') == 1  # Tono alone is left

    def test_signed_it_writes_a_row_and_an_extract_for_each_once(self, p):
        daftar = composed(p)
        paper = signed(p, daftar.naskah)
        assert len(told("pegawai.record_rise")) == 2
        follow()
        assert states(daftar)["Siti Aminah"] == "tercatat"
        siti = p.orang["pegawai"]
        assert ranks(siti) == [("golongan_pns:31", ""), ("golongan_pns:32", paper.nomor)]
        extracts = Naskah.objects.filter(jenis="petikan_kp").order_by("nomor")
        assert [(one.tentang, one.status) for one in extracts] == [("Budi Santoso", "paraf"), ("Siti Aminah", "paraf")]
        assert [one.nomor.split("/")[0] for one in extracts] == ["0001", "0002"]
        done = signed(p, extracts.get(subjek_id=siti.pk))
        row = RiwayatGolongan.objects.kini().filter(pegawai=siti).order_by("berlaku").last()
        assert (row.dokumen_id, row.sk_nomor) == (done.dokumen_id, paper.nomor)
        # The decree tells of others: it is no document of any of them, the extract is his.
        assert Dokumen.objects.get(pk=paper.dokumen_id).subjek_id is None
        assert Dokumen.objects.get(pk=done.dokumen_id).subjek_id == siti.pk
        assert "Budi" not in str(done.data)

    def test_withdrawn_it_takes_rows_and_extracts_along(self, p):
        daftar = composed(p)
        paper = signed(p, daftar.naskah)
        follow()
        signed(p, Naskah.objects.get(jenis="petikan_kp", subjek_id=p.orang["pegawai"].pk))
        withdraw_naskah(paper.pk, alasan="Keliru", by=p.akun["admin_bkd"])
        for butir, who in told("pegawai.undo_rise"):
            assert who == str(p.akun["admin_bkd"].pk)
            catat_kp.take_back(UUID(butir), p.akun["admin_bkd"])
            catat_kp.take_back(UUID(butir), p.akun["admin_bkd"])
        assert ranks(p.orang["pegawai"]) == [("golongan_pns:31", "")]
        assert ranks(p.orang["rekan"]) == [("golongan_pns:31", "")]
        assert set(states(daftar).values()) == {"dicabut", "ditolak"}
        assert set(Naskah.objects.filter(jenis="petikan_kp").values_list("status", flat=True)) == {
            "dicabut",
            "dibatalkan",
        }
        assert p.client("admin_unit").get(address(p)).content.decode().count('name="pilih"') == 3

    def test_what_the_file_contradicts_is_left_and_said(self, p):
        daftar = composed(p)
        place_row(
            p.orang["rekan"], jenis_riwayat("golongan"), mulai=TMT, sampai=None,
            nilai={"golongan_id": "golongan_pns:34", "sumber": "hr", "sk_nomor": "lain"},
        )  # fmt: skip
        signed(p, daftar.naskah)
        follow()
        assert states(daftar) == {"Siti Aminah": "tercatat", "Budi Santoso": "gagal", "Tono Wijaya": "ditolak"}
        assert "golongan lain mulai tanggal itu" in daftar.daftar_butir.get(status="gagal").sebab

    def test_a_person_is_taken_out_while_the_paper_is_with_its_maker(self, p):
        daftar = composed(p)
        butir = daftar.daftar_butir.get(pegawai=p.orang["rekan"])
        client, door = p.client("admin_unit"), reverse("pegawai:kp_butir_remove", args=[butir.pk])
        client.post(door)
        butir.refresh_from_db()
        assert butir.status == "disusun"  # it is on its way
        return_naskah(daftar.naskah_id, alasan="Budi belum", by=p.akun["atasan_penilai"])
        client.post(door)
        butir.refresh_from_db()
        assert butir.status == "dikeluarkan"
        asked = {key: value for key, value in form(p).items() if key not in {"pilih", "bentuk", "kirim"}}
        fixed = client.post(reverse("berkas:naskah_change", args=[daftar.naskah_id]), asked)
        assert fixed.status_code == 302, fixed.content.decode()[:2000]
        daftar.naskah.refresh_from_db()
        assert [row[1] for row in daftar.naskah.data["lampiran"]] == ["Siti Aminah"]
        last = daftar.daftar_butir.get(pegawai=p.orang["pegawai"])
        client.post(reverse("pegawai:kp_butir_remove", args=[last.pk]))
        last.refresh_from_db()
        assert last.status == "disusun"  # the last one cannot go: the paper is cancelled instead


class TestOneEach:
    def test_numbered_in_the_order_of_the_list_and_written_when_signed(self, p):
        daftar = composed(
            p, bentuk="sendiri", penanda_tangan=str(p.akun["atasan_penilai"].pk), paraf_1=str(p.akun["atasan"].pk)
        )
        rows = list(daftar.daftar_butir.filter(status="disusun").order_by("urutan").select_related("naskah"))
        assert [(row.naskah.tentang, row.naskah.nomor.split("/")[0]) for row in rows] == [
            ("Budi Santoso", "0001"), ("Siti Aminah", "0002"),
        ]  # fmt: skip
        paper = rows[1].naskah
        initial_naskah(paper.pk, by=p.akun["atasan"])
        sign_naskah(paper.pk, frasa=phrase(), by=p.akun["atasan_penilai"])
        send_naskah(paper.pk)
        assert ranks(p.orang["pegawai"])[-1][0] == "golongan_pns:32"
        assert states(daftar)["Siti Aminah"] == "tercatat"

    def test_run_again_it_makes_nothing_twice(self, p):
        daftar = composed(
            p, bentuk="sendiri", penanda_tangan=str(p.akun["atasan_penilai"].pk), paraf_1=str(p.akun["atasan"].pk)
        )
        count = Naskah.objects.count()
        PekerjaanLatar.objects.filter(pk=daftar.pekerjaan_id).update(
            status="menunggu", berakhir_pada=None, giliran=timezone.now()
        )
        latar.run(daftar.pekerjaan_id)
        assert Naskah.objects.count() == count


class TestRefused:
    @pytest.mark.parametrize(
        ("change", "kata"),
        [
            ({"pilih": []}, "Pilih paling sedikit satu orang"),
            ({"pilih": ["00000000-0000-0000-0000-000000000000"]}, "tidak dapat diputuskan lagi"),
            ({"pilih": ["' OR 1=1"]}, "tidak dapat diputuskan lagi"),
            ({"penanda_tangan": "atasan"}, "tidak menandatangani keputusan bersama"),
            ({"paraf_1": "atasan"}, "tidak memaraf keputusan bersama"),
            ({"bentuk": "tiga"}, "bentuk"),
        ],
    )
    def test_with_a_sentence_and_nothing_begun(self, p, change, kata):
        sent = form(p, "pegawai") | change
        sent = {name: str(p.akun["atasan"].pk) if value == "atasan" else value for name, value in sent.items()}
        answer = p.client("admin_unit").post(address(p), sent)
        assert answer.status_code == 422
        assert kata.lower() in answer.content.decode().lower()
        assert not DaftarKP.objects.exists()

    @pytest.mark.parametrize("bulan", ["1800-01", "9999-12", "99-99", "lewat", ""])
    @pytest.mark.parametrize("page", ["kp_banyak", "usul_kp", "kgb_bulan"])
    def test_a_month_that_cannot_be_shows_the_one_to_prepare(self, p, page, bulan):
        answer = p.client("admin_unit").get(reverse(f"pegawai:{page}"), {"unit": p.dinas.pk, "bulan": bulan})
        assert answer.status_code == 200
        assert answer.context["bulan"] == add_bulan(TODAY.replace(day=1), 2)

    def test_another_unit_knows_nothing_of_it(self, p):
        daftar = composed(p)
        for who in ("admin_unit_lain", "pegawai", "atasan", "auditor", "admin_instansi_lain"):
            assert p.client(who).get(reverse("pegawai:kp_daftar", args=[daftar.pk])).status_code == 404, who

    def test_the_page_asks_the_same_questions_for_two_and_for_ten(self, p):
        daftar = composed(p)
        address_ = reverse("pegawai:kp_daftar", args=[daftar.pk])
        client = p.client("admin_unit")
        client.get(address_)
        with CaptureQueriesContext(connection) as few:
            client.get(address_)
        for n in range(8):
            person = make_person(f"Orang {n}", unit=p.seksi)
            ButirKP.objects.create(daftar=daftar, pegawai=person, urutan=10 + n, status="ditolak", sebab="x")
        with CaptureQueriesContext(connection) as many:
            client.get(address_)
        assert len(many) == len(few)


class TestLeave:
    def test_months_of_leave_are_no_service(self, p):
        siti = p.orang["wati"] = ready(p, make_person("Wati", unit=p.seksi), nomor="PG-4", bulan=62)
        begun = add_bulan(TMT, -36)
        RiwayatCLTN.objects.create(
            pegawai=siti,
            jenis_cltn_id="cltn:1",
            berlaku=periode(begun, add_bulan(begun, 14) - timedelta(1)),
            sumber="hr",
        )
        RiwayatCLTN.objects.create(
            pegawai=siti, jenis_cltn_id="cltn:6",
            berlaku=periode(add_bulan(begun, 20), add_bulan(begun, 24) - timedelta(1)), sumber="hr",
        )  # fmt: skip
        refresh_peringatan([siti.pk])
        composed(p, "wati")
        nilai = ButirKP.objects.get(pegawai=siti).nilai
        # 8 years 3 months, 62 months in the rank, 14 of them away: four years that count; study is service.
        assert (nilai["masa_kerja"], nilai["cltn"]) == ("12 tahun 3 bulan", "14 bulan")

    def test_four_years_of_which_one_was_away_are_not_enough(self, p):
        siti = p.orang["pegawai"]
        begun = add_bulan(TMT, -36)
        RiwayatCLTN.objects.create(
            pegawai=siti, jenis_cltn_id="cltn:1", berlaku=periode(begun, add_bulan(begun, 12) - timedelta(1)), sumber="hr"
        )  # fmt: skip
        refresh_peringatan([siti.pk])
        answer = p.client("admin_unit").post(address(p), form(p, "pegawai"))
        if answer.status_code == 302:
            latar.run(PekerjaanLatar.objects.latest("dibuat_pada").pk)
        assert not ButirKP.objects.filter(pegawai=siti, status="disusun").exists()

    @pytest.mark.parametrize(
        ("daftar", "bulan"),
        [
            ([], 0),
            ([(date(2024, 1, 1), date(2024, 12, 31))], 12),
            # The same year asked twice and prolonged without a gap: counted once.
            ([(date(2024, 1, 1), date(2024, 12, 31)), (date(2025, 1, 1), date(2025, 3, 31))], 15),
            ([(date(2024, 1, 1), date(2024, 12, 31)), (date(2024, 6, 1), date(2024, 8, 31))], 12),
            # A month of which a part was away is no whole month of service.
            ([(date(2024, 1, 15), date(2024, 2, 20))], 2),
            # Before the rank, and after the day.
            ([(date(2020, 1, 1), date(2022, 6, 30))], 6),
            ([(date(2025, 10, 1), date(2027, 1, 1))], 3),
            ([(date(2027, 1, 1), date(2028, 1, 1))], 0),
        ],
    )
    def test_counted_between_two_days(self, daftar, bulan):
        assert bulan_tidak_dihitung(daftar, mulai=date(2022, 1, 1), sebelum=date(2026, 1, 1)) == bulan


def test_the_trace_names_each_person(p):
    composed(p)
    acts = Tindakan.objects.filter(aksi__in=["butir_kp_diputus", "butir_kp_ditolak"])
    assert {act.subjek_id for act in acts} == {p.orang[one].pk for one in ("pegawai", "rekan", "tono")}
