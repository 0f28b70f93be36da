"""What SIASN says beside what the file says: row by row, by the same checks as an import of a file of SIASN."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from asn_portal.core.models import Pengguna
from asn_portal.lembar.impor import Baris
from pegawai import impor_siasn, siasn
from pegawai.jenis_riwayat import JenisRiwayat, all_jenis_riwayat
from pegawai.models import Pegawai, Referensi, TarikanSIASN
from pegawai.models.referensi import KeReferensi
from pegawai.selectors.impor_profil import recorded
from pegawai.selectors.impor_riwayat import instance_of
from pegawai.selectors.riwayat import cells, rows_of, words_of
from pegawai.services.tarikan import rows_for, take_rows
from pegawai.siapa_mengubah import RAHASIA
from pegawai.siasn_web import Objek

BARU, SAMA, BERBEDA = "baru", "sama", "berbeda"
TERSIMPAN = "Sudah terisi di portal"


@dataclass(frozen=True)
class BarisBanding:
    """One object of SIASN. `nomor` names it in the form; `isi`: what it says; `catatan`: why it cannot be taken."""

    nomor: int
    keadaan: str
    judul: str
    isi: list[tuple[str, Any]]
    catatan: str = ""


@dataclass(frozen=True)
class Isian:
    """A field that is held once: what the portal has stays, an empty one may be filled."""

    label: str
    portal: str
    siasn: str

    @property
    def kosong(self) -> bool:
        return not self.portal


@dataclass
class Banding:
    """A kind with its rows, and how many rows of the file SIASN does not have."""

    judul: str
    jenis: JenisRiwayat | None
    baris: list[BarisBanding] = field(default_factory=list)
    isian: list[Isian] = field(default_factory=list)
    hanya_portal: int = 0
    sama: int = 0
    # The number of the object of `data-utama`.
    nomor: int | None = None

    @property
    def dapat_diambil(self) -> int:
        fields = sum(one.kosong for one in self.isian) if self.nomor is not None else 0
        return fields + sum(row.keadaan == BARU for row in self.baris)


def keep_what_is_known(rows: Sequence[Baris], person: Pegawai) -> None:
    """Of `data-utama` only what the portal does not have: a pull never overwrites."""
    for row in rows:
        for target in impor_siasn.BAGIAN:
            part = row.temuan.get("bagian", {}).get(target.kunci)
            if part:
                data = recorded(target, [person.pk]).get(person.pk)
                row.temuan["bagian"][target.kunci] = {
                    name: value for name, value in part.items() if not _held(data, name)
                }


def _held(data: Any, name: str) -> Any:
    if data is None:
        return None
    return getattr(data, f"{name}_sandi") if name in RAHASIA else getattr(data, name)


def take(tarikan_id: UUID, nomor: Collection[int], *, by: Pengguna) -> tuple[int, list[str]]:
    """The chosen rows through the door of files of SIASN."""
    return take_rows(tarikan_id, nomor, by=by, tulis=_write)


def _write(rows: Sequence[Baris], tarikan: TarikanSIASN, by: Pengguna) -> None:
    impor_siasn.write(rows, impor=tarikan.pk, by=by, saring=lambda found: keep_what_is_known(found, tarikan.pegawai))


def compare(by: Pengguna, person: Pegawai, objects: Sequence[Objek]) -> list[Banding]:
    """By kind in the order of the file; kinds of which SIASN and the portal know nothing are left out."""
    rows = rows_for(objects, person.nip or "")
    impor_siasn.check(by, rows)
    kinds = [jenis for jenis in all_jenis_riwayat() if siasn.is_known(jenis)]
    present = rows_of(person.pk, kinds)
    groups: dict[str, list[Baris]] = defaultdict(list)
    for row in rows:
        jenis = row.temuan.get("jenis")
        groups[jenis.kunci if jenis else siasn.UTAMA].append(row)
    found = [_main(person, groups[siasn.UTAMA])] if groups[siasn.UTAMA] else []
    found += [_of_kind(jenis, groups[jenis.kunci], len(present[jenis.kunci])) for jenis in kinds]
    return [one for one in found if one.baris or one.isian or one.hanya_portal or one.sama]


def _of_kind(jenis: JenisRiwayat, rows: Sequence[Baris], recorded_rows: int) -> Banding:
    shown = [_row(jenis, row) for row in rows if not row.sudah_ada]
    same = sum(bool(row.sudah_ada) for row in rows)
    twins = same + sum(one.keadaan == BERBEDA for one in shown)
    return Banding(jenis.judul, jenis, shown, hanya_portal=max(recorded_rows - twins, 0), sama=same)


def _row(jenis: JenisRiwayat, row: Baris) -> BarisBanding:
    fresh = row.temuan.get("baris")
    if fresh is not None and row.benar:
        return BarisBanding(row.nomor, BARU, jenis.judul_baris(fresh), _said(jenis, fresh))
    note = next(iter(row.galat.values()), "")
    fields = (*siasn.medan_of(jenis), *("asal", "isi"))
    note = next((note.removeprefix(f"{medan}: ") for medan in fields if note.startswith(f"{medan}: ")), note)
    shaped = _shaped(jenis, row)
    if shaped is None:  # something in it is no value of ours: as SIASN gives it
        isi = row.temuan.get("objek", {})
        raw = [
            (medan, str(isi[medan]))
            for medan in siasn.medan_of(jenis)
            if isi.get(medan) not in (None, "") and medan != "id"
        ]
        return BarisBanding(row.nomor, BERBEDA, jenis.judul, raw, note)
    return BarisBanding(row.nomor, BERBEDA, jenis.judul_baris(shaped), _said(jenis, shaped), note)


def _shaped(jenis: JenisRiwayat, row: Baris) -> Any:
    """The row as it would stand, if all of it can be read."""
    isi = row.temuan.get("isi")
    if not isi or not row.temuan.get("mulai") or any(isi.get(name) is None for name in _needed(jenis)):
        return None
    return instance_of(jenis, row)


def _needed(jenis: JenisRiwayat) -> list[str]:
    """Entries without which a row has no name."""
    return [
        name for name in jenis.isian if isinstance(f := jenis.model._meta.get_field(name), KeReferensi) and not f.null
    ]


def _said(jenis: JenisRiwayat, row: Any) -> list[tuple[str, Any]]:
    decree = [("Nomor SK", row.sk_nomor)] if row.sk_nomor else []
    return [("Mulai", row.mulai), *cells(jenis, row, jenis.kolom), *decree]


def _main(person: Pegawai, rows: Sequence[Baris]) -> Banding:
    """`data-utama`: field by field. One that is about somebody else is not compared."""
    row = rows[0]
    found = Banding("Data utama", None)
    if row.galat:
        found.baris.append(BarisBanding(row.nomor, BERBEDA, "Data utama", [], next(iter(row.galat.values()))))
        return found
    found.nomor = row.nomor
    for target in impor_siasn.BAGIAN:
        data = recorded(target, [person.pk]).get(person.pk)
        for name, value in row.temuan.get("bagian", {}).get(target.kunci, {}).items():
            found.isian += _field(target.model, data, name, value)
    found.sama = sum(not one.kosong and one.portal == one.siasn for one in found.isian)
    found.isian = [one for one in found.isian if one.portal != one.siasn]
    return found


def _field(model: Any, data: Any, name: str, value: Any) -> list[Isian]:
    if name == "siasn_id":
        return []
    if name in RAHASIA:  # numbers that are encrypted are compared by nobody's eyes
        stored = TERSIMPAN if _held(data, name) else ""
        return [Isian(LABEL_RAHASIA[name], stored, stored or "Ada di SIASN")]
    label = str(model._meta.get_field(name).verbose_name)
    now = _held(data, name)
    said = value.nama if isinstance(value, Referensi) else words_of(value)
    return [Isian(label[:1].upper() + label[1:], words_of(now) if now not in (None, "") else "", said)]


LABEL_RAHASIA = {"npwp": "NPWP", "rekening": "Nomor rekening", "nik": "NIK"}
