"""Inputs that take several fields: groups, named places of a list, and what belongs to one choice only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from crispy_forms.layout import Fieldset

from asn_portal.core.regulasi import Bila, Isian, Tampil


def parts_of(isian: Isian) -> list[Isian]:
    """The inputs inside this one that get a field each: the places of a list with names, the keys of an object, the
    choices that belong to one value of another input.
    """
    if isian.tampil.kunci:
        return [_keys(isian, value) for value in isian.tampil.kunci]
    if isian.pilih is not None and isian.pilih.menurut:
        return [_choices(isian, value) for value in isian.pilih.bagian]
    if isian.jenis == "objek":
        return list(isian.anggota)
    if isian.jenis == "daftar" and isian.tampil.butir and isian.isi:
        places = enumerate(isian.tampil.butir, start=1)
        return [replace(isian.isi, nama=str(place), label=label, wajib=isian.wajib) for place, label in places]
    return []


def is_alternative(isian: Isian) -> bool:
    """Only one of its parts counts: the one that belongs to what was chosen elsewhere."""
    return bool(isian.tampil.kunci) or (isian.pilih is not None and bool(isian.pilih.menurut))


def _keys(isian: Isian, value: str) -> Isian:
    """The group of keys that one value of another input brings; each key is a choice of levels in words."""
    members = tuple(
        Isian(key, label, "", True, "slug", tuple(levels), tampil=Tampil(kata=levels))
        for key, (label, levels) in isian.tampil.kunci[value].items()
    )
    return replace(
        isian, nama=value, isi=None, anggota=members, tampil=Tampil(), bila=_only(isian.tampil.menurut, value)
    )


def _choices(isian: Isian, value: str) -> Isian:
    assert isian.pilih is not None
    return replace(
        isian, nama=value, pilihan=isian.pilih.bagian[value], pilih=None, bila=_only(isian.pilih.menurut, value)
    )


def _only(isian: str, value: str) -> Bila:
    return Bila(isian, (value,), wajib=True)


def rows_of(isian: Isian, beside: list[Isian]) -> list[Isian]:
    """The columns of an input that is asked as rows: parts of each object, or lists that stand side by side."""
    if isian.tampil.sejajar:
        return [replace(one.isi, nama=one.nama, label=one.label, wajib=True) for one in beside if one.isi is not None]
    return list(isian.isi.anggota) if isian.jenis == "daftar" and isian.isi is not None else []


class Kelompok(Fieldset):
    """The fields of one input, under its label."""

    def __init__(self, isian: Isian, *fields: Any) -> None:
        super().__init__("", *fields, template="components/kelompok_isian.html")
        self.isian = isian


class Baris(Fieldset):
    """Rows that can be added: one fieldset for each, called by the input's label and its number."""

    def __init__(self, nama: str, judul: str, bantuan: str, kolom: int, *rows: Any) -> None:
        super().__init__("", *rows, template="components/baris_isian.html")
        self.nama, self.judul, self.bantuan, self.kolom = nama, judul, bantuan, kolom


class SatuBaris(Fieldset):
    def __init__(self, judul: str, nomor: int, *fields: Any) -> None:
        super().__init__("", *fields, template="components/baris_satu.html")
        self.judul, self.nomor = judul, nomor


class Bersyarat(Fieldset):
    """What belongs to some values of another input: hidden by static/js/isian.js until one of them is chosen. Without
    script everything is there, and a line says what it belongs to.
    """

    def __init__(self, bila: Bila, keterangan: str, content: Any) -> None:
        super().__init__("", content, template="components/isian_bersyarat.html")
        self.bila, self.keterangan = bila, keterangan


def shown_when(bila: Bila | None, others: Iterable[Isian], content: Any) -> Any:
    if bila is None:
        return content
    other = next(one for one in others if one.nama == bila.isian)
    words = ", ".join(other.kata(slug) for slug in bila.nilai)
    return Bersyarat(bila, f"Hanya untuk {other.label.lower()}: {words}.", content)
