"""Writing a module: its parts in order, questions of a quiz, and when learners see it. What somebody has learned stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Max
from django.utils import timezone

from asn_portal.berkas.isi.terima import Kiriman
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from pelatihan import permissions
from pelatihan.enums import BERBERKAS, BERTAUTAN, JenisBagian
from pelatihan.models import BagianModul, BahanModul, BelajarModul, ModulDaring, ProgramPelatihan, SoalKuis
from pelatihan.services import bahan

SEMENTARA = 1000


@dataclass(frozen=True)
class Soal:
    """One question of the bank: its choices, the place of the right one, and why."""

    teks: str
    pilihan: Sequence[str]
    kunci: int
    penjelasan: str = ""


def _locked(modul_id: UUID, by: Pengguna) -> ModulDaring:
    require(permissions.can_manage(by))
    rows = ModulDaring.objects.visible_to(by).select_for_update(of=("self",)).select_related("program")
    return rows.get(pk=modul_id)


@perubahan
def save_modul(program_id: UUID, *, isi: Mapping[str, Any], by: Pengguna) -> ModulDaring:
    """The module of a programme: begun, or its description put right."""
    require(permissions.can_manage(by))
    program = ProgramPelatihan.objects.visible_to(by).select_for_update(of=("self",)).get(pk=program_id)
    row = ModulDaring.objects.filter(program=program).first() or ModulDaring(program=program)
    for name, value in isi.items():
        setattr(row, name, value)
    row.save()
    record_jejak(row, "modul_disusun", by=by, rincian={"program": program.kode})
    return row


def _check_part(isi: Mapping[str, Any], soal: Sequence[Soal], berkas: bool) -> None:
    kind = isi["jenis"]
    if kind == JenisBagian.KUIS and len(soal) < (isi["banyak_soal"] or 0):
        raise DomainError(
            f"Bank soal berisi {len(soal)} soal, padahal {isi['banyak_soal']} yang diambil. Tambah soalnya.",
            galat="soal_kurang",
        )
    if kind in BERTAUTAN and not (berkas or isi["tautan"]):
        raise DomainError("Unggah berkas video atau PDF-nya, atau isi tautannya.", galat="tanpa_tautan")
    if kind in BERBERKAS - BERTAUTAN and not berkas:
        raise DomainError("Unggah gambar atau paketnya.", galat="tanpa_berkas")
    if kind == JenisBagian.TEKS and not isi["isi"].strip():
        raise DomainError("Tulis bacaannya.", galat="tanpa_isi")


def save_bagian(
    modul_id: UUID, bagian_id: UUID | None, *, isi: Mapping[str, Any], soal: Sequence[Soal],
    kiriman: Sequence[Kiriman] = (), by: Pengguna,
) -> BagianModul:  # fmt: skip
    """A part at the end, or one that is put right. A file is looked at before anything is locked."""
    require(permissions.can_manage(by))
    if len(kiriman) > 1:
        raise DomainError("Satu bagian memuat satu berkas. Pilih satu saja.", galat="satu_berkas")
    looked_at = bahan.look_at(kiriman[0], isi["jenis"]) if kiriman else None
    return _write_bagian(modul_id, bagian_id, isi=isi, soal=soal, berkas=looked_at, by=by)


@perubahan
def _write_bagian(
    modul_id: UUID, bagian_id: UUID | None, *, isi: Mapping[str, Any], soal: Sequence[Soal], berkas: bahan.Bahan | None,
    by: Pengguna,
) -> BagianModul:  # fmt: skip
    """The bank of a quiz is written anew; attempts that were sent keep theirs. A file stays until another one comes."""
    modul = _locked(modul_id, by)
    known = BahanModul.objects.filter(bagian_id=bagian_id, bagian__jenis=isi["jenis"]).exists()
    _check_part(isi, soal, berkas is not None or known)
    if bagian_id is None:
        _refuse_new_part(modul)
        last = modul.daftar_bagian.aggregate(akhir=Max("urut"))["akhir"] or 0
        row = BagianModul(modul=modul, urut=last + 1)
    else:
        row = modul.daftar_bagian.get(pk=bagian_id)
        if row.jenis != isi["jenis"] and BelajarModul.objects.filter(modul=modul).exists():
            raise DomainError(
                "Jenis bagian tidak diubah setelah ada yang belajar. Perbaiki isinya saja.", galat="sudah_dipelajari"
            )
    for name, value in isi.items():
        setattr(row, name, value)
    row.save()
    if row.jenis == JenisBagian.KUIS:
        _write_bank(row, soal)
    if berkas is not None:
        bahan.keep(row, berkas, by=by)
    elif not known:
        bahan.drop(row)
    kept = {"sidik": berkas.nilai["sidik"]} if berkas is not None else {}
    record_jejak(modul, "bagian_modul_disimpan", by=by, rincian={"bagian": row.urut, "jenis": row.jenis} | kept)
    return row


def _refuse_new_part(modul: ModulDaring) -> None:
    if modul.terbit_pada is not None and BelajarModul.objects.filter(modul=modul).exists():
        raise DomainError(
            "Sudah ada yang mempelajari modul ini; bagian baru akan menahan yang hampir selesai. Tarik modul dari peserta baru, "
            "lalu susun modul program lain.",
            galat="sudah_dipelajari",
        )


def _write_bank(row: BagianModul, soal: Sequence[Soal]) -> None:
    """Questions keep their place: one that stays as it was keeps its key, so that an open attempt can be sent."""
    known = {(one.teks, tuple(one.pilihan)): one for one in row.daftar_soal.all()}
    kept = {(one.teks, tuple(one.pilihan)) for one in soal}
    row.daftar_soal.exclude(pk__in=[one.pk for key, one in known.items() if key in kept]).delete()
    row.daftar_soal.update(urut=F("urut") + SEMENTARA)
    for number, one in enumerate(soal, 1):
        old = known.get((one.teks, tuple(one.pilihan)))
        SoalKuis.objects.update_or_create(
            pk=old.pk if old else None,
            defaults={
                "bagian": row, "urut": number, "teks": one.teks, "pilihan": list(one.pilihan), "kunci": one.kunci,
                "penjelasan": one.penjelasan,
            },
        )  # fmt: skip


@perubahan
def move_bagian(bagian_id: UUID, *, naik: bool, by: Pengguna) -> ModulDaring:
    """One place up or down."""
    modul = _locked(BagianModul.objects.values_list("modul_id", flat=True).get(pk=bagian_id), by)
    _refuse_learned(modul)
    rows = list(modul.daftar_bagian.order_by("urut"))
    at = next(place for place, row in enumerate(rows) if row.pk == bagian_id)
    other = at - 1 if naik else at + 1
    record_jejak(modul, "bagian_modul_dipindah", by=by, rincian={"bagian": rows[at].judul})
    if 0 <= other < len(rows):
        first, second = rows[at], rows[other]
        places = first.urut, second.urut
        for row, place in ((first, SEMENTARA), (second, places[0]), (first, places[1])):
            row.urut = place
            row.save(update_fields=["urut"])
    return modul


@perubahan
def drop_bagian(bagian_id: UUID, *, by: Pengguna) -> ModulDaring:
    modul = _locked(BagianModul.objects.values_list("modul_id", flat=True).get(pk=bagian_id), by)
    _refuse_learned(modul)
    row = modul.daftar_bagian.get(pk=bagian_id)
    bahan.drop(row)
    record_jejak(modul, "bagian_modul_dihapus", by=by, rincian={"bagian": row.judul})
    row.delete()
    return modul


def _refuse_learned(modul: ModulDaring) -> None:
    if BelajarModul.objects.filter(modul=modul).exists():
        raise DomainError(
            "Sudah ada yang mempelajari modul ini, jadi urutan dan bagiannya tetap. Isinya masih dapat diperbaiki.",
            galat="sudah_dipelajari",
        )


@perubahan
def publish_modul(modul_id: UUID, *, terbit: bool, by: Pengguna) -> ModulDaring:
    """Seen by learners from now on, or by no new ones; who has begun goes on."""
    row = _locked(modul_id, by)
    if terbit and not row.daftar_bagian.exists():
        raise DomainError("Modul ini belum berisi bagian. Tambahkan paling sedikit satu.", galat="kosong")
    row.terbit_pada = timezone.now() if terbit else None
    row.save(update_fields=["terbit_pada"])
    record_jejak(row, "modul_diterbitkan" if terbit else "modul_ditarik", by=by)
    return row
