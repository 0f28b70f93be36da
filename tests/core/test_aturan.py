"""Rules for everybody: the open API, the rule book, the calculators. No login, no token, no trace of what was typed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from asn_portal.core import pembatas
from asn_portal.core.api.aturan import MAX_MASUKAN
from asn_portal.core.bacaan import Gambar, read_answer
from asn_portal.core.forms.kalkulator import KalkulatorForm
from asn_portal.core.kalender import KALENDER_BAWAAN
from asn_portal.core.pembatas import ApiThrottle, Batas
from asn_portal.core.regulasi import Aturan, Ditolak, parse_masukan, to_plain
from tests.core.aturan_uji import RULES, answer, register_uji
from tests.core.test_regulasi import rows

IKM = {"nrr": ["3.2", "3.1", 3, "3.4", "3.1", "3.2", "3.3", 3, "3.1"]}
ADUAN = {"jenis": "informasi", "diterima": "2026-07-06", "satuan": "kerja"}
KOMA = "Desimal ditulis dengan koma, misalnya 3,25."
PROBLEM = {"type", "title", "status", "galat", "pesan"}


def post(client: Client, nama: str, body: Any, content_type: str = "application/json") -> Any:
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(f"/api/v1/aturan/{nama}/", data, content_type=content_type)


@pytest.fixture
def browser() -> Client:
    """As a real browser meets the portal: with the check of form tokens."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.django_db
