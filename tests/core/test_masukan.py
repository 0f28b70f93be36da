"""Input of rules: hostile values, sentences that name the input, parts inside parts."""

from __future__ import annotations

import time

import pytest

from asn_portal.core.bacaan import Tabelan, inputs_in_words, read_answer
from asn_portal.core.kalender import KALENDER_BAWAAN
from asn_portal.core.regulasi import Aturan, Ditolak, TakTerbaca, describe, parse_masukan, read_masukan
from pegawai.aturan.nomor import GALAT_NIP
from tests.core.aturan_uji import RULES, answer, refusal, register_uji

DESIMAL = 'Desimal ditulis sebagai teks, misalnya "3.25".'
TANGGAL = "tanggal tidak terbaca atau tidak ada dalam kalender. Tulis seperti 2026-11-21."


@pytest.fixture
def aturan_uji(monkeypatch: pytest.MonkeyPatch) -> Aturan:
    return register_uji(monkeypatch)


def arabic(digits: str) -> str:
    """The same digits in another script, which Python's int() would read."""
    return "".join(chr(0x660 + int(sign)) if sign.isdigit() else sign for sign in digits)


def full_width(digits: str) -> str:
    return "".join(chr(0xFF10 + int(sign)) for sign in digits)


HOSTILE = [
    ("skm_sampel", {}, "masukan_kurang"),
    ("skm_sampel", {"populasi": None}, "masukan_kurang"),
    ("skm_sampel", {"populasi": True}, "angka_tidak_sah"),
    ("skm_sampel", {"populasi": 1.5}, "angka_tidak_sah"),
    ("skm_sampel", {"populasi": float("inf")}, "angka_tidak_sah"),
    ("skm_sampel", {"populasi": float("nan")}, "angka_tidak_sah"),
    ("skm_sampel", {"populasi": "100"}, "angka_tidak_sah"),
    ("skm_sampel", {"populasi": 10**4000}, "angka_tidak_sah"),
    ("skm_sampel", {"populasi": [[[[1]]]]}, "angka_tidak_sah"),
    ("skm_sampel", {"populasi": {"a": 1}}, "angka_tidak_sah"),
    ("ikm", {"nrr": 3}, "angka_tidak_sah"),
    ("ikm", {"nrr": []}, "jumlah_unsur"),
    ("ikm", {"nrr": [3.2] * 9}, "angka_tidak_sah"),
    ("ikm", {"nrr": [None] * 9}, "angka_tidak_sah"),
    ("ikm", {"nrr": [arabic("3")] * 9}, "angka_tidak_sah"),
    ("ikm", {"nrr": ["\u00b3"] * 9}, "angka_tidak_sah"),
    ("ikm", {"nrr": ["3e0"] * 9}, "angka_tidak_sah"),
    ("ikm", {"nrr": [" 3"] * 9}, "angka_tidak_sah"),
    ("ikm", {"nrr": ["NaN"] * 9}, "angka_tidak_sah"),
    ("ikm", {"nrr": ["3." + "1" * 100_000] * 9}, "angka_tidak_sah"),
    ("ikm_responden", {"jawaban": []}, "masukan_kurang"),
    ("ikm_responden", {"jawaban": [[]]}, "jumlah_unsur"),
    ("ikm_responden", {"jawaban": [[1] * 9, [1] * 8]}, "jumlah_unsur"),
    ("ikm_responden", {"jawaban": {"0": [1] * 9}}, "angka_tidak_sah"),
    ("ikm_responden", {"jawaban": ["111111111"]}, "angka_tidak_sah"),
    ("nip_urai", {"nip": 199002152015012001}, "bukan_teks"),
    ("nip_urai", {"nip": ["199002152015012001"]}, "bukan_teks"),
    ("nip_urai", {"nip": "\ud800"}, "bukan_teks"),
    ("nip_urai", {"nip": ""}, "bukan_angka"),
    ("nip_urai", {"nip": arabic("199002152015012001")}, "bukan_angka"),
    ("nip_urai", {"nip": full_width("199002152015012001")}, "bukan_angka"),
    ("nip_urai", {"nip": "1" * 100_000}, "panjang"),
    ("nip_urai", {"nip": "000000002015012001"}, "tanggal_lahir"),
    ("nip_urai", {"nip": "199002150000012001"}, "bulan_tmt"),
    ("nip_urai", {"nip": "199002152015012000"}, "nomor_urut"),
    ("nik_urai", {"nik": "3171014508900003", "tanggal": "2026-02-30"}, "tanggal_tidak_sah"),
    ("nik_urai", {"nik": "3171014508900003", "tanggal": arabic("2026-01-01")}, "tanggal_tidak_sah"),
    ("nik_urai", {"nik": "3171014508900003", "tanggal": "20260101"}, "tanggal_tidak_sah"),
    ("nik_urai", {"nik": "3171014508900003", "tanggal": 20260101}, "tanggal_tidak_sah"),
    ("nik_urai", {"nik": "3171014508900003", "tanggal": "2100-01-01"}, "usia"),
    ("sp4n_sla", {"jenis": ["informasi"], "diterima": "2026-01-01", "satuan": "kerja"}, "nilai_tidak_dikenal"),
    ("sp4n_sla", {"jenis": {}, "diterima": "2026-01-01", "satuan": "kerja"}, "nilai_tidak_dikenal"),
    ("sp4n_sla", {"jenis": "Informasi", "diterima": "2026-01-01", "satuan": "kerja"}, "nilai_tidak_dikenal"),
    ("sp4n_sla", {"jenis": "informasi", "diterima": "9999-12-31", "satuan": "kalender"}, "tanggal_tidak_sah"),
    ("sp4n_sla", {"jenis": "informasi", "diterima": "9999-12-31", "satuan": "kerja", "hari_libur": []}, "tanggal_tidak_sah"),
    ("sp4n_sla", {"jenis": "informasi", "diterima": "2026-12-30", "satuan": "kerja"}, "tabel_libur_tidak_ada"),
    ("sp4n_sla", {"jenis": "informasi", "diterima": "2026-01-01", "satuan": "kerja", "hari_libur": "x"}, "tanggal_tidak_sah"),
    ("sp4n_sla", {"jenis": "informasi", "diterima": "2026-01-01", "satuan": "kerja", "hari_libur": [1]}, "tanggal_tidak_sah"),
]  # fmt: skip


