"""Imports of what people have once: contact, finance, private data, employment. Empty cells change nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from asn_portal.core.models import Pengguna
from asn_portal.lembar.impor import Baris, JenisImpor, KolomImpor, register_impor
from pegawai import permissions
from pegawai.forms.usulan import ANGKA
from pegawai.impor_riwayat import PEGAWAI, column_of
from pegawai.models import DataKepegawaian
from pegawai.models.referensi import KeReferensi
from pegawai.selectors.impor import find_people
from pegawai.selectors.impor_profil import check_once, source_of
from pegawai.selectors.impor_riwayat import find_entries
from pegawai.services import massal_profil as services
from pegawai.siapa_mengubah import RAHASIA, Sasaran, sasaran_hr

BAGIAN = ("kepegawaian", "kontak", "keuangan", "pribadi")
CONTOH = {
    "npwp": "3171015502900001", "rekening": "1234567890", "alamat": "Jalan Contoh 1", "kode_pos": "10110",
    "surel_pribadi": "nama@example.id", "tmt_cpns": "01/01/2015", "tmt_pns": "01/01/2016", "bank": "Bank Contoh",
}  # fmt: skip
DIGIT_KODE_POS = 5


def _column(target: Sasaran, name: str) -> KolomImpor:
    if name in RAHASIA:
        label, (low, high) = ANGKA[name]
        many = f"{low} angka" if low == high else f"{low} sampai {high} angka"
        return KolomImpor(
            name, label, CONTOH[name], jenis="nomor", wajib=False, panjang=high, lain=(name,),
            petunjuk=f"{many}, sebagai teks. Disimpan terenkripsi.",
        )  # fmt: skip
    assert target.model is not None
    column = column_of(target.model._meta.get_field(name))
    return replace(column, wajib=False, contoh=CONTOH.get(name, column.contoh))


def columns_of(target: Sasaran) -> tuple[KolomImpor, ...]:
    return (PEGAWAI, *(_column(target, name) for name in target.isian))


def prepare(by: Pengguna, target: Sasaran, rows: Sequence[Baris]) -> None:
    find_people(by, rows, "pegawai", sumber=source_of(target))
    assert target.model is not None
    for row in rows:
        row.temuan["isi"] = {name: row.nilai[name] for name in target.isian if row.nilai[name] not in (None, "")}
        check_shapes(row)
    for name in target.isian:
        field: Any = None if name in RAHASIA else target.model._meta.get_field(name)
        if isinstance(field, KeReferensi):
            for row in rows:
                row.temuan["isi"].pop(name, None)
            find_entries(rows, name, field.daftar)


def check_shapes(row: Baris) -> None:
    """Numbers of the right length, an e-mail that can be one; the same as the form says."""
    isi = row.temuan["isi"]
    for name, (label, (low, high)) in ANGKA.items():
        if (value := isi.get(name)) and not (value.isdigit() and low <= len(value) <= high):
            many = f"{low} angka" if low == high else f"{low} sampai {high} angka"
            row.wrong(name, f"{label} berisi {many}. Periksa penulisannya.")
    code, mail = isi.get("kode_pos"), isi.get("surel_pribadi")
    if code and not (code.isdigit() and len(code) == DIGIT_KODE_POS):
        row.wrong("kode_pos", "Kode pos terdiri atas 5 angka.")
    if mail and ("@" not in mail or " " in mail or "." not in mail.rpartition("@")[2]):
        row.wrong("surel_pribadi", "Tulis alamat surel seperti nama@contoh.id.")


def check(target: Sasaran, by: Pengguna, rows: Sequence[Baris]) -> None:
    prepare(by, target, rows)
    check_once(by, target, rows)


def write(target: Sasaran, rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    prepare(by, target, rows)
    services.change_many(target, rows, impor=impor, by=by)


def take_back(target: Sasaran, rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    services.take_back_once(target, rows, impor=impor, by=by)


def _allowed(target: Sasaran, by: Pengguna) -> bool:
    return permissions.can_import_once(by, private=target.model is not DataKepegawaian)


def impor_of(kunci: str) -> JenisImpor:
    target = sasaran_hr(kunci)
    assert target is not None
    return JenisImpor(
        nama=f"data-{kunci}",
        judul=target.judul,
        kata="Melengkapi isian yang dimiliki setiap orang satu kali. Sel kosong tidak mengubah apa pun.",
        kata_tarik="Isian sebelumnya berlaku lagi.",
        kolom=columns_of(target),
        kunci=("pegawai",),
        boleh=partial(_allowed, target),
        periksa=partial(check, target),
        terapkan=partial(write, target),
        tarik=partial(take_back, target),
        kelompok="Data yang dimiliki satu kali",
        rahasia=True,
    )


register_impor(*(impor_of(kunci) for kunci in BAGIAN))