class TestApi:
    def test_answer_is_exactly_the_result_and_its_origin(self, browser):
        response = post(browser, "ikm", IKM)
        assert response.status_code == 200
        assert response["Content-Type"] == "application/json"
        assert response.json() == {
            "hasil": {"ikm": "78.89", "mutu": "B", "kinerja": "baik"},
            "dasar_hukum": ["PermenPANRB 14/2017"],
            "tanggal_aturan": "2017-05-09",
            "keyakinan": "S2",
            "belum_diverifikasi": False,
        }

    @pytest.mark.parametrize("nama", RULES)
    def test_every_rule_answers_its_own_example(self, browser, nama):
        assert post(browser, nama, RULES[nama].contoh).json()["hasil"] == answer(nama, RULES[nama].contoh)

    def test_logged_in_browser_is_answered_alike_without_a_token(self, provinsi, browser):
        browser.force_login(provinsi.akun["pegawai"])
        assert post(browser, "ikm", IKM).json() == post(Client(), "ikm", IKM).json()

    def test_account_that_still_owes_a_duty_is_answered_too(self, db, settings):
        from tests.conftest import build_provinsi, login

        account = build_provinsi().akun["pegawai"]
        account.privasi_versi = 0
        account.save()
        client = login(account)
        assert client.get("/api/v1/saya/").status_code == 403
        assert post(client, "ikm", IKM).status_code == 200
        assert client.get("/aturan/").status_code == 200

    @pytest.mark.parametrize(
        ("nama", "body", "status", "galat"),
        [
            ("nip_urai", {"nip": "12"}, 422, "panjang"),
            ("nip_urai", {}, 422, "masukan_kurang"),
            ("ikm", {"nrr": [3.2] * 9}, 422, "angka_tidak_sah"),
            ("sp4n_sla", {"jenis": "informasi", "diterima": "2027-01-04", "satuan": "kerja"}, 422, "tabel_libur_tidak_ada"),
            ("tidak_ada", {}, 404, "tidak_ada"),
            ("nip%20urai", {}, 404, "tidak_ada"),
            ("ikm", "bukan json", 400, "bukan_json"),
            ("ikm", [1, 2], 400, "bukan_json"),
            ("ikm", '{"nrr": NaN}', 400, "bukan_json"),
            ("ikm", '{"nrr": ' + "9" * 5000 + "}", 400, "bukan_json"),
            ("ikm", '{"nrr": ' + "[" * 90_000 + "]" * 90_000 + "}", 400, "bukan_json"),
            ("ikm", b'{"nrr": "\xff"}', 400, "bukan_json"),
            ("ikm", '{"nrr": [' + "1," * MAX_MASUKAN + "1]}", 413, "terlalu_besar"),
        ],
    )  # fmt: skip
    def test_refusal_is_a_problem_detail(self, browser, nama, body, status, galat):
        response = post(browser, nama, body)
        assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
        assert set(response.json()) == PROBLEM
        assert (response.json()["galat"], response.json()["status"]) == (galat, status)
        assert response.json()["pesan"].endswith(".")

    def test_body_may_come_under_any_type_and_with_a_mark_in_front(self, browser):
        text = json.dumps(IKM)
        assert post(browser, "ikm", text, "application/x-www-form-urlencoded").json()["hasil"]["mutu"] == "B"
        assert post(browser, "ikm", text.encode("utf-8-sig")).json()["hasil"]["mutu"] == "B"

    def test_nothing_else_than_asking_is_offered(self, browser):
        for method in ("put", "patch", "delete"):
            assert getattr(browser, method)("/api/v1/aturan/ikm/").status_code == 405

    def test_list_tells_everything_needed_to_ask(self, browser, monkeypatch):
        monkeypatch.setattr(ApiThrottle, "tamu", Batas(500, 300))  # more rules than a guest may ask in five minutes
        rules = browser.get("/api/v1/aturan/").json()
        assert {rule["nama"] for rule in rules} == set(RULES)
        for rule in rules:
            assert browser.get(rule["alamat"]).json() == rule
            assert post(browser, rule["nama"], rule["contoh"]).status_code == 200
        sp4n = next(rule for rule in rules if rule["nama"] == "sp4n_sla")
        assert [(isian["nama"], isian["jenis"], isian["wajib"]) for isian in sp4n["masukan"]] == [
            ("jenis", "slug", True), ("diterima", "tanggal", True), ("satuan", "slug", True), ("hari_libur", "daftar", False),
        ]  # fmt: skip
        assert sp4n["masukan"][2]["pilihan"] == ["kerja", "kalender"]
        assert "tabel_libur_tidak_ada" in sp4n["galat"]

    def test_too_many_calls_are_told_when_to_come_back(self, browser, monkeypatch):
        monkeypatch.setattr(ApiThrottle, "tamu", Batas(2, 300))
        answers = [post(browser, "ikm", IKM) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert answers[2].json()["galat"] == "terlalu_sering"
        assert 0 < int(answers[2]["Retry-After"]) <= 300


@pytest.mark.django_db
class TestPages:
    @pytest.mark.parametrize("nama", RULES)
    @pytest.mark.parametrize("kamar", ["aturan", "kalkulator"])
    def test_every_rule_has_its_pages(self, client, kamar, nama):
        assert client.get(f"/{kamar}/{nama}/").status_code == 200

    @pytest.mark.parametrize("nama", RULES)
    def test_page_shows_law_example_and_refusals(self, client, nama):
        page, rule = client.get(f"/aturan/{nama}/").content.decode(), RULES[nama]
        from django.utils.html import escape

        for text in (*rule.dasar_hukum, *rule.penolakan().values(), *(tabel.nama for tabel in rule.tabel)):
            assert escape(text) in page
        assert ("Belum diverifikasi" in page) is rule.belum_diverifikasi
        assert escape(json.dumps(to_plain(rule.contoh), ensure_ascii=False, indent=2)) in page
        assert f"http://testserver/api/v1/aturan/{nama}/" in page

    def test_list_pages_lead_to_every_rule(self, client):
        book, desk = (client.get(path).content.decode() for path in ("/aturan/", "/kalkulator/"))
        for nama, rule in RULES.items():
            assert f'href="/aturan/{nama}/"' in book
            assert f'href="/kalkulator/{nama}/"' in desk
            assert rule.judul in book

    @pytest.mark.parametrize(
        ("kueri", "found"),
        [
            ("?q=nik", {"nik_urai"}),
            ("?q=KEPUASAN+responden", {"ikm_responden"}),
            ("?q=lapor", {"sp4n_sla"}),
            ("?q=22/2007", {"nip_urai"}),
            ("?tanda=belum", {nama for nama, rule in RULES.items() if rule.belum_diverifikasi}),
            ("?q=tidakadakata", set()),
        ],
    )
    def test_book_is_searched_by_word_and_mark(self, client, kueri, found):
        page = client.get(f"/aturan/{kueri}").content.decode()
        assert {nama for nama in RULES if f'href="/aturan/{nama}/"' in page} == found

    @pytest.mark.parametrize(
        ("kueri", "found"),
        [
            ("?q=naik+pangkat+reguler", {"kp_reguler_berikut", "kp_reguler_batas"}),
            ("?q=cuti+SAKIT", {"cuti_sakit_syarat"}),
            ("?topik=pensiun", {"bup_pensiun", "mpp", "pensiun_hak"}),
            ("?topik=pensiun&q=persiapan", {"mpp"}),
            ("?topik=tidak_ada", set()),
            ("?q=tidakadakata", set()),
        ],
    )
    def test_calculators_are_found_by_what_people_want_to_know(self, client, kueri, found):
        page = client.get(f"/kalkulator/{kueri}").content.decode()
        assert {nama for nama in RULES if f'href="/kalkulator/{nama}/"' in page} == found
        assert ("Tidak ada kalkulator yang memuat kata itu" in page) is not bool(found)

    def test_every_rule_of_an_app_has_a_topic(self):
        assert {nama for nama, rule in RULES.items() if rule.topik == "lain"} == set()

    def test_search_word_is_shown_escaped(self, client):
        page = client.get("/aturan/", {"q": "<script>alert(1)</script>"}).content.decode()
        assert "<script>alert" not in page
        assert "Tidak ada aturan yang memuat kata itu" in page

    @pytest.mark.parametrize("path", ["/aturan/tidak_ada/", "/kalkulator/tidak_ada/"])
    def test_unknown_rule_is_no_page(self, client, path):
        assert client.get(path).status_code == 404

    def test_logged_in_people_keep_their_menu_and_guests_get_the_door(self, provinsi, client):
        inside, outside = provinsi.client("pegawai").get("/aturan/"), client.get("/aturan/")
        assert 'aria-label="Menu utama"' in inside.content.decode()
        assert 'aria-label="Menu utama"' not in outside.content.decode()
        assert 'href="/masuk/"' in outside.content.decode()

    def test_queries_do_not_grow_with_the_rules(self, client, django_assert_num_queries, monkeypatch):
        for path in ("/aturan/", "/kalkulator/", "/aturan/ikm/", "/kalkulator/ikm/"):
            with django_assert_num_queries(1):  # the name of the province
                client.get(path)
        register_uji(monkeypatch)
        with django_assert_num_queries(1):
            client.get("/aturan/")


def fields(nama: str) -> dict[str, str]:
    """What a person would send who let the page fill in the example."""
    form = KalkulatorForm(aturan=RULES[nama], contoh=True)
    return {field.html_name: field.value() or "" for field in form}


@pytest.mark.django_db
class TestCalculator:
    @pytest.mark.parametrize("nama", RULES)
    def test_example_can_be_filled_in_and_sent(self, client, nama):
        response = client.post(f"/kalkulator/{nama}/", fields(nama))
        assert response.status_code == 200
        assert response.context["form"].masukan == to_plain(dict(RULES[nama].contoh))
        assert 'id="hasil"' in response.content.decode()
        assert set(RULES[nama].dasar_hukum) <= set(response.context["hasil"].jawaban.dasar_hukum)

    def test_result_is_in_words(self, client):
        page = client.post("/kalkulator/nip_urai/", {"nip": "19900215 201501 2 001"}).content.decode()
        for text in ("15 Februari 1990", "1 Januari 2015", "Perempuan", "TMT CPNS", "Belum diverifikasi"):
            assert text in page
        page = client.post("/kalkulator/sp4n_sla/", fields("sp4n_sla")).content.decode()
        assert "Senin, 24 Agustus 2026" in page
        page = client.post("/kalkulator/skm_sampel/", {"populasi": "65.000"}).content.decode()
        assert "382 orang" in page
        assert "65.000" in page

    def test_number_that_reads_in_two_ways_is_asked_for_again(self, client):
        task = {"jumlah_hasil": "10", "waktu_menit": "60", "jke_menit": "75.000"}
        response = client.post("/kalkulator/abk_tugas/", task)
        assert response.context["form"].errors["jke_menit"] == [
            "75.000 dapat dibaca dengan dua cara. Tulis 75000 atau 75,000."
        ]
        for typed in ("75000", "75.000,0"):
            page = client.post("/kalkulator/abk_tugas/", {**task, "jke_menit": typed}).content.decode()
            assert "0,0080 orang" in page

    def test_number_typed_the_indonesian_way_is_read(self, client):
        typed = {f"nrr-{place}": "3,25" for place in range(1, 10)}
        response = client.post("/kalkulator/ikm/", typed)
        assert response.context["form"].masukan == {"nrr": ["3.25"] * 9}
        assert "81,25" in response.content.decode()

    def test_nothing_typed_stands_in_an_address(self, client):
        page = client.get("/kalkulator/nip_urai/", {"nip": "199002152015012001"}).content.decode()
        assert "199002152015012001" not in page
        assert 'id="hasil"' not in page

    @pytest.mark.parametrize(
        ("nama", "typed", "field", "pesan"),
        [
            ("nip_urai", {"nip": ""}, "nip", "NIP atau NI PPPK belum diisi."),
            ("nip_urai", {"nip": "199002302015011001"}, "nip", "Delapan angka pertama bukan tanggal lahir yang nyata."),
            ("nik_urai", {"nik": "3171014508900003", "tanggal": "2080-01-01"}, "nik", "Tanggal lahir dalam NIK tidak memberi umur 16 sampai 75 tahun."),
            ("nik_urai", {"nik": "3171014508900003", "tanggal": "31/02/2026"}, "tanggal", "Tanggal tidak terbaca. Tulis seperti 21/11/2026."),
            ("skm_sampel", {"populasi": "0"}, "populasi", "Isi dengan bilangan bulat, paling kecil 1."),
            ("skm_sampel", {"populasi": "1" * 40}, "populasi", "Isi dengan bilangan bulat, paling kecil 1."),
            ("skm_sampel", {"populasi": "seribu"}, "populasi", "Isi dengan bilangan bulat, paling kecil 1."),
            ("ikm", {**{f"nrr-{n}": "3" for n in range(1, 9)}, "nrr-9": "4,5"}, "nrr-9", f"Isi dengan bilangan desimal, 1 sampai 4. {KOMA}"),
            ("ikm_responden", {"jawaban": "4 4 4 4 4 4 4 4 4\n4 4 4"}, "jawaban", "Responden ke-2 mempunyai 3 jawaban; survei memakai 9 unsur."),
            ("ikm_responden", {"jawaban": "4 4 4 4 4 4 4 4 x"}, "jawaban", "Baris 1: Isi dengan bilangan bulat, 1 sampai 4."),
            ("sp4n_sla", {**ADUAN, "jenis": "pujian"}, "jenis", "Pilih dari daftar yang tersedia."),
            ("sp4n_sla", {**ADUAN, "hari_libur": "17/08/2026\nbesok"}, "hari_libur", "Baris 2: Tanggal tidak terbaca. Tulis seperti 21/11/2026."),
        ],
    )  # fmt: skip
    def test_refusal_stands_at_its_field_and_keeps_what_was_typed(self, client, nama, typed, field, pesan):
        response = client.post(f"/kalkulator/{nama}/", typed)
        form = response.context["form"]
        assert response.status_code == 422
        assert form.errors[field] == [pesan]
        assert {name: form[name].value() for name in typed} == typed

    def test_year_without_holidays_is_said_and_nothing_is_invented(self, client):
        response = client.post(
            "/kalkulator/sp4n_sla/", {"jenis": "informasi", "diterima": "2027-01-04", "satuan": "kerja"}
        )
        page = response.content.decode()
        assert "Daftar hari libur tahun 2027 belum ada. Tanggal pasti menunggu daftar itu." in page
        assert 'id="hasil"' not in page

    @pytest.mark.parametrize(
        "evil", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7|add:7 }}", "\x00", "\ud83d"]
    )
    def test_what_is_typed_is_never_markup(self, client, evil):
        for nama in RULES:
            form = KalkulatorForm(aturan=RULES[nama])
            page = client.post(
                f"/kalkulator/{nama}/", dict.fromkeys(form.fields, evil.encode("utf-8", "replace").decode())
            ).content.decode()
            assert "<script>alert" not in page
            assert "<img src=x" not in page

    def test_endless_list_is_refused(self, client):
        response = client.post("/kalkulator/ikm_responden/", {"jawaban": "4 4 4 4 4 4 4 4 4\n" * 20_000})
        assert response.status_code == 422

    def test_token_is_asked_for_as_on_every_form(self, browser):
        assert browser.post("/kalkulator/ikm/", {}).status_code == 403

    def test_too_many_calculations_are_asked_to_wait_and_nothing_typed_is_lost(self, client, monkeypatch):
        monkeypatch.setattr(pembatas, "count", lambda *_: 10_000)
        response = client.post("/kalkulator/nip_urai/", {"nip": "19900215 201501 2 001"})
        assert response.status_code == 429
        assert 0 < int(response["Retry-After"]) <= 300
        assert "19900215 201501 2 001" in response.content.decode()
        assert "Tunggu beberapa menit, lalu hitung lagi" in response.content.decode()

    def test_calculations_and_api_calls_count_together(self, client):
        post(client, "ikm", IKM)
        client.post("/kalkulator/ikm/", fields("ikm"))
        assert pembatas.peek(pembatas.TAMU, "api", "127.0.0.1") == 2