class TestHostileInput:
    @pytest.mark.parametrize(("nama", "data", "galat"), HOSTILE)
    def test_is_refused_with_a_known_slug(self, nama, data, galat):
        refused = refusal(nama, data)
        assert refused.galat == galat
        assert refused.galat in RULES[nama].penolakan()

    @pytest.mark.parametrize(
        "text",
        [
            "", "null", "[]", "3", '"x"', "{", "{'a': 1}", '{"a": NaN}', '{"a": Infinity}', '{"a": -Infinity}',
            '{"a": ' + "9" * 5000 + "}", '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", '{"a": 1} {"b": 2}', "\x00",
        ],
    )  # fmt: skip
    def test_text_that_is_no_object_is_unreadable(self, text):
        with pytest.raises(TakTerbaca):
            parse_masukan(text)

    def test_deep_nesting_that_still_is_json_is_refused(self):
        assert refusal("ikm", parse_masukan('{"nrr": ' + "[" * 500 + "]" * 500 + "}")).galat == "angka_tidak_sah"

    def test_a_null_counts_as_not_given_and_unknown_keys_are_ignored(self):
        data = {"jenis": "informasi", "diterima": "2026-07-06", "satuan": "kerja", "hari_libur": None, "x": {"y": 1}}
        assert answer("sp4n_sla", data)["batas"] == "2026-07-13"

    def test_missing_inputs_are_told_before_wrong_ones(self):
        refused = refusal("sp4n_sla", {"jenis": "salah", "diterima": "2026-07-06"})
        assert (refused.galat, refused.isian, refused.pesan) == (
            "masukan_kurang", "satuan", "Dihitung dengan belum diisi.",
        )  # fmt: skip

    def test_huge_lists_are_answered_or_refused_quickly(self):
        data = {
            "ikm": {"nrr": ["3.123456"] * 50_000},
            "ikm_responden": {"jawaban": [[4] * 9] * 10_000},
            "sp4n_sla": {
                "jenis": "informasi", "diterima": "2026-07-06", "satuan": "kerja", "hari_libur": ["x"] * 50_000,
            },
        }  # fmt: skip
        started = time.monotonic()
        assert refusal("ikm", data["ikm"]).galat == "jumlah_unsur"
        assert answer("ikm_responden", data["ikm_responden"])["ikm"] == "100.00"
        assert refusal("sp4n_sla", data["sp4n_sla"]).galat == "tanggal_tidak_sah"
        assert time.monotonic() - started < 5


