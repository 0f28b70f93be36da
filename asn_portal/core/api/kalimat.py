"""Sentences of DRF that its Indonesian translation lacks: every refusal of the API speaks Indonesian."""

from __future__ import annotations

from typing import Any

from rest_framework import exceptions, fields, relations, serializers

DAFTAR_SALAH = "Kirim sebuah daftar, bukan {input_type}."
KOSONG = "Daftar ini tidak boleh kosong."
TERLALU_BANYAK = "Paling banyak {max_length} unsur."
TERLALU_SEDIKIT = "Paling sedikit {min_length} unsur."
OBJEK_SALAH = "Kirim sebuah objek, bukan {datatype}."
BUKAN_TEKS = "Tulis teks."
ALAMAT_ASING = "Alamat ini tidak menunjuk ke data yang diminta."

KALIMAT: dict[type[Any], dict[str, str]] = {
    fields.UUIDField: {"invalid": "Id tidak terbaca. Id berbentuk UUID, misalnya 0192f0c0-5b6a-7c1e-8f21-4a5b6c7d8e9f."},
    fields.BooleanField: {"invalid": "Tulis true atau false."},
    fields.CharField: {"invalid": BUKAN_TEKS},
    fields.RegexField: {"invalid": "Bentuknya tidak sesuai."},
    fields.SlugField: {"invalid_unicode": "Tulis huruf, angka, garis bawah, atau tanda hubung saja."},
    fields.FloatField: {"invalid": "Tulis angka."},
    fields.BigIntegerField: {"invalid": "Tulis bilangan bulat."},
    fields.DecimalField: {"invalid": "Tulis angka."},
    fields.DateTimeField: {
        "date": "Tulis tanggal beserta jamnya.", "make_aware": "Waktu ini tidak ada di zona {timezone}.",
    },
    fields.DateField: {"datetime": "Tulis tanggal tanpa jam."},
    fields.FilePathField: {"invalid_choice": "“{input}” bukan salah satu pilihan."},
    fields.FileField: {"invalid": "Kirim sebuah berkas.", "no_name": "Berkas ini tidak bernama."},
    fields.MultipleChoiceField: {"not_a_list": DAFTAR_SALAH, "empty": KOSONG},
    fields.ListField: {
        "not_a_list": DAFTAR_SALAH, "empty": KOSONG, "min_length": TERLALU_SEDIKIT, "max_length": TERLALU_BANYAK,
    },
    fields.DictField: {"not_a_dict": "Kirim sebuah objek, bukan {input_type}.", "empty": "Objek ini tidak boleh kosong."},
    serializers.Serializer: {"invalid": OBJEK_SALAH},
    serializers.ListSerializer: {
        "not_a_list": DAFTAR_SALAH, "empty": KOSONG, "min_length": TERLALU_SEDIKIT, "max_length": TERLALU_BANYAK,
    },
    relations.PrimaryKeyRelatedField: {"incorrect_type": "Kirim id, bukan {data_type}."},
    relations.HyperlinkedRelatedField: {
        "no_match": ALAMAT_ASING, "incorrect_match": ALAMAT_ASING, "does_not_exist": "Yang ditunjuk alamat ini tidak ada.",
        "incorrect_type": "Kirim sebuah alamat, bukan {data_type}.",
    },
    relations.SlugRelatedField: {"invalid": "Isian ini tidak dikenal.", "does_not_exist": "Tidak ada yang {slug_name}-nya {value}."},
    relations.ManyRelatedField: {"not_a_list": DAFTAR_SALAH, "empty": KOSONG},
}  # fmt: skip


def speak_indonesian() -> None:
    """Once, before a field is made: fields copy the sentences of their class."""
    for kind, sentences in KALIMAT.items():
        kind.default_error_messages = kind.default_error_messages | sentences
    refusals: Any = exceptions
    refusals.MethodNotAllowed.default_detail = "Metode “{method}” tidak dilayani di alamat ini."
    refusals.ValidationError.default_detail = "Isian ini tidak dapat diterima."