@pytest.mark.django_db
class TestRowsAndConditions:
    """Lists are filled in row by row, with and without script; what belongs to another choice does not count."""

    TASK = {"tugas-0-jumlah_hasil": "10", "tugas-0-waktu_menit": "60", "jke_menit": "75000"}

    def test_one_more_row_keeps_what_was_typed_and_checks_nothing(self, client):
        typed = {**self.TASK, "tugas-3-jumlah_hasil": "belum selesai", "tambah": "tugas"}
        response = client.post("/kalkulator/abk_jabatan/", typed)
        form = response.context["form"]
        assert response.status_code == 200
        assert "tugas-4-waktu_menit" in form.fields
        assert form["tugas-3-jumlah_hasil"].value() == "belum selesai"
        assert "tugas-5-waktu_menit" not in form.fields
        assert 'id="hasil"' not in response.content.decode()

    def test_rows_are_counted_and_never_endless(self, client):
        response = client.post(
            "/kalkulator/abk_jabatan/", {**self.TASK, "tugas-999-waktu_menit": "1", "tambah": "tugas"}
        )
        assert len([name for name in response.context["form"].fields if name.startswith("tugas-")]) == 200

    def test_empty_rows_between_are_no_rows(self, client):
        typed = {**self.TASK, "tugas-5-jumlah_hasil": "20", "tugas-5-waktu_menit": "30"}
        response = client.post("/kalkulator/abk_jabatan/", typed)
        assert response.context["form"].masukan["tugas"] == [
            {"jumlah_hasil": "10", "waktu_menit": "60"}, {"jumlah_hasil": "20", "waktu_menit": "30"},
        ]  # fmt: skip

    def test_lists_side_by_side_are_columns(self, client):
        typed = {"capaian-0-capaian": "3", "capaian-0-standar": "4", "capaian-2-capaian": "2", "skema": "umum"}
        response = client.post("/kalkulator/jpm/", typed)
        assert response.context["form"].errors == {"capaian-2-standar": ["Tingkat standar belum diisi."]}
        response = client.post("/kalkulator/jpm/", {**typed, "capaian-2-standar": "2"})
        assert response.context["form"].masukan == {"capaian": ["3", "2"], "standar": ["4", "2"], "skema": "umum"}

    def test_what_belongs_to_another_choice_does_not_count(self, client):
        typed = {"komponen": "penghargaan", "pilihan-penghargaan": "nasional", "pilihan-hasil_kerja": "baik", "jp": "x"}
        response = client.post("/kalkulator/kepka411_subskor/", typed)
        assert response.context["form"].masukan == {"komponen": "penghargaan", "pilihan": "nasional"}
        response = client.post(
            "/kalkulator/kepka411_subskor/", {"komponen": "potensi", "pilihan-penghargaan": "nasional"}
        )
        assert response.context["form"].errors == {"nilai-1": ["Nilai tiap aspek belum diisi."]}

    def test_missing_level_is_told_at_its_factor(self, client):
        levels = {f"tingkat-struktural-{faktor}": "1" for faktor in ("f1", "f2", "f3", "f4a", "f4b", "f5")}
        response = client.post("/kalkulator/kelas_dari_faktor/", {"jenis": "struktural", **levels})
        assert response.context["form"].errors == {"tingkat-struktural-f6": ["F6 kondisi lain belum diisi."]}
        response = client.post(
            "/kalkulator/kelas_dari_faktor/", {"jenis": "struktural", **levels, "tingkat-struktural-f6": "2"}
        )
        assert response.context["form"].masukan["tingkat"]["f6"] == 2

    @pytest.mark.parametrize("typed", ["23/11/2026 08.30", "23 November 2026, pukul 8:30 WIB", "23-11-2026 9.30 WITA"])
    def test_moment_is_read_with_its_zone(self, client, typed):
        page = client.post("/kalkulator/pdp_batas/", {"jenis": "akses", "sejak": typed}).content.decode()
        assert "Kamis, 26 November 2026, 08.30 WIB" in page or "Kamis, 26 November 2026, 09.30 WITA" in page
        response = client.post("/kalkulator/pdp_batas/", {"jenis": "akses", "sejak": "23/11/2026"})
        assert response.context["form"].errors["sejak"] == [
            "Waktu tidak terbaca. Tulis tanggal dan jam, misalnya 21/11/2026 14.30."
        ]

    def test_no_learning_yet_is_an_answer(self, client):
        response = client.post("/kalkulator/jp_tahunan/", {"status": "pns", "jp": ""})
        assert response.context["form"].masukan == {"status": "pns", "jp": []}
        assert "Masih kurang 20 JP" in response.content.decode()


