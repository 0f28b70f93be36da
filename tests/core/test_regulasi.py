"""The register of rules: test cases, what every rule tells about itself, the commands, and bad registrations."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from asn_portal.core.bacaan import in_words, provision_tables
from asn_portal.core.regulasi import Aturan, Ditolak, Tabel, aturan, parse_masukan
from partisipasi.aturan.survei import TABEL_SKM
from tests.core.aturan_uji import RULES, MasukanUji, answer, ask

VECTORS = sorted((Path(__file__).parent.parent / "vektor").glob("*.csv"))
CASES = {
    "abk_jabatan": 4,
    "abk_tugas": 4,
    "ak_akumulasi": 5,
    "ak_dasar": 5,
    "ak_ganti_jenjang": 3,
    "ak_konversi": 16,
    "ak_pendidikan": 5,
    "ak_perpindahan": 4,
    "bup_pensiun": 6,
    "cltn": 4,
    "cuti_hari_kerja": 5,
    "cuti_sakit_syarat": 3,
    "cuti_tahunan_hak": 6,
    "disiplin_absen": 12,
    "dokumen_evaluasi_batas": 3,
    "duk_urutan": 7,
    "gaji_pokok_pns": 10,
    "gaji_pokok_pppk": 7,
    "ikd_nip": 4,
    "ikm": 8,
    "ikm_responden": 3,
    "ip_asn": 6,
    "ip_asn_instansi": 6,
    "jp_konversi": 12,
    "jp_tahunan": 4,
    "jpm": 6,
    "keberatan_batas": 3,
    "kelas_dari_faktor": 5,
    "kelas_dari_nilai": 6,
    "kepka411_pengalaman": 3,
    "kepka411_subskor": 7,
    "kepka411_sumbu": 5,
    "kepka411_target": 3,
    "kgb_berikut": 6,
    "kj_kelayakan": 4,
    "kompetensi_gap": 4,
    "kotak_talenta": 6,
    "kp_kelayakan": 5,
    "kp_reguler_batas": 5,
    "kp_reguler_berikut": 7,
    "kp_struktural_batas": 4,
    "merit_indeks": 5,
    "merit_kategori_lama": 5,
    "mkg_naik_golongan": 4,
    "mpp": 3,
    "mutasi_rentang": 4,
    "nik_urai": 6,
    "nip_urai": 10,
    "pdp_batas": 3,
    "pensiun_hak": 5,
    "pola_distribusi": 10,
    "potongan_tukin": 4,
    "predikat_matriks": 6,
    "rating_pimpinan": 4,
    "satyalancana": 7,
    "seleksi_terbuka": 3,
    "selisih_bezetting": 3,
    "skm_sampel": 5,
    "sp4n_sla": 4,
    "syarat_jabatan": 8,
    "tpp_capaian": 3,
    "tugas_belajar_masa_kerja": 4,
}
# Outputs that are neither numbers, dates nor words of a fixed list.
FREE_TEXT = {"normal", "kode", "kode_wilayah", "mutu", "urutan", "tiga_besar"}


def rows() -> list[dict[str, str]]:
    return [row for path in VECTORS for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))]


class TestVectors:
    def test_every_case_passes_by_the_command(self):
        out = io.StringIO()
        call_command("uji_aturan", *VECTORS, stdout=out)
        assert out.getvalue() == f"{sum(CASES.values())} passed, 0 failed\n"

    def test_no_case_was_lost(self):
        assert Counter(row["aturan"] for row in rows()) == CASES
        assert len({row["id"] for row in rows()}) == sum(CASES.values())

    def test_failing_case_is_named_and_ends_with_1(self, tmp_path):
        path = tmp_path / "salah.csv"
        path.write_text(
            "id,aturan,masukan,harapan,sumber\n"
            'X-1,skm_sampel,"{""populasi"": 100}","{""sampel"": 81}",x\n'
            'X-2,tidak_ada,"{}","{}",x\n'
            'X-3,skm_sampel,"[1]","{}",x\n'
        )
        out = io.StringIO()
        with pytest.raises(SystemExit) as ended:
            call_command("uji_aturan", path, stdout=out)
        assert ended.value.code == 1
        assert out.getvalue().splitlines() == [
            'X-1 skm_sampel: seharusnya {"sampel": 81}, hasilnya {"sampel": 80}',
            "X-2 tidak_ada: aturan tidak dikenal",
            "X-3 skm_sampel: masukan atau harapan bukan objek JSON",
            "0 passed, 3 failed",
        ]


class TestEveryRule:
    """What one registration promises to pages and calls."""

    @pytest.mark.parametrize("nama", RULES)
    def test_example_is_answered_and_every_output_has_a_label(self, nama):
        rule = RULES[nama]
        result = answer(nama, rule.contoh)
        assert set(result) <= set(rule.keluaran)
        assert all(output.label for output in rule.keluaran.values())
        assert sum(output.utama for output in rule.keluaran.values()) == 1

    def test_outputs_of_every_case_are_words_for_people(self):
        for row in rows():
            rule = RULES[row["aturan"]]
            result, refused = ask(rule, **parse_masukan(row["masukan"]))
            if refused is not None:
                assert (refused.galat in rule.penolakan(), refused.pesan[-1]) == (True, ".")
                continue
            for nama, value in result.items():
                assert in_words(value, rule.keluaran[nama])
                slugs = [part for part in (value if isinstance(value, list) else [value]) if isinstance(part, str)]
                assert nama in FREE_TEXT or set(slugs) <= set(rule.keluaran[nama].kata), (nama, value)

    @pytest.mark.parametrize("nama", RULES)
    def test_every_refusal_has_a_sentence(self, nama):
        for galat, pesan in RULES[nama].penolakan().items():
            assert pesan[0].isupper(), galat
            assert pesan.endswith("."), galat
            assert len(pesan) > 15, galat

    @pytest.mark.parametrize("nama", RULES)
    def test_every_input_has_a_label_and_every_choice_words(self, nama):
        for isian in RULES[nama].isian():
            assert isian.label != isian.nama
            assert isian.macam
            if isian.jenis == "slug":
                assert set(isian.pilihan) <= set(isian.tampil.kata or {})

    @pytest.mark.parametrize("nama", RULES)
    def test_values_of_its_tables_read_as_words(self, nama):
        for tabel in RULES[nama].tabel:
            for ketentuan in tabel.ketentuan:
                parts = provision_tables(tabel, ketentuan.nilai)
                assert parts
                assert not [cell for part in parts for row in part.baris for cell in row if "_" in cell]
                assert not [cell for part in parts for row in part.baris for cell in row if "[" in cell]
                assert not [head for part in parts for head in part.kepala if "_" in head]


class TestCommand:
    def run(self, *arguments: str) -> tuple[dict[str, Any], int]:
        out, code = io.StringIO(), 0
        try:
            call_command("hitung", *arguments, stdout=out)
        except SystemExit as ended:
            code = int(ended.code or 0)
        return parse_masukan(out.getvalue()), code

    @pytest.mark.django_db
    def test_answer_is_one_object_with_its_origin(self):
        body, code = self.run("sp4n_sla", '{"jenis": "informasi", "diterima": "2026-07-06", "satuan": "kerja"}')
        assert code == 0
        assert body == {
            "hasil": {"batas_hari": 5, "batas": "2026-07-13"},
            "dasar_hukum": [
                "Ketentuan pengelolaan SP4N-LAPOR!",
                "SKB Menteri Agama, Menteri Ketenagakerjaan, dan Menteri PANRB 1497, 2, 5 Tahun 2025",
            ],
            "tanggal_aturan": "2020-01-01",
            "keyakinan": "S2",
            "belum_diverifikasi": True,
        }

    def test_refusal_ends_with_1(self):
        body, code = self.run("nip_urai", '{"nip": "12"}')
        assert (body, code) == ({"galat": "panjang", "pesan": "Nomor harus 18 angka."}, 1)

    @pytest.mark.parametrize("arguments", [("tidak_ada", "{}"), ("ikm", "bukan json"), ("ikm", "[]")])
    def test_senseless_call_says_so(self, arguments):
        with pytest.raises(CommandError):
            self.run(*arguments)

    def test_shipped_holidays_are_used_while_no_database_answers(self, monkeypatch):
        from django.db import OperationalError

        from asn_portal.core import selectors

        def gone() -> None:
            raise OperationalError("gone")

        monkeypatch.setattr(selectors, "kalender", gone)
        err = io.StringIO()
        call_command("hitung", "sp4n_sla", '{"jenis": "informasi", "diterima": "2026-07-06", "satuan": "kerja"}', stdout=io.StringIO(), stderr=err)  # fmt: skip
        assert "memakai daftar hari libur bawaan" in err.getvalue()


class TestGuards:
    """A bad table or registration stops the process, never a user."""

    GOOD = {
        "nama": "Tabel uji",
        "satuan": "hari",
        "diperiksa": "2026-11-01",
        "keyakinan": "S",
        "belum_diverifikasi": False,
        "ketentuan": [{"berlaku_sejak": "2020-01-01", "dasar_hukum": "UU 1/2020", "nilai": {"a": 1}}],
    }

    @pytest.mark.parametrize(
        "change",
        [
            {"keyakinan": "X"},
            {"ketentuan": []},
            {"belum_diverifikasi": True},  # without saying what is not certain
            {"tambahan": 1},
            {"ketentuan": [{"berlaku_sejak": "2020-01-01", "dasar_hukum": "", "nilai": {}}]},
            {"ketentuan": [GOOD["ketentuan"][0], GOOD["ketentuan"][0]]},  # type: ignore[index]
        ],
    )
    def test_bad_table_is_refused(self, change):
        Tabel.model_validate(self.GOOD)
        with pytest.raises(ValueError):
            Tabel.model_validate(self.GOOD | change)

    def test_repealed_provision_answers_nothing(self):
        from datetime import date

        repealed = {"berlaku_sejak": "2025-01-01", "dasar_hukum": "UU 2/2025", "nilai": {}}
        tabel = Tabel.model_validate(self.GOOD | {"ketentuan": [*self.GOOD["ketentuan"], repealed]})
        assert tabel.at(date(2024, 12, 31)).nilai == {"a": 1}
        for day in (date(2019, 12, 31), date(2025, 1, 1)):
            with pytest.raises(Ditolak) as refused:
                tabel.at(day)
            assert refused.value.galat == "tabel_tidak_ada"

    @pytest.mark.parametrize("change", [{"tabel": []}, {"pada": "tanggal"}, {}])
    def test_bad_registration_is_refused(self, change, monkeypatch):
        monkeypatch.setattr(Aturan, "register", {"ganda": None})
        values = {"judul": "x", "tabel": [TABEL_SKM], "galat": {}, "keluaran": {}, "contoh": {}} | change

        def ganda(masukan: MasukanUji) -> dict[str, Any]:
            """Dua kali."""
            return {}

        def baru(masukan: MasukanUji) -> dict[str, Any]:
            """Baru."""
            return {}

        with pytest.raises(ValueError):
            aturan(**values)(baru if change else ganda)