class TestSentences:
    """A refusal names the input and says what is accepted."""

    @pytest.mark.parametrize(
        ("nama", "data", "isian", "pesan"),
        [
            ("skm_sampel", {"populasi": 0}, "populasi", "Banyaknya penerima layanan: yang diterima bilangan bulat, paling kecil 1."),
            ("ikm", {"nrr": [3.2] * 9}, "nrr", f"Nilai rata-rata unsur: yang diterima bilangan desimal, 1 sampai 4. {DESIMAL}"),
            ("ikm_responden", {"jawaban": [[1] * 9, [1] * 8]}, "jawaban", "Responden ke-2 mempunyai 8 jawaban; survei memakai 9 unsur."),
            ("nip_urai", {"nip": "12"}, "nip", "Nomor harus 18 angka."),
            ("nip_urai", {"nip": 12}, "nip", GALAT_NIP["bukan_teks"]),
            ("nik_urai", {"nik": "12", "tanggal": "2026-01-01"}, "nik", "NIK harus 16 angka."),
            ("nik_urai", {"nik": "3171014508900003", "tanggal": "kemarin"}, "tanggal", f"Tanggal acuan umur: {TANGGAL}"),
        ],
    )  # fmt: skip
    def test_sentence(self, nama, data, isian, pesan):
        refused = refusal(nama, data)
        assert (refused.isian, refused.pesan) == (isian, pesan)

    def test_nothing_typed_is_repeated_in_a_sentence(self):
        for rule in RULES.values():
            evil = "<script>alert(1)</script>"
            data = dict.fromkeys((isian.nama for isian in rule.isian()), evil)
            with pytest.raises(Ditolak) as refused:
                rule.answer(data, kalender=KALENDER_BAWAAN)
            assert "script" not in refused.value.pesan


class TestNested:
    def test_shape_is_described_all_the_way_down(self, aturan_uji):
        bobot, peserta, diklat, tingkat, aktif = aturan_uji.isian()
        assert [part.label for part in bobot.anggota] == ["Makalah", "Wawancara"]
        assert [part.wajib for part in bobot.anggota] == [True, False]
        assert [part.jenis for part in peserta.isi.anggota] == ["teks", "desimal"]
        assert diklat.isi.pilihan == ("teknis", "seminar")
        assert (tingkat.jenis, tingkat.isi.macam) == ("objek", "bilangan bulat, 1 sampai 9")
        assert aktif.jenis == "boolean"

    @pytest.mark.parametrize(
        ("change", "galat", "pesan"),
        [
            ({"bobot": {}}, "masukan_kurang", "Bobot, Makalah belum diisi."),
            ({"bobot": 5}, "nilai_tidak_dikenal", "Bobot: nilai tidak dikenal."),
            ({"bobot": {"makalah": "x"}}, "angka_tidak_sah", f"Bobot, Makalah: yang diterima bilangan desimal, 0 sampai 100. {DESIMAL}"),
            ({"peserta": [{"id": 3, "nilai": 1}]}, "bukan_teks", "Peserta, Nama harus berupa teks."),
            ({"peserta": [3]}, "nilai_tidak_dikenal", "Peserta: nilai tidak dikenal."),
            ({"tingkat": {"f1": 99}}, "angka_tidak_sah", "Tingkat: yang diterima bilangan bulat, 1 sampai 9."),
            ({"diklat": ["x"]}, "nilai_tidak_dikenal", "Diklat: nilai tidak dikenal. Yang dikenal: teknis, seminar."),
        ],
    )  # fmt: skip
    def test_refusals_name_the_part(self, aturan_uji, change, galat, pesan):
        with pytest.raises(Ditolak) as refused:
            read_masukan(aturan_uji.masukan, {**aturan_uji.contoh, **change})
        assert (refused.value.galat, refused.value.pesan) == (galat, pesan)

    def test_answer_and_input_read_as_words(self, aturan_uji):
        hasil = read_answer(aturan_uji, aturan_uji.contoh, aturan_uji.answer(aturan_uji.contoh))
        assert hasil.utama.nilai == "150,5"
        assert hasil.lainnya[0].nilai == [("Ani", "80,5"), ("Budi", "70")]
        assert [(fakta.label, fakta.nilai) for fakta in inputs_in_words(aturan_uji, aturan_uji.contoh)] == [
            ("Bobot", [("Makalah", "12,5")]),
            ("Peserta", Tabelan(["Nama", "Nilai"], [["Ani", "80,5"], ["Budi", "70"]])),
            ("Diklat", ["Seminar"]),
            ("Tingkat", [("f1", "3"), ("f2", "4")]),
            ("Masih aktif", "Ya"),
        ]


def test_places_of_a_list_are_described_by_their_names():
    nrr = describe(RULES["ikm"].masukan)[0]
    assert len(nrr.tampil.butir) == 9