class TestNestedForm:
    """Groups, tables and free keys become fields that people can fill in."""

    @pytest.fixture
    def aturan_uji(self, monkeypatch: pytest.MonkeyPatch) -> Aturan:
        return register_uji(monkeypatch)

    def test_example_goes_there_and_back(self, aturan_uji):
        form = KalkulatorForm(aturan=aturan_uji, contoh=True)
        assert form.initial == {
            "bobot-makalah": "12,5", "peserta-0-id": "Ani", "peserta-0-nilai": "80,5", "peserta-1-id": "Budi",
            "peserta-1-nilai": "70", "diklat": ["seminar"], "tingkat": "f1: 3\nf2: 4", "aktif": "ya",
        }  # fmt: skip
        sent = KalkulatorForm(form.initial | {"diklat": ["seminar"]}, aturan=aturan_uji)
        assert sent.is_valid(), sent.errors
        assert sent.masukan == {
            **aturan_uji.contoh,
            "peserta": [{"id": "Ani", "nilai": "80.5"}, {"id": "Budi", "nilai": "70"}],
        }

    @pytest.mark.parametrize(
        ("change", "field", "pesan"),
        [
            ({"peserta-0-nilai": ""}, "peserta-0-nilai", "Nilai belum diisi."),
            ({"peserta-2-id": "Citra"}, "peserta-2-nilai", "Nilai belum diisi."),
            ({"peserta-1-nilai": "101"}, "peserta-1-nilai", f"Isi dengan bilangan desimal, 0 sampai 100. {KOMA}"),
            ({"tingkat": "f1: banyak"}, "tingkat", "Baris 1: Isi dengan bilangan bulat, 1 sampai 9."),
            ({"bobot-makalah": ""}, "bobot-makalah", "Makalah belum diisi."),
            ({"aktif": ""}, "aktif", "Masih aktif belum diisi."),
        ],
    )  # fmt: skip
    def test_each_line_is_checked(self, aturan_uji, change, field, pesan):
        form = KalkulatorForm(aturan=aturan_uji, contoh=True)
        sent = KalkulatorForm(form.initial | change, aturan=aturan_uji)
        assert not sent.is_valid()
        assert sent.errors[field] == [pesan]

    @pytest.mark.django_db
    def test_pages_show_it(self, aturan_uji, client):
        for path in ("/aturan/uji_bersarang/", "/kalkulator/uji_bersarang/?contoh=1"):
            assert client.get(path).status_code == 200
        page = client.post("/kalkulator/uji_bersarang/", KalkulatorForm(aturan=aturan_uji, contoh=True).initial)
        assert "150,5" in page.content.decode()


@pytest.mark.parametrize(
    "nama", ["nip_urai", "nik_urai", "ikm", "ikm_responden", "sp4n_sla", "kgb_berikut", "kotak_talenta"]
)
@pytest.mark.django_db
def test_answers_that_have_a_drawing_show_it(client, nama):
    hasil = client.post(f"/kalkulator/{nama}/", fields(nama)).context["hasil"]
    assert isinstance(hasil.gambar, Gambar)
    assert hasil.gambar.sudah >= {key for key, output in RULES[nama].keluaran.items() if output.utama}


@pytest.mark.django_db
def test_every_answered_case_is_drawn_and_told_in_words():
    for row in rows():
        rule, data = RULES[row["aturan"]], parse_masukan(row["masukan"])
        try:
            jawaban = rule.answer(data, kalender=KALENDER_BAWAAN)
        except Ditolak:
            continue
        read = read_answer(rule, {key: value for key, value in data.items() if value is not None}, jawaban)
        page = render_to_string("components/hasil.html", {"hasil": read})
        assert "Dihitung dari" in page
        assert "None" not in page, row["id"]
