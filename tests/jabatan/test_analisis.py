"""Job information in its fifteen parts, and classes that follow points and never stand alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jabatan import selectors
from jabatan.aturan.informasi import DITULIS, read_rows
from jabatan.models import AcuanJabatan, EvaluasiJabatan, InformasiJabatan, RincianJabatan
from jabatan.selectors.analisis import official_parts
from tests.factories.jabatan import make_seat
from tests.jabatan.test_halaman import typed, words

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LEVELS = {"f1": 6, "f2": 3, "f3": 3, "f4": 3, "f5": 3, "f6": 2, "f7": 2, "f8": 1, "f9": 1}


def written(**isi: str) -> dict[str, str]:
    base = {
        "mulai": typed(TODAY),
        "dasar": "Keputusan 9",
        "isi_ikhtisar": "Menelaah kebijakan.",
        "isi_tugas": "Menelaah | Telaahan",
    }
    return base | {f"isi_{key}": value for key, value in isi.items()}


def rated(**levels: int) -> dict[str, str]:
    return {f"tingkat_{key}": str(level) for key, level in (LEVELS | levels).items()}


class TestInformation:
    def test_fifteen_parts_in_their_order(self, provinsi, peta):
        hr = provinsi.client("admin_bkd")
        data = written(korelasi="Kepala Seksi | Seksi Satu | penugasan", bakat="G\nv", prestasi="Telaahan tepat waktu")
        page = words(hr.post(f"/jabatan/{peta.staf.pk}/informasi/ubah/", data, follow=True))
        assert "Informasi jabatan tersimpan" in page
        assert "15. Kelas jabatan" in page
        assert "penugasan" in page
        parts = official_parts(selectors.seat_on(peta.staf, TODAY), InformasiJabatan.objects.get().isi, [])
        assert [part.nomor for part in parts] == list(range(1, 16))
        assert hr.get(f"/jabatan/{peta.staf.pk}/informasi/pdf/").content[:5] == b"%PDF-"

    def test_a_name_serves_all_its_seats_a_seat_can_differ_and_history_stays(self, provinsi, peta):
        other = make_seat("Penelaah Teknis Kebijakan", unit=provinsi.dinas_lain, induk=peta.kadis_lain)
        hr, unit = provinsi.client("admin_bkd"), provinsi.client("admin_unit")
        hr.post(
            f"/jabatan/{peta.staf.pk}/informasi/ubah/",
            written(ikhtisar="Lama") | {"mulai": typed(TODAY - timedelta(days=9))},
        )
        hr.post(f"/jabatan/{peta.staf.pk}/informasi/ubah/", written(ikhtisar="Baru"))
        unit.post(f"/jabatan/{peta.staf.pk}/informasi/ubah/", written(ikhtisar="Khusus seksi ini"))
        assert "Khusus seksi ini" in words(hr.get(f"/jabatan/{peta.staf.pk}/informasi/"))
        assert "Baru" in words(hr.get(f"/jabatan/{other.pk}/informasi/"))
        day = f"{TODAY - timedelta(days=1):%Y-%m-%d}"
        assert "Lama" in words(hr.get(f"/jabatan/{other.pk}/informasi/?pada={day}"))

    def test_copied_from_a_similar_post(self, provinsi, peta):
        other = make_seat("Pengolah Data", unit=provinsi.seksi, induk=peta.kasi)
        hr = provinsi.client("admin_bkd")
        hr.post(f"/jabatan/{peta.staf.pk}/informasi/ubah/", written(ikhtisar="Contoh yang disalin"))
        row = InformasiJabatan.objects.get()
        page = words(hr.get(f"/jabatan/{other.pk}/informasi/ubah/?dari={row.pk}"))
        assert "Isinya disalin dari Penelaah Teknis Kebijakan" in page
        assert "Contoh yang disalin" in page

    @pytest.mark.parametrize(
        ("isian", "pesan"),
        [
            ({"ikhtisar": ""}, "Ikhtisar jabatan belum diisi."),
            ({"tugas": "a | b | c"}, "Baris 1 mempunyai 3 kolom, paling banyak 2."),
            ({"bakat": "G\nX9"}, "Baris 2: X9 tidak dikenal."),
        ],
    )
    def test_bad_input_is_said_and_kept(self, provinsi, peta, isian, pesan):
        answer = provinsi.client("admin_bkd").post(f"/jabatan/{peta.staf.pk}/informasi/ubah/", written(**isian))
        assert (answer.status_code, InformasiJabatan.objects.count()) == (422, 0)
        assert pesan in words(answer)
        assert 'value="Keputusan 9"' in words(answer)

    def test_empty_lines_are_no_rows(self):
        assert read_rows(DITULIS[2], "\n Laporan \n\n|\n") == ([["Laporan"]], "")


class TestEvaluation:
    def test_points_give_the_class_and_the_map_follows_from_its_day(self, provinsi, peta):
        other = make_seat("Penelaah Teknis Kebijakan", unit=provinsi.dinas_lain, induk=peta.kadis_lain, kelas=5)
        hr = provinsi.client("admin_bkd")
        page = words(hr.post(f"/jabatan/{peta.staf.pk}/evaluasi/nilai/", rated() | {"alasan_f1": "Ahli"}, follow=True))
        assert "Nilai 1.885, kelas 11 diusulkan." in page
        assert RincianJabatan.objects.get(jabatan=other).kelas == 5
        row, start = EvaluasiJabatan.objects.get(), TODAY + timedelta(days=3)
        page = words(hr.post(f"/jabatan/{peta.staf.pk}/evaluasi/{row.pk}/ambil/", {"mulai": typed(start)}, follow=True))
        assert "2 jabatan berubah" in page
        assert {r.kelas for r in RincianJabatan.objects.pada(start).filter(jabatan__in=(other, peta.staf))} == {11}
        assert RincianJabatan.objects.pada(TODAY).get(jabatan=other).kelas == 5
        assert hr.get(f"/jabatan/{peta.staf.pk}/evaluasi/pdf/").content[:5] == b"%PDF-"
        again = words(hr.post(f"/jabatan/{peta.staf.pk}/evaluasi/{row.pk}/ambil/", {"mulai": typed(start)}))
        assert "sudah diambil alih ke peta" in again

    def test_every_factor_needs_a_level(self, provinsi, peta):
        answer = provinsi.client("admin_bkd").post(
            f"/jabatan/{peta.staf.pk}/evaluasi/nilai/", rated() | {"tingkat_f3": ""}
        )
        assert "Faktor F3 belum diberi tingkat." in words(answer)
        assert not EvaluasiJabatan.objects.exists()

    def test_a_class_without_points_is_refused_by_the_database(self, provinsi, peta):
        of = AcuanJabatan.objects.create(instansi=provinsi.instansi, jenis="pelaksana", nama="x")
        row = {"acuan": of, "jenis": "fungsional", "tingkat": {}, "dasar_hukum": "x", "kelas": 7}
        with pytest.raises(IntegrityError, match="evaluasi_kelas_dari_nilai"), transaction.atomic():
            EvaluasiJabatan.objects.create(nilai=0, **row)

    def test_structural_posts_have_other_factors(self, provinsi, peta):
        page = words(provinsi.client("admin_bkd").get(f"/jabatan/{peta.kasi.pk}/evaluasi/nilai/"))
        assert "F4A sifat hubungan" in page
        assert provinsi.client("admin_unit").get(f"/jabatan/{peta.kasi.pk}/evaluasi/nilai/").status_code == 403
